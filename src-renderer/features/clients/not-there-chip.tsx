import { CircleDashed, TriangleAlert } from 'lucide-react';
import { Chip } from '../../ui/chip.tsx';

/** Beside a name that the ledger does not have. Where it makes what is missing, that is no fault. */
export function NotThereChip({ isMade }: { isMade: boolean }) {
  return isMade ? (
    <Chip icon={<CircleDashed aria-hidden="true" />}>new there</Chip>
  ) : (
    <Chip tone="doubt" icon={<TriangleAlert aria-hidden="true" />}>
      not in the ledger
    </Chip>
  );
}
