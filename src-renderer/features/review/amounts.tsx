import { Check, CircleX } from 'lucide-react';
import type { DocumentDetail, Extraction } from '../../../src-main/contract/document.ts';
import { formatAmount, formatShare } from '../../format/amount.ts';
import { Table, Td, Th } from '../../ui/table.tsx';

const RULES: Readonly<Record<Extraction['sums'][number]['rule'], string>> = {
  'net+tax=total': 'Net and tax make the total',
  'lines=total': 'The lines make the total',
  'cash-change=total': 'Cash less change is the total',
  'taxes=tax': 'The tax lines make the tax',
  'lines=net': 'The lines make the net amount',
  'total-prepaid=due': 'The total less what was paid is left to pay',
};

/** Bought things, tax by rate, and the sums that were tried. */
export function Amounts({ detail }: { detail: DocumentDetail }) {
  const { extraction } = detail;
  if (!extraction) return null;
  const { lines, taxes, sums } = extraction;
  const currency = extraction.fields.currency?.value;
  const amount = (text: string | undefined) => (text === undefined ? '' : formatAmount(text, { currency }));
  const hasRates = lines.some(({ taxRate }) => taxRate !== undefined);
  return (
    <>
      {lines.length > 0 ? (
        <Table label="Line items">
          <thead>
            <tr>
              <Th>Line</Th>
              <Th number>Quantity</Th>
              <Th number>Price</Th>
              {hasRates ? <Th number>Tax</Th> : null}
              <Th number>Amount</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place on the page
              <tr key={index}>
                <Td>{line.description}</Td>
                <Td number>{line.quantity ? formatAmount(line.quantity) : ''}</Td>
                <Td number>{amount(line.unitPrice)}</Td>
                {hasRates ? <Td number>{line.taxRate === undefined ? '' : formatShare(Number(line.taxRate) / 100)}</Td> : null}
                <Td number>{amount(line.amount)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      {taxes.length > 0 ? (
        <Table label="Tax by rate">
          <thead>
            <tr>
              <Th>Tax rate</Th>
              <Th number>Net</Th>
              <Th number>Tax</Th>
            </tr>
          </thead>
          <tbody>
            {taxes.map((tax) => (
              <tr key={`${tax.rate ?? ''} ${tax.tax}`}>
                <Td>{tax.rate === undefined ? 'not stated' : formatShare(Number(tax.rate) / 100)}</Td>
                <Td number>{amount(tax.net)}</Td>
                <Td number>{amount(tax.tax)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      {sums.length > 0 ? (
        <ul aria-label="Sums" className="grid gap-1 text-s">
          {sums.map(({ rule, holds, note }) => (
            <li key={rule} className="flex gap-2">
              {holds ? (
                <Check aria-label="holds" className="mt-px size-3.5 shrink-0 text-sure" />
              ) : (
                <CircleX aria-label="does not hold" className="mt-px size-3.5 shrink-0 text-wrong" />
              )}
              <span>
                {RULES[rule]}
                <span className="text-ink-2 tabular-nums"> · {note}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
