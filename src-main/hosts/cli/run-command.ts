import { parseArgs } from 'node:util';
import { versionOf } from '../assemble-engine.ts';
import { dataFolder } from '../data-folder/location.ts';
import { type Command, type ExitCode, type Io, UsageError } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { failureInfo, failureWords } from './failure.ts';
import { commandHelp, overallHelp, PROGRAM } from './help.ts';
import { printable } from './printable.ts';

const GLOBALS = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Runs a command line. Never throws: what goes wrong is told on `err` and in the exit code. */
export async function runCommandLine(typed: readonly string[], raw: Omit<Io, 'json' | 'dataFolder'>, appFolder: string): Promise<ExitCode> {
  const io = { ...raw, err: (text: string) => raw.err(printable(text)) };
  let command: Command | undefined;
  const args = commandFirst(typed);
  try {
    const first = args[0]?.startsWith('-') ? undefined : args[0];
    if (first === undefined && args.includes('--version')) {
      io.out(`${versionOf(appFolder)}\n`);
      return 0;
    }
    if (first === undefined || first === 'help') return await help(args, io);
    const group = await groupOf(args);
    if (group !== undefined && (args.includes('--help') || args.includes('-h'))) {
      io.out(group.map((one) => commandHelp(one)).join('\n'));
      return 0;
    }
    command = await findCommand(args);
    if (command === undefined) throw new UsageError(`There is no command "${first}".`);
    const { positionals, values } = parse(command, args);
    if (values['help'] === true) {
      io.out(commandHelp(command));
      return 0;
    }
    const data = typeof values['data'] === 'string' ? values['data'] : undefined;
    const json = values['json'] === true;
    const out = json ? io.out : (text: string) => io.out(printable(text));
    return await command.run({ positionals, values, io: { ...io, out, json, dataFolder: dataFolder(data) } });
  } catch (error) {
    return tell(error, command, io);
  }
}

/** Options of every command may stand before its name too: `--data DIR queue list`. */
function commandFirst(args: readonly string[]): readonly string[] {
  const start = args.findIndex((word, index) => !word.startsWith('-') && args[index - 1] !== '--data');
  return start <= 0 ? args : [...args.slice(start), ...args.slice(0, start)];
}

async function help(args: readonly string[], io: Pick<Io, 'out' | 'err'>): Promise<ExitCode> {
  const all = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const asked = args.some((word) => word === 'help' || word === '--help' || word === '-h');
  (asked ? io.out : io.err)(overallHelp(all.flat()));
  return asked ? 0 : 2;
}

/** The commands of a first word alone that needs a second one. */
async function groupOf([first = '', second = '-']: readonly string[]): Promise<readonly Command[] | undefined> {
  const commands = second.startsWith('-') && Object.hasOwn(COMMANDS, first) ? await COMMANDS[first]?.() : undefined;
  return commands?.every(({ name }) => name !== first) ? commands : undefined;
}

/** The command whose one or two words begin the command line. */
async function findCommand(args: readonly string[]): Promise<Command | undefined> {
  const [first = '', second = ''] = args;
  const load = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  const candidates = (await load?.()) ?? [];
  const found = candidates.find(({ name }) => name === first || name === `${first} ${second}`);
  if (found === undefined && candidates.length > 0) {
    throw new UsageError(
      `"${first}" wants one of ${candidates.map(({ name }) => `"${name.slice(first.length + 1)}"`).join(', ')} behind it.`,
    );
  }
  return found;
}

function parse({ name, options }: Command, args: readonly string[]) {
  return parseArgs({
    args: args.slice(name.split(' ').length),
    options: { ...GLOBALS, ...options },
    allowPositionals: true,
  });
}

function tell(error: unknown, command: Command | undefined, io: Pick<Io, 'err' | 'log'>): ExitCode {
  const usage =
    error instanceof UsageError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  if (usage) {
    const hint = command === undefined ? `${PROGRAM} --help lists the commands.` : `Usage: ${PROGRAM} ${command.name} ${command.usage}`;
    io.err(`${error instanceof Error ? error.message : ''}\n${hint}\n`);
    return 2;
  }
  if (failureInfo(error) === undefined)
    io.log.error('command.failed', { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  io.err(`${failureWords(error)}\n`);
  return 1;
}
