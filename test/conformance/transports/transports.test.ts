import { createHash, randomBytes } from 'node:crypto';
import { isDefinedError, safe } from '@orpc/client';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ClientId, DocumentId, ERRORS } from '../../../src-main/contract/index.ts';
import { createSampleRouter } from './sample-router.ts';
import { WIRES, type Wire } from './wires.ts';

const SOME_ID = '01890000-0000-7000-8000-00000000000a';
const clientId = ClientId.parse(SOME_ID);
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.each(Object.entries(WIRES))('%s', (name, open) => {
  let sample: ReturnType<typeof createSampleRouter>;
  let wire: Wire;
  const crashes: unknown[] = [];
  const noteCrash = (reason: unknown) => crashes.push(reason);

  beforeEach(async () => {
    sample = createSampleRouter();
    wire = await open(sample.router);
    crashes.length = 0;
    process.on('unhandledRejection', noteCrash);
  });
  afterEach(async () => {
    await wire.close();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', noteCrash);
    expect(crashes).toEqual([]);
  });

  test('a call brings its output, in the name of who asked', async () => {
    expect(await wire.client.system.info()).toMatchObject({ version: '1', host: 'web', suggestedFolder: '/books' });
    expect([...sample.seen.actors]).toEqual(['ada']);
  });

  test('an expected failure keeps its code, its words, what to do and what it concerns', async () => {
    const { error } = await safe(wire.client.clients.get({ id: clientId }));
    if (!isDefinedError(error)) throw new Error(`not a typed error: ${String(error)}`);
    expect(error.code).toBe('not_found');
    expect(error.status).toBe(404);
    expect(error.data).toEqual({
      message: `${ERRORS.not_found.what} No client has this id.`,
      todo: ERRORS.not_found.todo,
      details: { id: SOME_ID },
    });
  });

  test('a bug is told as a reference alone, and the log has the reference beside the cause', async () => {
    const { error } = await safe(wire.client.system.doctor());
    if (!isDefinedError(error)) throw new Error(`not a typed error: ${String(error)}`);
    expect(error.code).toBe('internal');
    expect(JSON.stringify(error)).not.toMatch(/secret|ada|\.ts/);
    const reference = error.data.reference ?? 'none';
    const line = wire.logged.find((text) => text.includes(reference));
    expect(line).toContain('a bug that names the secret path');
    expect(line).toContain('system.doctor');
  });

  test('output that breaks the contract is a bug, not an answer', async () => {
    const { error } = await safe(wire.client.audit.verify());
    expect(error).toMatchObject({ code: 'internal' });
  });

  test('input outside the schema is refused before the handler, with the field in words', async () => {
    const { error } = await safe(wire.client.clients.create({ name: '', currency: 'GBP' as never } as never));
    if (!isDefinedError(error)) throw new Error(`not a typed error: ${String(error)}`);
    expect(error.code).toBe('invalid_input');
    expect(error.data.details).toMatchObject({ name: expect.stringMatching(/^a name of 1 to 120/), ledger: 'is missing (a text)' });
    expect(error.data.todo).toBe(ERRORS.invalid_input.todo);
    expect(sample.seen.calls).toBe(0);
  });

  test('a file of 5 MB goes up and comes down byte for byte, with its name and type', async () => {
    const bytes = new Uint8Array(randomBytes(5 * 1024 * 1024));
    const file = new File([bytes], 'Beleg größer.png', { type: 'image/png' });
    const { documentId, words } = await wire.client.documents.upload({ clientId, file });
    expect(words).toBe('Beleg größer.png');
    const back = await wire.client.documents.original({ id: DocumentId.parse(documentId) });
    expect(digest(new Uint8Array(await back.arrayBuffer()))).toBe(digest(bytes));
    expect(back.type).toBe('image/png');
  });

  test('live events arrive in order, and stopping the reader frees the handler', async () => {
    const stop = new AbortController();
    const events = await wire.client.insight.live(undefined, { signal: stop.signal });
    const waiting: number[] = [];
    for await (const event of events) {
      if (event.kind === 'counts') waiting.push(event.waiting);
      if (waiting.length === 3) break;
    }
    expect(waiting).toEqual([1, 2, 3]);
    await vi.waitFor(() => expect(sample.seen.live).toBe(0));
  });

  test('aborting a call aborts its handler', async () => {
    const stop = new AbortController();
    const pending = safe(wire.client.system.folders({}, { signal: stop.signal }));
    await vi.waitFor(() => expect(sample.seen.live).toBe(1));
    stop.abort();
    await pending;
    await vi.waitFor(() => expect(sample.seen.live).toBe(0));
  });

  test('two hundred calls at once are all answered', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => wire.client.system.info()));
    expect(answers).toHaveLength(200);
    expect(sample.seen.calls).toBe(200);
  });

  test('a message that is refused whole is answered, so that its sender does not wait', async () => {
    if (name !== 'message port' && name !== 'web socket') return;
    const { error } = await safe(wire.client.system.folders({ path: 'x'.repeat(3 * 1024 * 1024) }));
    expect(error).toMatchObject({ code: 'invalid_input', defined: true });
  });

  test('hanging up frees every running handler', async () => {
    if (wire.hangUp === undefined) return;
    const pending = [1, 2, 3].map(() => safe(wire.client.system.folders({})));
    const stream = safe(wire.client.insight.live());
    await vi.waitFor(() => expect(sample.seen.live).toBe(4));
    wire.hangUp();
    await vi.waitFor(() => expect(sample.seen.live).toBe(0));
    await Promise.all([...pending, stream]);
  });

  test('five hundred malformed messages are refused, reach no handler and break nothing', async () => {
    const { sendRaw } = wire;
    // In process there is no wire: what is malformed there is the input of a procedure.
    const receive = async (message: unknown) => {
      if (sendRaw) return sendRaw(asMessage(message));
      const { error } = await safe(wire.client.clients.create(message as never));
      if (error === null) throw new Error('accepted');
    };
    await fc.assert(
      fc.asyncProperty(malformed, async (message) => {
        await receive(message);
      }),
      { numRuns: 500 },
    );
    expect(await wire.client.system.info()).toMatchObject({ version: '1' });
    expect(sample.seen.calls).toBe(1);
    expect(sample.seen.live).toBe(0);
  });
});

