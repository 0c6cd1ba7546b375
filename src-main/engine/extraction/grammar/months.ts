/** Beginnings of month names, longest first, in English, German, French, Spanish, Italian, Dutch, Malay and Indonesian. */
const MONTHS: readonly (readonly [RegExp, number])[] = [
  [/^(?:JAN|JANV|ENE|GEN)/, 1],
  [/^(?:FEB|FEV|FEBR|FEBB)/, 2],
  [/^(?:MAR(?!D)|MRZ|MAERZ|MRT|MAAR|MAC)/, 3],
  [/^(?:APR|AVR|ABR)/, 4],
  [/^(?:MAY|MAI|MEI|MAG(?:GIO)?)/, 5],
  [/^(?:JUN|JUIN|GIU)/, 6],
  [/^(?:JUL|JUIL|LUG)/, 7],
  [/^(?:AUG|AOU|AGO|OGOS|AGU)/, 8],
  [/^(?:SEP|SET)/, 9],
  [/^(?:OCT|OKT|OTT)/, 10],
  [/^(?:NOV)/, 11],
  [/^(?:DEC|DEZ|DES|DIC|DIS)/, 12],
];

/** Full names and usual short forms; a longer word that merely begins like a month is none (MARKET, SEPARATE, JUNGLE). */
const NAMES = new Set(
  (
    'JAN JANUARY JANUAR JANVIER JANV ENERO ENE GENNAIO GEN JANUARI FEB FEBRUARY FEBRUAR FEVRIER FEVR FEV FEBRERO FEBBRAIO FEBRUARI FEBR MAR MARCH MARZ MAERZ MRZ MARS ' +
    'MARZO MAART MRT MAC MARET APR APRIL AVRIL AVR ABRIL ABR APRILE MAY MAI MAYO MAGGIO MAG MEI JUN JUNE JUNI JUIN JUNIO GIUGNO GIU JUL JULY JULI JUILLET JUIL JULIO ' +
    'LUGLIO LUG JULAI AUG AUGUST AOUT AGOSTO AGO AUGUSTUS OGOS AGUSTUS AGU SEP SEPT SEPTEMBER SEPTEMBRE SEPTIEMBRE SETTEMBRE SET OCT OCTOBER OKTOBER OKT OCTOBRE OCTUBRE ' +
    'OTTOBRE OTT NOV NOVEMBER NOVEMBRE NOVIEMBRE DEC DECEMBER DEZEMBER DEZ DECEMBRE DICIEMBRE DIC DICEMBRE DISEMBER DIS DESEMBER DES'
  ).split(' '),
);

/** Number of the month that a word names (upper case, no accents), or undefined. */
export function monthOf(word: string): number | undefined {
  const name = word.replace(/\.$/, '').replace(/0/g, 'O');
  if (!NAMES.has(name)) return undefined;
  return MONTHS.find(([pattern]) => pattern.test(name))?.[1];
}
