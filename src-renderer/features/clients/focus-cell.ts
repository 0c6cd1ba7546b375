/** Puts the cursor into a cell of an editable table once it has been drawn. */
export function focusCell(cell: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const input = document.querySelector<HTMLInputElement>(`[data-cell="${CSS.escape(cell)}"]`);
      input?.focus();
      input?.scrollIntoView({ block: 'nearest' });
    }),
  );
}
