/** A table of the report: what was measured, how, and the figures with their names. Without `columns` a row is a name and a value. */
export type Section = {
  readonly title: string;
  readonly note: string;
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** `level` is that of the headings. */
export function asMarkdown(sections: readonly Section[], level = 2): string {
  return sections
    .map(({ title, note, columns, rows }) => {
      const width = columns?.length ?? 2;
      const head = `|${(columns ?? ['', '']).map((name) => (name === '' ? ' |' : ` ${name} |`)).join('')}\n|${'---|'.repeat(width)}`;
      const table = rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
      return `${'#'.repeat(level)} ${title}\n\n${note}\n${rows.length === 0 ? '' : `\n${head}\n${table}\n`}`;
    })
    .join('\n');
}

/** Columns in line, for a terminal. */
export function asText({ title, columns, rows }: Section): string {
  const all = columns === undefined ? rows : [columns, ...rows];
  const widths = (all[0] ?? []).map((_, i) => Math.max(...all.map((cells) => (cells[i] ?? '').length)));
  return [`\n${title}`, ...all.map((cells) => `  ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd())].join('\n');
}

const mark = (part: string, end: 'begin' | 'end'): string => `<!-- ${end} of what \`npm run ${part}\` writes -->`;

/** The text of a file with the given part replaced, or added at its end: each bench keeps its own part and leaves the rest alone. */
export function withPart(text: string, part: string, content: string): string {
  const [begin, end] = [mark(part, 'begin'), mark(part, 'end')];
  const whole = `${begin}\n\n${content.trim()}\n\n${end}`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) return `${text.trimEnd()}\n\n${whole}\n`;
  return `${text.slice(0, from)}${whole}${text.slice(to + end.length)}`;
}
