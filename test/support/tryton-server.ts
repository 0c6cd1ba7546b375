import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AdminRpc } from './tryton/admin-rpc.ts';
import type { BootedServer, ServerOptions } from './tryton/boot.ts';
import { bootTryton, freePort } from './tryton/boot.ts';
import type { BooksIds } from './tryton/set-up-books.ts';
import { ADMIN, BOOKKEEPER } from './tryton/set-up-books.ts';
import { DATABASE, trytonTemplate } from './tryton/template.ts';

export { trytonMissing } from './tryton/template.ts';

/** A real Tryton server over books of its own. */
export type TrytonServer = {
  readonly url: string;
  readonly database: string;
  /** Who may do what the connector needs, and no more. */
  readonly user: string;
  readonly password: string;
  readonly ids: BooksIds;
  /** A session of the administrator. */
  admin(): Promise<AdminRpc>;
  /** Looks into or changes the database past the server. */
  sql<T>(work: (database: Database.Database) => T): T;
  log(): string;
  /** As a power cut would. `start` brings it back on the same port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Copies the template into the folder and boots a server over it, in about two seconds once the template is there. */
export async function startTryton(folder: string, options: Pick<ServerOptions, 'sessionTimeout'> = {}): Promise<TrytonServer> {
  const template = await trytonTemplate();
  const home = join(folder, 'tryton');
  mkdirSync(home, { recursive: true });
  const path = join(home, `${DATABASE}.sqlite`);
  if (!existsSync(path)) cpSync(join(template, `${DATABASE}.sqlite`), path);
  const ids = JSON.parse(readFileSync(join(template, 'ids.json'), 'utf8')) as BooksIds;
  const port = await freePort();
  let server: BootedServer | undefined = await bootTryton(home, { ...options, port });
  const kill = async () => {
    await server?.kill();
    server = undefined;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    database: DATABASE,
    ...BOOKKEEPER,
    ids,
    admin: () => new AdminRpc(`http://127.0.0.1:${port}`, DATABASE).login(ADMIN.user, ADMIN.password),
    sql(work) {
      const database = new Database(path, { timeout: 20_000 });
      try {
        return work(database);
      } finally {
        database.close();
      }
    },
    log: () => readFileSync(join(home, 'server.log'), 'utf8'),
    kill,
    async start() {
      server ??= await bootTryton(home, { ...options, port });
    },
    stop: kill,
  };
}
