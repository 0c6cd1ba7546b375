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
 * on 5,395 generated letters (seeds 9601, 9602, 9605), from the rules' weights times .38.
 */
export const TAG_WEIGHTS: TagWeights = {
  total: { rules: 0.55, tag: 0.63, missed: 0 },
  date: { rules: 1.41, tag: 1.08, missed: 0 },
  supplier: { rules: 0.38, tag: 0.43, missed: -0.38, cutBefore: -2.05, cutAfter: -1.74, likely: 0.77 },
  address: { rules: 0.21, tag: 0.68, missed: -10.95, cutBefore: -1.36, cutAfter: -2.97, likely: 0.45 },
  letterSupplier: {
    legalForm: 0.12,
    legalFormAtEnd: 1.39,
    tradeWord: 0.69,
    rank: 0.04,
    top: -0.14,
    second: -0.2,
    far: 0.34,
    size: -1,
    largest: 0.2,
    largerThanNext: 0.84,
    sizeBreak: -0.81,
    withinBlock: -0.24,
    startsBlock: -0.24,
    postcodeNext: -0.01,
    postcodeSoon: 0.54,
    contactSoon: 0.05,
    domain: 2.04,
    sender: -0.14,
    streetEnd: -0.92,
    contact: -0.55,
    registration: -0.94,
    heading: -1.03,
    address: -1.23,
    postcode: -1.21,
    startsWithNumber: -0.25,
    hadRegister: 0.93,
    hasAmount: -0.87,
    hasDate: 0.33,
    letters: 1.2,
    onlyGeneric: -1.09,
    secondGeneric: 0.93,
    endsOpen: -2.3,
    phone: -1.14,
    short: 0.31,
    long: -1.21,
    oneWord: -0.57,
    twoRows: -1.49,
    firstRowComplete: -0.26,
    secondRowForm: 0.23,
    secondRowShort: 0.93,
    nextRegister: 0.63,
    nextAddress: 0.22,
    buyer: -0.77,
    seller: -0.5,
    colon: -1.55,
    client: -2.28,
    afterHeading: 0.04,
    afterForm: -0.22,
    repeated: 1.51,
    confidence: 2.47,
    left: -0.71,
    tag: 0.32,
    missed: -2.75,
    cutBefore: -0.92,
    cutAfter: -0.99,
    likely: 0.63,
  },
};
