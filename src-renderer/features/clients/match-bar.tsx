import { Wand } from 'lucide-react';
import type { ReactNode } from 'react';
import { plural } from '../../format/amount.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Match } from './ledger-match.ts';

type MatchBarProps<Row> = {
  /** What is matched, as one and as many. */
  words: readonly [one: string, many: string];
  /** How many the ledger does not know. */
  missing: number;
  isMade: boolean;
  match: () => Match<Row>;
  onMatched: (rows: Row[]) => void;
  children?: ReactNode;
};

/** Says how many names the ledger does not know, and fills in those that are certainly meant. Nothing is saved by it. */
export function MatchBar<Row>({ words: [one, many], missing, isMade, match, onMatched, children }: MatchBarProps<Row>) {
  const run = () => {
    const { rows, matched, left } = match();
    if (matched > 0) onMatched(rows);
    const rest =
      left === 0
        ? 'All are matched.'
        : `${plural(left, `${one} is`, `${many} are`)} left: choose ${left === 1 ? 'it' : 'them'} from the list.`;
    toast({
      title: matched === 0 ? 'Nothing is certain enough to be filled in' : `${plural(matched, one, many)} matched`,
      text: matched === 0 ? rest : `${rest} Save to keep it.`,
      replaces: 'ledger match',
    });
  };
  return (
    <div className="mx-4 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-m border bg-surface px-3 py-2 wide:mx-6">
      <span className="min-w-52 flex-1 text-ink-2">
        {missing === 0
          ? `The ledger knows all ${many}.`
          : isMade
            ? `${plural(missing, `${one} is`, `${many} are`)} new to the ledger and made there with the first entry.`
            : `${plural(missing, `${one} is`, `${many} are`)} not in the ledger. Entries with ${missing === 1 ? 'it' : 'them'} may be refused there.`}
        {children}
      </span>
      {missing > 0 ? (
        <Button size="s" icon={<Wand />} onPress={run}>
          Match by name and number
        </Button>
      ) : null}
    </div>
  );
}
