import { describe, expect, test } from 'vitest';
import type { LedgerKind, SettingField } from '../../../src-main/contract/ledger.ts';
import { groupOf, kindGroups } from '../../../src-renderer/features/ledgers/kind-groups.ts';
import {
  beginDraft,
  choiceLabel,
  hasTypedSecret,
  isChanged,
  isWebAddress,
  keptSecrets,
  sentences,
  settingParts,
  settingProblems,
  settingsOf,
} from '../../../src-renderer/features/ledgers/setting-draft.ts';

const field = (name: string, kind: SettingField['kind'], over: Partial<SettingField> = {}): SettingField => ({
  name,
  title: name,
  kind,
  required: true,
  ...over,
});
const KIND: LedgerKind = {
  id: 'server',
  title: 'A server',
  about: '',
  finish: 'draft',
  signsIn: false,
  fields: [
    field('url', 'url'),
    field('password', 'secret'),
    field('company', 'number', { required: false }),
    field('attach', 'switch', { required: false, initial: 'true' }),
    field('from', 'date', { required: false }),
    field('style', 'choice', { choices: [{ id: 'a', label: 'A' }], initial: 'a' }),
  ],
};
const KEPT = { kind: 'server', settings: { url: 'https://a.example', attach: false, company: 3 }, secrets: ['password'] };

describe('the settings of a ledger as a form', () => {
  test('it begins with the defaults, or with what is kept of the same kind', () => {
    expect(beginDraft(KIND)).toEqual({ url: '', password: '', company: '', attach: true, from: '', style: 'a' });
    expect(beginDraft(KIND, KEPT)).toMatchObject({ url: 'https://a.example', password: '', company: '3', attach: false });
    expect(beginDraft(KIND, { ...KEPT, kind: 'other' })).toMatchObject({ url: '' });
  });

  test('a secret that is kept may stay empty, one that is not must be written', () => {
    const draft = { ...beginDraft(KIND, KEPT) };
    expect(settingProblems(KIND.fields, draft, keptSecrets(KIND, KEPT))).toEqual({});
    expect(Object.keys(settingProblems(KIND.fields, draft, keptSecrets(KIND, { ...KEPT, kind: 'other' })))).toEqual(['password']);
    expect(settingsOf(KIND.fields, draft)).not.toHaveProperty('password');
  });

  test('what is wrong is said at its field', () => {
    const draft = { url: 'books.example', password: 'x', company: 'three', attach: true, from: '1 May', style: '' };
    expect(settingProblems(KIND.fields, draft)).toEqual({
      url: expect.stringContaining('whole address'),
      company: 'Write a number.',
      from: 'Choose a day.',
      style: 'Choose one: style.',
    });
    expect(settingProblems([field('journal', 'path')], { journal: 'books.journal' })['journal']).toContain('whole path');
    expect(settingProblems([field('journal', 'path')], { journal: '~/books.journal' })).toEqual({});
  });

  test('numbers and switches are sent as what they are, empty fields not at all, and a secret to the letter', () => {
    const draft = { url: ' https://a.example ', password: ' p ', company: '2,5', attach: false, from: '', style: 'a' };
    expect(settingsOf(KIND.fields, draft)).toEqual({ url: 'https://a.example', password: ' p ', company: 2.5, attach: false, style: 'a' });
  });

  test('what is optional and has a default is folded away, unless it is the only one', () => {
    const style = field('style', 'choice', { required: false, initial: 'a' });
    const seconds = field('seconds', 'number', { required: false, initial: '60' });
    const names = (fields: SettingField[], signsIn = false) => settingParts({ fields, signsIn }).more.map(({ name }) => name);
    expect(names([field('url', 'url'), style, seconds])).toEqual(['style', 'seconds']);
    expect(names([field('url', 'url'), style, field('from', 'date', { required: false })])).toEqual([]);
    expect(names([style, field('token', 'secret', { required: false, initial: 'x' }), seconds])).toEqual(['style', 'seconds']);
    // What a sign-in fills in is folded away with it.
    const token = field('token', 'secret', { required: false });
    expect(names([field('url', 'url'), token, field('organisation', 'text', { required: false })], true)).toEqual([
      'token',
      'organisation',
    ]);
    expect(isChanged(style, { style: 'b' })).toBe(true);
    expect(isChanged(token, { token: '' })).toBe(false);
    expect(isChanged(field('attach', 'switch', { initial: 'true' }), { attach: false })).toBe(true);
  });

  test('a typed secret is noticed, sentences end, and plain choices begin with a capital', () => {
    expect(hasTypedSecret(KIND.fields, { password: '' })).toBe(false);
    expect(hasTypedSecret(KIND.fields, { url: 'x', password: 'p' })).toBe(true);
    expect(sentences('Shown once', undefined, 'Kept.')).toBe('Shown once. Kept.');
    expect(choiceLabel({ id: 'comma', label: 'comma' })).toBe('Comma');
    expect(choiceLabel({ id: 'utf-8-bom', label: 'utf-8-bom' })).toBe('utf-8-bom');
  });

  test('a browser is only ever sent to web addresses', () => {
    expect(isWebAddress('https://login.example/authorize?x=1')).toBe(true);
    for (const text of ['javascript:alert(1)', 'file:///etc/passwd', 'login.example', '']) expect(isWebAddress(text)).toBe(false);
  });
});

describe('kinds of ledgers', () => {
  test('each finds its heading by what it needs', () => {
    expect(groupOf(KIND)).toBe('servers');
    expect(groupOf({ ...KIND, signsIn: true })).toBe('cloud');
    expect(groupOf({ ...KIND, fields: [field('journal', 'path')], finish: 'final' })).toBe('files');
    expect(groupOf({ ...KIND, finish: 'final' })).toBe('other');
  });

  test('a heading without kinds is left out', () => {
    expect(kindGroups([KIND]).map(({ id }) => id)).toEqual(['servers']);
  });
});
