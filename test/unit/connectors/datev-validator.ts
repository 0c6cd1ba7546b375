/**
 * Checks a booking batch against the public description of the DATEV format ("DATEV-Format: Header" and "Buchungsstapel", header version 700,
 * format version 13, developer.datev.de/de/file-format/details/datev-format): every filled field against the expression that is published
 * for it, and the rules beside the table. Written from the description, without the writer's own tables.
 */

const day = String.raw`(0[1-9]|[1-2]\d|3[0-1])(0[1-9]|1[0-2])20\d\d`;
const compactDay = String.raw`20\d\d(0[1-9]|1[0-2])(0[1-9]|[1-2]\d|3[0-1])`;
const text = (longest: number) => `"(?:[^"]|""){0,${longest}}"`;

const whole = (expression: string) => new RegExp(`^(?:${expression})$`, 'u');

/** The 31 fields of the first line. */
const HEADER: readonly RegExp[] = [
  '"EXTF"',
  '700',
  '21',
  '"Buchungsstapel"',
  '13',
  String.raw`${compactDay}(2[0-3]|[01]\d)[0-5]\d[0-5]\d{4}`,
  '',
  String.raw`"\w{0,2}"`,
  String.raw`"\w{0,25}"`,
  String.raw`"\w{0,25}"`,
  String.raw`\d{4,7}`,
  String.raw`\d{1,5}`,
  compactDay,
  '[4-8]',
  compactDay,
  compactDay,
  String.raw`"[\w.\-/ ]{0,30}"`,
  '"([A-Z]{2}){0,2}"',
  '[12]',
  '(0|30|40|50|64)',
  '[01]',
  '"[A-Z]{3}"',
  '',
  '""',
  '',
  '',
  String.raw`"(\d{2}){0,2}"`,
  String.raw`(\d{4})?`,
  '',
  '""',
  text(16),
].map(whole);

const pairs = (count: number) => Array.from({ length: count }, () => [text(20), text(210)]).flat();
const AMOUNT = String.raw`(?!0{1,10},00)\d{1,10},\d{2}`;
const ACCOUNT = String.raw`(?!0{1,9}$)\d{1,9}`;

/** The 125 fields of a booking. */
const FIELDS: readonly RegExp[] = [
  ...[AMOUNT, '"[SH]"', '"[A-Z]{3}"', String.raw`[1-9]\d{0,3},\d{2,6}`, AMOUNT, '"[A-Z]{3}"', ACCOUNT, ACCOUNT, String.raw`"\d{4}"`],
  ...[String.raw`\d{4}`, String.raw`"[A-Za-z0-9_$%\-/]{0,36}"`, String.raw`"[A-Za-z0-9_$%\-/]{0,12}"`, String.raw`[1-9]\d{0,7},\d{2}`],
  ...[text(60), '[01]', String.raw`"\w{0,9}"`, String.raw`\d{3}`, String.raw`\d{2}`, '[01]', text(210)],
  ...pairs(8),
  ...[String.raw`"[\w ]{0,36}"`, String.raw`"[\w ]{0,36}"`, String.raw`\d{12},\d{4}`, text(15), String.raw`\d{2},\d{2}`, '"[IKPS]"'],
  ...[String.raw`\d{1,3}`, String.raw`\d{0,3}`, String.raw`\d`, String.raw`\d{0,2}`, String.raw`\d{0,3}`],
  ...pairs(20),
  ...[
    String.raw`\d{0,8}`,
    String.raw`\d{1,8},\d{2}`,
    String.raw`\d{0,2}`,
    String.raw`"\w{0,10}"`,
    String.raw`20\d{2}`,
    day,
    String.raw`\d`,
  ],
  ...[text(30), '"[A-Z]{2}"', String.raw`\d{0,4}`, '"[A-Z]{2}"', String.raw`\d{0,3}`, String.raw`\d{1,2},\d{2}`, String.raw`\d{4,8}`],
  ...['"[A-Z]{2}"', text(36), day, text(35), '[01]', text(76), String.raw`\d{4}`, text(11), text(20), day, text(30), String.raw`\d{1,2}`],
  ...[
    '[01]',
    day,
    day,
    day,
    '"[01]"',
    String.raw`\d{1,2},\d{2}`,
    '"[A-Z]{2}"',
    text(50),
    '[1-5]',
    text(15),
    String.raw`\d{2},\d{2}`,
    ACCOUNT,
  ],
].map(whole);

