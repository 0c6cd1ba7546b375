import { userInfo } from 'node:os';

/** Who is logged in to this machine, for the audit. Containers run under numbers that have no name. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'user';
  }
}
