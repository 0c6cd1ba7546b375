import type { ReactNode, Ref } from 'react';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components';
import { classNames } from './class-names.ts';

export const inputClass =
  'w-full min-w-0 rounded-s border border-line-strong bg-surface px-2.5 py-1.5 text-m text-ink outline-none data-hovered:border-ink-3 data-focused:border-focus data-focused:shadow-[0_0_0_2px_color-mix(in_srgb,var(--focus)_30%,transparent)] data-invalid:border-wrong-line data-disabled:opacity-50';
export const labelClass = 'text-s font-medium text-ink-2';

type TextFieldProps = Omit<AriaTextFieldProps, 'className' | 'children'> & {
  label: string;
  placeholder?: string;
  description?: ReactNode;
  /** What is wrong with the value, in words. */
  problem?: string | undefined;
  /** Beside the input, for example a button. */
  aside?: ReactNode;
  lines?: number;
  className?: string;
  /** Of the input alone, so that a short one can have a long description. */
  inputClassName?: string;
  inputRef?: Ref<HTMLInputElement>;
};

/** A labelled line of text, or several with `lines`. */
export function TextField({
  label,
  placeholder,
  description,
  problem,
  aside,
  lines = 1,
  className,
  inputClassName,
  inputRef,
  ...rest
}: TextFieldProps) {
  return (
    <AriaTextField {...rest} isInvalid={Boolean(problem)} className={classNames('flex flex-col gap-1', className)}>
      <Label className={labelClass}>{label}</Label>
      <div className="flex gap-2">
        {lines > 1 ? (
          <TextArea rows={lines} placeholder={placeholder} className={classNames(inputClass, 'resize-none')} />
        ) : (
          <Input
            {...(inputRef ? { ref: inputRef } : {})}
            {...(placeholder ? { placeholder } : {})}
            className={classNames(inputClass, inputClassName)}
          />
        )}
        {aside}
      </div>
      {description && !problem ? (
        <Text slot="description" className="text-s text-ink-3">
          {description}
        </Text>
      ) : null}
      <FieldError className="text-s text-wrong">{problem}</FieldError>
    </AriaTextField>
  );
}
