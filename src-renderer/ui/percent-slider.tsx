import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { formatShare } from '../format/amount.ts';

/** A share of 0 to 1 in whole per cent, by pointer or arrow keys. */
export function PercentSlider({
  label,
  description,
  value,
  onChange,
}: {
  label: string;
  description: string;
  value: number;
  onChange: (share: number) => void;
}) {
  return (
    <Slider
      value={Math.round(value * 100)}
      onChange={(percent) => onChange((Array.isArray(percent) ? (percent[0] ?? 0) : percent) / 100)}
      minValue={0}
      maxValue={100}
      step={1}
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1"
    >
      <Label className="font-medium">{label}</Label>
      <SliderOutput className="num font-strong">{formatShare(value)}</SliderOutput>
      <SliderTrack className="col-span-2 flex h-5 items-center">
        {({ state }) => (
          <>
            <div aria-hidden="true" className="absolute inset-x-0 h-1 rounded-full bg-line-strong" />
            <div
              aria-hidden="true"
              className="absolute left-0 h-1 rounded-full bg-accent"
              style={{ width: `${state.getThumbPercent(0) * 100}%` }}
            />
            <SliderThumb className="top-1/2 size-4 rounded-full border-2 border-accent bg-surface shadow-raised data-dragging:bg-accent-soft data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-focus" />
          </>
        )}
      </SliderTrack>
      <p className="col-span-2 text-s text-ink-2">{description}</p>
    </Slider>
  );
}
