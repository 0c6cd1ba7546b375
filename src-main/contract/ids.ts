import { z } from 'zod';

/**
 * Ids are random UUIDv7 strings made by the engine, never by a caller. They sort by time of creation,
 * which lets lists page by id. The brand keeps a document id from being passed where a client id is meant.
 */
const id = <Brand extends string>(brand: Brand) =>
  z
    .string()
    .regex(/^[0-9a-f-]{36}$/, 'an id of 36 characters')
    .brand<Brand>()
    .describe(brand);

export const ClientId = id('ClientId');
export type ClientId = z.infer<typeof ClientId>;

export const DocumentId = id('DocumentId');
export type DocumentId = z.infer<typeof DocumentId>;

export const SourceId = id('SourceId');
export type SourceId = z.infer<typeof SourceId>;

export const SupplierId = id('SupplierId');
export type SupplierId = z.infer<typeof SupplierId>;

/** SHA-256 of a byte sequence, 64 lower-case hexadecimal digits. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>();
export type Sha256 = z.infer<typeof Sha256>;
