/** An e-invoice as its file says it, the same for both syntaxes: texts of elements, nothing checked yet. BT numbers are those of EN 16931. */
export type PlainInvoice = {
  readonly syntax: 'cii' | 'ubl';
  readonly profile: string | undefined;
  /** True where the root element itself says credit note. */
  readonly isCreditNote: boolean;
  readonly typeCode: string | undefined;
  readonly number: string | undefined;
  /** `YYYY-MM-DD` or `YYYYMMDD`. */
  readonly issueDate: string | undefined;
  readonly dueDate: string | undefined;
  readonly deliveryDates: readonly (string | undefined)[];
  readonly currency: string | undefined;
  readonly seller: {
    readonly name: string | undefined;
    readonly address: readonly (string | undefined)[];
    readonly taxId: string | undefined;
  };
  readonly accounts: readonly string[];
  readonly sums: {
    /** BT-106 sum of lines, BT-107 allowances, BT-108 charges. */
    readonly lines: string | undefined;
    readonly allowances: string | undefined;
    readonly charges: string | undefined;
    readonly net: string | undefined;
    readonly tax: string | undefined;
    readonly total: string | undefined;
    readonly prepaid: string | undefined;
    /** BT-114. */
    readonly rounding: string | undefined;
    readonly due: string | undefined;
  };
  readonly taxes: readonly { readonly rate: string | undefined; readonly net: string | undefined; readonly tax: string | undefined }[];
  readonly lines: readonly PlainLine[];
};

export type PlainLine = {
  readonly description: string | undefined;
  readonly quantity: string | undefined;
  readonly unitPrice: string | undefined;
  readonly net: string | undefined;
};
