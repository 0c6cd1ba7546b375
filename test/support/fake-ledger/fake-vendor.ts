/**
 * What a vendor's fake is made of: tables, routes and a few answers that only the vendor's shape can give. The kit around it keeps the
 * requests, the faults and the files, so that a vendor module holds rules alone.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { FakeDb } from './fake-store.ts';

/** What a request is for; faults are armed against it. `other` is only met by `any`. */
export type RequestKind = 'supplier' | 'create' | 'attach' | 'finalise' | 'undo' | 'find' | 'token' | 'other';

/** One part of a `multipart/form-data` body. */
export type FormPart = {
  readonly name: string;
  readonly fileName?: string;
  readonly type?: string;
  readonly bytes: Uint8Array;
};

export type FakeRequest = {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Members of the path pattern, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Throws SyntaxError where the body is no JSON, which the server answers with 400. */
  json(): unknown;
  form(): URLSearchParams;
  parts(): readonly FormPart[];
};

/** `json` is written as JSON; `text` and `bytes` need a `type`. */
export type FakeReply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly type?: string;
};

export type FakeRoute = {
  readonly method: string;
  /** Path with `:name` for one segment: `/2.0/Invoices/:id/Attachments/:file`. */
  readonly path: string;
  /** A function where one path does everything (JSON-RPC). */
  readonly kind: RequestKind | ((request: FakeRequest) => RequestKind);
  /** Carries the request out. Runs inside one transaction: what it throws is undone and answered with 500. */
  handle(request: FakeRequest, db: FakeDb): FakeReply;
};

export type FakeVendor = {
  readonly id: string;
  /** Statements that create the vendor's tables; run on an empty file. */
  readonly tables: string;
  readonly routes: readonly FakeRoute[];
  /** Rows that every set of fresh books has (accounts, tax codes). */
  seed?(db: FakeDb): void;
  /** Largest body in bytes; a larger one is answered with 413. Default 16 MiB. */
  readonly maxBytes?: number;
  /** Fault `error-body-200`: the vendor's way to say no with status 200. */
  errorBody?(request: FakeRequest): FakeReply;
  /** Fault `status`: the vendor's body of an error; default `{}`. */
  statusBody?(status: number): unknown;
  /** Fault `expire-token`: every access token or session ends now; the request then goes on and meets that. */
  expireToken?(db: FakeDb): void;
};
