import { describe, expect, test } from 'vitest';
import { extract } from '../../../src-main/engine/extraction/extract.ts';
import { LABELS, type Label, labelText, plainUpper } from '../../../src-main/engine/extraction/labels.ts';
import { context, reading } from './page.ts';

const says = (text: string, kind: Label) => LABELS[kind].test(labelText(text));

/** What documents print, by language and kind. */
const PRINTED: Readonly<Record<string, Readonly<Partial<Record<Label, readonly string[]>>>>> = {
  pt: {
    grandTotal: ['Total a pagar', 'VALOR TOTAL'],
    subtotal: ['Total ilíquido', 'Incidência'],
    cash: ['Dinheiro'],
    card: ['Cartão', 'MULTIBANCO'],
    change: ['Troco'],
    discount: ['Desconto'],
    issueDate: ['Data de emissão'],
    dueDate: ['Data de vencimento'],
    invoiceWord: ['Fatura'],
    receiptWord: ['Fatura-Recibo', 'Fatura simplificada'],
    creditWord: ['Nota de crédito'],
    deliveryWord: ['Guia de remessa'],
    orderWord: ['Nota de encomenda'],
    seller: ['Fornecedor:'],
  },
  pl: {
    grandTotal: ['DO ZAPŁATY', 'Razem do zapłaty', 'SUMA PLN'],
    total: ['Razem', 'SUMA'],
    subtotal: ['Wartość netto', 'SPRZEDAŻ OPODATKOWANA A'],
    tax: ['PTU A 23%', 'Kwota VAT'],
    cash: ['Gotówka'],
    change: ['RESZTA'],
    issueDate: ['Data wystawienia'],
    dueDate: ['Termin płatności'],
    invoiceWord: ['FAKTURA VAT'],
    receiptWord: ['PARAGON FISKALNY'],
    creditWord: ['Faktura korygująca'],
    buyer: ['Nabywca'],
    seller: ['Sprzedawca:'],
    orderWord: ['Zamówienie'],
    contractWord: ['Umowa'],
  },
  cs: {
    grandTotal: ['Celkem k úhradě', 'K úhradě'],
    total: ['CELKEM'],
    subtotal: ['Základ daně', 'Mezisoučet'],
    tax: ['DPH 21%'],
    cash: ['Hotově', 'Hotovost'],
    change: ['Vráceno'],
    rounding: ['Zaokrouhlení'],
    issueDate: ['Datum vystavení'],
    dueDate: ['Datum splatnosti'],
    receiptWord: ['Účtenka'],
    creditWord: ['Dobropis'],
    buyer: ['Odběratel'],
    seller: ['Dodavatel:'],
    deliveryWord: ['Dodací list'],
  },
  sv: {
    grandTotal: ['Att betala', 'Summa att betala'],
    total: ['SUMMA', 'Totalt'],
    tax: ['Moms 25%'],
    cash: ['Kontant'],
    card: ['Kort', 'Swish'],
    change: ['Växel'],
    rounding: ['Öresavrundning'],
    dueDate: ['Förfallodatum'],
    receiptWord: ['KVITTO'],
    statementWord: ['Kontoutdrag'],
    deliveryWord: ['Följesedel'],
    tip: ['Dricks'],
  },
  da: {
    grandTotal: ['At betale', 'Beløb i alt'],
    total: ['I ALT'],
    weakTotal: ['Beløb'],
    tax: ['Moms'],
    card: ['Dankort'],
    change: ['Byttepenge'],
    date: ['Dato'],
    issueDate: ['Fakturadato'],
    dueDate: ['Forfaldsdato'],
    receiptWord: ['Kvittering'],
    creditWord: ['Kreditnota'],
    deliveryWord: ['Følgeseddel'],
    orderWord: ['Ordrebekræftelse'],
    seller: ['Sælger:'],
  },
  fi: {
    grandTotal: ['Maksettava yhteensä', 'Loppusumma'],
    total: ['YHTEENSÄ'],
    subtotal: ['Veroton'],
    tax: ['ALV 24 %'],
    cash: ['Käteinen'],
    card: ['Korttimaksu'],
    rounding: ['Pyöristys'],
    date: ['Pvm'],
    dueDate: ['Eräpäivä'],
    invoiceWord: ['LASKU'],
    receiptWord: ['KUITTI'],
    creditWord: ['Hyvityslasku'],
    buyer: ['Asiakas'],
    deliveryWord: ['Lähete'],
  },
  west: {
    grandTotal: ['Zu bezahlen', 'Montant à payer', 'Netto a pagare', 'Factuurbedrag', 'Importe a pagar'],
    subtotal: ['Warenwert', 'Tussentotaal', 'Importe neto', 'Parziale'],
    discount: ['Gutschein', 'Acconto', 'Voorschot', 'Anticipo', 'Déjà réglé'],
    receiptWord: ['DOCUMENTO COMMERCIALE', 'Kwitantie', 'Factura simplificada'],
    dueDate: ['Zahlen bis', 'Date limite de paiement', 'Vence el', 'Pagare entro il', 'Uiterste betaaldatum'],
    buyer: ['Spett.le', 'Facturar a', 'Factuuradres', 'Rechnung an', 'Adresse de facturation'],
  },
  more: {
    orderWord: [
      'Purchase order',
      'Bestellung',
      'Auftragsbestätigung',
      'Bon de commande',
      'Pedido',
      "Conferma d'ordine",
      'Orderbevestiging',
    ],
    deliveryWord: ['Delivery note', 'Lieferschein', 'Bon de livraison', 'Albarán', 'D.D.T.', 'Pakbon'],
    contractWord: ['Mietvertrag', 'Service agreement', 'Contrat de location', 'Contrato de arrendamiento', 'Overeenkomst'],
    quoteWord: ['Quotation', 'Angebot', 'Devis', 'Presupuesto', 'Proforma'],
    reminderWord: ['Mahnung', 'Payment reminder', 'Rappel de paiement'],
    tip: ['Tip', 'Trinkgeld', 'Pourboire', 'Propina'],
    cardNumber: ['Card no', 'Kartennummer', 'N° carte'],
    purchaseOrder: ['PO number', 'Bestell-Nr.', 'N° de commande', 'Your ref'],
  },
};

