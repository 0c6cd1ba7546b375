import type { PageQuality, QualityProblem, Reading } from '../../contract/index.ts';

/** What is wrong with a picture and what to do about it, in the words of a reason. */
const PROBLEMS: Record<QualityProblem, { readonly what: string; readonly remedy: string }> = {
  blurred: { what: 'the picture is too blurred to read', remedy: 'Take it again, closer and held still.' },
  'too-small': { what: 'the letters in the picture are too small to read', remedy: 'Take it again from nearer, or scan it at 300 dpi.' },
  glare: { what: 'a reflection hides part of the picture', remedy: 'Take it again with the light from the side.' },
  dark: { what: 'the picture is too dark or too faint to read', remedy: 'Take it again in brighter light.' },
  'cut-off': { what: 'the picture shows only part of the page', remedy: 'Take it again with all four edges in it.' },
};

/** Quality of the page that can be read worst; undefined where no page was a picture. */
export function worstQuality(reading: Reading | undefined): PageQuality | undefined {
  const all = (reading?.pages ?? []).flatMap(({ quality }) => (quality === undefined ? [] : [quality]));
  return all.reduce<PageQuality | undefined>(
    (worst, quality) => (worst === undefined || quality.score < worst.score ? quality : worst),
    undefined,
  );
}

/**
 * "…: the picture is too blurred to read. Take it again, closer and held still." behind a statement, its problems in the order in which
 * they were found; "." where nothing is wrong with the picture.
 */
export function because(statement: string, quality: PageQuality | undefined): string {
  const [first, ...others] = (quality?.problems ?? []).map((problem) => PROBLEMS[problem]);
  if (first === undefined) return `${statement}.`;
  const also = others.map(({ what, remedy }) => ` Also, ${what}. ${remedy}`).join('');
  return `${statement}: ${first.what}. ${first.remedy}${also}`;
}
