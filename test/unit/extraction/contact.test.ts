import { describe, expect, test } from 'vitest';
import { cardDigitsIn } from '../../../src-main/engine/extraction/grammar/card.ts';
import { contactsIn } from '../../../src-main/engine/extraction/grammar/contact.ts';
import { plainUpper } from '../../../src-main/engine/extraction/labels.ts';

const found = (text: string) => contactsIn(plainUpper(text)).map(({ kind, value }) => `${kind} ${value}`);

describe('contacts of a supplier', () => {
  test.each([
    ['Tel: 03-7352 3888', ['phone 0373523888']],
    ['Tel.: +49 (0)711 / 12 34 56  Fax: +49 711 123457', ['phone +49711123456', 'fax +49711123457']],
    ['Telefon 0711 123456-0', ['phone 07111234560']],
    ['Tlf. 33 12 34 56', ['phone 33123456']],
    ['Tél : 01 23 45 67 89', ['phone 0123456789']],
    ['+44 20 7946 0958', ['phone +442079460958']],
    ['info@kessler-werkzeug.de', ['email info@kessler-werkzeug.de']],
    ['E-Mail: Info @ kessler.de www.kessler.de', ['email info@kessler.de', 'domain kessler.de']],
    ['https://www.shop.example.co.uk/kasse', ['domain shop.example.co.uk']],
    ['kessler.com', ['domain kessler.com']],
    ['BIC: COBADEFFXXX', ['bic COBADEFFXXX']],
    ['SWIFT/BIC DEUT DE FF', ['bic DEUTDEFF']],
    ['IBAN DE89 3704 0044 0532 0130 00 COBADEFF', ['bic COBADEFF']],
  ])('%s', (text, contacts) => {
    expect(found(text)).toEqual(contacts);
  });

  test.each(['DOCUMENT', 'TOTAL 12.50', '2 x 3.50', 'S.A.R.L.', '12.03.2026', 'Rechnungsnr. 2026-0417', 'Summe EUR 1.234,56'])(
    '%s is none',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  test.each([
    ['a@gmail.com', true],
    ['a@yahoo.co.uk', true],
    ['a@t-online.de', true],
    ['a@kessler.de', false],
    ['a@mail.kessler.co.uk', false],
  ])('%s: at a provider for everybody is %s', (text, isFreeMail) => {
    expect(contactsIn(plainUpper(text))[0]).toMatchObject({ kind: 'email', isFreeMail });
  });
});

describe('masked cards', () => {
  test.each([
    ['**** **** **** 1234', '1234'],
    ['VISA XXXX1234', '1234'],
    ['XXXX-XXXX-XXXX-1234', '1234'],
    ['############1234', '1234'],
    ['454617******1234', '1234'],
    ['4546 17** **** 1234', '1234'],
    ['Karte ...1234', '1234'],
    ['Card ending in 1234', '1234'],
    ['Kortnr: **1234', '1234'],
    ['Carta terminante **** 1234', '1234'],
  ])('%s ends in %s', (text, last4) => {
    expect(cardDigitsIn(plainUpper(text)).map((c) => c.last4)).toEqual([last4]);
  });

  test.each(['TOTAL 1234', 'MAX 1234', 'Tel ....', '**** 12.34', '***1234', 'Order 1234567', '2026-03-14', 'ITEM XXL 1234'])(
    '%s has none',
    (text) => {
      expect(cardDigitsIn(plainUpper(text))).toEqual([]);
    },
  );
});
