/** Pages that stand alone: no script, no data, nothing from outside. Shown before somebody is let in, and where the window is missing. */
export type Page = {
  readonly status: number;
  readonly title: string;
  readonly words: readonly string[];
  readonly command?: string;
  readonly goOn?: boolean;
};

export const PAGES = {
  locked: {
    status: 401,
    title: 'Open the link that Tickmark printed',
    words: [
      'This address shows the books of your clients, so it opens only in the browser that was let in by the one-time link from the terminal.',
      'If the link was used or is older than ten minutes, start Tickmark again: while it is running, that prints a fresh link.',
      'If you were let in before and followed a link from elsewhere, reload this page.',
    ],
    command: 'npm start',
  },
  welcome: { status: 200, title: 'Opening Tickmark', words: ['If nothing happens, reload this page.'], goOn: true },
  limited: {
    status: 429,
    title: 'Too many wrong links',
    words: ['Wait a minute, then open the link that Tickmark printed.'],
  },
  unbuilt: {
    status: 503,
    title: 'The window has not been built yet',
    words: ['The engine is running, and the command line and the REST interface work. Build the window, then reload this page.'],
    command: 'npm start',
  },
} as const satisfies Record<string, Page>;

export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --paper: #f7f8fa; --card: #fff; --line: #dfe3e8; --mark: #17795e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf1; --soft: #9aa5b4; --paper: #12161c; --card: #1a2028; --line: #2c3540; --mark: #4cc9a0; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 30rem; margin: 1.5rem; padding: 2rem 2.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
p { margin: 0.75rem 0 0; color: var(--soft); }
p.name { margin: 0 0 1rem; color: var(--mark); font-weight: 600; }
h1 { margin: 0; font-size: 1.25rem; line-height: 1.3; }
code { display: inline-block; padding: 0.3rem 0.6rem; border: 1px solid var(--line); border-radius: 7px; color: var(--ink); }
`;

export function renderPage({ title, words, command, goOn }: Page): string {
  const paragraphs = words.map((text) => `<p>${text}</p>`).join('\n');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${goOn ? '<meta http-equiv="refresh" content="0;url=/">' : ''}<title>Tickmark</title><style>${PAGE_STYLE}</style></head>
<body><main>
<p class="name">✓ Tickmark</p>
<h1>${title}</h1>
${paragraphs}
${command === undefined ? '' : `<p><code>${command}</code></p>`}
</main></body>
</html>
`;
}