describe('labels', () => {
  const rows = Object.entries(PRINTED).flatMap(([language, kinds]) =>
    Object.entries(kinds).flatMap(([kind, texts]) => texts.map((text) => ({ language, kind: kind as Label, text }))),
  );
  test.each(rows)('$language: $text is $kind', ({ kind, text }) => {
    expect(says(text, kind)).toBe(true);
  });

  test.each([
    ['DIM SUM 12.50', 'total'],
    ['TAX INVOICE / ADJUSTMENT NOTE', 'creditWord'],
    ['TAMAN DATO AHMAD RAZALI', 'date'],
    ['AUTOROUTE RABAT MEKNES', 'discount'],
    ['KEDAI RUNCIT DAN JALAN', 'tax'],
    ['BODY LOTION', 'points'],
    ['MINERAL WATER', 'change'],
    ['GINGER ALE', 'discount'],
    ['PARAGON HOTEL', 'receiptWord'],
    ['COUNTER 3', 'contractWord'],
    ['TABLE ORDER NO 12', 'orderWord'],
    ['Vertragsnummer 12', 'contractWord'],
    ['BERECHNUNG', 'invoiceWord'],
    ['KIDS MEAL', 'pleasePay'],
    ['1 dessert offert', 'quoteWord'],
  ] as const)('%s is not %s', (text, kind) => {
    expect(says(text, kind)).toBe(false);
  });

  test('the comparison form keeps the length and knows the letters of the North', () => {
    for (const text of ['DO ZAPŁATY', 'BELØB', 'Följesedel', '😀 Total', 'straße']) expect(plainUpper(text)).toHaveLength(text.length);
    expect(plainUpper('Zapłaty BELØB')).toBe('ZAPLATY BELOB');
  });

  test('marks without width do not hide a label', () => {
    expect(says('TO\u200bTAL', 'total')).toBe(true);
  });
});

describe('receipts of the new languages', () => {
  const receipts = [
    [
      'PLN',
      '24.60',
      [
        'SKLEP ROLNIK SP. Z O.O.',
        'NIP 8567346215',
        'PARAGON FISKALNY',
        'Chleb   4,60',
        'Ser   20,00',
        'PTU A 23%   4,60',
        'SUMA PLN   24,60',
        'GOTÓWKA   50,00',
        'RESZTA   25,40',
      ],
    ],
    [
      'SEK',
      '118.00',
      ['LIVS AB', '2026-03-14 10:21', 'Kaffe   59,00', 'Te   59,00', 'Moms 12%   12,64', 'ATT BETALA   118,00', 'Kort   118,00'],
    ],
    [
      'DKK',
      '75.50',
      ['KØBMAND ApS', '14-03-2026 10:21', 'Mælk   25,50', 'Ost   50,00', 'I ALT   75,50', 'Heraf moms   15,10', 'Dankort   75,50'],
    ],
    [
      'CZK',
      '250.00',
      ['POTRAVINY s.r.o.', 'DIČ: CZ25123891', 'Chléb   50,00', 'Sýr   200,00', 'CELKEM   250,00', 'Hotově   300,00', 'Vráceno   50,00'],
    ],
    [
      'EUR',
      '12.40',
      ['KAUPPA OY', 'Y-tunnus 2077474-0', 'Maito   2,40', 'Juusto   10,00', 'YHTEENSÄ   12,40', 'Korttimaksu   12,40', 'ALV 14%   1,52'],
    ],
    [
      'EUR',
      '9.90',
      ['MERCEARIA LDA', 'NIF 501964843', 'Leite   1,90', 'Queijo   8,00', 'TOTAL A PAGAR   9,90', 'Dinheiro   10,00', 'Troco   0,10'],
    ],
  ] as const;
  test.each(receipts)('%s %s is found', (currency, total, lines) => {
    const { fields } = extract(reading(lines), context({ currency }));
    expect(fields.total?.value).toBe(total);
    expect(fields.total?.p).toBeGreaterThan(0.8);
  });
});
