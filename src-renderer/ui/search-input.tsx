import { Search, X } from 'lucide-react';
import { Button, Input, SearchField } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { inputClass } from './text-field.tsx';

/** A search field. Escape empties it, and "/" reaches it from anywhere on the screen. */
export function SearchInput({
  label,
  placeholder,
  value,
  onChange,
  className,
}: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  className?: string;
}) {
  return (
    <SearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      className={classNames('relative w-[196px] max-w-full wide:w-[260px]', className)}
    >
      <Search aria-hidden="true" className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-3" />
      <Input placeholder={placeholder} className={classNames(inputClass, 'pr-7 pl-8 [&::-webkit-search-cancel-button]:hidden')} />
      {value ? (
        <Button className="absolute top-1/2 right-1 flex size-6 -translate-y-1/2 items-center justify-center rounded-s text-ink-3 data-hovered:text-ink">
          <X aria-hidden="true" className="size-3.5" />
        </Button>
      ) : null}
    </SearchField>
  );
}
