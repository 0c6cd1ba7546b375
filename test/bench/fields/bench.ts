import { existsSync } from 'node:fs';
import { haveSroie } from '../extraction/corpus.ts';
import { E_INVOICES } from '../labelled/collect-invoices.ts';
import { RECEIPTS_DE } from '../labelled/collect-receipts.ts';
import type { PartResult } from '../reading/bench.ts';
import { receiptsOf, spread } from '../reading/split.ts';
import { germanCases, invoiceCases, type Labels, type ReceiptSet, sroieCases } from './cases.ts';
import { type Case, type Outcome, outcomeOf } from './outcome.ts';

export type { PartResult };
/** A part answers with words where something that it needs is not here. */
export type Part = (bench: Bench) => Promise<PartResult | string>;

/** Receipts of training suppliers, for a slice. */
const SEEN = 80;
/** Documents extracted before any time is taken: the compiler of the engine needs some runs. */
const WARM = 20;

/** What the parts share: every set is read and extracted once. */
export class Bench {
  /** Where readings are kept between runs; undefined reads anew. */
  readonly #folder: string | undefined;
  readonly #once = new Map<string, Promise<unknown>>();

  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  readonly have = { sroie: haveSroie(), german: existsSync(RECEIPTS_DE), invoices: existsSync(E_INVOICES) };

  /** The receipts of the test split: of companies that nothing was ever trained on. */
  receipts(labels: Labels = 'as labelled'): Promise<Outcome[]> {
    return this.#sroie('receipts', () => ({ receipts: receiptsOf('test'), picture: 'scan', isSeen: false }), labels);
  }

  /** The same receipts photographed on a table. */
  photos(): Promise<Outcome[]> {
    return this.#sroie('photos', () => ({ receipts: receiptsOf('test'), picture: 'photo', isSeen: false }), 'as labelled');
  }

  /** Receipts of companies that the networks were trained on. */
  seen(): Promise<Outcome[]> {
    return this.#sroie('seen', () => ({ receipts: spread(receiptsOf('train'), SEEN), picture: 'scan', isSeen: true }), 'as labelled');
  }

  async german(labels: Labels = 'as labelled'): Promise<Outcome[]> {
    if (!this.have.german) return [];
    const cases = await this.#make('german', () => germanCases(this.#folder));
    return this.#make(`german ${labels}`, () => extracted(cases(labels)));
  }

  async invoices(): Promise<{ pictures: Outcome[]; text: Outcome[] }> {
    if (!this.have.invoices) return { pictures: [], text: [] };
    return this.#make('invoices', async () => {
      const { pictures, text } = await invoiceCases(this.#folder);
      return { pictures: await extracted(pictures), text: await extracted(text) };
    });
  }

  /** All that counts for the targets: pictures of documents whose suppliers nothing was trained on. */
  async all(labels: Labels = 'as labelled'): Promise<Outcome[]> {
    return [...(await this.receipts(labels)), ...(await this.german(labels)), ...(await this.invoices()).pictures];
  }

  async #sroie(name: string, set: () => ReceiptSet, labels: Labels): Promise<Outcome[]> {
    if (!this.have.sroie) return [];
    const cases = await this.#make(name, () => sroieCases(set(), this.#folder));
    return this.#make(`${name} ${labels}`, () => extracted(cases(labels)));
  }

  #make<T>(key: string, make: () => Promise<T>): Promise<T> {
    const made = (this.#once.get(key) as Promise<T> | undefined) ?? make();
    this.#once.set(key, made);
    return made;
  }
}

async function extracted(cases: readonly Case[]): Promise<Outcome[]> {
  for (const one of cases.slice(0, WARM)) await outcomeOf(one);
  const outcomes: Outcome[] = [];
  for (const one of cases) outcomes.push(await outcomeOf(one));
  return outcomes;
}
