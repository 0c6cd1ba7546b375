/**
 * Writes `docs/ledgers/settings.md` from the connectors' own descriptions: the settings that the window's form, the command line and REST take.
 *
 *   node scripts/make-ledgers-doc.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerConnectors } from '../src-main/connectors/registry.ts';
import { settingFields } from '../src-main/engine/ledgers/index.ts';

const FILE = join(import.meta.dirname, '..', 'docs', 'ledgers', 'settings.md');

/** The whole text of `docs/ledgers/settings.md`. */
export function ledgersDocument(): string {
  const kinds = [...ledgerConnectors.values()].flatMap((connector) => [
    `## ${connector.title} (\`${connector.id}\`)`,
    '',
    `${connector.about} Entries are ${connector.finish === 'draft' ? 'left as drafts' : 'final'} unless the client says otherwise.${connector.signIn === undefined ? '' : ' A person signs in with the browser.'}`,
    '',
    '| Setting | Flag | Kind | Default | What |',
    '| --- | --- | --- | --- | --- |',
    ...settingFields(connector).map(
      ({ name, title, kind, required, initial, choices, description = '' }) =>
        `| ${cell(title)}${required ? ' *' : ''} | ${kind === 'secret' ? `\`TICKMARK_LEDGER_${flag(name).replaceAll('-', '_').toUpperCase()}\`` : `\`--${flag(name)}\``} | ${choices === undefined ? kind : choices.map(({ id }) => `\`${cell(id)}\``).join(' ')} | ${initial === undefined ? '' : `\`${cell(initial)}\``} | ${cell(description)} |`,
    ),
    '',
  ]);
  return [
    '# Settings of ledgers',
    '',
    "This page is made from the connectors' own descriptions by `npm run docs:ledgers`, as are the form in the window and the flags of",
    '`tickmark ledger connect`. A star marks what must be given. Secrets are read from the environment or asked for, never from the command line.',
    '',
    ...kinds,
  ].join('\n');
}

const flag = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

if (import.meta.main) writeFileSync(FILE, ledgersDocument());
