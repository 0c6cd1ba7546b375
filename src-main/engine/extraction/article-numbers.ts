/** Whose number it is: "Unsere Art.-Nr.", "Customer's item no.". */
const WHOSE =
  "(?:unsere?|ihre?|our|your|notre|votre|nos|vos|kunden|lieferanten|hersteller|(?:seller|buyer|customer|supplier|vendor|manufacturer)(?:['’]?s)?)";
const NUMBER = '(?:nr|no|num(?:mer|ber|éro|ero)?|n[°º]|code|id)';
const THING = '(?:art(?:ikel|icle|\\.)?|item|part|product|produkt|material|mat|best(?:ell|\\.)?|order(?:ing)?)';
/** Registers of articles, and an article's number in words; short ones ("Art. 4711", "Ref. X1") need a colon to be no words of a name. */
const REVERSED =
  "(?:code|cod\\.?|código|codice|kod|n[°º]|no\\.?|nr\\.?|num[ée]ro)[ ]?(?:d['’])?(?:art(?:icle|ikel|iculo|ículo|icolo|igo|\\.)|produ(?:it|ct|ktu|cto|to)|towaru)";
const LABEL = `(?:${REVERSED}|(?:GTIN|EAN|UPC|ISBN|SKU|ASIN|MPN|PZN)(?:-?(?:8|1[0-4]))?|${THING}[-. ]{0,2}${NUMBER}\\.?|r[ée]f(?:[ée]rence)?\\.?(?=\\s?:))`;
/** One word that holds a digit: a name ("Trennblätter") is no number, and what stands behind the number is the name. */
const CODE = '(?=[^\\s]*\\d)[\\p{L}\\d][\\p{L}\\d./_+-]*';

const ARTICLE_NUMBER = new RegExp(`(?<![\\p{L}\\d])(?:${WHOSE}[-. ]{1,2})?${LABEL}\\s?[:#]?\\s?${CODE}(?![\\p{L}\\d])[,;]?`, 'giu');

/**
 * A description without the numbers under which a seller or buyer keeps the article, where they stand with their label: "GTIN: 4012345001235
 * Unsere Art.-Nr.: TB100A4 Trennblätter A4" is "Trennblätter A4". A number without a label may belong to the name ("Windows 11") and stays.
 */
export function withoutArticleNumbers(description: string): string {
  const rest = description.replace(ARTICLE_NUMBER, ' ').replace(/\s+/g, ' ').trim();
  return /\p{L}/u.test(rest) ? rest : description;
}

/** Where in a text such numbers with their labels stand. */
export function articleNumbersIn(text: string): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(ARTICLE_NUMBER)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
