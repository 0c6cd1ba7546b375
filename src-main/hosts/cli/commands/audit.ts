import type { Command } from '../command.ts';
import { withSession } from '../session.ts';

export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'Check every link of the audit chain; exit 1 where one does not hold',
  usage: '[--json]',
  examples: ['audit verify'],
  async run({ io }) {
    const verdict = await withSession(io, ({ client: api }) => api.audit.verify());
    if (io.json) io.out(`${JSON.stringify(verdict)}\n`);
    else if (verdict.intact) io.out(`Intact: ${verdict.events} events, head ${verdict.head}\n`);
    else io.out(`NOT INTACT at event ${verdict.brokenAt ?? '?'}: ${verdict.problem ?? 'the chain does not fit'}\n`);
    return verdict.intact ? 0 : 1;
  },
};
