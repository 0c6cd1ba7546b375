import type { PageQuality, QualityProblem } from '../../src-main/contract/reading.ts';

/** What is wrong with a picture: so that nothing can be read, so that a little can, and what the next picture needs. */
const WORDS: Record<QualityProblem, { hardly: string; somewhat: string; next: string }> = {
  blurred: { hardly: 'Too blurred to read', somewhat: 'Blurred', next: 'closer and held still' },
  'too-small': { hardly: 'Too small to read', somewhat: 'Small print', next: 'closer, or scanned with 300 dpi' },
  glare: { hardly: 'Too much glare to read', somewhat: 'Light is reflected on it', next: 'without flash and away from the lamp' },
  dark: { hardly: 'Too dark to read', somewhat: 'Dark or faint', next: 'in better light' },
  'cut-off': { hardly: 'Cut off at the edge', somewhat: 'Cut off at the edge', next: 'with all four edges in the picture' },
};

/** Below this score most words of a page come out wrong: two problems together, of which each alone leaves it readable. */
const HARDLY = 0.4;

export type QualityWords = { tone: 'doubt' | 'note'; title: string; todo: string };

/**
 * What keeps a page from being read well, and what to do about it. Undefined for a good picture. A problem that leaves most of the page
 * readable is only a note, because the values that it spoilt are marked by themselves.
 */
export function qualityWords({ score, problems }: PageQuality): QualityWords | undefined {
  const [first, ...others] = problems;
  if (!first)
    return score < HARDLY
      ? { tone: 'doubt', title: 'No print was found on it', todo: 'Look whether the right side was scanned.' }
      : undefined;
  const isHardly = score < HARDLY;
  const also = others.map((problem) => lower(WORDS[problem].somewhat));
  const title = [isHardly ? WORDS[first].hardly : WORDS[first].somewhat, ...also].join(', ');
  const again = `${isHardly ? 'Take it again' : 'If values are wrong, take it again'}: ${nextWords(problems)}.`;
  return { tone: isHardly ? 'doubt' : 'note', title, todo: again };
}

/** Each piece of advice once: "closer" is said by two problems. */
function nextWords(problems: readonly QualityProblem[]): string {
  const said = problems.map((problem) => WORDS[problem].next);
  const closer = problems.includes('blurred') && problems.includes('too-small');
  return said.map((words, index) => (closer && index > 0 ? words.replace(/^closer(, | and )/, '') : words)).join(', ');
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
