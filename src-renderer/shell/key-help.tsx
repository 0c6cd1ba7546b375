import type { KeyGroup } from '../state/key-map.ts';
import { useKeyGroups } from '../state/keys.ts';
import { closePanel, usePanels } from '../state/panels.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';

/** The keys that are valid on the present screen, most special first. */
export function KeyHelp() {
  const isOpen = usePanels((state) => state.open === 'keys');
  const groups = useKeyGroups((state) => state.groups);
  return (
    <Dialog title="Keys valid here" isOpen={isOpen} onClose={closePanel} width="l">
      <div className="gap-8 desk:columns-2">
        {groups.toReversed().map((group) => (
          <Group key={group.title} group={group} />
        ))}
      </div>
    </Dialog>
  );
}

function Group({ group }: { group: KeyGroup }) {
  const shown = group.bindings.filter(({ hidden }) => !hidden);
  if (shown.length === 0) return null;
  return (
    <section className="mb-5 break-inside-avoid">
      <h3 className="mb-1 text-s font-bold text-ink-2">{group.title}</h3>
      <dl>
        {shown.map(({ keys, label }) => (
          <div key={label} className="flex items-center justify-between gap-4 border-b py-1.5">
            <dt>{label}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <span key={key} className="flex gap-0.5">
                  <span className="sr-only">{key}</span>
                  {key.split(' ').map((part) => (
                    <Kbd key={part} keys={showKey(part)} />
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const SIGNS: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
};

function showKey(key: string): string {
  const shown = key.replace(/[A-Za-z]+$/, (word) => SIGNS[word] ?? word);
  return shown.length === 1 ? shown.toUpperCase() : shown;
}
