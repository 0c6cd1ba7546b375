import { distance } from 'fastest-levenshtein';
import { CZECH } from './label-words/czech.ts';
import { DANISH } from './label-words/danish.ts';
import { FINNISH } from './label-words/finnish.ts';
import type { LabelWords } from './label-words/kinds.ts';
import { POLISH } from './label-words/polish.ts';
import { PORTUGUESE } from './label-words/portuguese.ts';
import { SWEDISH } from './label-words/swedish.ts';
import { DUTCH, ENGLISH, FRENCH, GERMAN, ITALIAN, SPANISH } from './label-words/western.ts';

/**
 * Words that documents put before values, in English, Malay, German, French, Spanish, Italian and Dutch; more of them and the other
 * languages stand in `label-words`. Matching is done on `labelText`: upper case, accents removed, common misreadings of these very words
 * mended.
 */
const BASE = {
  grandTotal:
    /\b(?:GRAND|NETT|ROUND(?:ED)?|FINAL|INVOICE|BILL|GROSS|AMOUNT) ?TOTAL|(?:DUE|NOW) PAYABLE|\bSOLDE\b|RECHNUNGSSUMME (?:MIT|INKL)|TOTAL.{0,24}(?:ROUNDED|ROUNDING|AFTER|PAYABLE|DUE|TO PAY)|TOTAL.{0,12}INC[LI]|(?:AMOUNT|AMT|BALANCE|TOTAL) (?:DUE|PAYABLE|TO PAY)|(?:NETT?|TOTAL) AM(?:OUN)?T|ZU ZAHLEN|GESAMTBETRAG|ENDBETRAG|ZAHLBETRAG|RECHNUNGSBETRAG|GESAMTSUMME|BRUTTO ?(?:BETRAG|SUMME|TOTAL)|(?:SUMME|TOTAL|BETRAG) BRUTTO|TOTAL TTC|NET A PAYER|MONTANT (?:TTC|TOTAL|DU)|TOTAL A PAGAR|IMPORTE TOTAL|TOTAL FACTURA|TOTALE (?:FATTURA|DA PAGARE|DOCUMENTO|COMPLESSIVO)|TE BETALEN|TOTAAL (?:TE BETALEN|INCL|BEDRAG)|TOTAALBEDRAG|JUMLAH (?:BESAR|KESELURUHAN|PERLU)/,
  total: /\bT0?OTAL|\bTOTAAL|\bTOTALE|\bSUMME\b|\bGESAMT|\bJUMLAH|\bBETRAG\b|\bSUMA\b|\bTTL\b/,
  weakTotal: /\bAMOUNT\b|\bAMT\b|\bPAYABLE\b|\bMONTANT\b|\bIMPORTE\b|\bBEDRAG\b|\bIMPORTO\b|\bBAYAR/,
  inclusive: /\bINC[LI]|\bINKL|\bTTC\b|BRUTTO|\bGROSS\b|\bWITH (?:GST|TAX|VAT)|IVA INCL|\bCOMPRIS/,
  subtotal:
    /SUB ?-? ?T[O0]TAL|ZWISCHENSUMME|SOUS.?TOTAL|SUBTOTAAL|SUBTOTALE|\bTOTAL HT\b|TOTAL NET\b|NETTO ?(?:BETRAG|SUMME)?\b|NETTOBETRAG|\bHT\b|IMPONIBILE|BASE IMPONIBLE|MONTANT HT|TAXABLE (?:AMOUNT|AMT|VALUE)|\bNET (?:TOTAL|AMOUNT|SUM)\b|POSITIONSSUMME|SUMME NETTO|NETTOSUMME|^\W*NET\W{0,3}(?:[A-Z]{3}\W*)?$/,
  exclusive: /\bEXC[LI]|\bBEFORE (?:TAX|GST|VAT|DISC|ROUND)|W\/?O (?:TAX|GST)|\bOHNE\b|\bEXKL|\bHORS TAXE/,
  tax: /\bG\.?S\.?T\b|\bTAX\b|\bVAT\b|\bSST\b|\bMWST|\bUST\b|\bTVA\b|\bIVA\b|\bBTW\b|\bSTEUER|UMSATZSTEUER|MEHRWERTSTEUER|\bCUKAI\b|\bPPN\b|SALES TAX/,
  serviceCharge: /SERVICE (?:CHARGE|CHG|CHR?G)|\bSERV(?:ICE)?\.? ?CH|\bSVC\b|\bTIP\b|TRINKGELD|GRATUITY|POURBOIRE/,
  cash: /\bCASH\b|\bTENDER|\bBAR\b|GEGEBEN|\bPAID\b|\bPAYMENT\b|\bESPECES|EFECTIVO|CONTANTI|CONTANT\b|\bTUNAI\b|RECEIVED|BEZAHLT/,
  card: /\bVISA\b|MASTER ?-?CARD|\bAMEX\b|\bCREDIT ?CARD|\bDEBIT\b|\bCARD\b|GIROCARD|EC.?KARTE|KARTENZAHLUNG|\bKARTE\b|MAESTRO|\bCARTE\b|TARJETA|\bPIN\b|BANCOMAT|\bMYDEBIT\b|CONTACTLESS|KONTAKTLOS|SANS CONTACT|APPLE PAY|GOOGLE PAY/,
  change: /\bCHANGE\b|RUCKGELD|\bWECHSEL|\bRENDU\b|\bCAMBIO\b|\bRESTO\b|WISSELGELD|\bBAKI\b|\bZURUCK\b/,
  rounding: /\bROUND|\bRND\b|\bRUNDUNG|ARRONDI|REDONDEO|ARROTONDAMENTO|AFRONDING|PELARASAN|\bADJ\b/,
  discount:
    /\bDIS(?:C|COUNT)\b|\bDISCOUNT|RABATT|REMISE|DESCUENTO|SCONTO|KORTING|\bSAVING|\bSAVED|\bVOUCHER|\bREBATE|NACHLASS|DISKAUN|ZUSCHLAG|ABSCHLAG|\bSKONTO|ALLOWANCE|SURCHARGE|ANZAHLUNG|PREPAID|ACOMPTE/,
  quantity: /\bQTY|\bITEMS?\b|\bQUANTIT|\bCOUNT\b|\bMENGE\b|\bANZAHL\b|\bPOSTEN\b|\bPCS\b|\bSTK\b|\bAANTAL\b|KUANTITI/,
  points: /\bPOINTS?\b|\bPUNKTE\b|\bMEMBER|\bBALANCE B|PAYBACK|\bBONUS|\bLOYALTY|\bREWARD/,
  summary:
    /(?:GST|TAX|VAT|SST) (?:SUMMARY|ANALYSIS|SUMM)|\bSUMMARY\b|STEUERUBERSICHT|\bMWST ?-? ?SATZ|STEUERSATZ|TAX CODE|\bNETTO\b.*\bBRUTTO\b|\bBRUTTO\b.*\bNETTO\b/,
  date: /\bDATE\b|\bDATED\b|\bDATUM\b|\bFECHA\b|\bDATA\b|\bTARIKH\b|\bDT\b|\bDATE\d/,
  issueDate:
    /(?:INVOICE|INV|BILL|ISSUE|DOC(?:UMENT)?|RECEIPT|TRANS(?:ACTION)?|TRX|TXN|TAX|SALES?) ?\.? ?DATE|DATE OF (?:ISSUE|INVOICE)|RECHNUNGSDATUM|BELEGDATUM|AUSSTELLUNGSDATUM|DATE (?:DE )?(?:LA )?(?:FACTURE|FACTURATION)|DATE D'?EMISSION|FECHA (?:DE )?(?:FACTURA|EMISION)|DATA (?:FATTURA|DOCUMENTO|EMISSIONE)|FACTUURDATUM|TARIKH INV|(?:RECHNUNG|INVOICE|FACTURE|FACTURA|FATTURA|FACTUUR|AVOIR|GUTSCHRIFT|KORREKTUR|CREDIT NOTE).{0,48}(?:\bVOM|\bDATED|\bOF|\bDU|\bDEL|\bVAN|ISSUED AT|ISSUED ON|\bAM)\W{0,3}$/,
  dueDate:
    /\bDUE\b|PAY(?:ABLE)? BY|PAYMENT (?:BY|UNTIL)|FALLIG|ZAHLBAR|ZAHLUNGSZIEL|ECHEANCE|VENCIMIENTO|SCADENZA|VERVALDATUM|UITERLIJK|A REGLER AVANT|BIS ZUM|BEZAHLEN BIS/,
  otherDate:
    /DELIVERY|\bDD ?:|BESTELLUNG|AUFTRAG|\bANGEBOT|VERTRAG|VERSION|\bQUOTE|CONTRACT|COMMANDE|PEDIDO|\bORDINE\b|RAPPORT|\bEXP(?:IRY|IRES|\.)?\b|\bVALID|PRINT(?:ED)?|\bSINCE\b|\bBIRTH|\bSTART|\bEND\b|\bFROM\b|\bUNTIL\b|\bPERIOD|LIEFERDATUM|LEISTUNG|BESTELLDATUM|ORDER DATE|ORDER ?:|\bPO\b|\bBEFORE\b|EFFECTIVE|LIVRAISON|ENTREGA|CONSEGNA|LEVERDATUM|BESTBEFORE|\bMFG\b|\bJOIN|RETURN|EXCHANGE|PROMO/,
  invoiceWord: /\bINVOICE\b|(?<!BE)RECHNUNG\b|\bFACTURE\b|\bFACTURA\b|\bFATTURA\b|\bFACTUUR\b|\bINVOIS\b/,
  receiptWord:
    /\bRECEIPT\b|\bKASSENBON\b|\bBON\b|\bQUITTUNG\b|\bKASSENBELEG\b|\bTICKET\b|\bRESIT\b|\bSCONTRINO\b|\bCASH (?:SALES?|BILL)\b|\bRECU\b|\bRECIBO\b|\bKASSABON\b/,
  creditWord:
    /CREDIT ?-? ?NOTE|CREDIT ?-? ?MEMO|GUTSCHRIFT|RECHNUNGSKORREKTUR|STORNORECHNUNG|\bAVOIR\b|NOTA DE CREDITO|NOTA DI CREDITO|CREDITNOTA|FACTURE D'AVOIR|NOTA KREDIT/,
  // Article 226 (10a) of Directive 2006/112/EC in its languages; "Gutschrift", which is the German one, is as often a credit note.
  selfBilled:
    /SELBST ?AUSGESTELLTE RECHNUNG|GUTSCHRIFTSVERFAHREN|GUTSCHRIFTVERFAHREN|SELF ?-? ?BILL(?:ED|ING)|AUTOFACTURATION|FACTURACION POR EL DESTINATARIO|AUTOFATTURAZIONE|AUTOFATURACAO|UITGEREIKT DOOR AFNEMER|SELVFAKTURERING|SJALVFAKTURERING|ITSELASKUTUS|SAMOFAKTUROWANIE|VYSTAVENO ZAKAZNIKEM/,
  statementWord:
    /STATEMENT OF ACCOUNT|ACCOUNT STATEMENT|BANK STATEMENT|KONTOAUSZUG|RELEVE DE COMPTE|EXTRACTO|ESTRATTO CONTO|REKENINGAFSCHRIFT|PENYATA AKAUN/,
  pleasePay:
    /PLEASE (?:PAY|REMIT|TRANSFER)|PAYMENT TERMS?|TERMS? ?:|BITTE UBERWEISEN|UBERWEISEN SIE|ZAHLUNGSBEDINGUNG|BANK DETAILS|BANKVERBINDUNG|REMITTANCE|NET 30|NET \d\d DAYS|CONDITIONS DE (?:PAIEMENT|REGLEMENT)|CONDICIONES DE PAGO|CONDIZIONI DI PAGAMENTO|BETALINGSTERMIJN/,
  buyer:
    /\bKAUFER|LEISTUNGSEMPFANGER|BILL(?:ED)? ?TO|SHIP ?TO|SOLD ?TO|DELIVER(?:ED)? ?TO|CUSTOMER|\bCLIENT\b|\bBUYER\b|RECHNUNGSEMPFANGER|RECHNUNGSADRESSE|LIEFERADRESSE|KUNDE|\bFACTURE A\b|CLIENTE|\bKLANT\b|ATTN|ATTENTION|DESTINATAIRE|DESTINATARIO/,
  seller:
    /^(?:FROM|SELLER|SUPPLIER|VENDOR|VER ?KAUFER|LIEFERANT|RECHNUNGSSTELLER|LEISTUNGSERBRINGER|VENDEUR|EMISOR|FORNITORE|VERKOPER|ISSUED BY|PAY(?:ABLE)? TO)\s*(?::|$)/,
  orderWord:
    /\b(?:PURCHASE|SALES) ORDER\b(?! ?(?:NO|NUM|#|:))|ORDER (?:CONFIRMATION|ACKNOWLEDGEMENT)|AUFTRAGSBESTATIGUNG|BESTELLBESTATIGUNG|^\W*(?:BESTELLUNG|AUFTRAG|ORDER|PEDIDO|COMMANDE|ORDINE)\b(?! ?(?:NO|NR|NUM|#|:))|BON DE COMMANDE|CONFIRMATION DE COMMANDE|ORDEN DE COMPRA|CONFIRMACION DE PEDIDO|ORDINE D'ACQUISTO|CONFERMA D'?ORDINE|BESTELBON|ORDERBEVESTIGING|PESANAN BELIAN/,
  deliveryWord:
    /DELIVERY (?:NOTE|ORDER|SLIP|DOCKET)|PACKING (?:SLIP|LIST)|GOODS RECEIVED NOTE|LIEFERSCHEIN|WARENBEGLEITSCHEIN|BON DE LIVRAISON|BORDEREAU DE LIVRAISON|\bALBARAN\b|NOTA DE ENTREGA|DOCUMENTO DI TRASPORTO|\bD\.?D\.?T\b|BOLLA DI (?:CONSEGNA|ACCOMPAGNAMENTO)|\bPAKBON\b|\bLEVERBON\b|NOTA (?:PENGHANTARAN|SERAHAN)/,
  contractWord:
    /(?:LEASE|RENTAL|SERVICE|LOAN|LICEN[CS]E|TENANCY|EMPLOYMENT|PURCHASE|FRAMEWORK|CONFIDENTIALITY) (?:AGREEMENT|CONTRACT)|THIS (?:AGREEMENT|CONTRACT)|^\W*(?:AGREEMENT|CONTRACT)\b(?! ?(?:NO|NUM|#))|[A-Z]*VERTRAG\b(?! ?(?:NR|VOM))|\bCONTRAT (?:DE|D')|^\W*CONTRAT\b|CONTRATO DE|^\W*CONTRATO\b|CONTRATTO (?:DI|D')|^\W*CONTRATTO\b|OVEREENKOMST|PERJANJIAN/,
  quoteWord:
    /\bQUOTATION\b|^\W*(?:QUOTE|ESTIMATE)\b|PRO ?-? ?FORMA|^\W*ANGEBOT\b|KOSTENVORANSCHLAG|^\W*DEVIS\b|PRESUPUESTO|PREVENTIVO|^\W*OFFERTE\b|SEBUT HARGA/,
  reminderWord:
    /PAYMENT REMINDER|REMINDER NOTICE|OVERDUE NOTICE|\bMAHNUNG\b|ZAHLUNGSERINNERUNG|(?:LETTRE DE )?RAPPEL DE PAIEMENT|MISE EN DEMEURE|RECORDATORIO DE PAGO|SOLLECITO|BETALINGSHERINNERING|\bAANMANING\b/,
  tip: /\bTIPS?\b(?! ?TOP)|TRINKGELD|GRATUITY|POURBOIRE|\bPROPINA\b|\bMANCIA\b|\bFOOI\b/,
  cardNumber:
    /\bCARD ?(?:NO|NUM|NUMBER|#|:)|KARTEN ?-?(?:NR|NUMMER)|\bN[°O.]{0,2} (?:DE )?CARTE|NUM(?:ERO)? (?:DE )?(?:TARJETA|CARTA)|TARJETA N|KAARTN(?:R|UMMER)|\bPAN ?:|NO KAD/,
  purchaseOrder:
    /PURCHASE ORDER ?(?:NO|NUM|#|:)|\bP\.? ?\/?O\.? ?(?:NO|NUM|NUMBER|#|:)|BESTELL ?-?(?:NR|NUMMER)|BESTELNUMMER|(?:YOUR|CUSTOMER) (?:ORDER|REF|P\.?O)|IHRE? (?:BESTELLUNG|ZEICHEN|REFERENZ)|N[°O.]{0,2} (?:DE )?COMMANDE|COMMANDE N|PEDIDO N|ORDINE N|(?:VOTRE|VOSTRO|SU|UW) (?:REF|COMMANDE|RIF|ORDINE|PEDIDO|KENMERK)/,
} as const satisfies Record<string, RegExp>;

export type Label = keyof typeof BASE;

/** Words that stand in files of their own; a new language is a file and an entry here. */
const MORE: readonly LabelWords[] = [ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH, PORTUGUESE, POLISH, CZECH, SWEDISH, DANISH, FINNISH];

/** The words of all languages as one expression a kind. Sellers are named at the beginning of a row, with a colon or nothing behind. */
function joined(kind: Label): RegExp {
  const words = MORE.flatMap((language) => language[kind] ?? []).join('|');
  if (words === '') return BASE[kind];
  return new RegExp(`${BASE[kind].source}|${kind === 'seller' ? `^(?:${words})\\s*(?::|$)` : `\\b(?:${words})(?![A-Z])`}`);
}

/** Words that documents put before values, see `BASE`. */
export const LABELS = Object.fromEntries((Object.keys(BASE) as Label[]).map((kind) => [kind, joined(kind)])) as Readonly<
  Record<Label, RegExp>
>;

/** Label words worth mending: five letters and more, since DATE and RATE differ by one letter, too. */
const LEXICON = (
  'TOTAL SUBTOTAL AMOUNT ROUNDING ROUNDED CHANGE CHARGE INVOICE RECEIPT PAYABLE BALANCE DISCOUNT TENDER INCLUSIVE EXCLUSIVE EXCLUDING ' +
  'INCLUDING INCLUDE SUMMARY SUMME GESAMTBETRAG RECHNUNG RECHNUNGSDATUM NETTO BRUTTO ADJUSTMENT CASHIER ZAHLEN PAYMENT MASTERCARD SALES ORANGE SERVICE GRAND'
).split(' ');
/** Words that are labels themselves are not mended into those of another language: Swedish SUMMA is no misread SUMME. */
const KNOWN_WORDS = new Set([
  ...LEXICON,
  ...MORE.flatMap((words) => Object.values(words).flatMap((text) => text.match(/[A-Z]{5,}/g) ?? [])),
]);

/** Letters that are no letter with an accent to Unicode, but are to readers. */
const BASE_LETTERS: Readonly<Record<string, string>> = { Ł: 'L', ł: 'L', Ø: 'O', ø: 'O', Đ: 'D', đ: 'D' };

/** Upper case without accents, one character for each of the input, so that spans stay valid; unknown marks become spaces. */
export function plainUpper(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toUpperCase();
  let out = '';
  for (const ch of text) {
    const base = BASE_LETTERS[ch] ?? ch.normalize('NFD')[0] ?? ' ';
    const upper = base.toUpperCase();
    out += (upper.length === 1 ? upper : base).padEnd(ch.length, ' ');
  }
  return out;
}

const mended = new Map<string, string>();

/** One label word as it was probably printed: T0TAL and TOTAI are TOTAL. Words of other lengths are left alone. */
function mendWord(word: string): string {
  if (word.length < 5 || word.length > 14 || KNOWN_WORDS.has(word)) return word;
  const known = mended.get(word);
  if (known !== undefined) return known;
  const letters = word.replace(/0/g, 'O').replace(/1/g, 'I').replace(/5/g, 'S').replace(/8/g, 'B');
  let best = word;
  if (/[A-Z]{3}/.test(letters)) {
    for (const entry of LEXICON) {
      if (Math.abs(entry.length - letters.length) <= 1 && distance(entry, letters) <= (entry.length >= 9 ? 2 : 1)) {
        best = entry;
        break;
      }
    }
  }
  // A bounded memory: label words repeat from row to row and from document to document.
  if (mended.size > 5000) mended.clear();
  mended.set(word, best);
  return best;
}

/** Marks without width or that only turn the direction of writing; PDFs put them inside words. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Text in the form that `LABELS` expects. Lengths change: use it for questions, not for spans. */
export function labelText(text: string): string {
  return plainUpper(text.replace(INVISIBLE, '')).replace(/[A-Z0-9|]{5,14}/g, mendWord);
}
