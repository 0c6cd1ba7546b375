/**
 * A mapping of columns as one line of text: `Title=value` or `Title=value:format`, parted by `;`. What holds `; = : "` or a space at its
 * rim stands in double quotes, which are doubled inside. Settings keep this text, the command line takes it and the editor writes it; which
 * values there are is the connector's to say.
 */
export type ColumnText = {
  /** What stands above the column in the file. */
  readonly title: string;
  /** Id of what goes into it, in lower case; empty leaves the column empty. */
  readonly value: string;
  /** What stands behind the colon. */
  readonly format: string;
};

/** More columns than any import asks for; keeps a mistake from making a file of thousands. */
export const MOST_COLUMNS = 200;

/** Reads the text, or says in words where it is not of this form. Parts of nothing but spaces are passed over. */
export function parseColumnText(text: string): { readonly columns: readonly ColumnText[] } | { readonly problem: string } {
  const parts = partsOf(text, ';');
  if (parts === undefined) return { problem: `A double quote in "${text.trim().slice(0, 60)}" is not closed.` };
  const columns: ColumnText[] = [];
  for (const part of parts) {
    if (part.trim() === '') continue;
    const [title = '', right, ...more] = partsOf(part, '=') ?? [];
    if (right === undefined || more.length > 0) return { problem: `"${part.trim()}" is not of the form Header=field.` };
    const [value = '', format = '', ...rest] = partsOf(right, ':') ?? [];
    if (rest.length > 0) return { problem: `"${part.trim()}" has more than one ":".` };
    columns.push({ title: unquoted(title), value: unquoted(value).toLowerCase(), format: unquoted(format) });
  }
  return { columns };
}

/** The text that `parseColumnText` reads to the same columns. */
export function printColumnText(columns: readonly ColumnText[]): string {
  return columns
    .map(({ title, value, format }) => `${quoted(title)}=${quoted(value)}${format === '' ? '' : `:${quoted(format)}`}`)
    .join('; ');
}

/** Parts between separators that stand outside double quotes; undefined where a quote is not closed. */
function partsOf(text: string, separator: string): string[] | undefined {
  const parts: string[] = [''];
  let isQuoted = false;
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === separator && !isQuoted) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return isQuoted ? undefined : parts;
}

function unquoted(part: string): string {
  const text = part.trim();
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function quoted(text: string): string {
  return /[;=:"]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
