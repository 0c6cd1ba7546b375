import type { Check } from '../check.ts';
import { aboveLimit } from './above-limit.ts';
import { arithmetic } from './arithmetic.ts';
import { creditNote } from './credit-note.ts';
import { eInvoiceDiffers } from './e-invoice-differs.ts';
import { foreignCurrency } from './foreign-currency.ts';
import { futureDate } from './future-date.ts';
import { lookAlikeSupplier } from './look-alike-supplier.ts';
import { newSupplier } from './new-supplier.ts';
import { notABill } from './not-a-bill.ts';
import { payeeChanged } from './payee-changed.ts';
import { sameBill } from './same-bill.ts';
import { sameBytes } from './same-bytes.ts';
import { samePicture } from './same-picture.ts';
import { staleDate } from './stale-date.ts';
import { unsureAccount } from './unsure-account.ts';
import { unsureDocument } from './unsure-document.ts';
import { unsureValue } from './unsure-value.ts';
import { unusualAmount } from './unusual-amount.ts';

/** Every control, most serious first: the first finding is the reason that the queue shows. */
export const CHECKS: readonly Check[] = [
  payeeChanged,
  lookAlikeSupplier,
  eInvoiceDiffers,
  samePicture,
  sameBill,
  sameBytes,
  arithmetic,
  futureDate,
  unsureValue,
  unsureDocument,
  notABill,
  creditNote,
  newSupplier,
  unsureAccount,
  unusualAmount,
  foreignCurrency,
  staleDate,
  aboveLimit,
];
