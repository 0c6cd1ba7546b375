/** A row of a plain page: text at the left, and columns that end at given distances from the left edge (points). */
export type PlainRow = {
  readonly text: string;
  readonly size?: number;
  readonly bold?: boolean;
  readonly columns?: readonly { readonly text: string; readonly right: number }[];
};

/** A4 in points, its margin, and the leading as a multiple of the type size. */
const PAGE = { width: 595, height: 842, margin: 56 };
const LEADING = 1.55;
const SIZE = 10;

/**
 * Sets rows as a PDF with the two built-in Helveticas, which PDFium draws with fonts of its own: no font of the machine is needed. What
 * Windows-1252 cannot write loses its accents or becomes "?".
 */
export function plainPdf(rows: readonly PlainRow[]): Uint8Array {
  const pages = paged(rows);
  const kids = pages.map((_, index) => `${5 + 2 * index} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    ...['Helvetica', 'Helvetica-Bold'].map((font) => `<</Type/Font/Subtype/Type1/BaseFont/${font}/Encoding/WinAnsiEncoding>>`),
    ...pages.flatMap((content, index) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${PAGE.width} ${PAGE.height}]/Resources<</Font<</R 3 0 R/B 4 0 R>>>>/Contents ${6 + 2 * index} 0 R>>`,
      `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    ]),
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(body + table, 'latin1'));
}

/** Content streams, one a page. */
function paged(rows: readonly PlainRow[]): string[] {
  const pages: string[] = [];
  let [content, y] = ['', PAGE.height - PAGE.margin];
  for (const row of rows) {
    const size = row.size ?? SIZE;
    y -= size * LEADING;
    if (y < PAGE.margin) {
      pages.push(content);
      [content, y] = ['', PAGE.height - PAGE.margin - size * LEADING];
    }
    const put = (x: number, text: string) => {
      if (text !== '') content += `BT /${row.bold ? 'B' : 'R'} ${size} Tf ${x.toFixed(2)} ${y.toFixed(2)} Td (${escaped(text)}) Tj ET\n`;
    };
    put(PAGE.margin, row.text);
    for (const { text, right } of row.columns ?? []) put(right - widthOf(text) * size, text);
  }
  return [...pages, content];
}

/** Width of an amount in units of the type size: Helvetica's digits are 0.556 wide, its marks 0.278, the minus 0.333; letters about 0.6. */
function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (/\d/.test(char) ? 0.556 : /[.,: ]/.test(char) ? 0.278 : char === '-' ? 0.333 : 0.6), 0);
}

/** Characters of Windows-1252 between 0x80 and 0x9f, in order; a space stands for a code without character. */
const WINDOWS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

function escaped(text: string): string {
  return [...text].map((char) => byteOf(char) ?? byteOf(char.normalize('NFKD')[0] ?? '?') ?? '?').join('');
}

/** The character as it stands in a string of a PDF; undefined where the encoding lacks it. */
function byteOf(char: string): string | undefined {
  const code = char.codePointAt(0) ?? 0;
  const special = char === ' ' ? -1 : WINDOWS.indexOf(char);
  const byte = special >= 0 ? 0x80 + special : (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) ? code : undefined;
  if (byte === undefined) return undefined;
  return /[\w .,:/+-]/.test(char) && byte < 0x80 ? char : `\\${byte.toString(8).padStart(3, '0')}`;
}
