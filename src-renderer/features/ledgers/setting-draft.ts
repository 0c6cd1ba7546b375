import type { LedgerConnectionInfo, LedgerKind, SettingField, SettingValues } from '../../../src-main/contract/ledger.ts';
import { isWholePath } from '../welcome/suggestions.ts';

/** A form as it is typed: texts, and true or false for switches. */
export type SettingDraft = Readonly<Record<string, string | boolean>>;

/** What the form begins with: what is kept of the same kind, else the defaults. Secrets are never given out, so they begin empty. */
export function beginDraft(kind: LedgerKind, connection?: Pick<LedgerConnectionInfo, 'kind' | 'settings'>): SettingDraft {
  const kept = connection?.kind === kind.id ? connection.settings : {};
  return Object.fromEntries(
    kind.fields.map((field) => {
      const value = field.kind === 'secret' ? undefined : kept[field.name];
      if (field.kind === 'switch') return [field.name, value === undefined ? field.initial === 'true' : isOn(value)];
      return [field.name, value === undefined ? (field.initial ?? '') : String(value)];
    }),
  );
}

function isOn(value: string | number | boolean): boolean {
  return value === true || value === 'true';
}

/** The names of secrets that are kept and may stay empty in the form. */
export function keptSecrets(kind: LedgerKind, connection?: Pick<LedgerConnectionInfo, 'kind' | 'secrets'>): ReadonlySet<string> {
  return new Set(connection?.kind === kind.id ? connection.secrets : []);
}

/** What is wrong with the form, in words at the field concerned. The ledger's own rules are the engine's business. */
export function settingProblems(
  fields: readonly SettingField[],
  draft: SettingDraft,
  kept: ReadonlySet<string> = new Set(),
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const problem = problemOf(field, draft[field.name], kept);
      return problem === undefined ? [] : [[field.name, problem]];
    }),
  );
}

function problemOf(field: SettingField, value: string | boolean | undefined, kept: ReadonlySet<string>): string | undefined {
  if (field.kind === 'switch') return undefined;
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') {
    if (!field.required || (field.kind === 'secret' && kept.has(field.name))) return undefined;
    return field.kind === 'choice' ? `Choose one: ${field.title}.` : `Fill this in: ${field.title}.`;
  }
  switch (field.kind) {
    case 'number':
      return /^-?\d+([.,]\d+)?$/.test(text) ? undefined : 'Write a number.';
    case 'url':
      return isWebAddress(text) ? undefined : 'Write the whole address, for example https://books.example.com.';
    case 'path':
      return isWholePath(text) || text.startsWith('~') ? undefined : `Give the whole path, not "${text}".`;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? undefined : 'Choose a day.';
    default:
      return undefined;
  }
}

/** True for an address that a browser may be sent to: nothing but http and https. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text.trim()) && /^https?:$/.test(new URL(text.trim()).protocol);
}

/**
 * Fields in two parts: what somebody must or may well say, and what is right as it is for nearly everybody: optional with a default, or
 * filled in by the sign-in. The columns of a file are what most people come for. A single field of the second part is not worth a part of its own.
 */
export function settingParts({ fields, signsIn }: Pick<LedgerKind, 'fields' | 'signsIn'>): {
  main: readonly SettingField[];
  more: readonly SettingField[];
} {
  const isMore = ({ required, initial, kind }: SettingField) =>
    !required && kind !== 'columns' && (signsIn || (kind !== 'secret' && initial !== undefined));
  const more = fields.filter(isMore);
  return more.length > 1 ? { main: fields.filter((field) => !isMore(field)), more } : { main: fields, more: [] };
}

/** True where a field says something else than it begins with. */
export function isChanged({ name, initial }: SettingField, draft: SettingDraft): boolean {
  const value = draft[name] ?? '';
  return typeof value === 'boolean' ? value !== (initial === 'true') : value !== (initial ?? '');
}

/** True where a secret was typed. */
export function hasTypedSecret(fields: readonly SettingField[], draft: SettingDraft): boolean {
  return fields.some(({ kind, name }) => kind === 'secret' && typeof draft[name] === 'string' && draft[name] !== '');
}

/** Sentences one after the other; what does not end with a mark gets one. */
export function sentences(...texts: readonly (string | undefined)[]): string {
  return texts.flatMap((text) => (text ? [/[.!?]$/.test(text) ? text : `${text}.`] : [])).join(' ');
}

/** A choice that is shown by its id begins like other words of the form; an abbreviation stays as it is. */
export function choiceLabel({ id, label }: { id: string; label: string }): string {
  return label === id && /^[a-z]+$/.test(id) ? id.charAt(0).toUpperCase() + id.slice(1) : label;
}

/** What is sent. An empty field is left out, so that its default stands; a secret that is left out stays as it is kept. */
export function settingsOf(fields: readonly SettingField[], draft: SettingDraft): SettingValues {
  return Object.fromEntries(
    fields.flatMap(({ name, kind }): [string, string | number | boolean][] => {
      const value = draft[name];
      if (typeof value === 'boolean') return [[name, value]];
      // A secret may begin or end with a space.
      const text = kind === 'secret' ? (value ?? '') : (value ?? '').trim();
      if (text === '') return [];
      return [[name, kind === 'number' ? Number(text.replace(',', '.')) : text]];
    }),
  );
}
