/**
 * A reader process: untrusted bytes live and die here. It has no database, no network, no secrets and no way to start programs;
 * it takes one file at a time over its one line to the parent and ends when the parent is gone.
 */
import { type EmbeddedInvoice, EngineError, type TierUse } from '../contract/index.ts';
import { denyNetwork } from './deny-network.ts';
import { endWithParent } from './end-with-parent.ts';
import type { FieldTagger } from './field-tagger.ts';
import type { CascadeOptions, FromReader, ToReader as Message } from './reader-protocol.ts';
import { ToReader } from './reader-protocol.ts';
import { parentTransport } from './reader-transport.ts';
import { type Cascade, startCascade } from './reading/cascade/cascade.ts';
import { addTiers, type PageSource, sourceOf } from './reading/document-reader.ts';
import type { FoundInvoice } from './reading/e-invoice/embedded-e-invoice.ts';
import { E_INVOICE_NAME } from './reading/e-invoice/read-e-invoice.ts';
import { restrictImageLibrary } from './reading/image-library.ts';
import { PDFIUM_NAME } from './reading/pdfium-module.ts';
import { openDocument } from './reading/read-document.ts';

type Configuration = Extract<Message, { type: 'configure' }>;
type Incoming = { readonly id: number; readonly bytes: Uint8Array; readonly options: CascadeOptions; filled: number };

const transport = parentTransport();
let configuration: Configuration | undefined;
let incoming: Incoming | undefined;
let cascade: Promise<Cascade> | undefined;
let classifier: Promise<Classifier> | undefined;
let tagger: Promise<FieldTagger> | undefined;

denyNetwork();
endWithParent();
restrictImageLibrary();
transport.onClosed(() => process.exit(0));
transport.onMessage((raw) => {
  const parsed = ToReader.safeParse(raw);
  // Only the pool can be on the other side; a message that it cannot have sent means that this process is not to be trusted.
  if (!parsed.success) process.exit(1);
  else handle(parsed.data);
});

function handle(message: Message): void {
  if (message.type === 'configure') {
    configuration = message;
    // Warm: the networks are what takes time to start.
    cascade = startCascade({ ...message, warn: (note) => reply({ type: 'warning', note: note.slice(0, 500) }) });
    void cascade.then(() => reply({ type: 'ready' }), failToStart);
  } else if (message.type === 'open') {
    incoming = { id: message.id, bytes: new Uint8Array(message.size), options: message.options, filled: 0 };
    if (message.size === 0) void answer(message.id, () => readFile(message.id, new Uint8Array(0), message.options));
  } else if (message.type === 'bytes') {
    receive(message.id, message.chunk);
  } else if (message.type === 'classify') {
    void answer(message.id, () => classify(message.id, message.texts));
  } else {
    void answer(message.id, () => tag(message));
  }
}

function receive(id: number, chunk: Uint8Array): void {
  if (incoming?.id !== id || incoming.filled + chunk.byteLength > incoming.bytes.byteLength) process.exit(1);
  const file = incoming;
  file.bytes.set(chunk, file.filled);
  file.filled += chunk.byteLength;
  if (file.filled < file.bytes.byteLength) return;
  incoming = undefined;
  void answer(id, () => readFile(id, file.bytes, file.options));
}

async function readFile(id: number, bytes: Uint8Array, options: CascadeOptions): Promise<void> {
  const started = await cascade;
  if (started === undefined) throw new Error('A file came before the configuration.');
  const readers = new Set<string>();
  const document = await openDocument(bytes, async (page) => {
    const read = await started.recognise(page, options);
    for (const name of read.readers) readers.add(name);
    return read;
  });
  const pages: PageSource[] = [];
  let [decode, ocr, tiers] = [0, 0, {}];
  try {
    reply({ type: 'opened', id, mediaType: document.mediaType, pages: document.pages });
    for (let index = 0; index < document.pages; index++) {
      const page = await document.readPage(index);
      decode += page.ms.decode;
      ocr += page.ms.ocr;
      tiers = addTiers(tiers, page.tiers);
      pages.push({ source: page.reading.source, words: page.reading.words.length });
      reply({ type: 'page', id, reading: page.reading, image: page.image });
    }
  } finally {
    document.close();
  }
  const { eInvoice } = document;
  const words = sourceOf(pages);
  const source = eInvoice?.invoice === undefined ? words : 'e-invoice';
  const pageReader = words === 'ocr' ? [...readers].join(' + ') || started.name : PDFIUM_NAME;
  const isData = pages.every((page) => page.source === 'e-invoice');
  const reader = source !== 'e-invoice' ? pageReader : isData ? E_INVOICE_NAME : `${E_INVOICE_NAME} + ${pageReader}`;
  const ms = { decode: decode + (eInvoice?.ms ?? 0), ocr, tiers: addTiers(tiers, eInvoiceTier(eInvoice)) };
  reply({ type: 'read', id, source, reader, ...carried(eInvoice), ms, resident: process.memoryUsage.rss() });
}

function eInvoiceTier(found: FoundInvoice | undefined): TierUse {
  return found === undefined ? {} : { 'e-invoice': { count: 1, ms: found.ms } };
}

function carried(found: FoundInvoice | undefined): { eInvoice?: EmbeddedInvoice } {
  if (found === undefined) return {};
  const { ms: _ms, ...eInvoice } = found;
  return { eInvoice };
}

type Classifier = { classify(texts: readonly string[]): Promise<readonly (readonly { category: string; p: number }[])[]> };

async function classify(id: number, texts: readonly string[]): Promise<void> {
  classifier ??= loadClassifier(configuration?.modelDir ?? '');
  const guesses = await classifier.then((model) => model.classify(texts));
  reply({ type: 'classified', id, guesses: guesses.map((list) => [...list]) });
}

async function loadClassifier(modelDir: string): Promise<Classifier> {
  try {
    const { loadTextClassifier } = await import('./text-classifier.ts');
    return await loadTextClassifier(modelDir);
  } catch (error) {
    classifier = undefined;
    throw error instanceof EngineError ? error : new EngineError('model_unavailable', { cause: error });
  }
}

async function tag({ id, ...input }: Extract<Message, { type: 'tag' }>): Promise<void> {
  tagger ??= loadTagger(configuration?.taggerModelDir ?? '');
  reply({ type: 'tagged', id, ...(await (await tagger).tag(input)) });
}

async function loadTagger(modelDir: string): Promise<FieldTagger> {
  try {
    const { loadFieldTagger } = await import('./field-tagger.ts');
    return await loadFieldTagger(modelDir);
  } catch (error) {
    tagger = undefined;
    throw error instanceof EngineError ? error : new EngineError('model_unavailable', { cause: error });
  }
}

/** Runs a request; an expected failure is answered by its code, anything else asks for this process to be replaced. */
async function answer(id: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const resident = process.memoryUsage.rss();
    if (error instanceof EngineError) {
      reply({ type: 'failed', id, code: error.code, details: { ...error.details }, ...note(error), broken: false, resident });
    } else {
      reply({ type: 'failed', id, code: 'reader_crashed', note: describe(error), broken: true, resident });
    }
  }
}

/** What an error adds to its code's own words. */
function note(error: EngineError): { note: string } | Record<string, never> {
  const words = new EngineError(error.code).message;
  return error.message.length > words.length ? { note: error.message.slice(words.length + 1, words.length + 501) } : {};
}

function describe(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 300);
}

function failToStart(error: unknown): void {
  process.stderr.write(`reader cannot start: ${describe(error)}\n`);
  process.exit(1);
}

function reply(message: FromReader): void {
  transport.send(message);
}
