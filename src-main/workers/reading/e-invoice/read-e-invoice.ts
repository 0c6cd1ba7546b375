import { EngineError, type InvoiceData } from '../../../contract/index.ts';
import { invoiceData } from './invoice-data.ts';
import { CII_NAMESPACE, readCii } from './read-cii.ts';
import { readUbl, UBL_CREDIT_NOTE_NAMESPACE, UBL_INVOICE_NAMESPACE } from './read-ubl.ts';
import { readXml } from './xml-tree.ts';

/** Name of this reader for `Reading.reader`. */
export const E_INVOICE_NAME = 'e-invoice data (EN 16931)';

/**
 * Reads an e-invoice in CII or UBL.
 * @throws EngineError as `readXml`, and `not_yet_readable` for XML of any other kind
 */
export async function readEInvoice(bytes: Uint8Array): Promise<InvoiceData> {
  const { namespace, root } = await readXml(bytes);
  if (namespace === CII_NAMESPACE && root.name === 'CrossIndustryInvoice') return invoiceData(readCii(root));
  if (namespace === UBL_INVOICE_NAMESPACE && root.name === 'Invoice') return invoiceData(readUbl(root));
  if (namespace === UBL_CREDIT_NOTE_NAMESPACE && root.name === 'CreditNote') return invoiceData(readUbl(root));
  throw new EngineError('not_yet_readable', { details: { mediaType: 'application/xml', root: root.name.slice(0, 80) } });
}
