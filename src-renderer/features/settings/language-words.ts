/** Codes of Tesseract that name a way of writing, as language tags know it. */
const SCRIPTS: Readonly<Record<string, string>> = { sim: 'Hans', tra: 'Hant', latn: 'Latn', cyrl: 'Cyrl' };
const LANGUAGES: Readonly<Record<string, string>> = { chi: 'zh' };

/** A language as people call it: `deu` is German, `chi_sim` Chinese (Simplified). Codes that nobody names stay codes. */
export function languageName(code: string, locale?: string): string {
  const [language = code, script] = code.split('_');
  const tag = [LANGUAGES[language] ?? language, script ? SCRIPTS[script] : undefined].filter(Boolean).join('-');
  try {
    const name = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(tag);
    return name === undefined || (script && !SCRIPTS[script]) ? code : name;
  } catch {
    return code;
  }
}
