import type { IncomingMessage } from 'node:http';
import { WEB_LIMITS } from './limits.ts';

/** Why a request's body is refused, before a byte of it is read; undefined where it is fine. */
export function refuseBody({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): { status: number; note: string } | undefined {
  // Without a length the body could be endless. The HTTP parser holds senders to the length they name.
  if (headers['transfer-encoding'] !== undefined) return { status: 411, note: 'Send it with its Content-Length.' };
  const length = Number(headers['content-length'] ?? 0);
  if (length === 0) return undefined;
  if (method === 'GET' || method === 'HEAD') return { status: 400, note: 'A question has no body.' };
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' && type !== 'multipart/form-data') {
    return { status: 415, note: 'Send application/json, or multipart/form-data with a file.' };
  }
  const limit = type === 'multipart/form-data' ? WEB_LIMITS.uploadBytes : WEB_LIMITS.jsonBytes;
  return length > limit ? { status: 413, note: `It is larger than ${Math.round(limit / 1024 / 1024)} MB.` } : undefined;
}
