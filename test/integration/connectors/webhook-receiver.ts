import { createHash, timingSafeEqual } from 'node:crypto';
import type { FakeDb } from '../../support/fake-ledger/fake-store.ts';
import { readSwitch } from '../../support/fake-ledger/fake-store.ts';
import type { FakeReply, FakeRequest, FakeVendor } from '../../support/fake-ledger/fake-vendor.ts';

export const KEY = Buffer.from('0123456789abcdef0123456789abcdef');
export const SECRET = `whsec_${KEY.toString('base64')}`;

/** Seconds that the time of an attempt may be off, where the switch `tolerance` says nothing else (`none` looks at no clock). */
const TOLERANCE = 300;

/**
 * A receiver as its author would write it after the two specifications: Standard Webhooks 1.0.0 for the headers, CloudEvents 1.0 for the
 * body. It takes an event once, whatever is sent again.
 */
export const vendor: FakeVendor = {
  id: 'webhook',
  tables: `CREATE TABLE event (
    id TEXT NOT NULL, source TEXT NOT NULL, type TEXT NOT NULL, time TEXT NOT NULL, subject TEXT, data TEXT NOT NULL, seen INTEGER NOT NULL,
    UNIQUE (source, id)
  ) STRICT;`,
  routes: [{ method: 'POST', path: '/hook', kind: kindOf, handle: receive }],
  // A receiver says no with a status: 2xx is a promise.
  errorBody: () => ({ status: 422, type: 'text/plain', text: 'not our supplier' }),
};

function kindOf(request: FakeRequest) {
  const body = Buffer.from(request.body).toString('utf8');
  if (body.includes('.cleared.v')) return 'create';
  return body.includes('.withdrawn.v') ? 'undo' : 'other';
}

function receive(request: FakeRequest, db: FakeDb): FakeReply {
  const problem = signatureProblem(request, db);
  if (problem !== undefined) return { status: 401, json: { error: problem } };
  const event = request.json() as Record<string, unknown>;
  const wrong = eventProblem(event, request);
  if (wrong !== undefined) return { status: 400, json: { error: wrong } };
  const { id, source, type, time, subject, data } = event;
  db.prepare(
    `INSERT INTO event (id, source, type, time, subject, data, seen) VALUES (?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (source, id) DO UPDATE SET seen = seen + 1`,
  ).run(id, source, type, time, subject ?? null, JSON.stringify(data));
  return { status: 200, json: { ok: true } };
}

function signatureProblem(request: FakeRequest, db: FakeDb): string | undefined {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => String(request.headers[`webhook-${name}`] ?? ''));
  if (!id || !/^\d+$/.test(`${timestamp}`) || !signatures) return 'a header is missing';
  const tolerance = readSwitch(db, 'tolerance') ?? String(TOLERANCE);
  if (tolerance !== 'none' && Math.abs(Date.now() / 1000 - Number(timestamp)) > Number(tolerance)) return 'too old or too new';
  const expected = hmacSha256(KEY, Buffer.concat([Buffer.from(`${id}.${timestamp}.`), request.body]));
  const isGood = signatures.split(' ').some((one) => {
    const [version, value = ''] = one.split(',');
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isGood ? undefined : 'the signature does not fit';
}

function eventProblem(event: Record<string, unknown>, request: FakeRequest): string | undefined {
  if (!/^application\/(cloudevents\+)?json\b/.test(String(request.headers['content-type']))) return 'another content type';
  if (event['specversion'] !== '1.0') return 'specversion';
  for (const name of ['id', 'source', 'type', 'time']) {
    if (typeof event[name] !== 'string' || event[name] === '') return name;
  }
  const names = Object.keys(event).filter((name) => name !== 'data');
  if (names.some((name) => !/^[a-z0-9]{1,20}$/.test(name))) return 'a name of an attribute';
  if (event['id'] !== request.headers['webhook-id']) return 'the two ids differ';
  return typeof event['data'] === 'object' ? undefined : 'data';
}

/** HMAC from its definition (RFC 2104), so that a fault of the sender's library call would show. */
function hmacSha256(key: Buffer, message: Uint8Array): Buffer {
  const sha256 = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const block = Buffer.alloc(64);
  (key.length > 64 ? sha256(key) : key).copy(block);
  const pad = (byte: number) => Buffer.from(block.map((value) => value ^ byte));
  return sha256(pad(0x5c), sha256(pad(0x36), message));
}
