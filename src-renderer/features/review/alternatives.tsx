import { Button, Group } from 'react-aria-components';
import { formatShare } from '../../format/amount.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { readerWord } from '../../ui/reader-words.ts';
import { saveValue } from './corrections.ts';
import type { FieldRow } from './field-rows.ts';
import { focusStop } from './focus.ts';
import { useReview } from './review-context.ts';

/** Other readings of a value; number keys choose them. */
export function Alternatives({ row }: { row: FieldRow }) {
  const { detail } = useReview();
  return (
    <Group aria-label={`Other readings of ${row.label}`} className="flex flex-wrap -ml-1 gap-1.5 pt-1.5 pb-2">
      {row.alternatives.map(({ value, shown, p, reader }, index) => (
        <Button
          key={value}
          onPress={() => {
            // The button goes with its value.
            focusStop(row.name);
            void saveValue(detail.id, row.name, value);
          }}
          className="flex cursor-default items-center gap-1.5 rounded-s border bg-surface px-2 py-0.5 text-left text-s tabular-nums data-hovered:border-line-strong data-hovered:bg-hover"
        >
          {shown}
          <span className="text-ink-3">
            {reader ? `${readerWord(reader).toLowerCase()} · ` : ''}
            {formatShare(p)}
          </span>
          <Kbd keys={String(index + 1)} />
        </Button>
      ))}
    </Group>
  );
}
