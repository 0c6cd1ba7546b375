import { ORPCError } from '@orpc/client';
import { EngineError, ERRORS, type ErrorCode, type ErrorInfo } from '../../contract/index.ts';

/** A failure as it is told on a terminal: whether it came from this process or over a wire. Undefined for bugs. */
export function failureInfo(error: unknown): (ErrorInfo & { reference?: string }) | undefined {
  if (error instanceof EngineError) return error.info();
  if (!(error instanceof ORPCError) || !isCode(error.code)) return undefined;
  const data: Partial<ErrorInfo> & { reference?: string } = typeof error.data === 'object' && error.data !== null ? error.data : {};
  return {
    code: error.code,
    message: error.message,
    todo: data.todo ?? ERRORS[error.code].todo,
    ...(data.details ? { details: data.details } : {}),
    ...(data.reference ? { reference: data.reference } : {}),
  };
}

/** Details that tell a person something; ids and names of fields are for programs, which find them in the JSON. */
const TELLING = new Set(['path', 'state', 'pages', 'width', 'height', 'host', 'port', 'url', 'pid']);

/** The same in words: what happened, what it concerns, what to do. */
export function failureWords(error: unknown): string {
  const info = failureInfo(error);
  if (info === undefined) return error instanceof Error ? error.message : String(error);
  const reference = info.reference === undefined ? '' : ` (reference ${info.reference})`;
  const concerned = Object.entries(info.details ?? {}).filter(([name, value]) => TELLING.has(name) && !info.message.includes(value));
  const details = concerned.map(([name, value]) => `\n  ${name}: ${value}`).join('');
  return `${info.message}${reference}${details}\n  ${info.todo}`;
}

const isCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);
