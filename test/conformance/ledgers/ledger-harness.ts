import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerConnectors } from '../../../src-main/connectors/registry.ts';
import type { LedgerConnector } from '../../../src-main/engine/ports.ts';
import type { Fault } from '../../support/fake-ledger/faults.ts';

export type { Fault } from '../../support/fake-ledger/faults.ts';

/** Faults of the server between, armed for the next requests that match: any, supplier, create, attach, finalise, undo, find, token. */
export type FaultSwitch = {
  arm(match: string, fault: Fault, times?: number): void | Promise<void>;
  clear(): void | Promise<void>;
};

/** Fresh books of one kind of ledger, and a look at them from outside. Counts never go through the connector. */
export type OpenBooks = {
  /** Settings without secrets; plain JSON, so that a process of its own can connect too. */
  readonly config: unknown;
  readonly secrets?: Readonly<Record<string, string>>;
  /** The ledger's own names to be used in bills: accounts for the expense, recovered tax, what is owed and what is paid from; tax of 20 %. */
  readonly names: {
    readonly expense: string;
    readonly tax: string;
    readonly payable: string;
    readonly paid: string;
    readonly taxCode?: string;
  };
  /** Entries with the key, in any state but voided. */
  count(key: string): Promise<number>;
  /** Their attachments; -1 where this ledger has none. */
  attachmentCount(key: string): Promise<number>;
  /** What was left half done: temporary files, drafts, suppliers and attachments that belong to nothing. */
  orphans(): Promise<number>;
  /** A user changes the entry's amounts behind our back. */
  tamper(key: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** Closes the books up to and including the day. */
  lock?(day: string): Promise<void>;
  readonly faults?: FaultSwitch;
  close(): Promise<void>;
};

/** What the suite must know of a kind of ledger beyond the port. */
export type LedgerHarness = {
  readonly id: string;
  readonly variant: string;
  /** What to install where the real program is missing; CI does not go on without it. */
  readonly missing?: string;
  open(folder: string): Promise<OpenBooks>;
};

export function connectorNamed(id: string): LedgerConnector {
  const connector = ledgerConnectors.get(id);
  if (!connector) throw new Error(`no ledger ${id}`);
  return connector;
}

const FOLDER = join(import.meta.dirname, 'harness');

/** Every harness of the folder: a file exports one or several, under any name. */
export async function allHarnesses(): Promise<LedgerHarness[]> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(files.sort().map((name) => import(join(FOLDER, name)) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) => Object.values(module).flat().filter(isHarness));
}

function isHarness(value: unknown): value is LedgerHarness {
  return typeof value === 'object' && value !== null && 'id' in value && 'variant' in value && 'open' in value;
}
