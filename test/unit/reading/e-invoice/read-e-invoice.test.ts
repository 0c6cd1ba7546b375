import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../../src-main/contract/index.ts';
import { readEInvoice } from '../../../../src-main/workers/reading/e-invoice/read-e-invoice.ts';
import { XML_LIMITS } from '../../../../src-main/workers/reading/e-invoice/xml-tree.ts';
import { ciiInvoice, ublInvoice } from '../../../support/e-invoices.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding));
const read = (text: string) => readEInvoice(bytes(text));
const refusal = (file: Uint8Array) =>
  readEInvoice(file).then(
    (invoice) => `read as ${invoice.syntax}`,
    (error: unknown) => (error instanceof EngineError ? [error.code, error.details['reason']].filter(Boolean).join(' ') : String(error)),
  );
const rules = (sums: readonly { rule: string; holds: boolean }[]) => sums.map(({ rule, holds }) => `${rule} ${holds ? 'holds' : 'fails'}`);
const ALL_HOLD = ['BR-CO-10', 'BR-CO-13', 'BR-CO-14', 'BR-CO-15', 'BR-CO-16'].map((rule) => `${rule} holds`);

const EXPECTED = {
  profile: 'urn:cen.eu:en16931:2017',
  number: 'RE-2026/118',
  issueDate: '2026-03-14',
  dueDate: '2026-04-13',
  currency: 'EUR',
  seller: { name: 'Mühlbach Bürobedarf GmbH', address: 'Mühlweg 4, 80333 München', taxId: 'DE123456789' },
  ibans: ['DE02120300000000202051'],
};

describe('an e-invoice', () => {
  it('in CII gives every value of the norm that is booked', async () => {
    const invoice = await read(ciiInvoice());
    expect(invoice).toMatchObject({ ...EXPECTED, syntax: 'cii', type: 'invoice', typeCode: '380' });
    expect(invoice).toMatchObject({ net: '213.00', tax: '40.47', total: '253.47', prepaid: '50.00', due: '203.47' });
    expect(invoice.taxes).toEqual([{ rate: '19', net: '213.00', tax: '40.47' }]);
    expect(invoice.lines).toEqual([
      { description: 'Copy paper A4', quantity: '20', unitPrice: '9.9', net: '198.00' },
      { description: 'Ink & ribbon', quantity: '2', unitPrice: '12.5', net: '25.00' },
    ]);
    expect(rules(invoice.sums)).toEqual(ALL_HOLD);
  });

  it('says the same in UBL', async () => {
    const [cii, ubl] = [await read(ciiInvoice()), await read(ublInvoice())];
    expect({ ...ubl, syntax: 'cii' }).toEqual(cii);
  });

  it('is understood whatever its prefixes are', async () => {
    const usual = await read(ciiInvoice());
    expect(await read(ciiInvoice({}, 'x'))).toEqual(usual);
    expect(await read(ciiInvoice({}, ''))).toEqual(usual);
  });

  it.each(['utf16le', 'utf8'] as const)('is read with a byte order mark in %s', async (encoding) => {
    const text = `\ufeff${ciiInvoice().replace('UTF-8', encoding === 'utf8' ? 'UTF-8' : 'UTF-16')}`;
    expect((await readEInvoice(bytes(text, encoding))).seller.name).toBe('Mühlbach Bürobedarf GmbH');
  });

  it('takes nothing from elements of other namespaces', async () => {
    const doubled = ciiInvoice().replace(
      '<ram:GrandTotalAmount>',
      '<evil:GrandTotalAmount xmlns:evil="urn:e">9.99</evil:GrandTotalAmount><ram:GrandTotalAmount>',
    );
    expect((await read(doubled)).total).toBe('253.47');
  });

  it('leaves out what is no value: a day that does not exist, an amount in words, an account that is no IBAN', async () => {
    const invoice = await read(ciiInvoice({ issued: '20260231', total: 'two hundred', iban: '4711' }));
    expect(invoice).not.toHaveProperty('issueDate');
    expect(invoice).not.toHaveProperty('total');
    expect(invoice).toMatchObject({ ibans: [], net: '213.00' });
  });
});

