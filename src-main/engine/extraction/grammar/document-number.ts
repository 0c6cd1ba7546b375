import type { IdentifierMention } from './identifier.ts';
import { anyOf, matchesIn } from './matches.ts';

/** A number behind its label; `open` where the label ends its cell, so that the number may stand in the cell below. */
export type NumberMention = IdentifierMention & { readonly open: boolean };

type NumberLabel = { readonly label: RegExp; readonly weight: number };

/**
 * "number" in twelve languages: no., number, Nr., Nummer, n°, nº, numéro, número, numero, nummer, numer, č., číslo, nro. The accents are
 * gone and signs that stand for "numero" vary with the reader.
 */
const NO = 'NO|NR|NRO|NUM(?:BER|MER|ERO|ER)?|ID|#|N\\s?\\.?[°º]|N\\.|NUMMER|C\\.|CISLO|№';
/** Nouns that name the document itself; those of the second list end compounds as well (Handelsrechnung), but not "Berechnung". */
const BILL =
  '(?:TAX |CASH |VAT )?(?:INVOICE|INV|BILL)|FACTURE|FACTURA(?: SIMPLIFICADA)?|FATTURA|FACTUUR|FATURA(?:-RECIBO| RECIBO| SIMPLIFICADA)?|' +
  'FAKTURA VAT|FAKTURY(?: VAT)?|FAKTURE|LASKU|DANOVEHO DOKLADU|DANOVY DOKLAD|CREDIT ?NOTE|AVOIR|CREDITNOTA|KREDITNOTA|NOTA DE CREDITO|' +
  'NOTA DI CREDITO|NOTA DI ACCREDITO|DOBROPIS(?:U)?|HYVITYSLASKU|KOREKTA|ABONO|FACTURA RECTIFICATIVA|FRA\\.?|RG|RE\\.|FV|FAKT\\.?|CREDIT|KREDIT|CN';
const COMPOUND = '(?<!BE)RECHNUNGS?|GUTSCHRIFTS?|KORREKTUR|FAKTURA|LASKUN';
const SLIP =
  'RECEIPT|RCPT|REC|BELEG|KASSENBON|BON|DOC(?:\\.|UMENT)?|CS|TICKET|SLIP|QUITTUNGS?|SCONTRINO|DOCUMENTO|RECIBO|TALAO|PARAGONU?|DOKLADU?|UCTENK[AY]|KVITTOT?S?|KVITTERINGS?|BONG?|KUITTI|KUITIN|KASSABON|TOSITE|BILAGS?|RICEVUTA|DOKUMENT(?:U)?|NOTA|KV\\.|LOPNR|CHECK|VORGANGS?|RACHUNEK|LIEFERSCHEIN|FOLJESEDEL|LEVERANSSEDEL|FOLGESEDDEL|DELIVERY (?:NOTE|ORDER)|BON DE LIVRAISON|ALBARAN|D\\.?D\\.?T\\.?|PAKBON|GUIA DE REMESSA|DODACI LIST|LAHETE';

