import type { FieldName } from '../../../../src-main/contract/index.ts';
import type { Section } from '../../report.ts';
import type { Bench, PartResult } from '../bench.ts';
import type { Outcome } from '../outcome.ts';
import { coverageOf, type Passing, passingAcross, passingAtBest, precisionOf } from '../passing.ts';
import { reliability } from '../reliability.ts';
import { documentEce, fieldEce, shareOf, verdictsOf } from '../shares.ts';
import { interval, written } from './receipts.ts';

const FIELDS: readonly FieldName[] = [
  'total',
  'date',
  'supplier',
  'address',
  'number',
  'net',
  'tax',
  'iban',
  'supplierTaxId',
  'dueDate',
  'currency',
];

/** Whether probabilities hold what they say, and how many documents may pass without a person. */
export async function trust(bench: Bench): Promise<PartResult | string> {
  const all = await bench.all();
  if (all.length === 0) return 'none of the corpora is here';
  const corrected = await bench.all('corrected');
  const n = `${all.length} pictures`;
  const { section, drawing } = reliability(all, corrected);
  return {
    figures: [
      { id: 'ece', n, own: [fieldEce(all, 'total'), fieldEce(all, 'date'), documentEce(all)] },
      { id: 'ece-corrected', n, own: [fieldEce(corrected, 'total'), fieldEce(corrected, 'date'), documentEce(corrected)] },
      { id: 'passing', n, own: [shareOf(coverageOf(passingAtBest(all)))] },
      { id: 'passing-corrected', n, own: [shareOf(coverageOf(passingAtBest(corrected)))] },
    ],
    sections: [eceSection(all), section, passingSection(all, corrected)],
    drawings: { 'reliability.svg': drawing },
  };
}

function eceSection(all: readonly Outcome[]): Section {
  const sets = [...new Set(all.map(({ about }) => about.set))];
  const groups = [all, ...sets.map((set) => all.filter(({ about }) => about.set === set))];
  const x = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(3));
  return {
    title: 'Whether probabilities hold',
    note: 'Expected calibration error in ten bins of equal width, over the values that were found; names and addresses count as right when they are nearly so. "Both" is the product of the probabilities of date and total against both being right.',
    columns: ['', 'all', ...sets],
    rows: [
      ...FIELDS.filter((field) => verdictsOf(all, field).length > 0).map((field) => [
        field,
        ...groups.map((group) => x(fieldEce(group, field))),
      ]),
      ['both', ...groups.map((group) => x(documentEce(group)))],
    ],
  };
}

function passingSection(all: readonly Outcome[], corrected: readonly Outcome[]): Section {
  const sets = [...new Set(all.map(({ about }) => about.set))];
  const row = (name: string, how: string, passing: Passing): string[] => [
    name,
    how,
    `${written(coverageOf(passing))}`,
    interval(coverageOf(passing)),
    passing.passed === 0 ? '–' : written(precisionOf(passing)),
    passing.passed === 0 ? '–' : interval(precisionOf(passing)),
  ];
  return {
    title: 'Documents that pass on date and total',
    note: 'Documents above the lowest threshold on the probability of both at which at most one of a hundred that pass is wrong. Picked on the same documents it is the best that could be; "across" picks it for each tenth of the suppliers on the other nine. Intervals are Wilson\'s of 95 %: no set here is large enough to prove 99 %. A label that the picture contradicts counts against a sure value, so the sets by themselves are told with such labels put right.',
    columns: ['documents', 'threshold picked', 'pass', '95 %', 'of them right', '95 %'],
    rows: [
      row('all', 'on the same', passingAtBest(all)),
      row('all', 'across', passingAcross(all)),
      row('all, wrong labels put right', 'on the same', passingAtBest(corrected)),
      row('all, wrong labels put right', 'across', passingAcross(corrected)),
      ...sets.map((set) => row(set, 'on the same', passingAtBest(corrected.filter(({ about }) => about.set === set)))),
    ],
  };
}