describe('a credit note', () => {
  it('has negative amounts, although the norm writes them positive', async () => {
    for (const text of [ciiInvoice({ typeCode: '381' }), ublInvoice('CreditNote')]) {
      const invoice = await read(text);
      expect(invoice).toMatchObject({ type: 'credit-note', net: '-213.00', tax: '-40.47', total: '-253.47', due: '-203.47' });
      expect(invoice.taxes).toEqual([{ rate: '19', net: '-213.00', tax: '-40.47' }]);
      expect(invoice.lines.map(({ net }) => net)).toEqual(['-198.00', '-25.00']);
      expect(rules(invoice.sums)).toEqual(ALL_HOLD);
    }
  });

  it('is also an invoice below zero, whose signs stay', async () => {
    const invoice = await read(ciiInvoice({ typeCode: '384', net: '-7.67', tax: '-1.12', total: '-8.79', prepaid: '0', due: '-8.79' }));
    expect(invoice).toMatchObject({ type: 'credit-note', total: '-8.79', tax: '-1.12' });
  });
});

describe('sums of the norm', () => {
  it.each([
    ['lines that do not make the sum of lines', { lines: [{ text: 'a', quantity: '1', price: '1', net: '1.00' }] }, 'BR-CO-10'],
    ['a net that is not lines less allowances', { net: '223.00', total: '263.47', due: '213.47' }, 'BR-CO-13'],
    ['a total that is not net and tax', { total: '253.48', due: '203.48' }, 'BR-CO-15'],
    ['an amount to pay that is not the total less what was paid', { due: '253.47' }, 'BR-CO-16'],
  ] as const)('fail for %s', async (_, change, rule) => {
    const { sums } = await read(ciiInvoice(change));
    expect(rules(sums).filter((word) => word.endsWith('fails'))).toEqual([`${rule} fails`]);
  });
});

describe('XML is refused by name', () => {
  const entity = (name: string, text: string) => `<!ENTITY ${name} "${text}">`;
  const laughs = Array.from({ length: 9 }, (_, i) => entity(`l${i + 1}`, `&l${i};`.repeat(10))).join('');
  const inside = (text: string) => ciiInvoice().replace('<rsm:ExchangedDocument>', `${text}<rsm:ExchangedDocument>`);

  it.each([
    ['a billion laughs', `<!DOCTYPE a [${entity('l0', 'ha')}${laughs}]><a>&l9;</a>`, 'xml_refused doctype'],
    ['a file of the machine as an entity', '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>', 'xml_refused doctype'],
    ['an entity from the network', '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a/>', 'xml_refused doctype'],
    ['a DOCTYPE in front of an invoice', ciiInvoice().replace('<rsm:', '<!doctype x><rsm:'), 'xml_refused doctype'],
    ['deep nesting', inside('<a>'.repeat(5_000) + '</a>'.repeat(5_000)), 'xml_refused depth'],
    ['nesting that is never closed', '<a>'.repeat(100_000), 'xml_refused depth'],
    ['a great many elements', inside('<a/>'.repeat(XML_LIMITS.elements + 1)), 'xml_refused elements'],
    ['more bytes than any e-invoice', inside(`<!--${' '.repeat(XML_LIMITS.bytes)}-->`), 'xml_refused size'],
    ['an encoding in which a DOCTYPE could hide', '<?xml version="1.0" encoding="UTF-7"?><a/>', 'xml_refused encoding'],
    ['a half-written file', ciiInvoice().slice(0, -200), 'file_truncated'],
    ['no XML at all', 'Bad XML', 'file_truncated'],
    ['nothing behind the declaration', '<?xml version="1.0"?>', 'file_truncated'],
    ['comments that are never closed', `<a>${'<!--'.repeat(200_000)}`, 'file_truncated'],
    ['an unknown entity', inside('&nobody;'), 'file_truncated'],
    ['XML of another kind', '<root><total>12.00</total></root>', 'not_yet_readable'],
    ['an invoice element of another namespace', '<Invoice xmlns="urn:example"/>', 'not_yet_readable'],
  ])('%s', async (_, text, expected) => {
    expect(await refusal(bytes(text))).toBe(expected);
  });

  it('a DOCTYPE in UTF-16', async () => {
    expect(await refusal(bytes('\ufeff<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>', 'utf16le'))).toBe('xml_refused doctype');
  });

  it('bytes that are not of their encoding', async () => {
    expect(await refusal(new Uint8Array([...bytes('<a>'), 0xff, 0xfe, 0xc0, ...bytes('</a>')]))).toBe('file_truncated');
  });
});
