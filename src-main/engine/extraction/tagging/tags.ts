/**
 * What a word of a document can be, in the order of the network's outputs. `models/training/extractor/README.md` says which words get which
 * tag; a manifest whose tags differ is refused.
 */
export const TAGS = [
  'other',
  'supplier',
  'address',
  'supplierTaxId',
  'contact',
  'buyer',
  'number',
  'orderNumber',
  'date',
  'dueDate',
  'otherDate',
  'currency',
  'net',
  'tax',
  'total',
  'taxRate',
  'taxBase',
  'taxAmount',
  'taxGross',
  'subtotal',
  'discount',
  'tip',
  'service',
  'rounding',
  'prepaid',
  'cash',
  'change',
  'cardDigits',
  'iban',
  'itemDescription',
  'itemCode',
  'itemQuantity',
  'itemUnit',
  'itemUnitPrice',
  'itemTaxRate',
  'itemAmount',
  'itemDiscount',
] as const;
export type Tag = (typeof TAGS)[number];

/** Kinds of document in the order of the network's outputs. */
export const TAGGED_TYPES = [
  'receipt',
  'invoice',
  'credit-note',
  'statement',
  'order',
  'delivery-note',
  'contract',
  'not-financial',
] as const;
export type TaggedType = (typeof TAGGED_TYPES)[number];

/** Languages in the order of the network's outputs, by ISO 639-1. */
export const TAGGED_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'cs', 'sv', 'da', 'fi'] as const;
export type TaggedLanguage = (typeof TAGGED_LANGUAGES)[number];
