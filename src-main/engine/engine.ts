import type { Router } from '@orpc/server';
import type { Contract, DoctorLine } from '../contract/index.ts';
import type { Clock, Ids, LedgerConnector, Log, Notifier, ReaderPool, SourceConnector } from './ports.ts';

/** Everything that the engine needs from outside. */
export type EnginePorts = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly readers: ReaderPool;
  readonly notifier: Notifier;
  readonly ledgers: ReadonlyMap<string, LedgerConnector>;
  readonly sources: ReadonlyMap<string, SourceConnector>;
  /** Codes of the languages whose recognition data lie on this machine ("eng"), sorted. Looked up anew at each call: a package may be added meanwhile. */
  installedLanguages(): readonly string[];
  /** Programs and data beside the engine that `doctor` looks at (OCR data, hledger, Electron). */
  tools(): Promise<DoctorLine[]>;
};

export type EngineConfig = {
  /** Folder of the database and the blobs. Created with mode 0700 where it is missing. */
  readonly dataFolder: string;
  readonly host: 'desktop' | 'web' | 'command';
  readonly version: string;
  /** The master key of the store: 32 bytes. Where it comes from is the host's business (key file, keychain, passphrase). */
  readonly masterKey: Uint8Array;
  /** Folder with the sample documents, and the folder under which new clients' folders are suggested. */
  readonly demoFolder: string;
  readonly suggestedFolder: string;
};

/** Who asks. Every procedure is called with one; it stands in the audit. */
export type CallContext = { readonly actor: string };

export type IdleCounts = Readonly<Record<'queued' | 'reading' | 'checking' | 'review' | 'posting' | 'posted' | 'rejected', number>>;

/** A running engine. Hosts put its router behind their transports. */
export type Engine = {
  readonly router: Router<Contract, CallContext>;
  /** Starts the pipeline and, where `watch` is true, the sources. Returns at once; work goes on by itself. */
  start(options: { watch: boolean }): Promise<void>;
  /** Resolves when no job is due or running; jobs that wait for a time (an undo window, a back-off) count as due at that time. */
  untilIdle(): Promise<IdleCounts>;
  /** Stops taking up work, lets transactions finish, kills readers, closes the database. */
  close(): Promise<void>;
};
