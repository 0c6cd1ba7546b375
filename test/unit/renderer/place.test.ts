import { describe, expect, it } from 'vitest';
import { retryDelay } from '../../../src-renderer/bridge/connection.ts';
import { parsePlace, placeHref } from '../../../src-renderer/state/router.ts';
import { uploadWords } from '../../../src-renderer/state/uploads.ts';

describe('places', () => {
  it('come back from their address', () => {
    const place = parsePlace(placeHref('documents', 'a/b', { state: 'posted', text: 'müller & co' }));
    expect(place).toMatchObject({ screen: 'documents', id: 'a/b' });
    expect(place.search.get('text')).toBe('müller & co');
  });

  it('begin at home', () => {
    expect(parsePlace('').screen).toBe('home');
    expect(parsePlace('#/').screen).toBe('home');
  });
});

describe('a lost connection', () => {
  it('is tried again soon, then less and less often, but at least every five seconds', () => {
    expect([0, 1, 2, 3, 4, 50].map(retryDelay)).toEqual([400, 800, 1600, 3200, 5000, 5000]);
  });
});

describe('files that were handed in', () => {
  it('are counted, and those that became no document are named', () => {
    const words = uploadWords([
      { name: 'a.jpg', outcome: 'document', words: '' },
      { name: 'b.jpg', outcome: 'duplicate', words: 'arrived on 14 Nov.' },
      { name: 'c.exe', outcome: 'ignored', words: 'is no document.' },
    ]);
    expect(words).toEqual({ title: '1 document added', text: 'b.jpg: arrived on 14 Nov. c.exe: is no document.', isFailure: false });
  });
});