/** Labels of a document's own number. The more specific, the heavier. */
const LABELS: readonly NumberLabel[] = [
  { label: new RegExp(`(?:\\b(?:${BILL})|${COMPOUND})\\s?[-.]?\\s?(?:${NO})(?![A-Z])\\s?[.#]?`, 'g'), weight: 3 },
  {
    // The noun behind the word: "n° de facture", "número de factura", "numero fattura", "numer faktury", "číslo faktury", "number of invoice".
    label:
      /\b(?:N\s?\.?[°º]|N\.|NUM\.?|NUMERO|NUMER|NR|CISLO|C\.|NUMBER)\s?(?:DE |DELLA |DA |D'|OF )?(?:LA )?(?:FACTURE|FACTURA|FATTURA|FATURA|FAKTURY|INVOICE|AVOIR|DANOVEHO DOKLADU)\b/g,
    weight: 2.8,
  },
  {
    label:
      /(?:\b(?:FACTURE|FACTURA|FATTURA|FACTUUR|FATURA|FAKTURA|LASKU|INVOICE|AVOIR)|(?<!BE)RECHNUNG|GUTSCHRIFT)\s?(?:N\s?\.?[°º]|N\.|#|:)/g,
    weight: 2.5,
  },
  { label: new RegExp(`\\b(?:${SLIP})\\s?[-.]?\\s?(?:${NO})(?:\\b|(?=\\d)|(?<=[.#°º№]))\\s?[.#]?`, 'g'), weight: 2.2 },
  {
    label:
      /\b(?:N\s?\.?[°º]|N\.|NUM\.?|NUMERO|NUMER|NR|CISLO|C\.)\s?(?:DE |DELLO |D')?(?:TICKET|SCONTRINO|RECIBO|RECU|PARAGONU|DOKLADU|UCTENKY|DOCUMENTO|DOBROPISU|DOKUMENTU|KOREKTY)\b/g,
    weight: 2.1,
  },
  { label: /\b(?:RECEIPT|BILL|INV|TAXINV|RCPT)\s?[#:]/g, weight: 1.8 },
  {
    label:
      /\b(?:TICKET|TIQUE|KUITTI|BON|KVITTO|KVITTERING|PARAGON|UCTENKA|SCONTRINO|RICEVUTA|RECIBO|TALAO|BELEG|LIEFERSCHEIN|CREDIT NOTE)\s?[#:](?=\s{0,2}[A-Z]{0,4}[-/#.]?\d[\dA-Z/.-]{2})/g,
    weight: 1.6,
  },
  // The bare heading with the number behind it: "Facture FA-2017-0010", "Rechnung 181301674", "Faktura VAT FV/12/2024".
  {
    label:
      /(?:\b(?:FACTURE|FACTURA|FATTURA|FACTUUR|FATURA(?:-RECIBO)?|FAKTURA(?: VAT)?|LASKU|INVOICE|AVOIR)|(?<!BE)RECHNUNG)(?=\s[A-Z]{0,4}[-/ ]?\d[A-Z0-9/\-.]{3,})/g,
    weight: 1.8,
  },
  // "Receipt BB-20177", "Ticket 3381": at least four characters with a digit, so that "receipt 2 of 3" is none.
  { label: /\b(?:RECEIPT|TICKET|KVITTO|KVITTERING|PARAGON|KUITTI)(?=\s[A-Z]{0,4}-?\d[A-Z0-9/-]{3,}(?:\s|$|\u0001))/g, weight: 1.6 },
  { label: /^\W{0,3}(?:NO|NR)\.?(?=\s(?:\d{4,12}|[A-Z]{0,4}-?\d[\dA-Z/.-]{3,16})(?:\s*$|\s*\u0001))/g, weight: 1.2 },
  { label: /\b(?:TRANS(?:ACTION)?|TRX|TXN|CHECK|CHK|ORDER|REF(?:ERENCE)?|BON)\s?\.?\s?(?:NO|NR|NUMBER|ID|#)\b\s?[.#]?/g, weight: 0.6 },
  { label: /\b(?:OUR REF(?:ERENCE)?|UNSER ZEICHEN|NOTRE REF|ONS KENMERK)\b\.?/g, weight: 0.7 },
  { label: /(?<![A-Z.-]\s?)(?:NO|NR|N\.?[°º]|NUMMER|NUMERO|NUMER|CISLO)\s?\.?\s?:/g, weight: 0.8 },
];

/** Labels of the buyer's own reference: the purchase order that the document answers. */
const ORDER_LABELS: readonly NumberLabel[] = [
  { label: /\b(?:PURCHASE ORDER|P\s?\.?\s?\/?\s?O\s?\.?)\s?(?:NO|NR|NUM(?:BER)?|REF(?:ERENCE)?|ID|#)(?![A-Z])\s?[.#]?/g, weight: 3 },
  { label: /\b(?:PURCHASE ORDER|P\.O\.|PO)\s?[:#]/g, weight: 2.5 },
  // German and Dutch, Swedish, Danish
  {
    label:
      /\b(?:IHRE )?(?:BESTELL|BESTELLUNGS?|KUNDENBESTELL)\s?-?\s?(?:NR|NUMMER|NO)\b\.?|\bIHRE BESTELLUNG\b(?: NR\.?)?|\bBEST\.\s?-?\s?NR\b\.?/g,
    weight: 2.8,
  },
  {
    label: /\b(?:BESTEL|INKOOPORDER|INKOOP|ORDER|INKOPSORDER|BESTALLNINGS|REKVISITIONS|INDKOBSORDRE|ORDRE)\s?-?\s?(?:NR|NUMMER)\b\.?/g,
    weight: 2.2,
  },
  // French, Spanish, Italian, Portuguese
  {
    label:
      /\b(?:BON DE COMMANDE|COMMANDE|PEDIDO|ORDEN DE COMPRA|ORDINE(?: D'ACQUISTO)?|ENCOMENDA|NOTA DE ENCOMENDA|ORDEM DE COMPRA)\s?(?:N\s?\.?[°º]|N\.|NO|NR|NUMERO|NUM|#)(?![A-Z])\s?[.]?/g,
    weight: 2.8,
  },
  {
    label: /\b(?:N\s?\.?[°º]|N\.|NUMERO|NUM\.?)\s?(?:DE |DI |D'|DO |DA )?(?:COMMANDE|PEDIDO|ORDINE|ENCOMENDA|BON DE COMMANDE)\b/g,
    weight: 2.8,
  },
  // Polish, Czech, Finnish
  {
    label:
      /\b(?:NR|NUMER) ZAMOWIENIA\b|\bZAMOWIENIE (?:NR|NUMER)\b|\b(?:C\.|CISLO) OBJEDNAVKY\b|\bOBJEDNAVKA (?:C\.|CISLO)|\b(?:OSTO)?TILAUS(?:NUMERO|NRO)\b|\bTILAUKSENNE\b|\bZAM\.? NR\b|\bOBJ\. C\./g,
    weight: 2.8,
  },
  // The bare noun with its colon, as forms and shown e-invoices have it: "Bestellung : B123456789".
  {
    label:
      /\b(?:BESTELLUNG|COMMANDE|BON DE COMMANDE|PEDIDO|ORDINE|ENCOMENDA|BESTELLING|BESTALLNING|INDKOBSORDRE|ORDRE|ZAMOWIENIE|OBJEDNAVKA|TILAUS|PURCHASE ORDER)\s?:(?=\s?[A-Z]{0,4}[-/#.]?\d[A-Z0-9/.-]{2})/g,
    weight: 2.3,
  },
  // What the buyer is asked to recognise the document by.
  {
    label:
      /\b(?:YOUR|CUSTOMER|BUYER'?S?) (?:ORDER|REF(?:ERENCE)?|P\.?O\.?)\b\s?(?:NO|NUMBER|#)?\b\.?|\bIHR(?:E)? (?:ZEICHEN|REFERENZ)\b|\bUW (?:REFERENTIE|KENMERK|ORDER)\b|\bVOTRE (?:REF(?:ERENCE)?|COMMANDE)\b|\bSU (?:REFERENCIA|PEDIDO)\b|\bVOSTRO (?:RIF(?:ERIMENTO)?|ORDINE)\b|\b(?:ER|ERT|DERES) (?:REFERENS|REFERANSE|REF|ORDERNR|ORDRENR)\b|\bREF\.? (?:COMMANDE|ENCOMENDA|PEDIDO)\b|\bV\/ ?(?:COMMANDE|ENCOMENDA|REF)\b|\b(?:VS|RIF)\.? ORDINE\b|\bUW BESTELLING\b|\bDERES ORDRE\b|\bREKVISITION\b|\bINDKOBSORDRE\b|\bREQUISICAO\b|\bORDEN DE COMPRA\b|\bCUST(?:OMER)?\.? ORDER (?:NO|NUMBER)\b|\bER ORDER\b|\bVASE OBJEDNAVKA\b|\bTEIDAN VIITTEENNE\b/g,
    weight: 1.8,
  },
];

/** A series in front of a number ("FT 2026/17", "FV 5/2584"): up to three letters that are no word of the row. */
const SERIES =
  '(?:(?!TEL|FAX|VOM|DEL|DER|FOR|THE|AND|NO |NR |PAX|QTY|POS|GST|VAT|TAX|ABN|DU |LE |ON |OF |TO |BY |AM |PM |OUR|UHR)[A-Z]{1,3} (?=(?:[A-Z]{1,2}/)?\\d[\\d ]{0,8}[\\d/]))?';
const NUMBER_VALUE = new RegExp(`^[\\s:#.-]{0,5}(${SERIES}[A-Z0-9][A-Z0-9/\\-_.#]{1,30}(?: [0-9]{3,10}(?:/[0-9]{1,8})?)?)`);

const ANY_LABEL = anyOf(LABELS.map(({ label }) => label));
const ANY_ORDER_LABEL = anyOf(ORDER_LABELS.map(({ label }) => label));

function labelledNumbers(upper: string, labels: readonly NumberLabel[]): NumberMention[] {
  const found: NumberMention[] = [];
  for (const { label, weight } of labels) {
    for (const match of matchesIn(upper, label)) {
      const from = match.index + match[0].length;
      if (found.some((f) => f.start <= from && from <= f.end + 1 && f.weight > weight)) continue;
      const rest = upper.slice(from, from + 48);
      const value = documentNumberAt(rest);
      if (value) found.push({ value: value.value, start: from + value.start, end: from + value.end, weight, open: false });
      else if (/^[\s:.#]{0,4}(?:$|[A-Z\u0001])/.test(rest)) found.push({ value: '', start: match.index, end: from, weight, open: true });
    }
  }
  return found;
}

/** Labelled document numbers of one row. Values have a digit, are no date and no amount; trailing punctuation is dropped. */
export function documentNumbersIn(upper: string): NumberMention[] {
  return ANY_LABEL.test(upper) ? labelledNumbers(upper, LABELS) : [];
}

/** Numbers of the purchase order that a document names, the buyer's reference among them. Same rules as for document numbers. */
export function purchaseOrdersIn(upper: string): NumberMention[] {
  return ANY_ORDER_LABEL.test(upper) ? labelledNumbers(upper, ORDER_LABELS) : [];
}

/** A document number at the beginning of a text, after a colon or the like. */
export function documentNumberAt(text: string): { value: string; start: number; end: number } | undefined {
  const match = NUMBER_VALUE.exec(text);
  const raw = match?.[1]?.replace(/[.\-/_]+$/, '') ?? '';
  if (!match || !/\d/.test(raw) || raw.length < 2 || /^\d{1,3}[.,]\d{2}$/.test(raw)) return undefined;
  const start = match[0].length - (match[1]?.length ?? 0);
  return { value: raw.replace(/\s/g, ''), start, end: start + raw.length };
}
