import type { Comparison, LedgerAbilities, LedgerBooks, LedgerConnectionInfo } from '../../../src-main/contract/ledger.ts';
import { formatCount, plural } from '../../format/amount.ts';
import { formatAgo } from '../../format/date.ts';

/** What the ledger can do, one line each, in the order in which it matters. */
export function abilityWords(abilities: LedgerAbilities): string[] {
  const { drafts, attachments, suppliers, undo, batches } = abilities;
  return [
    drafts ? 'Entries can be left there as drafts' : 'Entries are final at once',
    attachments ? 'The original is attached to its entry' : '',
    suppliers ? 'It keeps suppliers, which are found or made' : '',
    batches ? 'Entries are handed over as files' : '',
    UNDO_ABILITY[undo],
  ].filter(Boolean);
}

const UNDO_ABILITY: Record<LedgerAbilities['undo'], string> = {
  void: 'What is taken back is voided',
  reverse: 'What is taken back is reversed by a second entry',
  delete: 'What is taken back is deleted',
  none: 'What is posted cannot be taken back from here',
};

/**
 * What taking an entry out will do, before a person says yes. `undo` is undefined where the entry stands in another ledger than the
 * client's present one, so that what it can do is not known here.
 */
export function undoWords(undo: LedgerAbilities['undo'] | undefined, isDraft: boolean): string {
  if (isDraft) return 'The draft is deleted in the ledger.';
  switch (undo) {
    case 'void':
      return 'The entry is voided: it stays in the ledger under its number and counts for nothing.';
    case 'reverse':
      return 'A second entry with the opposite amounts is written, dated today. Both stay in the ledger.';
    case 'delete':
      return 'The entry is deleted in the ledger, together with what is attached to it.';
    case 'none':
      return 'This ledger lets nobody take an entry back from here. Correct it in the ledger itself.';
    default:
      return 'The entry is voided, reversed or deleted, as its ledger allows.';
  }
}

/** `36 accounts, 4 tax codes and 12 suppliers`. */
export function booksWords({ accounts, taxCodes, suppliers }: Pick<LedgerBooks, 'accounts' | 'taxCodes' | 'suppliers'>): string {
  const parts = [
    accounts.length > 0 ? plural(accounts.length, 'account') : '',
    taxCodes.length > 0 ? plural(taxCodes.length, 'tax code') : '',
    suppliers.length > 0 ? plural(suppliers.length, 'supplier') : '',
  ].filter(Boolean);
  if (parts.length === 0) return 'nothing in it yet';
  const last = parts.pop() ?? '';
  return parts.length > 0 ? `${parts.join(', ')} and ${last}` : last;
}

/** How old what is known of the books is. */
export function askedWords({ books, abilities }: Pick<LedgerConnectionInfo, 'books' | 'abilities'>, now: Date): string {
  if (books) return `asked ${formatAgo(books.at, now)}`;
  return abilities.lists ? 'not asked yet' : 'this ledger does not tell';
}

/** What a comparison found, as a sentence with what to do. */
export function comparisonWords({ compared, drifted, failed }: Comparison): { title: string; text: string; isClean: boolean } {
  const rest = failed > 0 ? ` ${plural(failed, 'entry', 'entries')} could not be asked about now; that is tried again by itself.` : '';
  if (compared === 0 && failed === 0) {
    return {
      title: 'There is nothing to compare yet.',
      text: 'Once entries are posted, they can be held against the ledger.',
      isClean: true,
    };
  }
  if (drifted.length === 0) {
    const title =
      compared === 0 ? 'Nothing could be compared.' : `${plural(compared, 'entry was', 'entries were')} compared: all are as posted.`;
    return { title, text: rest.trim(), isClean: failed === 0 };
  }
  return {
    title: `${plural(compared, 'entry was', 'entries were')} compared: ${formatCount(drifted.length)} changed there.`,
    text: `Somebody changed or deleted ${drifted.length === 1 ? 'it' : 'them'} in the ledger. Nothing is written again by itself: look at ${drifted.length === 1 ? 'it' : 'each'} under Postings.${rest}`,
    isClean: false,
  };
}

/** What was learned from the entries that people made before. */
export function learnedWords({ entries, suppliers, accounts }: { entries: number; suppliers: number; accounts: number }): {
  title: string;
  text: string;
} {
  if (entries === 0) {
    return { title: 'The ledger holds no entries to learn from.', text: 'Tickmark learns from what you approve and correct instead.' };
  }
  return {
    title: `Learned from ${plural(entries, 'entry', 'entries')}.`,
    text: `${plural(suppliers, 'supplier is', 'suppliers are')} known now, with the ${plural(accounts, 'account', 'accounts')} that they go to. Suggestions use it at once; nothing was changed in the ledger.`,
  };
}
