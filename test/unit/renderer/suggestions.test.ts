import { describe, expect, it } from 'vitest';
import {
  currencyOf,
  dateOrderOf,
  folderName,
  joinPath,
  lastName,
  ledgerOf,
  ledgerProblem,
  suggestedPaths,
} from '../../../src-renderer/features/welcome/suggestions.ts';

describe('what a new client is offered', () => {
  it('is the currency of the region', () => {
    expect(currencyOf('en-GB')).toBe('GBP');
    expect(currencyOf('de')).toBe('EUR');
    expect(currencyOf('de-CH')).toBe('CHF');
    expect(currencyOf('en')).toBe('USD');
  });

  it('is the order of dates of the region', () => {
    expect(dateOrderOf('en-GB')).toBe('dmy');
    expect(dateOrderOf('en-US')).toBe('mdy');
    expect(dateOrderOf('ja-JP')).toBe('ymd');
  });

  it('is a folder that every system can have', () => {
    expect(folderName('Miller & Sons: "Joinery" / Ltd.')).toBe('Miller & Sons Joinery Ltd');
    expect(folderName('...')).toBe('Client');
    expect(suggestedPaths('/home/me/Tickmark/', 'Harbour Café')).toEqual({
      watch: '/home/me/Tickmark/Harbour Café/Inbox',
      ledger: '/home/me/Tickmark/Harbour Café/books.journal',
    });
    expect(joinPath('C:\\Users\\me', 'Tickmark')).toBe('C:\\Users\\me\\Tickmark');
  });

  it('is an hledger journal unless the ledger is named', () => {
    expect(ledgerOf('/books/x.journal')).toBe('hledger:/books/x.journal');
    expect(ledgerOf('C:\\books\\x.journal')).toBe('hledger:C:\\books\\x.journal');
    expect(ledgerOf('beancount:/books/x.beancount')).toBe('beancount:/books/x.beancount');
  });

  it('is refused where it would depend on where Tickmark was started', () => {
    expect(ledgerProblem('books.journal')).toMatch(/whole path/);
    expect(ledgerProblem('  ')).toBeDefined();
    expect(ledgerProblem('/books/x.journal')).toBeUndefined();
    expect(ledgerProblem('C:\\books\\x.journal')).toBeUndefined();
    expect(ledgerProblem('beancount:x')).toBeUndefined();
  });

  it('is chosen by the last name of a folder', () => {
    expect(lastName('/home/me/Inbox')).toBe('Inbox');
    expect(lastName('C:\\Scans\\')).toBe('Scans');
    expect(lastName('/')).toBe('/');
  });
});
