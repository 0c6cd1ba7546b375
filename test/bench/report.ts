/** A table of the report: what was measured, how, and the figures with their names. */
export type Section = { readonly title: string; readonly note: string; readonly rows: readonly (readonly [string, string])[] };

export function asMarkdown(sections: readonly Section[]): string {
  return sections
    .map(({ title, note, rows }) => {
      const table = rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n');
      return `## ${title}\n\n${note}\n\n| | |\n|---|---|\n${table}\n`;
    })
    .join('\n');
}

export function asText({ title, rows }: Section): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return [`\n${title}`, ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)].join('\n');
}
