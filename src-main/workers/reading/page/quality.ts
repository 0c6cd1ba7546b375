import type { PageQuality, QualityProblem } from '../../../contract/index.ts';
import type { Edges } from './edge-width.ts';

/** What was measured of a page before it is read. */
export type Looks = {
  /** Height of a capital in px of the raster that is read; undefined where there are too few letters to tell. */
  readonly capitalHeight: number | undefined;
  /** Px of the original for one px of that raster. */
  readonly pxOfOriginal: number;
  /** Measured in that raster; undefined where there is hardly any print. */
  readonly edges: Edges | undefined;
  /** How much the print was strengthened before it was measured. */
  readonly gain: number;
  /** Share of the paper that a reflection has bleached (`glareShare`). */
  readonly glare: number;
  /** Share of the lines of text that one border of the picture cuts (`cutOffShare`). */
  readonly cutOff: number;
  /** Lines of text that were found. */
  readonly lines: number;
};

/**
 * Where a problem begins. Measured on 26 receipts of the training and validation companies, damaged in 15 ways and read by the own reader;
 * "lost" is word recall below 0.3 of that of the clean scan (0.5 for small print), "read well" above 0.85 of it.
 * Blur: 12 of 12 lost ones, 1 of 92 read well. Small: 5 of 5, 0 of 117. Faint: 4 of 6, 15 of 111 (all of them at a tenth of the light).
 * Glare: 26 of 26 bleached ones. Cut off by 13 % of
 * the print on one side: 45 of 64 pictures of the 32 validation receipts, none of them clean. No clean scan has any other problem (54).
 */
const LIMITS = { softness: 0.14, capitalHeight: 7.5, contrast: 24, glare: 0.015, cutOff: 0.12 } as const;
/** An edge this wide (px) is a sharp one: the raster cannot show it narrower. */
const SHARP_EDGE = 2.5;
/** Letters of at least this height and print of at least this contrast lose nothing. */
const AMPLE = { capitalHeight: 13, contrast: 60 } as const;
/**
 * Logistic regression of word recall relative to that of the clean scan, fitted on 14 training receipts (182 pictures): correlation .87,
 * mean error .063; on 12 validation receipts of other companies (149 pictures) .885 and .054. Softness, small and faint print (squared).
 */
const SCORE = { bias: 4.27, softness: -20.69, small: -9.52, faint: -1.79 } as const;
/** What is assumed of a page with print of which no letter could be measured: letters lower than the 6 px that are looked for. */
const TINY = 5;
/** With so many lines there is a text, even if few of its letters were measured. */
const LINES_OF_TEXT = 5;

/** Judges before reading how well a page can be read: 1 is a clean scan. A page without any print has nothing to be judged. */
export function judgeQuality(looks: Looks): PageQuality {
  const { edges } = looks;
  if (edges === undefined || (looks.capitalHeight === undefined && looks.lines >= LINES_OF_TEXT)) return judged(looks, 1, []);
  const height = looks.capitalHeight ?? TINY;
  const soft = softness(edges.width * height, height);
  const score = scoreOf(soft, height, edges.contrast);
  return judged(looks, score, [
    ...(soft > LIMITS.softness ? ['blurred' as const] : []),
    ...(height * looks.pxOfOriginal < LIMITS.capitalHeight ? ['too-small' as const] : []),
    ...(edges.contrast < LIMITS.contrast * looks.gain ? ['dark' as const] : []),
  ]);
}

function judged({ capitalHeight, pxOfOriginal, glare, cutOff }: Looks, score: number, problems: readonly QualityProblem[]): PageQuality {
  return {
    score,
    ...(capitalHeight === undefined ? {} : { capitalHeight: capitalHeight * pxOfOriginal }),
    problems: [...problems, ...(glare > LIMITS.glare ? ['glare' as const] : []), ...(cutOff > LIMITS.cutOff ? ['cut-off' as const] : [])],
  };
}

/** How much wider edges are than sharp ones, in heights of a capital: a blur of sigma px makes it about 2.5 sigma / height. */
function softness(edgeWidth: number, capitalHeight: number): number {
  return Math.min(0.5, Math.sqrt(Math.max(0, edgeWidth ** 2 - SHARP_EDGE ** 2)) / capitalHeight);
}

function scoreOf(soft: number, capitalHeight: number, contrast: number): number {
  const small = Math.max(0, Math.log(AMPLE.capitalHeight / capitalHeight)) ** 2;
  const faint = Math.max(0, Math.log(AMPLE.contrast / Math.max(5, contrast))) ** 2;
  const recall = logistic(SCORE.bias + SCORE.softness * soft + SCORE.small * small + SCORE.faint * faint);
  return Math.min(1, recall / logistic(SCORE.bias));
}

function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/**
 * The judgement once the page was read: print that shows through from the back runs off the paper too, but says nothing (11 of 26 German
 * receipts, tightly cropped and with advertising on the back, were taken for cut off before ink and text were asked; 2 still are). `cutOff` is the share among lines that are text.
 */
export function withoutFalseCutOff(quality: PageQuality, cutOff: number): PageQuality {
  return cutOff > LIMITS.cutOff ? quality : { ...quality, problems: quality.problems.filter((problem) => problem !== 'cut-off') };
}
