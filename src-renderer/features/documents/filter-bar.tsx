import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { Segments } from '../../ui/segments.tsx';
import { choiceOf, isFiltered, type ListPlace, STATE_CHOICES } from './document-filter.ts';

const TYPING_MS = 180;

/** Search, state and dates. What is typed takes effect when the typing pauses. */
export function FilterBar({ place, onChange }: { place: ListPlace; onChange: (place: ListPlace) => void }) {
  return (
    <search
      aria-label="Documents"
      className="flex flex-wrap items-center gap-x-2.5 gap-y-2 wide:gap-x-4 border-b bg-surface px-4 py-2.5 wide:px-6"
    >
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
      {/* It keeps its place, so that the first letter typed does not move the list. */}
      <Button
        variant="quiet"
        size="s"
        icon={<X />}
        className={isFiltered(place) ? '' : 'invisible'}
        onPress={() => onChange({ text: '', states: [], from: '', to: '' })}
      >
        Clear
      </Button>
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
  return <SearchInput label="Search documents" placeholder="Supplier, number, file or amount" value={typed} onChange={setTyped} />;
}
