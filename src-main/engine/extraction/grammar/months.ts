/**
 * Names of the months in upper case without accents, January first: as they are named, as they are declined in dates (Czech, Polish and
 * Finnish have a case for it), and the usual short forms. Sources: CLDR 45, `months` wide and abbreviated, format and stand-alone.
 */
const NAMES: readonly string[] = [
  // English, German and Austrian, French, Spanish, Italian, Dutch
  'JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER',
  'JANUAR FEBRUAR MARZ APRIL MAI JUNI JULI AUGUST SEPTEMBER OKTOBER NOVEMBER DEZEMBER',
  'JANNER FEBER MAERZ - - - - - - - - -',
  'JANVIER FEVRIER MARS AVRIL MAI JUIN JUILLET AOUT SEPTEMBRE OCTOBRE NOVEMBRE DECEMBRE',
  'ENERO FEBRERO MARZO ABRIL MAYO JUNIO JULIO AGOSTO SEPTIEMBRE OCTUBRE NOVIEMBRE DICIEMBRE',
  '- - - - - - - - SETIEMBRE - - -',
  'GENNAIO FEBBRAIO MARZO APRILE MAGGIO GIUGNO LUGLIO AGOSTO SETTEMBRE OTTOBRE NOVEMBRE DICEMBRE',
  'JANUARI FEBRUARI MAART APRIL MEI JUNI JULI AUGUSTUS SEPTEMBER OKTOBER NOVEMBER DECEMBER',
  // Portuguese, Polish (named and declined), Czech (named and declined), Swedish, Danish, Norwegian
  'JANEIRO FEVEREIRO MARCO ABRIL MAIO JUNHO JULHO AGOSTO SETEMBRO OUTUBRO NOVEMBRO DEZEMBRO',
  'STYCZEN LUTY MARZEC KWIECIEN MAJ CZERWIEC LIPIEC SIERPIEN WRZESIEN PAZDZIERNIK LISTOPAD GRUDZIEN',
  'STYCZNIA LUTEGO MARCA KWIETNIA MAJA CZERWCA LIPCA SIERPNIA WRZESNIA PAZDZIERNIKA LISTOPADA GRUDNIA',
  'LEDEN UNOR BREZEN DUBEN KVETEN CERVEN CERVENEC SRPEN ZARI RIJEN LISTOPAD PROSINEC',
  'LEDNA UNORA BREZNA DUBNA KVETNA CERVNA CERVENCE SRPNA - RIJNA LISTOPADU PROSINCE',
  'JANUARI FEBRUARI MARS APRIL MAJ JUNI JULI AUGUSTI SEPTEMBER OKTOBER NOVEMBER DECEMBER',
  'JANUAR FEBRUAR MARTS APRIL MAJ JUNI JULI AUGUST SEPTEMBER OKTOBER NOVEMBER DECEMBER',
  '- - - - - - - - - - - DESEMBER',
  // Finnish (named and declined), Malay, Indonesian
  'TAMMIKUU HELMIKUU MAALISKUU HUHTIKUU TOUKOKUU KESAKUU HEINAKUU ELOKUU SYYSKUU LOKAKUU MARRASKUU JOULUKUU',
  'TAMMIKUUTA HELMIKUUTA MAALISKUUTA HUHTIKUUTA TOUKOKUUTA KESAKUUTA HEINAKUUTA ELOKUUTA SYYSKUUTA LOKAKUUTA MARRASKUUTA JOULUKUUTA',
  'JANUARI FEBRUARI MAC APRIL MEI JUN JULAI OGOS SEPTEMBER OKTOBER NOVEMBER DISEMBER',
  'JANUARI FEBRUARI MARET APRIL MEI JUNI JULI AGUSTUS SEPTEMBER OKTOBER NOVEMBER DESEMBER',
  // Short forms
  'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC',
  'JANV FEVR MRZ AVR MAI JUIN JUIL AOU SEPT OKT - DEZ',
  'ENE FEV MRT ABR MEI - - AGO SET OTT - DIC',
  'GEN FEBR - - MAG GIU LUG AGU - - - DIS',
  '- FEBB - - MAJ - - AUGUSTI - - - DES',
];

/** Short forms that are words of receipts, too ("12 PRO 2020", "time out", German "Sie"); see `monthOf`. */
const WORD_NAMES: readonly string[] = [
  '- - - - - - - - - OUT - -',
  'STY LUT - KWI - CZE LIP SIE WRZ PAZ LIS GRU',
  'LED UNO BRE DUB KVE CVN CVC SRP ZAR RIJ LIS PRO',
  'TAMMI HELMI MAALIS HUHTI TOUKO KESA HEINA ELO SYYS LOKA MARRAS JOULU',
];

function byName(lists: readonly string[]): ReadonlyMap<string, number> {
  return new Map(lists.flatMap((list) => list.split(' ').flatMap((name, i) => (name === '-' ? [] : [[name, i + 1] as const]))));
}

const MONTHS = byName(NAMES);
const WORD_MONTHS = byName(WORD_NAMES);

/** The longest name has twelve letters. */
export const LONGEST_MONTH = 12;

/**
 * Number of the month that a word names (upper case, no accents), or undefined. `isTied` says that a separator or "de" ties it to the
 * day and the year has four digits: short names that are also other words count only then.
 */
export function monthOf(word: string, isTied = false): number | undefined {
  const letters = word.replace(/0/g, 'O');
  for (const name of /[1|]/.test(letters) ? [letters.replace(/[1|]/g, 'I'), letters.replace(/[1|]/g, 'L')] : [letters]) {
    const month = MONTHS.get(name) ?? (isTied ? WORD_MONTHS.get(name) : undefined);
    if (month !== undefined) return month;
  }
  return undefined;
}
