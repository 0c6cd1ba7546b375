/** A word as the recogniser reports it: pixels of the raster, confidence 0 to 100. */
export type OcrWord = {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly confidence: number;
};

const WORD_LEVEL = '5';

/** Words from Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
export function parseTsv(tsv: string): OcrWord[] {
  const words: OcrWord[] = [];
  for (const row of tsv.split('\n')) {
    const [level, , , , , , left, top, width, height, confidence, ...text] = row.split('\t');
    if (level !== WORD_LEVEL) continue;
    const word = {
      text: text.join(' ').trim(),
      left: Number(left),
      top: Number(top),
      width: Number(width),
      height: Number(height),
      confidence: Number(confidence),
    };
    if ([word.left, word.top, word.width, word.height, word.confidence].every(Number.isFinite)) words.push(word);
  }
  return words;
}
