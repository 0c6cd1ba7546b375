import type { FieldWeights, ScoredField } from '../weights.ts';

/**
 * `rules` scales the score of `weights.ts`, the others are features of the field tagger (`tag-features.ts`). Suppliers of letters (invoices, orders, contracts: everything but
 * receipts) are chosen by a table of their own in which every feature has its weight: letters show names otherwise than receipts, from which the rules' weights are.
 */
export type TagWeights = Readonly<Record<ScoredField | 'letterSupplier', FieldWeights>>;

/**
 * Fitted by `test/bench/understanding/fit.ts` (softmax over the candidates of a document) on 1,841 documents that the network did not see, see `calibration.ts`.
 * Those of supplier and address, which `likely` belongs to, were fitted on 781 others: 381 receipts by networks that had not seen their companies
 * and 400 generated documents. They were fitted with two networks before this one, and stay: fitted anew with it they name fewer suppliers of receipts
 * (.948 for .963 nearly right). Those of suppliers of letters were fitted with this network
 * on 5,395 generated letters (seeds 9601, 9602, 9605), from the rules' weights times .38, which the table held before the fit.
 */
export const TAG_WEIGHTS: TagWeights = {
  total: { rules: 0.55, tag: 0.63, missed: 0 },
  date: { rules: 1.41, tag: 1.08, missed: 0 },
  supplier: { rules: 0.38, tag: 0.43, missed: -0.38, cutBefore: -2.05, cutAfter: -1.74, likely: 0.77 },
  address: { rules: 0.21, tag: 0.68, missed: -10.95, cutBefore: -1.36, cutAfter: -2.97, likely: 0.45 },
  letterSupplier: {
    longRow: -0.63,
    doubled: -1.87,
    rowsRepeated: 1.27,
    weakestRow: 0.12,
    legalForm: 0.19,
    legalFormAtEnd: 1.29,
    tradeWord: 0.67,
    rank: 0.04,
    top: -0.06,
    second: -0.11,
    far: 0.36,
    size: -0.99,
    largest: 0.16,
    largerThanNext: 0.81,
    sizeBreak: -0.6,
    withinBlock: -0.34,
    startsBlock: -0.27,
    postcodeNext: 0.01,
    postcodeSoon: 0.55,
    contactSoon: 0.05,
    domain: 1.98,
    sender: -0.13,
    streetEnd: -0.89,
    contact: -0.54,
    registration: -0.94,
    heading: -1,
    address: -1.21,
    postcode: -1.26,
    startsWithNumber: -0.19,
    hadRegister: 0.96,
    hasAmount: -0.91,
    hasDate: 0.4,
    letters: 1.16,
    onlyGeneric: -1.12,
    secondGeneric: 0.67,
    endsOpen: -2.31,
    phone: -1.14,
    short: 0.3,
    oneWord: -0.64,
    twoRows: -1.63,
    firstRowComplete: -0.25,
    secondRowForm: 0.11,
    secondRowShort: 0.94,
    nextRegister: 0.62,
    nextAddress: 0.22,
    buyer: -0.71,
    seller: -0.39,
    colon: -1.58,
    client: -2.28,
    afterHeading: 0.06,
    afterForm: -0.26,
    repeated: 1.43,
    confidence: 2.5,
    left: -0.67,
    tag: 0.32,
    missed: -2.43,
    cutBefore: -0.87,
    cutAfter: -0.97,
    likely: 0.59,
  },
};
