import { Keyboard } from 'lucide-react';
import { useKeyGroups } from '../../state/keys.ts';
import { openPanel } from '../../state/panels.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';

const SIGNS: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

/** The keys of the window itself, which are registered where they are used. */
export function KeyList() {
  const groups = useKeyGroups((state) => state.groups);
  const bindings = groups.find(({ title }) => title === 'Everywhere')?.bindings.filter(({ hidden }) => !hidden) ?? [];
  return (
    <div className="grid justify-items-start gap-3">
      <dl className="grid w-full gap-x-8 desk:grid-cols-2">
        {bindings.map(({ keys, label }) => (
          <div key={label} className="flex items-center justify-between gap-3 border-b py-1.5">
            <dt>{label}</dt>
            <dd className="flex gap-1">
              {keys.slice(0, 1).map((key) => (
                <span key={key} className="flex gap-0.5">
                  <span className="sr-only">{key}</span>
                  {key.split(' ').map((part) => (
                    <Kbd key={part} keys={SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part)} />
                  ))}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Button size="s" icon={<Keyboard />} keys="?" onPress={() => openPanel('keys')}>
        Keys of this page
      </Button>
    </div>
  );
}
