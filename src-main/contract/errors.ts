import { z } from 'zod';

/**
 * Every expected failure, as a code and as words: what happened, and what to do about it.
 * Code chooses the code where it throws; nobody ever branches on message text. `docs/errors.md` is generated from this table.
 */
export const ERRORS = {
  // Files
  file_empty: { what: 'The file is empty (0 bytes).', todo: 'Ask for it again, or scan it again.', retryable: false },
  file_too_large: {
    what: 'The file is larger than Tickmark reads.',
    todo: 'Save it smaller, or split it, and drop it again.',
    retryable: false,
  },
  file_truncated: {
    what: 'The file is damaged or only half there.',
    todo: 'Copy or scan it again. If it was still being written, wait and choose "Read again".',
    retryable: false,
  },
  file_vanished: { what: 'The file is not there.', todo: 'Check its name, or put it back into its folder.', retryable: true },
  not_a_document: {
    what: 'This file is no picture and no PDF.',
    todo: 'Set it aside, or send a picture or PDF of the document.',
    retryable: false,
  },
  not_yet_readable: {
    what: 'Tickmark keeps this kind of file but cannot read it yet.',
    todo: 'Send it as PDF, JPEG or PNG. The file stays here until a later version reads it.',
    retryable: false,
  },
  pdf_encrypted: { what: 'The PDF is protected by a password.', todo: 'Save it without the password and drop it again.', retryable: false },
  xml_refused: {
    what: 'The XML file was refused before it was read: it is too large, too deeply nested, or carries instructions of its own (a DOCTYPE).',
    todo: 'A real e-invoice needs none of this. Ask the sender for it as PDF, or for the e-invoice alone.',
    retryable: false,
  },
  too_many_pixels: {
    what: 'The picture is larger than 100 million pixels.',
    todo: 'Save it at a lower resolution (300 dpi is enough) and drop it again.',
    retryable: false,
  },
  too_many_pages: { what: 'The document has more pages than Tickmark reads.', todo: 'Split it and drop the parts.', retryable: false },
  no_text: {
    what: 'No text was found on the page.',
    todo: 'If it is a document, take the picture again: flat, in focus, in good light.',
    retryable: false,
  },
  // Reader processes
  reader_crashed: {
    what: 'Reading this file stopped the reader, which was started again.',
    todo: 'The file is kept. Choose "Read again", or type in what it says.',
    retryable: true,
  },
  reader_timeout: {
    what: 'Reading this file took too long and was stopped.',
    todo: 'The file is kept. Choose "Read again", or type in what it says.',
    retryable: true,
  },
  model_unavailable: {
    what: 'A model file is missing or was changed.',
    todo: 'Install Tickmark again. Until then suggestions come from rules and history alone.',
    retryable: false,
  },
  language_missing: {
    what: 'The second reader does not have this language.',
    todo: 'Choose one of the languages that are there, or install its data first: the package @tesseract.js-data/ with the code of the language behind it, or the Tesseract language package of your system.',
    retryable: false,
  },
  // Storage
  disk_full: { what: 'The disk is full.', todo: 'Free some space. Tickmark goes on by itself; nothing was lost.', retryable: true },
  storage_failed: { what: 'The disk reported an error.', todo: 'Check the disk, then start Tickmark again.', retryable: false },
  permission_denied: {
    what: 'Tickmark may not open this file or folder.',
    todo: 'Give your user account permission to use it. What waits for it is tried again by itself.',
    retryable: true,
  },
  store_newer: { what: 'These data were written by a newer Tickmark.', todo: 'Update Tickmark.', retryable: false },
  store_locked: {
    what: 'Another Tickmark already works on these data.',
    todo: 'Use the one that is open, or close it first.',
    retryable: true,
  },
  store_key_wrong: { what: 'The key does not open these data.', todo: 'Restore the key file or give the passphrase.', retryable: false },
  // Sources
  folder_missing: {
    what: 'The folder cannot be reached.',
    todo: 'Check its name, connect its drive, or choose another folder. Tickmark goes on by itself when it is back.',
    retryable: true,
  },
  mail_login_failed: {
    what: 'The mail server refused the user name or the password.',
    todo: 'Check both. Some providers want an app password.',
    retryable: false,
  },
  mail_unreachable: {
    what: 'The mail server cannot be reached.',
    todo: 'Check the server name, the port and the network. Tickmark tries again by itself.',
    retryable: true,
  },
  mail_tls_failed: {
    what: 'The connection to the mail server is not safe.',
    todo: 'Check the server name. Tickmark never sends a password over a connection that it cannot verify.',
    retryable: false,
  },
  // Review and posting
  version_conflict: {
    what: 'Somebody changed this document in the meantime.',
    todo: 'Look at it again and decide again.',
    retryable: false,
  },
  not_found: { what: 'There is no such item.', todo: 'It may have been removed. Look at the list again.', retryable: false },
  not_allowed_in_state: {
    what: 'This cannot be done with the document as it stands.',
    todo: 'Look at its state: what is posted cannot be undone here.',
    retryable: false,
  },
  fields_missing: { what: 'A value that the ledger needs is missing.', todo: 'Fill in the marked fields, then approve.', retryable: false },
  ledger_rejected: {
    what: 'The ledger refused the entry.',
    todo: 'Read its own words below, correct the document, and approve again.',
    retryable: false,
  },
  ledger_unreachable: {
    what: 'The ledger cannot be reached.',
    todo: 'Check the path or the connection. What waits for it is tried again by itself.',
    retryable: true,
  },
  ledger_broken: {
    what: 'The ledger has an error of its own, so nothing can be added to it.',
    todo: 'Correct the place that it names. What waits for it is tried again by itself.',
    retryable: true,
  },
  ledger_uncertain: {
    what: 'It is not certain whether the ledger took this entry.',
    todo: 'Look in the ledger. If the entry stands there twice, remove one. Then choose "Look in the ledger again" under Postings.',
    retryable: false,
  },
  ledger_busy: {
    what: 'The ledger asks for a pause: too many requests at once.',
    todo: 'Nothing. What waits for it is tried again by itself after the pause.',
    retryable: true,
  },
  ledger_settling: {
    what: 'An earlier request may still be running in the ledger.',
    todo: 'Nothing. Tickmark waits until it must have ended, then looks whether the entry is there.',
    retryable: true,
  },
  ledger_login_failed: {
    what: 'The ledger does not accept the sign-in.',
    todo: 'Sign in again on the "Ledger" page of the client. What waits for it is posted by itself after that.',
    retryable: true,
  },
  ledger_period_locked: {
    what: 'The period of this date is closed in the ledger.',
    todo: 'Open the period in the ledger, or give the entry a date in an open one, then approve again.',
    retryable: false,
  },
  ledger_duplicate: {
    what: 'The ledger seems to hold this bill already.',
    todo: 'Compare the two. Set the document aside if it is the same bill; approve it again if it is another one.',
    retryable: false,
  },
  ledger_supplier_unclear: {
    what: 'The ledger has suppliers with a like name, and it is not certain which one is meant.',
    todo: 'Choose the supplier under Postings. The answer is remembered.',
    retryable: false,
  },
  // Callers
  invalid_input: { what: 'The request is not valid.', todo: 'Correct it and try again.', retryable: false },
  unauthorized: {
    what: 'This address needs the one-time link.',
    todo: 'Open the link that Tickmark prints when it starts. Programs send the token that `tickmark api-token` prints.',
    retryable: false,
  },
  internal: {
    what: 'Something went wrong inside Tickmark.',
    todo: 'Nothing was lost. If it happens again, report it with the reference.',
    retryable: false,
  },
} as const satisfies Record<string, { what: string; todo: string; retryable: boolean }>;

export type ErrorCode = keyof typeof ERRORS;
export const ErrorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);

/** An expected failure as callers see it. `details` names the thing concerned (a path, a field), never a secret. */
export const ErrorInfo = z.object({
  code: ErrorCode,
  message: z.string(),
  todo: z.string(),
  details: z.record(z.string(), z.string()).optional(),
});
export type ErrorInfo = z.infer<typeof ErrorInfo>;

/** An expected failure. Its message is the table's words, followed by what is special to this case. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, string>>;
  /** Not to be tried again before so many milliseconds, where whoever refused it said so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode,
    options: { note?: string; details?: Record<string, string>; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    const { what } = ERRORS[code];
    super(options.note ? `${what} ${options.note}` : what, { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
    this.retryAfterMs = options.retryAfterMs;
  }

  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }

  info(): ErrorInfo {
    return { code: this.code, message: this.message, todo: ERRORS[this.code].todo, details: { ...this.details } };
  }
}
