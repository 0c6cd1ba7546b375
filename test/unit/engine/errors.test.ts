import { describe, expect, it } from 'vitest';
import { EngineError, ERRORS, ErrorCode, ErrorInfo } from '../../../src-main/contract/index.ts';

describe('errors', () => {
  it.each(ErrorCode.options)('%s says what happened and what to do, in whole sentences', (code) => {
    const { what, todo } = ERRORS[code];
    for (const words of [what, todo]) expect(words).toMatch(/^[A-Z"].{8,}[.?]$/);
    expect(what).not.toMatch(/exception|null|undefined|stack/i);
  });

  it('carries the words of its code, what is special to the case, and nothing of its cause', () => {
    const error = new EngineError('fields_missing', {
      note: 'Missing: date.',
      details: { fields: 'date' },
      cause: new Error('secret path'),
    });
    const info = ErrorInfo.parse(error.info());
    expect(info).toEqual({
      code: 'fields_missing',
      message: 'A value that the ledger needs is missing. Missing: date.',
      todo: ERRORS.fields_missing.todo,
      details: { fields: 'date' },
    });
    expect(JSON.stringify(info)).not.toContain('secret path');
  });

  it('is retried only where time alone can mend it', () => {
    const retried = ErrorCode.options.filter((code) => new EngineError(code).retryable);
    expect(new Set(retried)).toEqual(
      new Set([
        'disk_full',
        'file_vanished',
        'folder_missing',
        'ledger_busy',
        'ledger_login_failed',
        'ledger_settling',
        'ledger_broken',
        'ledger_unreachable',
        'mail_unreachable',
        'permission_denied',
        'reader_crashed',
        'reader_timeout',
        'store_locked',
      ]),
    );
  });
});
