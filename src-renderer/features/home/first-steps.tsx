import { useQuery } from '@tanstack/react-query';
import { FileDown, FolderOpen, Mail } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import { queries } from '../../bridge/queries.ts';
import { useHandIn, useReceiver } from '../../shell/hand-in.ts';
import { useCurrentClient } from '../../state/current-client.ts';
import { go, placeHref } from '../../state/router.ts';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Page } from '../../ui/page.tsx';

const STEPS = [
  ['It is read here', 'Every page is read on this computer. Nothing is sent anywhere to be read.'],
  [
    'It is coded and checked',
    'Account and tax code come from what this client did before. Sums, dates, bank details and duplicates are checked.',
  ],
  ['What is clearly right is posted', 'Once, and then read back from the ledger to prove it.'],
  [
    'The rest waits for you',
    'Under Review, each with its reason in words and the place on the page. A bill from a new supplier always waits.',
  ],
] as const;

/** Home before anything arrived: how to begin, and what will happen then. */
export function FirstSteps() {
  const { clientId, all } = useCurrentClient();
  const { data: sources = [] } = useQuery(queries.sources(clientId));
  const handIn = useHandIn();
  const receiver = useReceiver();
  const folders = sources.filter(({ kind }) => kind === 'folder');
  const owner = clientId ?? receiver?.id ?? all[0]?.client.id;
  return (
    <Page>
      <div className="m-auto grid w-full max-w-[860px] gap-8 py-4">
        <header className="grid gap-1">
          <h2 className="text-2xl font-bold tracking-[-0.01em]">Ready for the first receipts{receiver ? ` of ${receiver.name}` : ''}.</h2>
          <p className="text-l text-ink-2">Photos, scans and PDFs, as they come. A crooked or dark photo is fine.</p>
        </header>
        <div className="grid justify-items-center gap-3 rounded-l border-2 border-dashed border-line-strong bg-surface px-6 py-10 text-center">
          <FileDown aria-hidden="true" className="size-7 text-accent" />
          <div className="text-xl font-bold">Drop files anywhere in this window</div>
          <FileTrigger allowsMultiple onSelect={(files) => files && handIn([...files])}>
            <Button variant="primary" size="l">
              Choose files
            </Button>
          </FileTrigger>
          {folders.length > 0 ? (
            <div className="mt-3 grid w-full max-w-[560px] gap-1.5">
              <p className="text-ink-2">or save them into {folders.length === 1 ? 'the watched folder' : 'one of the watched folders'}</p>
              {folders.slice(0, 3).map((source) => (
                <CopyText key={source.id} label="Copy the path of the folder" text={String(source.settings['path'] ?? source.title)} />
              ))}
            </div>
          ) : null}
        </div>
        <section className="grid gap-3">
          <h3 className="text-l font-bold">What happens then</h3>
          <ol className="grid gap-x-8 gap-y-4 desk:grid-cols-2">
            {STEPS.map(([title, words], index) => (
              <li key={title} className="flex gap-3">
                <span
                  aria-hidden="true"
                  className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-s font-bold text-accent"
                >
                  {index + 1}
                </span>
                <div>
                  <div className="font-strong">{title}</div>
                  <p className="text-ink-2">{words}</p>
                </div>
              </li>
            ))}
          </ol>
        </section>
        {owner ? (
          <div className="flex flex-wrap gap-2">
            <Button icon={<FolderOpen />} onPress={() => go(placeHref('clients', owner, { tab: 'sources', add: 'folder' }))}>
              {folders.length > 0 ? 'Watch another folder' : 'Watch a folder'}
            </Button>
            <Button icon={<Mail />} onPress={() => go(placeHref('clients', owner, { tab: 'sources', add: 'mailbox' }))}>
              Watch a mailbox
            </Button>
          </div>
        ) : null}
      </div>
    </Page>
  );
}
