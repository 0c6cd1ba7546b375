import { matchesIn } from './matches.ts';

/** The last four digits of a card in a row of text; `isMasked` is false where only a word beside them says that they are a card's. */
export type CardMention = { readonly last4: string; readonly start: number; readonly end: number; readonly isMasked: boolean };

/** At least four masks before the last four: `**** **** **** 1234`, `XXXX1234`, `############1234`, `454617******1234`, `....1234`. */
const MASKED = /(?<![A-Z0-9*#•.])(?:\d[\d ]{3,8})?(?:[*•#X●]{2,16}[ -]?){1,4}[*•#X●]{0,4}[ -]?(\d{4})(?![\d.,]|[A-Z]{2})/g;
const DOTTED = /(?<![.\d])\.{3,16}\s?(\d{4})(?![\d.,])/g;

/** Words that name a card, in the languages of the labels. */
const CARD_WORD =
  /\b(?:CARD|KARTE|KARTEN(?:NR|NUMMER)?|KREDITKARTE|GIROCARD|CARTE|CB|TARJETA|CARTA|CARTAO|KAART|PAS|KARTA|KARTY|KORT(?:NR|NUMMER)?|KORTTI|VISA|MASTERCARD|MAESTRO|AMEX|VPAY|MC|DEBIT|CREDIT|PAN|KAD)\b/;
const ENDING =
  /(?:ENDING(?: IN)?|ENDS WITH|LAST 4|ENDZIFFERN|ENDET AUF|MIT|FINISSANT PAR|TERMINADA EN|CHE TERMINA CON|EINDIGEND OP|NR|NO)\.?\s?:?\s?[X*.#•]{0,8}\s?(\d{4})(?![\d.,])/g;

/** Last four digits of cards in one row. `upper` is upper case, same length as the row. */
export function cardDigitsIn(upper: string): CardMention[] {
  if (!/\d{4}/.test(upper)) return [];
  const found: CardMention[] = [];
  const add = (match: RegExpMatchArray, isMasked: boolean): void => {
    const [start, end] = [match.index ?? 0, (match.index ?? 0) + match[0].length];
    if (!found.some((f) => f.start < end && start < f.end)) found.push({ last4: match[1] ?? '', start, end, isMasked });
  };
  const hasWord = CARD_WORD.test(upper);
  for (const match of matchesIn(upper, MASKED)) {
    const masks = match[0].replace(/[^*•#X●]/g, '').length;
    // Two or three masks are a word's rest ("MAX 1234"), four letters X a size, unless the row names a card.
    if (masks >= 4 || hasWord) add(match, true);
  }
  if (hasWord) for (const match of upper.matchAll(DOTTED)) add(match, true);
  if (hasWord) for (const match of upper.matchAll(ENDING)) add(match, false);
  return found;
}
