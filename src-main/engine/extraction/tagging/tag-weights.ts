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
 * (.948 for .963 nearly right). Those of suppliers of letters were fitted with this network on 4,016 generated letters (seeds 9601 and 9602), from the rules' weights times .38.
 */
export const TAG_WEIGHTS: TagWeights = {
  total: { rules: 0.55, tag: 0.63, missed: 0 },
  date: { rules: 1.41, tag: 1.08, missed: 0 },
  supplier: { rules: 0.38, tag: 0.43, missed: -0.38, cutBefore: -2.05, cutAfter: -1.74, likely: 0.77 },
  address: { rules: 0.21, tag: 0.68, missed: -10.95, cutBefore: -1.36, cutAfter: -2.97, likely: 0.45 },
  letterSupplier: {
    legalForm: 0.22,
    legalFormAtEnd: 1.26,
    tradeWord: 0.24,
    rank: 0.07,
    top: 0.15,
    second: -0.12,
    far: 0.1,
    size: -0.91,
    largest: -0.05,
    largerThanNext: 0.79,
    sizeBreak: -0.55,
    withinBlock: -0.24,
    startsBlock: -0.12,
    postcodeNext: 0.15,
    postcodeSoon: 0.59,
    contactSoon: 0.06,
    domain: 2.06,
    sender: 0.1,
    streetEnd: -0.82,
    contact: -0.83,
    registration: -0.91,
    heading: -0.82,
    address: -1.07,
    postcode: -1.12,
    startsWithNumber: -0.35,
    hadRegister: 1.31,
    hasAmount: -0.6,
    hasDate: 0.36,
    letters: 1.33,
    onlyGeneric: -0.71,
    secondGeneric: 1.16,
    endsOpen: -1.71,
    phone: -1.14,
    short: 0,
    long: -1.58,
    oneWord: -0.74,
    twoRows: -1.89,
    firstRowComplete: -0.36,
    secondRowForm: 0.16,
    secondRowShort: 1.3,
    nextRegister: 0.53,
    nextAddress: 0.21,
    buyer: -0.95,
    seller: -0.54,
    colon: -1.26,
    client: -2.28,
    afterHeading: -0.18,
    afterForm: -0.1,
    repeated: 1.39,
    confidence: 2.18,
    left: -0.53,
    tag: 0.31,
    missed: -2.43,
    cutBefore: -0.87,
    cutAfter: -1.2,
    likely: 0.64,
  },
};
