import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';

/** The machine in one line, for figures that depend on it. */
export function machine(): string {
  const cpu = os.cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${os.availableParallelism()} × ${cpu}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()}, Node ${process.versions.node}`;
}

/** Load averages of 1, 5 and 15 minutes: above the number of processors, times say little. */
export function load(): string {
  return os
    .loadavg()
    .map((value) => value.toFixed(1))
    .join(' / ');
}

/** The value below which the share of the sorted values lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Resident memory of this process and all below it, in bytes (Linux only; elsewhere this process alone). */
export function residentBytes(): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss();
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parents.set(Number(name), Number(fields[1]));
      sizes.set(Number(name), Number(fields[21]) * 4096);
    } catch {
      // Ended between listing and reading.
    }
  }
  const isOurs = (pid: number): boolean => pid === process.pid || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  return [...sizes].filter(([pid]) => isOurs(pid)).reduce((sum, [, size]) => sum + size, 0);
}

/** Version line of a program, or undefined where it is not installed. */
export function versionOf(program: string, args: readonly string[] = ['--version']): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\n')[0]
      ?.trim();
  } catch {
    return undefined;
  }
}

/** Memory of processes together, in bytes: `resident` counts what they share once a process, `proportional` once in all. */
export type Memory = { readonly resident: number; readonly proportional: number };

/** Memory of the given processes now (Linux only; elsewhere nothing is known and it is 0). A process that ended counts as nothing. */
export function memoryOf(pids: readonly number[]): Memory {
  if (process.platform !== 'linux') return { resident: 0, proportional: 0 };
  const each = pids.map((pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0);
      return { resident: kilobytes('Rss') * 1024, proportional: kilobytes('Pss') * 1024 };
    } catch {
      return { resident: 0, proportional: 0 };
    }
  });
  const sum = (name: keyof Memory): number => each.reduce((total, memory) => total + memory[name], 0);
  return { resident: sum('resident'), proportional: sum('proportional') };
}

/** Clock ticks a second in /proc. */
const TICKS = 100;

/** Processor milliseconds that the given processes took so far, all their threads (Linux only, else 0): what load on the machine hardly changes. */
export function processorMs(pids: readonly number[]): number {
  if (process.platform !== 'linux') return 0;
  const each = pids.map((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // After the name come state, parent and so on; user and system time are the 12th and 13th.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1000;
    } catch {
      return 0;
    }
  });
  return each.reduce((sum, ms) => sum + ms, 0);
}