export type Batch = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Reads the bytes as Windows-1252 and splits them; throws where they are no such file at all. */
export function readBatch(bytes: Uint8Array): Batch {
  const file = new TextDecoder('windows-1252').decode(bytes);
  if (!file.endsWith('\r\n')) throw new Error('the last line has no CR/LF');
  const [first = '', names = '', ...lines] = file.slice(0, -2).split('\r\n');
  if (/[\r\n\0-\x1f]/.test(file.replaceAll('\r\n', ''))) throw new Error('a control character');
  if (names.split(';').length !== 125) throw new Error(`${names.split(';').length} names of columns`);
  return { header: fields(first), rows: lines.map(fields) };
}

/** Every deviation in words. */
export function deviations({ header, rows }: Batch): string[] {
  const found = [...mismatches('header', header, HEADER), ...rows.flatMap((row, index) => mismatches(`row ${index + 1}`, row, FIELDS))];
  if (rows.length > 99_999) found.push('more than 99,999 bookings');
  const [consultant, client, start, length, from, until] = [header[10], header[11], header[12], header[13], header[14], header[15]];
  if (!(Number(consultant) >= 1001 && Number(client) >= 1)) found.push('consultant or client out of range');
  if (!(`${start}` <= `${from}` && `${from}` <= `${until}`)) found.push('days in the wrong order');
  if (Number(`${until}`) - Number(`${start}`) >= 10_000) found.push('days of two fiscal years');
  for (const [index, row] of rows.entries()) {
    const says = (words: string) => found.push(`row ${index + 1}: ${words}`);
    for (const must of [0, 1, 6, 7, 9]) if (row[must] === '') says(`field ${must + 1} is empty`);
    for (const account of [row[6], row[7]]) if (`${account}`.length > Number(length) + 1) says(`account ${account} is too long`);
    if ((row[4] === '') !== (row[5] === '')) says('base amount and its currency go together');
    if (row[3] !== '' && row[4] === '') says('a rate without the base amount');
    for (let label = 20; label < 36; label += 2) if ((row[label] === '') !== (row[label + 1] === '')) says('half a Beleginfo');
    for (let label = 47; label < 87; label += 2) if ((row[label] === '') !== (row[label + 1] === '')) says('half a Zusatzinformation');
    if (row[113] === '') says('Festschreibung left to the program');
    const date = dayOf(row[9] ?? '', `${start}`);
    if (date === undefined || date < `${from}` || date > `${until}`) says(`day ${row[9]} is outside the batch`);
  }
  return found;
}

/** The day that a program makes of DDMM: the one in the fiscal year of the header. */
export function dayOf(dayAndMonth: string, start: string): string | undefined {
  const [dd, mm, year] = [dayAndMonth.slice(0, 2), dayAndMonth.slice(2), Number(start.slice(0, 4))];
  const inYear = `${mm}${dd}` >= start.slice(4) ? year : year + 1;
  const date = new Date(Date.UTC(inYear, Number(mm) - 1, Number(dd)));
  return date.getUTCDate() === Number(dd) && date.getUTCMonth() === Number(mm) - 1 ? `${inYear}${mm}${dd}` : undefined;
}

function mismatches(where: string, values: readonly string[], expressions: readonly RegExp[]): string[] {
  if (values.length !== expressions.length) return [`${where}: ${values.length} fields`];
  return values.flatMap((value, index) => {
    const isOptional = where !== 'header' && value === '';
    return isOptional || expressions[index]?.test(value) ? [] : [`${where}, field ${index + 1}: ${value}`];
  });
}

/** Splits at semicolons outside quotes and keeps the quotes, since they tell texts from numbers. */
function fields(line: string): string[] {
  const parts = [''];
  let isQuoted = false;
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === ';' && !isQuoted) parts.push('');
    else parts.push(`${parts.pop()}${letter}`);
  }
  return parts;
}

export function unquoted(field: string | undefined): string {
  return (field ?? '').replace(/^"|"$/g, '').replaceAll('""', '"');
}
