export function findDesktop(options?: {
  env?: NodeJS.ProcessEnv;
  platform?: NodeJS.Platform;
  uid?: number | undefined;
}): Promise<{ binary: string; reason?: undefined } | { binary?: undefined; reason: string }>;
export function installedBinary(): string | undefined;
