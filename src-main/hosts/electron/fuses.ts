/**
 * Electron's fuses as the packaged app must have them; packaging burns them in and `npx @electron/fuses read` shows them.
 * Without `runAsNode` the program cannot be turned into a plain Node by an environment variable, which is also why the engine is a utility
 * process and readers run on the `node` binary that comes along.
 */
export const FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
} as const;
