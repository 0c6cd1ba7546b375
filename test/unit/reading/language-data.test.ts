import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findLanguageData, languageFolders } from '../../../src-main/workers/reading/language-data.ts';

describe('language data', () => {
  it('is the one that comes along, whatever the machine has installed', () => {
    expect(findLanguageData('auto')).toMatchObject({ packed: true, label: 'best_int' });
  });

  it('falls back to the one that comes along where the fast one is not installed', () => {
    expect(languageFolders('fast').at(-1)).toBe(findLanguageData('auto').folder);
    expect(['fast', 'best_int']).toContain(findLanguageData('fast').label);
  });

  it('is taken from a named folder, packed or not, and nowhere else', () => {
    const folder = mkdtempSync(join(os.tmpdir(), 'tessdata-'));
    try {
      expect(() => findLanguageData(folder)).toThrow('no eng.traineddata');
      writeFileSync(join(folder, 'eng.traineddata.gz'), '');
      expect(findLanguageData(folder)).toEqual({ folder, packed: true, label: 'custom' });
      writeFileSync(join(folder, 'eng.traineddata'), '');
      expect(findLanguageData(folder)).toEqual({ folder, packed: false, label: 'custom' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
