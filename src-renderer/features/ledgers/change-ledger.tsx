import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import type { Client } from '../../../src-main/contract/client.ts';
import type { LedgerConnectionInfo, LedgerKind } from '../../../src-main/contract/ledger.ts';
import { queries } from '../../bridge/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { QueryFailure } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ConnectForm } from './connect-form.tsx';
import { kindGroups } from './kind-groups.ts';

type ChangeLedgerProps = {
  client: Client;
  connection: LedgerConnectionInfo;
  /** `choose`, or the kind whose form is shown. */
  kindId: string;
  onShow: (change?: string) => void;
};

/** First the kind of ledger, then its settings. */
export function ChangeLedger({ client, connection, kindId, onShow }: ChangeLedgerProps) {
  const { data, error, refetch } = useQuery(queries.ledgerKinds());
  if (!data) return error ? <QueryFailure error={error} onRetry={refetch} /> : <SkeletonRows rows={5} className="h-16" />;
  const kind = data.find(({ id }) => id === kindId);
  if (kind) {
    return (
      <ConnectForm
        key={kind.id}
        client={client}
        connection={connection}
        kind={kind}
        onBack={() => onShow('choose')}
        onDone={() => onShow()}
      />
    );
  }
  return <ChooseKind kinds={data} current={connection.kind} onChoose={onShow} onBack={() => onShow()} />;
}

type ChooseKindProps = { kinds: readonly LedgerKind[]; current: string; onChoose: (kind: string) => void; onBack: () => void };

function ChooseKind({ kinds, current, onChoose, onBack }: ChooseKindProps) {
  return (
    <div className="grid gap-5">
      <header className="grid justify-items-start gap-1">
        <Button variant="quiet" size="s" icon={<ArrowLeft />} onPress={onBack} className="-ml-2">
          Back
        </Button>
        <h2 className="text-l font-bold">Where are the books kept?</h2>
        <p className="text-ink-2">Entries that are posted already stay where they are. New ones go to the ledger you connect.</p>
      </header>
      {kindGroups(kinds).map((group) => (
        <section key={group.id} aria-labelledby={`kinds-${group.id}`} className="grid gap-2">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <h3 id={`kinds-${group.id}`} className="font-bold">
              {group.title}
            </h3>
            <p className="text-s text-ink-2">{group.note}</p>
          </div>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-2 desk:grid-cols-2">
            {group.kinds.map((kind) => (
              <li
                key={kind.id}
                className="relative grid content-start gap-1 rounded-m border bg-surface p-3 hover:border-line-strong hover:bg-raised"
              >
                <div className="flex flex-wrap items-center gap-2">
                  <button
                    type="button"
                    onClick={() => onChoose(kind.id)}
                    aria-describedby={`about-${kind.id}`}
                    className="rounded-[3px] text-left font-medium outline-none after:absolute after:inset-0 after:rounded-m focus-visible:after:outline-2 focus-visible:after:outline-offset-1 focus-visible:after:outline-focus"
                  >
                    {kind.title}
                  </button>
                  {kind.id === current ? <Chip tone="sure">In use</Chip> : null}
                </div>
                <p id={`about-${kind.id}`} className="text-s text-ink-2">
                  {kind.about}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
