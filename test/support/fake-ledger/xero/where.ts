/** The little of Xero's filter language that is needed: `Name=="text"`, `Name!=null`, joined by AND. Anything else is refused, as Xero does. */
export type Row = Readonly<Record<string, unknown>>;

/** Undefined where the text is no filter over these columns. */
export function filterOf(text: string, columns: readonly string[]): ((row: Row) => boolean) | undefined {
  const tests = text.split(' AND ').map((part) => {
    const found = /^([A-Za-z]+)(==|!=)(?:"([^"\\]*)"|(null))$/.exec(part.trim());
    if (found === null || !columns.includes(found[1] ?? '')) return undefined;
    const [, name = '', operator, value, none] = found;
    return (row: Row) => ((row[name] ?? null) === (none === undefined ? (value ?? '') : null)) === (operator === '==');
  });
  if (tests.some((test) => test === undefined)) return undefined;
  return (row) => tests.every((test) => test?.(row) === true);
}

/** `Name ASC`, by text. Undefined where it is another order. */
export function orderOf(text: string, columns: readonly string[]): ((a: Row, b: Row) => number) | undefined {
  const name = /^([A-Za-z]+) ASC$/.exec(text)?.[1];
  if (name === undefined || !columns.includes(name)) return undefined;
  return (a, b) => String(a[name] ?? '').localeCompare(String(b[name] ?? ''));
}
