import { useQuery } from '@tanstack/react-query';
import { ExternalLink, LoaderCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { SignInState } from '../../../src-main/contract/ledger.ts';
import { api } from '../../bridge/api.ts';
import { failureOf } from '../../bridge/failure.ts';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { FailureNotice, Notice } from '../../ui/notice.tsx';
import { isWebAddress } from './setting-draft.ts';

const LOOK_EVERY_MS = 1_500;

type SignInProps = { started: SignInState; isConnecting: boolean; onDone: (id: string) => void; onCancel: () => void };

/** The person signs in on the ledger's own page, in a browser of their choice; here it is only waited for the answer. */
export function SignIn({ started, isConnecting, onDone, onCancel }: SignInProps) {
  const { data = started, error } = useQuery({
    queryKey: ['ledger-sign-in', started.id],
    queryFn: ({ signal }) => api.ledgers.signIn({ id: started.id }, { signal }),
    initialData: started,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' && !state.error ? LOOK_EVERY_MS : false),
  });
  const isTold = useRef(false);
  const latest = useRef(onDone);
  useEffect(() => {
    latest.current = onDone;
  });
  useEffect(() => {
    if (data.state !== 'done' || isTold.current) return;
    isTold.current = true;
    latest.current(data.id);
  }, [data]);
  const again = (
    <Button size="s" onPress={onCancel}>
      Begin again
    </Button>
  );
  if (error) {
    return (
      <div className="grid justify-items-start gap-2">
        <FailureNotice failure={failureOf(error)} />
        {again}
      </div>
    );
  }
  if (data.state === 'failed') {
    return (
      <Notice tone="wrong" live title="The sign-in did not succeed." actions={again}>
        {data.words ?? 'It was broken off.'} Nothing was changed.
      </Notice>
    );
  }
  if (data.state === 'done' || isConnecting) {
    return <Waiting words="Signed in. The ledger is being tried" />;
  }
  return (
    <section aria-label="Sign in" className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-m border bg-paper p-4">
      {isWebAddress(data.url) ? (
        <>
          <p>Sign in on the ledger’s own page and allow Tickmark to use the books. Then come back: this page goes on by itself.</p>
          <div className="flex flex-wrap items-center gap-2">
            <a
              href={data.url}
              target="_blank"
              rel="noopener noreferrer"
              className="inline-flex min-h-[32px] items-center gap-2 rounded-s border border-accent bg-accent px-3 font-strong text-accent-ink hover:bg-accent-strong [&_svg]:size-[15px]"
            >
              <ExternalLink aria-hidden="true" /> Open the sign-in page
            </a>
            <Button variant="quiet" onPress={onCancel}>
              Cancel
            </Button>
          </div>
          <div className="grid gap-1">
            <span className="text-s text-ink-2">Or open this address in another browser of this computer:</span>
            <CopyText label="Copy the address" text={data.url} />
          </div>
          <Waiting words="Waiting for the browser" />
        </>
      ) : (
        <Notice tone="wrong" title="The ledger gave no address to sign in at." actions={again}>
          Check its settings above.
        </Notice>
      )}
    </section>
  );
}

function Waiting({ words }: { words: string }) {
  return (
    <p role="status" className="flex items-center gap-2 text-ink-2">
      <LoaderCircle aria-hidden="true" className="size-4 animate-spin" /> {words}
    </p>
  );
}
