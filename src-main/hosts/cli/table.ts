/** Widest cell; a longer one ends in an ellipsis, so that rows stay rows on a terminal. */
const WIDEST = 44;

/** Rows under headings in columns of equal width. Columns whose cells are all numbers stand to the right. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  const cells = rows.map((row) => headings.map((_, column) => shown(row[column])));
  const isNumeric = headings.map((_, column) => rows.length > 0 && rows.every((row) => /^[\d.,-]*$/.test(String(row[column] ?? ''))));
  const widths = headings.map((heading, column) => Math.max(heading.length, ...cells.map((row) => [...(row[column] ?? '')].length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, isNumeric[column] === true))
      .join('  ')
      .trimEnd();
  return [line(headings), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)].map((text) => `${text}\n`).join('');
}

/** Names come from strangers: control and direction-changing characters must not reach the terminal. */
function shown(value: string | number | undefined): string {
  const clean = String(value ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '�');
  return [...clean].length > WIDEST ? `${[...clean].slice(0, WIDEST - 1).join('')}…` : clean;
}

function pad(cell: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - [...cell].length));
  return right ? space + cell : cell + space;
}
