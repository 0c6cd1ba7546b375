import { Check } from 'lucide-react';
import { useState } from 'react';
import type { SupplierChoice } from '../../../src-main/contract/document.ts';
import { Button } from '../../ui/button.tsx';
import { RadioList } from '../../ui/radio-list.tsx';

const NEW = ' new';

type ChooseSupplierProps = {
  /** As the document names the supplier. */
  name: string;
  choices: readonly SupplierChoice[];
  isBusy: boolean;
  /** An id of the ledger; undefined makes a new record there. */
  onChoose: (supplier: string | undefined) => void;
};

/** Which of the ledger's suppliers is meant, or that none is. */
export function ChooseSupplier({ name, choices, isBusy, onChoose }: ChooseSupplierProps) {
  const [chosen, setChosen] = useState<string>();
  const rows = [
    ...choices.map(({ id, name: there, taxNumber, why }) => ({
      id,
      label: there,
      note: [taxNumber ? `Tax number ${taxNumber}` : '', why].filter(Boolean).join(' · '),
    })),
    { id: NEW, label: 'Make a new supplier in the ledger', note: `None of these: ${name} is added there.` },
  ];
  return (
    <div className="grid max-w-[560px] gap-2">
      <p className="font-medium">Which supplier of the ledger is “{name}”?</p>
      <RadioList
        label={`Supplier of the ledger for ${name}`}
        choices={rows}
        value={chosen ?? null}
        onChange={setChosen}
        isDisabled={isBusy}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          size="s"
          variant="primary"
          icon={<Check />}
          isDisabled={chosen === undefined}
          isPending={isBusy}
          onPress={() => onChoose(chosen === NEW ? undefined : chosen)}
        >
          {chosen === NEW ? 'Make it and go on' : 'It is this one'}
        </Button>
        <span className="text-s text-ink-2">Remembered for the next documents of this supplier.</span>
      </div>
    </div>
  );
}
