import { mapEventIterator } from '@orpc/client';
import { ORPCError, ValidationError } from '@orpc/contract';
import { EngineError, ERRORS, type ErrorCode, type ErrorInfo } from '../../contract/index.ts';
import type { Ids, Log } from '../../engine/ports.ts';

/** What a caller is told about an error: the code, and the data that the contract declares for every error. */
type ErrorData = Omit<ErrorInfo, 'code'> & { reference?: string };
export type ErrorPorts = { readonly log: Log; readonly ids: Ids };
type ErrorMap = Readonly<Record<string, { readonly status?: number } | undefined>>;
type CallOptions = {
  readonly path: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly procedure: { readonly '~orpc': { readonly errorMap: ErrorMap } };
};
type Nexting<Options> = { next(options?: Options): Promise<unknown> };
type RequestOptions<Result> = { readonly request: { readonly url: URL }; next(): Promise<Result> };

/**
 * The one place where an exception becomes what a caller sees, for every transport:
 * `call` wraps procedures (schema failures, expected failures, bugs, errors within a stream), `request` wraps what comes before a procedure
 * is found (a body that cannot be decoded). Expected failures keep code and words; a bug becomes `internal` with a reference that stands in
 * the log beside the stack, which never leaves the process.
 */
export function mapErrors(ports: ErrorPorts) {
  return {
    async call<Options extends CallOptions>(options: Options & Nexting<Options>): Promise<unknown> {
      const translate = (error: unknown) => toCallerError(error, options, ports);
      // A reader that ends a stream must free its handler also while that waits for the next event: it sees its signal abort.
      const ended = new AbortController();
      const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal;
      try {
        const output = await options.next({ ...options, signal });
        return isStream(output) ? mapStream(output, translate, ended) : output;
      } catch (error) {
        throw translate(error);
      }
    },
    async request<Result extends { readonly matched: boolean }>(options: RequestOptions<Result>): Promise<Result> {
      try {
        const result = await options.next();
        if (!result.matched) throw typed('not_found', 404, new EngineError('not_found', { note: 'There is no such procedure.' }).info());
        return result;
      } catch (error) {
        if (error instanceof ORPCError && error.code in ERRORS) throw error;
        ports.log.debug('call.undecodable', { path: options.request.url.pathname, problem: String(error) });
        throw typed('invalid_input', 422, new EngineError('invalid_input', { note: 'It could not be decoded.' }).info());
      }
    },
  };
}

function toCallerError(error: unknown, { path, signal, procedure }: CallOptions, ports: ErrorPorts): unknown {
  const statusOf = (code: ErrorCode) => procedure['~orpc'].errorMap[code]?.status ?? 500;
  if (error instanceof EngineError) return typed(error.code, statusOf(error.code), error.info());
  if (error instanceof ORPCError && error.code in ERRORS) return error;
  if (isRefusedInput(error)) return typed('invalid_input', statusOf('invalid_input'), describeIssues(error.cause.issues));
  // Whoever hung up gets no answer, and a hang-up is no bug.
  if (signal?.aborted) return error;
  const reference = ports.ids.next().slice(-12);
  ports.log.error('call.failed', { reference, procedure: path.join('.'), problem: problemOf(error) });
  return typed('internal', statusOf('internal'), { ...new EngineError('internal').info(), reference });
}

/** A failure of the contract in the library's form: `defined`, so that callers see its type. */
export function typed(
  code: ErrorCode,
  status: number,
  { message, todo, details, reference }: Omit<ErrorInfo, 'code'> & { reference?: string },
) {
  const data: ErrorData = { message, todo, ...(details ? { details } : {}), ...(reference ? { reference } : {}) };
  return new ORPCError(code, { status, message, data, defined: true });
}

function isRefusedInput(error: unknown): error is { readonly cause: ValidationError } {
  return error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError;
}

/** Stack of an error; for output that breaks its own schema also what is wrong with it, without the values. */
function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  const issues = cause instanceof ValidationError ? ` ${Object.entries(wordsOf(cause.issues)).join('; ')}` : '';
  return `${error.stack ?? error.message}${issues}`;
}

type Issue = {
  readonly message: string;
  readonly path?: readonly unknown[] | undefined;
  readonly code?: unknown;
  readonly expected?: unknown;
};

function describeIssues(issues: readonly Issue[]): ErrorInfo {
  const details = wordsOf(issues);
  const note = Object.entries(details)
    .slice(0, 3)
    .map(([field, words]) => (field === '' ? words : `${field}: ${words}`))
    .join('; ');
  return new EngineError('invalid_input', { note: `${note}.`, details }).info();
}

/** Field (dotted path) to what is expected of it. At most 20, so that a hostile request cannot buy a long answer. */
function wordsOf(issues: readonly Issue[]): Record<string, string> {
  return Object.fromEntries(
    issues.slice(0, 20).map((issue) => {
      const keys = (issue.path ?? []).map((part) => (typeof part === 'object' && part !== null && 'key' in part ? part.key : part));
      return [keys.map(String).join('.').slice(0, 100), wordsOfIssue(issue)];
    }),
  );
}

function wordsOfIssue({ code, expected, message }: Issue): string {
  if (code !== 'invalid_type' || typeof expected !== 'string') return message.replace(/^Invalid input: /, '').slice(0, 200);
  return message.endsWith('received undefined') ? `is missing (${nameOfType(expected)})` : `must be ${nameOfType(expected)}`;
}

function nameOfType(expected: string): string {
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    file: 'a file',
  };
  return names[expected] ?? expected;
}

function isStream(value: unknown): value is AsyncIterator<unknown, unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;
}

function mapStream(source: AsyncIterator<unknown, unknown>, translate: (error: unknown) => unknown, ended: AbortController) {
  const endings = { return: source.return?.bind(source) };
  const freeing: AsyncIterator<unknown, unknown> = {
    next: () => source.next(),
    async return(value) {
      ended.abort();
      return (await endings.return?.(value)) ?? { done: true, value };
    },
  };
  return mapEventIterator(freeing, { value: async (value) => value, error: async (error) => translate(error) });
}
