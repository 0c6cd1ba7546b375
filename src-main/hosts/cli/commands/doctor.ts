import type { DoctorLine } from '../../../contract/index.ts';
import type { Command } from '../command.ts';
import { withSession } from '../session.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Say what is installed, what is missing, and what that costs',
  usage: '[--json]',
  examples: ['doctor'],
  async run({ io }) {
    const lines = await withSession(io, ({ client: api }) => api.system.doctor());
    io.out(io.json ? `${JSON.stringify(lines)}\n` : lines.map(inWords).join(''));
    return 0;
  },
};

function inWords({ name, ok, found, cost, todo }: DoctorLine): string {
  const more = [cost, todo].filter((words) => words !== undefined).map((words) => `    ${words}\n`);
  return `${ok ? '✓' : '–'} ${name}: ${found}\n${more.join('')}`;
}
