import { parseMoney } from '../../../contract/index.ts';
import { type Check, finding, sayMoney } from '../check.ts';

/** A supplier never seen before: a bill to be paid always waits, because payment fraud begins there; a small paid receipt may pass. */
export const newSupplier: Check = {
  id: 'new-supplier',
  title: 'New supplier',
  explanation: 'The first document of this supplier. A bill to be paid always waits; a paid receipt waits above the limit.',
  run(input) {
    const supplier = input.extraction.fields.supplier?.value;
    if (supplier === undefined || input.history.count > 0) return [];
    const limit = parseMoney(input.policy.newSupplierLimit, input.client.currency);
    const paidReceipt = input.extraction.type.value === 'receipt' && input.extraction.paid !== false;
    const small =
      input.total !== undefined &&
      limit !== undefined &&
      input.total.currency === limit.currency &&
      Math.abs(input.total.minor) <= limit.minor;
    if (paidReceipt && small) return [];
    const comparable = input.total !== undefined && input.total.currency === limit?.currency;
    const over = comparable ? 'and the amount is above' : 'and its amount cannot be compared with the limit of';
    const why = paidReceipt && limit ? `${over} ${sayMoney(limit)}` : 'and the bill is not shown as paid';
    return [
      finding('new-supplier', input, {
        severity: 'doubt',
        group: 'New supplier',
        reason: `This is the first document from ${supplier}, ${why}.`,
        field: 'supplier',
      }),
    ];
  },
};
