import type { AuditVerdict } from '../../../src-main/contract/insight.ts';
import { formatCount, plural } from '../../format/amount.ts';

/** The outcome of a verification in words: what it is, and what it means or asks for. */
export function verdictWords(verdict: AuditVerdict | undefined): { title: string; note: string } {
  if (!verdict) {
    return {
      title: 'Not verified yet in this window',
      note: 'Verifying reads the whole chain and checks that each event still fits the one before it.',
    };
  }
  const { intact, events, head, brokenAt, problem } = verdict;
  if (intact) {
    const latest = events > 0 ? ` The newest begins with ${head.slice(0, 10)}.` : '';
    return {
      title: 'The chain is whole',
      note: `${events === 1 ? 'The one event fits' : `All ${formatCount(events)} events fit together`}: none was changed, added or taken out.${latest}`,
    };
  }
  const where =
    brokenAt === undefined ? 'The chain does not fit together' : `The chain does not fit from event ${formatCount(brokenAt)} on`;
  return {
    title: where,
    note: `${problem ? `${problem.replace(/[.]?$/, '.')} ` : ''}Of ${plural(events, 'event')}, those before are proven. Put a backup of the data folder aside and compare it before you go on.`,
  };
}

/** `document.posted` as people say it: `Document posted`. */
export function eventWords(event: string): string {
  const words = event.replace(/[._-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** True where the event's subject is a document, which can be looked at. */
export function isAboutDocument(event: string): boolean {
  return /^(document|posting|decision)[.]/.test(event);
}
