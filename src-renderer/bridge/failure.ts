import { ORPCError } from '@orpc/client';
import { ERRORS, type ErrorCode, type ErrorInfo } from '../../src-main/contract/errors.ts';

/** A failure in words. `connection_lost` is the window's own: the engine could not be asked. */
export type Failure = {
  code: ErrorCode | 'connection_lost';
  what: string;
  todo: string;
  details: Readonly<Record<string, string>>;
  reference?: string;
};

const LOST: Failure = {
  code: 'connection_lost',
  what: 'The connection to Tickmark was lost.',
  todo: 'Tickmark keeps trying by itself. What you typed is still here.',
  details: {},
};

/** Words for whatever a call threw. Never shows a stack trace or a message that was not written for people. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof ORPCError)) return LOST;
  if (!isErrorCode(error.code)) return { code: 'internal', ...words('internal'), details: {} };
  const data = isErrorData(error.data) ? error.data : undefined;
  return {
    code: error.code,
    what: error.message || ERRORS[error.code].what,
    todo: data?.todo ?? ERRORS[error.code].todo,
    details: data?.details ?? {},
    ...(data?.reference ? { reference: data.reference } : {}),
  };
}

/** The same words for a problem that came as data. */
export function failureFromInfo(info: ErrorInfo): Failure {
  return { code: info.code, what: info.message, todo: info.todo, details: info.details ?? {} };
}

function words(code: ErrorCode): { what: string; todo: string } {
  const { what, todo } = ERRORS[code];
  return { what, todo };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

type ErrorData = { todo?: string; details?: Record<string, string>; reference?: string };

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === 'object' && data !== null;
}
