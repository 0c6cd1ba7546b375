import type { Arrival } from '../../src-main/contract/document.ts';

const WORDS: Record<Arrival['via'], string> = {
  folder: 'Watched folder',
  mailbox: 'Mailbox',
  upload: 'Added by hand',
  command: 'Command line',
};

/** How something arrived, in words. */
export function viaWords(via: string): string {
  return Object.hasOwn(WORDS, via) ? WORDS[via as Arrival['via']] : via;
}
