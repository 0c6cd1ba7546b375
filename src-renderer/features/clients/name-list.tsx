import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { ClientId } from '../../../src-main/contract/ids.ts';
import { queries } from '../../bridge/queries.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { inputClass, labelClass } from '../../ui/text-field.tsx';
import { withName } from './policy-draft.ts';

type NameListProps = { clientId: ClientId; names: readonly string[]; onChange: (names: string[]) => void };

/** Names of suppliers; those that are known are offered while typing, and others may be typed. */
export function NameList({ clientId, names, onChange }: NameListProps) {
  const { data: suppliers = [] } = useQuery(queries.suppliers(clientId));
  const [text, setText] = useState('');
  const id = useId();
  const add = () => {
    onChange(withName(names, text));
    setText('');
  };
  return (
    <div className="grid gap-3">
      <div className="grid max-w-[420px] gap-1">
        <label htmlFor={id} className={labelClass}>
          Name of the supplier
        </label>
        <div className="flex gap-2">
          <input
            id={id}
            list={`${id}-known`}
            value={text}
            maxLength={120}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
            className={`${inputClass} hover:border-ink-3 focus:border-focus`}
          />
          <datalist id={`${id}-known`}>
            {suppliers.map(({ name }) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <Button icon={<Plus />} isDisabled={text.trim() === ''} onPress={add}>
            Add
          </Button>
        </div>
      </div>
      {names.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {names.map((name) => (
            <li key={name} className="flex items-center gap-0.5 rounded-s border bg-paper py-0.5 pr-0.5 pl-2.5">
              {name}
              <IconButton
                label={`Take ${name} off the list`}
                icon={<X />}
                onPress={() => onChange(names.filter((known) => known !== name))}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-s text-ink-3">None. Every supplier may pass when nothing is doubtful.</p>
      )}
    </div>
  );
}
