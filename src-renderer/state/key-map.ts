/** A key or a two-step sequence and what it does. Written as people see it: `j`, `Ctrl+K`, `?`, `g h`, `Enter`. */
export type KeyBinding = {
  keys: readonly string[];
  label: string;
  run: (event: KeyboardEvent) => void;
  /** True where the key also works while a text field has focus. */
  whileTyping?: boolean;
  /** True where it is not shown in the list of keys. */
  hidden?: boolean;
};

export type KeyGroup = { title: string; bindings: readonly KeyBinding[] };

type KeyLike = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean };

/** The name of a pressed key as bindings write it. Command on a Mac counts as Ctrl; Shift is named only with keys that it does not change. */
export function keyName(event: KeyLike): string {
  const single = event.key.length === 1;
  const key = single ? event.key.toLowerCase() : event.key;
  const named = key === ' ' ? 'Space' : key;
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && (!single || /[a-z]/.test(key))) parts.push('Shift');
  return [...parts, parts.length > 0 && single ? named.toUpperCase() : named].join('+');
}

const SEQUENCE_MS = 900;

/** Finds the binding that a key press means. Groups that came later win. Remembers the first key of a sequence for a moment. */
export class KeyMap {
  private first: { key: string; at: number } | undefined;

  find(groups: readonly KeyGroup[], name: string, at: number, typing: boolean): KeyBinding | undefined {
    const bindings = groups.toReversed().flatMap((group) => group.bindings);
    const usable = typing ? bindings.filter((binding) => binding.whileTyping) : bindings;
    const pending = this.first && at - this.first.at < SEQUENCE_MS ? this.first.key : undefined;
    this.first = undefined;
    const sequence = pending ? usable.find(({ keys }) => keys.includes(`${pending} ${name}`)) : undefined;
    if (sequence) return sequence;
    const exact = usable.find(({ keys }) => keys.includes(name));
    if (!exact && usable.some(({ keys }) => keys.some((key) => key.startsWith(`${name} `)))) this.first = { key: name, at };
    return exact;
  }
}

/** True where a key press belongs to the text field that has focus. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'file'].includes(target.type);
}
