import type { ParseArgsOptionsConfig } from 'node:util';
import type { Log } from '../../engine/ports.ts';

/** 0: done. 1: something of it failed, and stderr says what. 2: the command line was wrong. */
export type ExitCode = 0 | 1 | 2;

/** What a command is given to work with. Data go to `out`, words about the work to `err`. */
export type Io = {
  readonly json: boolean;
  readonly dataFolder: string;
  readonly log: Log;
  out(text: string): void;
  err(text: string): void;
  /** The first line of standard input; typed at a terminal it is asked for and not shown. */
  readSecret(question: string): Promise<string>;
};

export type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

export type Command = {
  /** One or two words, as typed: `client add`. */
  readonly name: string;
  readonly summary: string;
  /** What stands behind the name. */
  readonly usage: string;
  readonly options?: ParseArgsOptionsConfig;
  /** One line an option: how it is written and what it does. */
  readonly optionHelp?: readonly (readonly [string, string])[];
  readonly examples: readonly string[];
  run(args: { positionals: readonly string[]; values: Values; io: Io }): Promise<ExitCode>;
};

/** The command line was wrong: told with the command's usage, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function textOption(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function requiredOption(values: Values, name: string, what: string): string {
  const value = textOption(values, name);
  if (value === undefined) throw new UsageError(`--${name} is missing: ${what}.`);
  return value;
}

/** The only positional argument of a command that takes one. */
export function soleArgument(positionals: readonly string[], what: string): string {
  const [only, ...more] = positionals;
  if (only === undefined) throw new UsageError(`${what} is missing.`);
  if (more.length > 0) throw new UsageError(`One ${what.toLowerCase()} at a time; names with spaces go in quotation marks.`);
  return only;
}

export function someArguments(positionals: readonly string[], what: string): readonly string[] {
  if (positionals.length === 0) throw new UsageError(`${what} is missing.`);
  return positionals;
}
