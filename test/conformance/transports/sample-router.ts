import { implement } from '@orpc/server';
import { type Client, ClientId, contract, type DocumentId, EngineError, Instant } from '../../../src-main/contract/index.ts';
import type { CallContext, Engine } from '../../../src-main/engine/engine.ts';

/** A small engine behind the real contract, which tells what its handlers see: what reached them, and what is still running. */
export function createSampleRouter() {
  const seen = { calls: 0, live: 0, files: new Map<string, File>(), actors: new Set<string>() };
  const os = implement(contract).$context<CallContext>();
  const router = {
    system: {
      info: os.system.info.handler(({ context }) => {
        seen.calls += 1;
        seen.actors.add(context.actor);
        return { version: '1', host: 'web' as const, platform: 'test', dataFolder: '/data', suggestedFolder: '/books', clients: 0 };
      }),
      doctor: os.system.doctor.handler(() => {
        throw new Error('a bug that names the secret path /home/ada/books');
      }),
      folders: os.system.folders.handler(async ({ input, signal }) => {
        seen.live += 1;
        await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
        seen.live -= 1;
        return { path: input.path ?? '/', folders: [] };
      }),
    },
    clients: {
      get: os.clients.get.handler(({ input }) => {
        seen.calls += 1;
        throw new EngineError('not_found', { note: 'No client has this id.', details: { id: input.id } });
      }),
      create: os.clients.create.handler(({ input }) => {
        seen.calls += 1;
        return sampleClient(input.name);
      }),
    },
    documents: {
      upload: os.documents.upload.handler(({ input }) => {
        seen.files.set(input.clientId, input.file);
        return { outcome: 'document' as const, documentId: input.clientId as string as DocumentId, words: input.file.name };
      }),
      original: os.documents.original.handler(({ input }) => {
        const file = seen.files.get(input.id);
        if (file === undefined) throw new EngineError('not_found');
        return file;
      }),
    },
    insight: {
      live: os.insight.live.handler(async function* ({ signal }) {
        seen.live += 1;
        try {
          for (let waiting = 1; waiting <= 3; waiting += 1) yield { kind: 'counts' as const, waiting, inProgress: 0 };
          await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
        } finally {
          seen.live -= 1;
        }
      }),
    },
    audit: {
      verify: os.audit.verify.handler(() => ({ intact: true }) as never),
    },
  };
  return { router: router as unknown as Engine['router'], seen };
}

function sampleClient(name: string): Client {
  return {
    id: ClientId.parse('01890000-0000-7000-8000-000000000001'),
    name,
    currency: 'GBP' as Client['currency'],
    taxRegistered: true,
    dateOrder: 'dmy',
    finish: 'final',
    ledger: 'hledger:/books/a.journal',
    accounts: [],
    taxCodes: [],
    paidAccount: '1000',
    payableAccount: '2000',
    demo: false,
    createdAt: Instant.parse('2026-01-01T00:00:00.000Z'),
  };
}
