import type { Command } from '../command.ts';

type Load = () => Promise<readonly Command[]>;

/**
 * Every command by its first word, in the order of the help. Loaded when it is called: `queue list` must not wait for the web host's modules.
 */
export const COMMANDS: Readonly<Record<string, Load>> = {
  serve: async () => [(await import('./serve.ts')).serve],
  client: async () => (await import('./client.ts')).clientCommands,
  ledger: async () => (await import('./ledger.ts')).ledgerCommands,
  ingest: async () => [(await import('./ingest.ts')).ingest],
  run: async () => [(await import('./run.ts')).run],
  queue: async () => (await import('./queue.ts')).queueCommands,
  read: async () => [(await import('./read.ts')).read],
  mailbox: async () => (await import('./mailbox.ts')).mailboxCommands,
  examples: async () => (await import('./examples.ts')).exampleCommands,
  settings: async () => [(await import('./settings.ts')).settings],
  audit: async () => [(await import('./audit.ts')).auditVerify],
  doctor: async () => [(await import('./doctor.ts')).doctor],
  'api-token': async () => [(await import('./api-token.ts')).apiToken],
};
