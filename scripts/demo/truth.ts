/** What a sample says, in the canonical form of the contract's fields, and what Tickmark should do with it. */
export type Truth = {
  readonly type: 'receipt' | 'invoice' | 'credit-note' | 'other';
  readonly supplier?: string;
  readonly date?: string;
  readonly dueDate?: string;
  readonly number?: string;
  readonly currency?: string;
  readonly net?: string;
  readonly tax?: string;
  readonly total?: string;
  readonly iban?: string;
  readonly supplierTaxId?: string;
  readonly paid?: boolean;
  readonly pages: number;
  /** Category of bookkeeping that the bought things belong to, in the words of the coding model. */
  readonly category?: string;
};

/**
 * What the engine does with it. `posted`: without a person. `review`: it waits, `check` being the control that holds it back (or the error
 * code of a file that cannot be read); `of` names the sample that it repeats. `duplicate`: the same bytes as `of`, so no document of its own.
 */
export type Expected =
  | { readonly outcome: 'posted' }
  | { readonly outcome: 'duplicate'; readonly of: string }
  | { readonly outcome: 'review'; readonly check: string; readonly of?: string };

export type Sample = {
  readonly file: string;
  readonly shows: string;
  readonly truth: Truth;
  readonly expected: Expected;
  readonly bytes: Uint8Array;
};
