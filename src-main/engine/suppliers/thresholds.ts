import type { MatchReason } from './match.ts';

/** How a printed name differs from the known one: not at all in the form compared, as readers misread, or in a word or a number. */
export type Likeness = 'equal' | 'misread' | 'other';
type Steps = readonly (readonly [leastSimilarity: number, p: number])[];

/** No rule alone is surer than one error in 200, as in the calibration of the fields. */
const SURE = 0.995;

/**
 * How probably a page is from the known supplier, by likeness of the names, by what else agrees, and by similarity of the names.
 *
 * Measured with `test/bench/extraction/fit-supplier-snap.ts`: 381 receipts of 93 training and validation companies of SROIE in the words of
 * the own reader, each from a client who knows all 93 by the labels of other receipts, once with tax numbers and once without (758 events).
 * First match right, equal names: 726 of 726. Misread names: same address 5 of 5, same tax number 3 of 3. With a word or a number other: same
 * tax number 5 of 5, same address 10 of 10, but 1,960 invented near misses ("Metall", "Metallbau") fall into that row too.
 * `SNAP_FROM` snaps 732 of the 758, all rightly (95 % interval .9948 to 1; 204 of them to other words than printed); of 188 events whose
 * supplier the client does not know, none; of 6,081 invented near misses 4 (.07 %), each one letter apart and at the same address, or
 * printed like the look-alike by misreading. A misread name with nothing beside it is never snapped: 1,268 near misses look just so.
 * Not measured, since SROIE has none: `IBAN` (set as the tax number, whose checks are weaker) and `domain` (set below the snap).
 */
export const MATCH_P: Readonly<Record<Likeness, Readonly<Record<MatchReason, Steps>>>> = {
  equal: {
    name: [[1, SURE]],
    'name and address': [[1, SURE]],
    'tax number': [[1, SURE]],
    IBAN: [[1, SURE]],
    domain: [[1, SURE]],
  },
  misread: {
    name: [
      [0.9, 0.5],
      [0.8, 0.3],
    ],
    'name and address': [
      [0.9, SURE],
      [0.8, 0.9],
    ],
    'tax number': [
      [0.8, SURE],
      [0.6, 0.95],
    ],
    IBAN: [
      [0.8, SURE],
      [0.6, 0.95],
    ],
    domain: [
      [0.9, 0.98],
      [0.8, 0.9],
    ],
  },
  other: {
    name: [[0.8, 0.1]],
    'name and address': [[0.6, 0.5]],
    'tax number': [
      [0.6, 0.9],
      [0, 0.1],
    ],
    IBAN: [
      [0.6, 0.9],
      [0, 0.1],
    ],
    domain: [[0.6, 0.5]],
  },
};

/** A name is taken for a known supplier's from this probability on. */
export const SNAP_FROM = SURE;
