import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findLanguageData, installedLanguages, languageFolders } from '../../../src-main/workers/reading/second-reader/language-data.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(os.tmpdir(), 'tessdata-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('language data', () => {
  it('are the ones that come along, whatever the machine has installed', () => {
    expect(findLanguageData('auto', ['eng'])).toMatchObject({ found: [{ code: 'eng', packed: true, label: 'best_int' }], missing: [] });
    expect(installedLanguages()).toContain('eng');
  });

  it('fall back to the ones that come along where the fast ones are not installed', () => {
    const [own = ''] = languageFolders('auto');
    expect(languageFolders('fast').at(-1)).toBe(own);
    expect(['fast', 'best_int']).toContain(findLanguageData('fast', ['eng']).found[0]?.label);
  });

  it('are taken from a named folder, packed or not, and nowhere else', () => {
    expect(findLanguageData(folder, ['eng'])).toEqual({ found: [], missing: ['eng'] });
    writeFileSync(join(folder, 'eng.traineddata.gz'), '');
    expect(findLanguageData(folder, ['eng']).found).toEqual([{ code: 'eng', folder, packed: true, label: 'custom' }]);
    writeFileSync(join(folder, 'eng.traineddata'), '');
    expect(findLanguageData(folder, ['eng']).found).toEqual([{ code: 'eng', folder, packed: false, label: 'custom' }]);
  });

  it('are found in the order asked for, and what is missing is named', () => {
    for (const name of ['eng', 'deu', 'chi_sim', 'osd']) writeFileSync(join(folder, `${name}.traineddata`), '');
    const { found, missing } = findLanguageData(folder, ['deu', 'xyz', 'eng']);
    expect(found.map(({ code }) => code)).toEqual(['deu', 'eng']);
    expect(missing).toEqual(['xyz']);
    expect(installedLanguages(folder)).toEqual(['chi_sim', 'deu', 'eng']);
  });

  it('are not looked for outside the folder, whatever the code says', () => {
    writeFileSync(join(folder, 'eng.traineddata'), '');
    expect(findLanguageData(join(folder, 'sub'), ['../eng']).missing).toEqual(['../eng']);
  });
});
