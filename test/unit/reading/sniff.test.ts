import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sniff } from '../../../src-main/workers/reading/sniff.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const latin1 = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'latin1'));
const blank = sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } });

describe('type by bytes', () => {
  it('knows the pictures that are read', async () => {
    const made = {
      'image/jpeg': await blank.clone().jpeg().toBuffer(),
      'image/png': await blank.clone().png().toBuffer(),
      'image/webp': await blank.clone().webp().toBuffer(),
      'image/tiff': await blank.clone().tiff().toBuffer(),
    };
    for (const [mediaType, bytes] of Object.entries(made)) expect(await sniff(bytes)).toEqual({ kind: 'image', mediaType });
  });

  it('knows a TIFF whose directory is cut off', async () => {
    const tiff = await blank.clone().tiff().toBuffer();
    expect(await sniff(tiff.subarray(0, 16))).toEqual({ kind: 'image', mediaType: 'image/tiff' });
  });

  it('finds a PDF header behind junk within the first 1,024 bytes, not later', async () => {
    expect(await sniff(text('%PDF-1.7\n'))).toEqual({ kind: 'pdf', mediaType: 'application/pdf' });
    expect(await sniff(text(`${'x'.repeat(1000)}%PDF-1.4`))).toEqual({ kind: 'pdf', mediaType: 'application/pdf' });
    expect((await sniff(text(`${'x'.repeat(2000)}%PDF-1.4`))).kind).toBe('other');
  });

  it.each([
    ['image/heic', latin1(`\0\0\0\x18ftypheic\0\0\0\0mif1heic${'\0'.repeat(64)}`)],
    ['application/zip', latin1(`PK\x03\x04\x14\0\0\0\x08\0${'\0'.repeat(64)}`)],
    ['message/rfc822', text('Return-Path: <a@example.com>\r\nFrom: A <a@example.com>\r\nSubject: Invoice\r\n\r\nFrom: nobody')],
    ['image/gif', latin1(`GIF89a${'\0'.repeat(64)}`)],
  ])('keeps %s for a later version', async (mediaType, bytes) => {
    expect(await sniff(bytes)).toEqual({ kind: 'later', mediaType });
  });

  it.each([
    ['a declaration', text('<?xml version="1.0"?><Invoice/>')],
    ['the element of an invoice', text('\ufeff<rsm:CrossIndustryInvoice xmlns:rsm="x"/>')],
    ['a declaration in UTF-16', new Uint8Array(Buffer.from('\ufeff<?xml version="1.0" encoding="utf-16"?><a/>', 'utf16le'))],
  ])('knows XML by %s', async (_, bytes) => {
    expect(await sniff(bytes)).toEqual({ kind: 'xml', mediaType: 'application/xml' });
  });

  it('calls anything else no document', async () => {
    expect((await sniff(text('Dear Sir, the total is 12.00'))).kind).toBe('other');
    expect((await sniff(text('Note: one header is not enough\n\nFrom: here'))).kind).toBe('other');
    expect((await sniff(text('<svg xmlns="http://www.w3.org/2000/svg"/>'))).kind).toBe('other');
    expect((await sniff(latin1('MZ\x90\0'.padEnd(200, '\0')))).kind).toBe('other');
  });

  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        expect(['pdf', 'image', 'xml', 'later', 'other']).toContain((await sniff(bytes)).kind);
      }),
      { numRuns: 300 },
    );
  });
});
