import { create } from 'zustand';

const useDrafts = create<{ byKey: Readonly<Record<string, unknown>> }>(() => ({ byKey: {} }));

export type Draft<Value> = { value: Value; set: (value: Value) => void; discard: () => void; isDirty: boolean };

/**
 * What was typed into a form but not saved. It outlives leaving the screen, and is forgotten where it equals what is saved.
 * One key always holds one kind of value.
 */
export function useDraft<Value>(key: string, saved: Value): Draft<Value> {
  const draft = useDrafts((state) => state.byKey[key]) as Value | undefined;
  const put = (value: Value | undefined) => useDrafts.setState(({ byKey }) => ({ byKey: { ...byKey, [key]: value } }));
  return {
    value: draft ?? saved,
    set: (value) => put(isEqual(value, saved) ? undefined : value),
    discard: () => put(undefined),
    isDirty: draft !== undefined && !isEqual(draft, saved),
  };
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
