import { expect, test } from 'vitest';
import { errorsDocument } from '../../scripts/make-errors-doc.ts';
import { ledgersDocument } from '../../scripts/make-ledgers-doc.ts';
import { ERRORS } from '../../src-main/contract/errors.ts';
import { readText } from './source-tree.ts';

test('every error says what happened and what to do, in whole sentences', () => {
  const entries = Object.entries(ERRORS);
  expect(entries.length).toBeGreaterThan(20);
  for (const [code, { what, todo, retryable }] of entries) {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(what, code).toMatch(/^[A-Z].{10,}[.]$/);
    expect(todo, code).toMatch(/^[A-Z].{10,}[.]$/);
    expect(typeof retryable, code).toBe('boolean');
    expect(`${what} ${todo}`, code).not.toMatch(/undefined|exception|stack|errno|null/i);
  }
});

test('docs/errors.md is what the table says (npm run docs:errors)', () => {
  expect(readText('docs/errors.md')).toBe(errorsDocument());
});

test('docs/ledgers/settings.md is what the connectors say (npm run docs:ledgers)', () => {
  expect(readText('docs/ledgers/settings.md')).toBe(ledgersDocument());
});
