/**
 * The process that takes mail apart: untrusted bytes live and die here. It has no network, no secrets and no way to start
 * programs; it answers one message at a time and ends when the parent is gone.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AttachmentStream, MessageText } from 'mailparser';
import { MailParser } from 'mailparser';
import type { FromMailParser, MailContent, MailPart } from '../connectors/sources/mailbox/mail-protocol.ts';
import { MAIL_LIMITS, ToMailParser } from '../connectors/sources/mailbox/mail-protocol.ts';
import { denyNetwork } from './deny-network.ts';
import { parentTransport } from './reader-transport.ts';

/** A message beyond the limits; its message is shown to the user. */
class LimitError extends Error {}

const transport = parentTransport();
denyNetwork();
transport.onClosed(() => process.exit(0));
transport.onMessage((raw) => {
  const parsed = ToMailParser.safeParse(raw);
  // Only the engine can be on the other side; a message that it cannot have sent means that this process is not to be trusted.
  if (!parsed.success) process.exit(1);
  void answer(parsed.data);
});

async function answer({ id, raw }: ToMailParser): Promise<void> {
  try {
    reply({ type: 'parsed', id, content: await takeApart(raw) });
  } catch (error) {
    const reason = error instanceof LimitError ? error.message : `It is not built as a message should be (${describe(error)}).`;
    reply({ type: 'failed', id, reason: reason.slice(0, 500) });
  }
}

async function takeApart(raw: Uint8Array): Promise<MailContent> {
  const parts: MailPart[] = [];
  const headers = await collect(raw, parts, 0);
  return { ...headers, parts };
}

type Headers = Pick<MailContent, 'subject' | 'from'>;

/** Adds the parts of a message and of the messages attached to it, in order. */
async function collect(raw: Uint8Array, parts: MailPart[], depth: number): Promise<Headers> {
  if (depth > MAIL_LIMITS.depth) throw new LimitError(`Messages within messages, more than ${MAIL_LIMITS.depth} deep.`);
  const parser = new MailParser({ skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true });
  let headers: Headers = { subject: '', from: '' };
  parser.on('headers', (map) => {
    headers = { subject: text(map.get('subject')), from: addressText(map.get('from')) };
  });
  const attached: Uint8Array[] = [];
  parser.on('data', (data: AttachmentStream | MessageText) => {
    if (data.type !== 'attachment') return;
    readPart(data).then(
      (bytes) => {
        if (parts.length >= MAIL_LIMITS.parts) parser.destroy(new LimitError(`More than ${MAIL_LIMITS.parts} parts.`));
        else if ((data.partId ?? '').split('.').length > MAIL_LIMITS.depth) parser.destroy(new LimitError('Parts nested too deep.'));
        else if (data.contentType === 'message/rfc822') attached.push(bytes);
        else
          parts.push({
            name: text(data.filename),
            mediaType: text(data.contentType).slice(0, 200),
            referenced: isInText(data),
            bytes,
          });
        data.release();
      },
      (error: unknown) => parser.destroy(error instanceof Error ? error : new Error('unreadable part')),
    );
  });
  await pipeline(Readable.from(pieces(raw)), parser);
  for (const message of attached) await collect(message, parts, depth + 1);
  return headers;
}

/** Where a part stands in the text itself, as logos do: within a `multipart/related`, or so by its own headers. */
function isInText({ related, contentDisposition, cid }: AttachmentStream): boolean {
  return related === true || contentDisposition === 'inline' || (cid !== undefined && contentDisposition !== 'attachment');
}

async function readPart(part: AttachmentStream): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  const stream = part.content;
  if (!(stream instanceof Readable)) throw new Error('a part without content');
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/** 64 KB at a time, so that the parser's own limits can stop it. */
function* pieces(raw: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < raw.byteLength; at += 65_536) yield Buffer.from(raw.subarray(at, at + 65_536));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 1000) : '';
}

function addressText(value: unknown): string {
  return typeof value === 'object' && value !== null && 'text' in value ? text(value.text) : '';
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}

function reply(message: FromMailParser): void {
  transport.send(message);
}
