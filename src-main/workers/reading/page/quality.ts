import type { PageQuality, QualityProblem } from '../../../contract/index.ts';
import type { Edges } from './edge-width.ts';
import type { Light } from './flat-field.ts';

/** What was measured of a page before it is read. */
export type Looks = {
  /** Height of a capital in px of the original; undefined where there are too few letters to tell. */
  readonly capitalHeight: number | undefined;
  readonly edges: Edges | undefined;
  readonly light: Light;
  /** How much the print was strengthened before it was measured. */
  readonly gain: number;
  /** Share of the paper that a reflection has bleached where print goes on around it. */
  readonly glare: number;
  /** Share of the lines of text that the picture's border cuts. */
  readonly cutOff: number;
};

const LIMITS = { tooSmall: 7, blurred: 0.3, dark: 80, faint: 30, glare: 0.01, cutOff: 0.15 } as const;

/** Judges from what was measured how well the page can be read. */
export function judgeQuality(looks: Looks): PageQuality {
  const { capitalHeight, edges, light, glare, cutOff } = looks;
  const found: Record<QualityProblem, boolean> = {
    blurred: (edges?.width ?? 0) > LIMITS.blurred,
    'too-small': (capitalHeight ?? LIMITS.tooSmall) < LIMITS.tooSmall,
    glare: glare > LIMITS.glare,
    dark: light.bright < LIMITS.dark || (edges?.contrast ?? LIMITS.faint) < LIMITS.faint,
    'cut-off': cutOff > LIMITS.cutOff,
  };
  const problems = (Object.keys(found) as QualityProblem[]).filter((problem) => found[problem]);
  return { score: 1 / (1 + problems.length), ...(capitalHeight === undefined ? {} : { capitalHeight }), problems };
}
