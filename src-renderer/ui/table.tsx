import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A quiet table for a handful of rows; long lists are virtualised instead. Cells: `Th` and `Td`, `number` for figures. */
export function Table({ label, children }: { label: string; children: ReactNode }) {
  return (
    <table aria-label={label} className="w-full border-collapse text-s">
      {children}
    </table>
  );
}

export function Th({ children, number = false, className }: { children?: ReactNode; number?: boolean; className?: string }) {
  return (
    <th
      scope="col"
      className={classNames('border-b border-line-strong px-1.5 py-1 font-strong text-ink-2', number ? 'num' : 'text-left', className)}
    >
      {children}
    </th>
  );
}

export function Td({
  children,
  number = false,
  className,
  colSpan,
}: {
  children?: ReactNode;
  number?: boolean;
  className?: string;
  colSpan?: number;
}) {
  return (
    <td colSpan={colSpan} className={classNames('border-b px-1.5 py-[5px]', number && 'num', className)}>
      {children}
    </td>
  );
}
