/** A strict reader of RFC 4180: CRLF ends every record, quotes stand around a whole field or not at all. Throws at the first deviation. */
export function parseCsv(text: string, separator: string): string[][] {
  const records: string[][] = [];
  let [at, record]: [number, string[]] = [0, []];
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        if (at >= text.length) throw new Error('a quote is not closed');
        if (text[at] !== '"') field += text[at++];
        else if (text[at + 1] === '"') [field, at] = [`${field}"`, at + 2];
        else break;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n') {
        if (text[at] === '"') throw new Error(`a quote inside a bare field at ${at}`);
        field += text[at++];
      }
    }
    record.push(field);
    if (text[at] === separator) at += 1;
    else if (text[at] === '\r' && text[at + 1] === '\n') {
      records.push(record);
      [at, record] = [at + 2, []];
    } else throw new Error(`neither a separator nor a line end at ${at}`);
    if (at === text.length && record.length > 0) throw new Error('the last record has no end');
  }
  return records;
}
