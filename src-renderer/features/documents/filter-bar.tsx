import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton, Input, SearchField } from 'react-aria-components';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { inputClass } from '../../ui/text-field.tsx';
import { choiceOf, isFiltered, type ListPlace, STATE_CHOICES } from './document-filter.ts';

const TYPING_MS = 180;

/** Search, state and dates. What is typed takes effect when the typing pauses. */
export function FilterBar({ place, onChange }: { place: ListPlace; onChange: (place: ListPlace) => void }) {
  return (
    <search aria-label="Documents" className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b bg-surface px-4 py-2.5 wide:px-6">
      <SearchText text={place.text} onChange={(text) => onChange({ ...place, text })} />
      <Segments
        label="State"
        choices={STATE_CHOICES}
        value={choiceOf(place.states)}
        onChange={(id) => onChange({ ...place, states: [...(STATE_CHOICES.find((choice) => choice.id === id)?.states ?? [])] })}
      />
      <div className="flex items-center gap-1.5 text-s text-ink-2">
        <DayField label="Dated from" value={place.from} onChange={(from) => onChange({ ...place, from })} />
        <span aria-hidden="true">to</span>
        <DayField label="Dated to" value={place.to} onChange={(to) => onChange({ ...place, to })} />
      </div>
      {isFiltered(place) ? (
        <Button variant="quiet" size="s" icon={<X />} onPress={() => onChange({ text: '', states: [], from: '', to: '' })}>
          Clear
        </Button>
      ) : null}
    </search>
  );
}

function SearchText({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  // The address may change by other hands: back, or the button that clears.
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => latest.current(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return (
    <SearchField aria-label="Search documents" value={typed} onChange={setTyped} className="relative w-[260px] max-w-full">
      <Search aria-hidden="true" className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-3" />
      <Input
        placeholder="Supplier, number, file or amount"
        className={`${inputClass} pr-7 pl-8 [&::-webkit-search-cancel-button]:hidden`}
      />
      {typed ? (
        <AriaButton className="absolute top-1/2 right-1 flex size-6 -translate-y-1/2 items-center justify-center rounded-s text-ink-3 data-hovered:text-ink">
          <X aria-hidden="true" className="size-3.5" />
        </AriaButton>
      ) : null}
    </SearchField>
  );
}
