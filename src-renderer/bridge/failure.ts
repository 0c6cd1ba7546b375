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
  const info = { code: error.code, message: error.message || ERRORS[error.code].what, todo: data?.todo ?? ERRORS[error.code].todo };
  return { ...failureFromInfo({ ...info, details: data?.details }), ...(data?.reference ? { reference: data.reference } : {}) };
}

/** The same words for a problem that came as data. */
export function failureFromInfo(info: ErrorInfo): Failure {
  const { code, message, todo, details = {} } = info;
  return { code, ...(code === 'invalid_input' ? refusal(message, todo) : { what: message, todo }), details };
}

/** What was refused says itself what is wrong with it; "The request is not valid" before it helps nobody who filled in a form. */
function refusal(message: string, todo: string): { what: string; todo: string } {
  const { what } = ERRORS.invalid_input;
  const note = message.startsWith(`${what} `) ? message.slice(what.length + 1) : '';
  return note ? { what: note, todo: 'Correct it and try again.' } : { what: message, todo };
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
