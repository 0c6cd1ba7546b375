import { execFileSync } from 'node:child_process';

/** True where the program answers. A test that needs it is left out elsewhere; in CI all of them are installed. */
export function isInstalled(program: string, flag = '--version'): boolean {
  try {
    execFileSync(program, [flag], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env['CI']) throw new Error(`${program} is not installed`);
    return false;
  }
}