/**
 * The library counts its calls from 1. A malformed message under this id, on the wire of the client itself, is answered under it too, and
 * the client would rightly take that refusal for the answer to its own first call.
 */
const FIRST_CALL_ID = '1';

/** What no caller of ours ever sends: random values and bytes, and envelopes that are nearly right. */
const malformed = fc.oneof(
  fc.jsonValue(),
  fc.uint8Array({ maxLength: 200 }),
  fc.record(
    {
      i: fc.oneof(
        fc.string().filter((id) => id !== FIRST_CALL_ID),
        fc.integer(),
      ),
      t: fc.oneof(fc.integer(), fc.constant(3), fc.string()),
      p: fc.oneof(
        fc.jsonValue(),
        fc.record({
          u: fc.oneof(
            fc.string(),
            fc.constantFrom('/clients/create', '/../system/info', 'http://evil/', '//evil/x', '/__proto__/x', '/constructor'),
          ),
          b: fc.jsonValue(),
          h: fc.oneof(
            fc.jsonValue(),
            fc.constant({ 'content-type': 'multipart/form-data; boundary=x', 'content-disposition': 'attachment; filename*=%' }),
          ),
          m: fc.oneof(fc.constantFrom('GET', 'DELETE', 'x'), fc.integer()),
        }),
      ),
    },
    { requiredKeys: [] },
  ),
);

const asMessage = (message: unknown) => (message instanceof Uint8Array ? message : JSON.stringify(message));
