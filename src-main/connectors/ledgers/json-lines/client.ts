import { EngineError, type LocalDate } from '../../../contract/index.ts';
import type { LedgerConnection, LedgerEntry, LedgerReference, PostingKey, UndoOutcome } from '../../../engine/ports.ts';
import { unsound } from '../batch-files/entry-record.ts';
import { LineFile } from '../batch-files/line-file.ts';
import { inTurn } from '../batch-files/turns.ts';
import { fileError } from '../plain-text/durable-file.ts';
import { entryLine, isEntry, lineDifferences, lineOf, withdrawalLine } from './map.ts';

/** A file with one line of JSON an entry. */
export class JsonLines implements LedgerConnection {
  readonly capabilities = { settleMs: 0, undo: 'void', drafts: false, foreignCurrency: true } as const;
  readonly #path: string;
  readonly #file: LineFile;

  constructor(path: string) {
    this.#path = path;
    this.#file = new LineFile(path);
  }

  test(): Promise<string> {
    return this.#inTurn(async () => `${(await this.#file.lines()).length} lines so far`);
  }

  findByKey(key: PostingKey): Promise<readonly LedgerReference[]> {
    return this.#inTurn(async () => (isEntry(await this.#lineOf(key)) ? [{ reference: key }] : []));
  }

  create(entry: LedgerEntry): Promise<LedgerReference> {
    return this.#inTurn(async () => {
      const problem = unsound(entry);
      if (problem !== undefined) throw new EngineError('ledger_rejected', { note: problem });
      if (!isEntry(await this.#lineOf(entry.key))) await this.#file.append(entryLine(entry));
      return { reference: entry.key };
    });
  }

  undo(_reference: LedgerReference, { key }: LedgerEntry, how: { reason: string; today: LocalDate }): Promise<UndoOutcome> {
    return this.#inTurn(async () => {
      if (!isEntry(await this.#lineOf(key))) return 'already-gone';
      await this.#file.append(withdrawalLine(key, how.reason, how.today));
      return 'voided';
    });
  }

  verify(_reference: LedgerReference, entry: LedgerEntry): Promise<readonly string[]> {
    return this.#inTurn(async () => {
      const line = await this.#lineOf(entry.key);
      return isEntry(line) ? lineDifferences(line, entry) : ['The file has no line for it.'];
    });
  }

  preview(entry: LedgerEntry): string {
    return entryLine(entry);
  }

  async #lineOf(key: PostingKey): Promise<string | undefined> {
    return lineOf(await this.#file.lines(), key);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return inTurn(this.#path, () =>
      work().catch((error: unknown) => {
        throw fileError(error, this.#path);
      }),
    );
  }
}
