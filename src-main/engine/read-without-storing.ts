import {
  type Client,
  ClientId,
  type Coding,
  Currency,
  type DocumentType,
  type Extraction,
  FIELD_NAMES,
  type Field,
  type FieldName,
  Instant,
  Policy,
  type Reading,
  type StepTimes,
  type TierUse,
} from '../contract/index.ts';
import { FALLBACK_ACCOUNT, starterAccounts, starterTaxCodes } from './clients/index.ts';
import { codeDocument, guessCategories } from './coding/index.ts';
import { pageFacts, route, runChecks, worstQuality } from './controls/index.ts';
import type { EnginePorts } from './engine.ts';
import { extract, tagWords } from './extraction/index.ts';
import type { ReadOptions } from './ports.ts';
import { policyOptions } from './settings/index.ts';

/** One document as `tickmark read --json` prints it. A field that was not found is absent. */
export type ReadLine = {
  /** Counts the documents of a file from 1. */
  readonly document: number;
  readonly type: DocumentType;
  readonly source: 'ocr' | 'text' | 'e-invoice';
  /** Name and version of what read it. */
  readonly reader: string;
  readonly pages: number;
  readonly fields: Partial<Record<FieldName, Field>>;
  readonly taxes: Extraction['taxes'];
  readonly lines: Extraction['lines'];
  readonly coding: Pick<Coding, 'account' | 'taxCode' | 'p'>;
  readonly findings: readonly { readonly check: string; readonly severity: string; readonly reason: string }[];
  readonly route: 'clear' | 'review';
  readonly ms: StepTimes;
};

type Ports = Pick<EnginePorts, 'readers' | 'clock' | 'log'>;

export type ReadInput = {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly currency?: string;
  /** What is absent follows the default policy. */
  readonly options?: ReadOptions;
};

/**
 * The walk of a document without a store: no history, no other documents, the starter chart, the default policy. `reading` holds the words.
 * @throws EngineError as the reader does
 */
export async function readWithoutStoring(input: ReadInput, ports: Ports): Promise<{ line: ReadLine; reading: Reading }> {
  const began = ports.clock.monotonicMs();
  const client = nobody(input.currency);
  const policy = Policy.parse({});
  const read = await ports.readers.read({ bytes: input.bytes, name: input.name, options: { ...policyOptions(policy), ...input.options } });
  const extractBegan = ports.clock.monotonicMs();
  const known = { today: ports.clock.today(), currency: client.currency, dateOrder: client.dateOrder };
  const extraction = extract(read.reading, known, await tagWords(ports.readers, read.reading, known));
  const extractMs = ports.clock.monotonicMs() - extractBegan;
  const coding = codeDocument(client, extraction, [], await guessCategories(ports, extraction), FALLBACK_ACCOUNT);
  const findings = runChecks({
    ...pageFacts({ client, extraction, coding, policy, typed: new Set(), today: ports.clock.today() }),
    samePicture: [],
    sameBill: [],
    sameBytesElsewhere: [],
    history: { count: 0, totals: [], ibans: [] },
    contradictions: [],
    words: read.reading.pages.reduce((sum, { words }) => sum + words.length, 0),
    quality: worstQuality(read.reading),
  });
  const line: ReadLine = {
    document: 1,
    type: extraction.type.value,
    source: read.reading.source,
    reader: read.reading.reader,
    pages: read.reading.pages.length,
    fields: inOrder(extraction.fields),
    taxes: extraction.taxes,
    lines: extraction.lines,
    coding: { account: coding.account, taxCode: coding.taxCode, p: coding.p },
    findings: findings.map(({ check, severity, reason }) => ({ check, severity, reason })),
    route: route(findings),
    ms: {
      decode: round(read.ms.decode),
      ocr: round(read.ms.ocr),
      extract: round(extractMs),
      total: round(ports.clock.monotonicMs() - began),
      tiers: roundTiers(read.ms.tiers),
    },
  };
  return { line, reading: read.reading };
}

/** A client of nobody's, so that coding and controls can be shown for a file that belongs to none. */
function nobody(currency: string | undefined): Client {
  return {
    id: ClientId.parse('00000000-0000-0000-0000-000000000000'),
    name: '',
    currency: Currency.parse(currency ?? 'GBP'),
    taxRegistered: true,
    dateOrder: 'dmy',
    finish: 'final',
    ledger: 'none:',
    accounts: starterAccounts(),
    taxCodes: starterTaxCodes(),
    paidAccount: '1200',
    payableAccount: '2100',
    demo: false,
    createdAt: Instant.parse('1970-01-01T00:00:00.000Z'),
  };
}

function inOrder(fields: Extraction['fields']): Partial<Record<FieldName, Field>> {
  return Object.fromEntries(FIELD_NAMES.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));
}

function roundTiers(tiers: TierUse): TierUse {
  return Object.fromEntries(Object.entries(tiers).map(([tier, { count, ms }]) => [tier, { count, ms: round(ms) }]));
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
