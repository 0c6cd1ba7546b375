import type { Reads } from '../storage/index.ts';

/** At most this many of 256 bits differ between a picture and its re-sent copy (measured: JPEG quality 40 differs in 4, p95 12; different receipts in 26 and more). */
const SAME_PICTURE_BITS = 12;
/** Fewer set bits are a blank page, which looks like every other blank page. */
const TELLING_BITS = 24;
/** The newest documents that a page is compared with: 5,000 comparisons take a few milliseconds. */
const COMPARED = 5_000;

/** Documents of the client whose first page is the same picture as this document's, with the number of bits that differ. */
export async function similarFirstPages(db: Reads, clientId: string, documentId: string): Promise<{ documentId: string; bits: number }[]> {
  const own = await db.selectFrom('pages').select('dhash').where('document_id', '=', documentId).where('page', '=', 1).executeTakeFirst();
  if (!own || bitsSet(own.dhash) < TELLING_BITS) return [];
  const others = await db
    .selectFrom('pages')
    .innerJoin('documents', 'documents.id', 'pages.document_id')
    .select(['pages.document_id as id', 'pages.dhash as dhash'])
    .where('documents.client_id', '=', clientId)
    .where('pages.page', '=', 1)
    .where('pages.document_id', '!=', documentId)
    .orderBy('pages.document_id', 'desc')
    .limit(COMPARED)
    .execute();
  return others
    .map(({ id, dhash }) => ({ documentId: id, bits: differingBits(own.dhash, dhash) }))
    .filter(({ bits }) => bits <= SAME_PICTURE_BITS)
    .sort((a, b) => a.bits - b.bits)
    .slice(0, 5);
}

/** Hamming distance of two hashes in hexadecimal; different lengths share nothing. */
export function differingBits(a: string, b: string): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let bits = 0;
  for (let at = 0; at < a.length; at += 8)
    bits += bitCount(Number.parseInt(a.slice(at, at + 8), 16) ^ Number.parseInt(b.slice(at, at + 8), 16));
  return bits;
}

function bitsSet(hash: string): number {
  return differingBits(hash, '0'.repeat(hash.length));
}

/** Population count of 32 bits (Hacker's Delight, 5-1). */
function bitCount(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
