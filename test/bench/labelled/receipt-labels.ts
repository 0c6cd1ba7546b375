import type { Reading } from '../../../src-main/contract/index.ts';
import type { Truth as Key } from '../extraction/corpus.ts';
import { truthDay, truthTotal } from '../extraction/truth.ts';
import { companyKey, type Split } from '../reading/split.ts';
import { type LabelledDocument, type Tag, type Truth, unlabelled } from './document.ts';
import { matchAll } from './match-text.ts';
import { mentionsOfDay } from './match-values.ts';
import { Sheet, tag } from './sheet.ts';
import { placesOfTotal } from './total-places.ts';

/** Least likeness of a name or an address to its label: below, what was found is mostly something else that begins alike. */
const LEAST = { supplier: 0.6, address: 0.55 } as const;

/** How each value of a document was found in its words. */
export type Finding = 'exact' | 'misread' | 'missing';
export type Labelling = { readonly document: LabelledDocument; readonly found: Readonly<Record<string, Finding>> };

type Receipt = { readonly id: string; readonly key: Key; readonly split: Split; readonly reading: Reading; readonly variant?: string };

/**
 * A SROIE receipt with its four values labelled. A value that its words do not show, not even misread, is not `known` in this
 * document: nothing is to be learned from its words about that value.
 */
export function labelReceipt({ id, key, split, reading, variant }: Receipt): Labelling {
  const pages = unlabelled(reading);
  const sheet = new Sheet(pages, 'MYR');
  const found: Record<string, Finding> = {};
  const truth: Truth = {};
  const known: Tag[] = [];
  const note = (name: 'supplier' | 'address' | 'date' | 'total', value: string | undefined, how: Finding): void => {
    if (value === undefined) return;
    truth[name] = value;
    found[name] = how;
    if (how !== 'missing') known.push(name);
  };
  const total = truthTotal(key.total);
  const day = truthDay(key.date);
  if (total !== undefined) note('total', total, tagTotal(sheet, Math.round(Number(total) * 100)));
  if (day !== undefined) note('date', day, tagDay(sheet, day));
  note('supplier', key.company.trim(), tagText(sheet, 'supplier', key.company));
  if (key.address) note('address', key.address.trim(), tagText(sheet, 'address', key.address));
  return {
    document: {
      id: variant === undefined ? `sroie-${id}` : `sroie-${id}-${variant}`,
      source: 'sroie',
      supplierKey: companyKey(key.company),
      type: 'receipt',
      language: 'en',
      country: 'MY',
      currency: 'MYR',
      split,
      ...(variant === undefined ? {} : { variant }),
      known,
      truth,
      pages,
    },
    found,
  };
}

export function tagTotal(sheet: Sheet, minor: number): Finding {
  const { mentions, isExact } = placesOfTotal(sheet, minor);
  tag(
    mentions.flatMap(({ words }) => words),
    'total',
  );
  return mentions.length === 0 ? 'missing' : isExact ? 'exact' : 'misread';
}

export function tagDay(sheet: Sheet, day: string): Finding {
  const { mentions, isExact } = mentionsOfDay(sheet, day);
  tag(
    mentions.flatMap(({ words }) => words),
    'date',
  );
  return mentions.length === 0 ? 'missing' : isExact ? 'exact' : 'misread';
}

function tagText(sheet: Sheet, name: 'supplier' | 'address', value: string): Finding {
  const matches = matchAll([sheet.inRows, sheet.inFlow], value, LEAST[name], 3);
  for (const { words } of matches) tag(words, name);
  const best = matches[0]?.similarity;
  return best === undefined ? 'missing' : best === 1 ? 'exact' : 'misread';
}
