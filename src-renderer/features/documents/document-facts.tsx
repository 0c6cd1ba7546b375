import { FileDiff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { DocumentDetail, FieldName } from '../../../src-main/contract/document.ts';
import { FIELD_NAMES } from '../../../src-main/contract/document.ts';
import { failureFromInfo } from '../../bridge/failure.ts';
import { formatCount, formatShare, plural } from '../../format/amount.ts';
import { formatInstant } from '../../format/date.ts';
import { useCurrentClient } from '../../state/current-client.ts';
import { actorWords } from '../../ui/actor-words.ts';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { FailureNotice } from '../../ui/notice.tsx';
import { PostingFacts } from '../../ui/posting-facts.tsx';
import { QualityNotice } from '../../ui/quality-notice.tsx';
import { viaWords } from '../../ui/via-words.ts';
import { PlanView } from '../postings/plan-view.tsx';
import { PostingActions } from '../postings/posting-actions.tsx';
import { Amounts } from '../review/amounts.tsx';
import { DocumentActions } from './document-actions.tsx';
import { fieldText, fieldWord, originWords, sizeWords, sureWords, typeWord } from './fact-words.ts';
import { FindingList } from './finding-list.tsx';
import { ReadingFacts } from './reading-facts.tsx';

/** The value that is outlined on the page, and how to choose another. */
type Showing = { shown: FieldName | undefined; onShow: (name: FieldName) => void };

/** Everything known about a document, in the order of its walk. */
export function DocumentFacts({ detail, shown, onShow }: { detail: DocumentDetail } & Showing) {
  return (
    <div className="grid gap-6 px-5 py-5">
      <DocumentActions detail={detail} />
      {detail.problem ? <FailureNotice failure={failureFromInfo(detail.problem)} /> : null}
      <QualityNotice detail={detail} />
      <FindingList findings={detail.findings} />
      {detail.extraction ? (
        <Part title="What it says">
          <Values detail={detail} shown={shown} onShow={onShow} />
          <Amounts detail={detail} />
        </Part>
      ) : null}
      {detail.coding ? <Coding detail={detail} /> : null}
      {detail.posting ? (
        <Part title="In the ledger">
          <PostingFacts posting={detail.posting} />
          <PostingActions posting={detail.posting} name={detail.supplier ?? detail.name} />
        </Part>
      ) : null}
      {detail.extraction && (detail.state === 'review' || detail.state === 'posting') ? (
        <Part title="What will be written">
          <Written key={detail.version} detail={detail} />
        </Part>
      ) : null}
      <Part
        title={detail.arrivals.length === 1 ? 'Where it came from' : `Where it came from: ${formatCount(detail.arrivals.length)} times`}
      >
        <Arrivals detail={detail} />
      </Part>
      {detail.source ? (
        <Part title="How it was read">
          <ReadingFacts detail={detail} />
        </Part>
      ) : null}
      <Part title="What happened to it">
        <History detail={detail} />
      </Part>
      <Part title="The file">
        <FileFacts detail={detail} />
      </Part>
    </div>
  );
}

/** The dry run, on demand: it asks the ledger. */
function Written({ detail: { id } }: { detail: DocumentDetail }) {
  const [isShown, setShown] = useState(false);
  if (isShown) return <PlanView id={id} />;
  return (
    <Button size="s" icon={<FileDiff />} onPress={() => setShown(true)} className="justify-self-start">
      Show it, without writing anything
    </Button>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2.5">
      <h2 className="text-l font-bold">{title}</h2>
      {children}
    </section>
  );
}

function Values({ detail: { extraction }, shown, onShow }: { detail: DocumentDetail } & Showing) {
  if (!extraction) return null;
  const currency = extraction.fields.currency?.value;
  const named = FIELD_NAMES.flatMap((name: FieldName) => {
    const field = extraction.fields[name];
    return field ? [{ name, field }] : [];
  });
  const origin = originWords(extraction);
  const paid =
    extraction.paid === undefined ? 'not shown on the page' : extraction.paid ? 'yes, the page shows it' : 'no, the page asks for payment';
  return (
    <Facts>
      <Fact label="Kind" aside={extraction.type.p > 0 ? <Sure p={extraction.type.p} /> : undefined}>
        {typeWord(extraction.type.value)}
      </Fact>
      {extraction.p === undefined ? null : (
        <Fact label="All of it" aside={<Sure p={extraction.p} />}>
          supplier, date, currency and total
        </Fact>
      )}
      {origin === '' ? null : <Fact label="From">{origin}</Fact>}
      {named.map(({ name, field }) => (
        <Fact key={name} label={fieldWord(name)} aside={<Sure p={field.p} />}>
          {field.box ? (
            <button
              type="button"
              aria-pressed={shown === name}
              title="Show it on the page"
              onClick={() => onShow(name)}
              className="rounded-[3px] text-left break-words tabular-nums decoration-line-strong underline-offset-3 hover:underline aria-pressed:bg-evidence"
            >
              {fieldText(name, field.value, currency)}
            </button>
          ) : (
            <span className="break-words tabular-nums">{fieldText(name, field.value, currency)}</span>
          )}
        </Fact>
      ))}
      <Fact label="Paid">{paid}</Fact>
    </Facts>
  );
}

function Sure({ p }: { p: number }) {
  return (
    <span className="whitespace-nowrap text-s text-ink-3 tabular-nums">
      {sureWords(p)} · {formatShare(p)}
    </span>
  );
}

function Coding({ detail: { coding, clientId } }: { detail: DocumentDetail }) {
  const { all } = useCurrentClient();
  const client = all.find((known) => known.client.id === clientId)?.client;
  if (!coding) return null;
  const account = client?.accounts.find(({ code }) => code === coding.account);
  const taxCode = client?.taxCodes.find(({ code }) => code === coding.taxCode);
  return (
    <Part title="Coding">
      <Facts>
        <Fact label="Account" aside={<Sure p={coding.p} />}>
          {coding.account ? `${coding.account}${account ? ` ${account.name}` : ''}` : 'none yet'}
        </Fact>
        <Fact label="Tax code">{coding.taxCode ? `${coding.taxCode}${taxCode ? ` ${taxCode.name}` : ''}` : 'none yet'}</Fact>
        {coding.why ? <Fact label="Why">{coding.why}</Fact> : null}
      </Facts>
    </Part>
  );
}

function Arrivals({ detail }: { detail: DocumentDetail }) {
  const now = new Date();
  return (
    <ol className="grid gap-2">
      {detail.arrivals.map(({ at, via, origin }) => (
        <li key={`${at} ${origin}`} className="grid gap-0.5 border-b pb-2 last:border-0 last:pb-0">
          <div className="flex justify-between gap-3">
            <span className="font-medium">{viaWords(via)}</span>
            <time dateTime={at} className="text-s text-ink-3 tabular-nums">
              {formatInstant(at, now)}
            </time>
          </div>
          <span className="text-s break-all text-ink-2">{origin}</span>
        </li>
      ))}
    </ol>
  );
}

function History({ detail }: { detail: DocumentDetail }) {
  const now = new Date();
  if (detail.history.length === 0) return <p className="text-ink-2">Nothing yet.</p>;
  return (
    <ol className="grid gap-2">
      {detail.history.map(({ at, actor, event, words }) => (
        <li key={`${at} ${event} ${words}`} className="grid grid-cols-[104px_minmax(0,1fr)] gap-3">
          <time dateTime={at} className="text-s text-ink-3 tabular-nums">
            {formatInstant(at, now)}
          </time>
          <span>
            {words} <span className="text-s text-ink-3">by {actorWords(actor)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function FileFacts({ detail: { name, size, mediaType, pages, sha256 } }: { detail: DocumentDetail }) {
  return (
    <div className="grid gap-2.5">
      <Facts>
        <Fact label="Name">
          <span className="break-all">{name}</span>
        </Fact>
        <Fact label="Size">
          {sizeWords(size)}, {plural(pages, 'page')}, {mediaType}
        </Fact>
      </Facts>
      <CopyText label="Copy the SHA-256 of the original" text={sha256} />
    </div>
  );
}
