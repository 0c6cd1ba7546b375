import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkSettings, settingFields } from '../../../src-main/engine/ledgers/setting-fields.ts';
import type { LedgerConnector } from '../../../src-main/engine/ports.ts';

const COLUMNS = {
  values: [
    { id: 'day', label: 'Day', format: 'day', example: '2026-10-14' },
    { id: '', label: 'Nothing', example: '' },
  ],
  groups: [],
  presets: [{ id: 'own', label: 'Ours', text: 'Day=day' }],
  separator: { setting: 'separator', marks: { ';': ';' } },
};
const config = z.object({
  url: z.url().meta({ title: 'Address', description: 'where the server is' }),
  password: z.string().min(1, 'the password').meta({ title: 'Password', secret: true }),
  books: z.string().optional().meta({ kind: 'path' }),
  requestTimeoutSeconds: z.number().int().min(1).max(120).default(30),
  separator: z.enum([';', ',']).default(';'),
  plainHttp: z.boolean().default(false),
  columns: z.string().default('own').meta({ kind: 'columns', columns: COLUMNS }),
});
const connector = { config } as unknown as LedgerConnector;

describe('the form that a connector’s settings make', () => {
  it('has a field for each member, with its kind, words and default', () => {
    expect(settingFields(connector)).toEqual([
      { name: 'url', title: 'Address', description: 'where the server is', kind: 'url', required: true },
      { name: 'password', title: 'Password', kind: 'secret', required: true },
      { name: 'books', title: 'Books', kind: 'path', required: false },
      { name: 'requestTimeoutSeconds', title: 'Request timeout seconds', kind: 'number', required: false, initial: '30' },
      {
        name: 'separator',
        title: 'Separator',
        kind: 'choice',
        required: false,
        initial: ';',
        choices: [
          { id: ';', label: ';' },
          { id: ',', label: ',' },
        ],
      },
      { name: 'plainHttp', title: 'Plain http', kind: 'switch', required: false, initial: 'false' },
      { name: 'columns', title: 'Columns', kind: 'columns', required: false, initial: 'own', columns: COLUMNS },
    ]);
  });

  it('takes what is typed: numbers as text, empty as absent, unknown names not at all', () => {
    const {
      config: parsed,
      settings,
      secrets,
    } = checkSettings(connector, {
      url: ' https://books.example ',
      password: 'hush',
      books: '',
      requestTimeoutSeconds: '45',
      plainHttp: 'true',
      other: 'x',
    });
    expect(parsed).toEqual({
      url: 'https://books.example',
      password: 'hush',
      requestTimeoutSeconds: 45,
      separator: ';',
      plainHttp: true,
      columns: 'own',
    });
    expect(settings).toEqual({ url: 'https://books.example', requestTimeoutSeconds: 45, plainHttp: true });
    expect(secrets).toEqual({ password: 'hush' });
  });

  it('names the setting that is wrong, in the form’s own words', () => {
    const wrong = () => checkSettings(connector, { url: 'https://books.example' });
    expect(wrong).toThrow(expect.objectContaining({ code: 'invalid_input', details: { field: 'password' } }));
    expect(() => checkSettings(connector, { url: 'nowhere', password: 'x' })).toThrow(/Address/);
  });
});
