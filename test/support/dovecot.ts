import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';

const PROGRAM = '/usr/sbin/dovecot';
const USER = 'bookkeeper@example.test';
const PASSWORD = 'correct horse';
/** Dovecot refuses to run mail processes as root; started by root it works as this user. */
const NOBODY = 65_534;

/** Whether the tests with a real mail server can run. On a build server a missing one is a failure, not a skip. */
export const dovecotInstalled = (() => {
  if (existsSync(PROGRAM)) return true;
  if (process.env['CI']) throw new Error('dovecot is not installed: apt-get install dovecot-imapd');
  console.warn('dovecot is not installed (apt-get install dovecot-imapd): tests with a real mail server are skipped');
  return false;
})();

export type Dovecot = {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** PEM of the certificate, where it was started with TLS. */
  readonly certificate: string | undefined;
  append(message: string | Buffer, flags?: string[]): Promise<void>;
  /** Flags of every message, oldest first. */
  flags(): Promise<string[][]>;
  deleteAll(): Promise<void>;
  /** Gives the folder another UIDVALIDITY and its messages new UIDs, as after a restore from a backup. */
  resetUidValidity(): Promise<void>;
  uidValidity(): Promise<string>;
  setPassword(password: string): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a real Dovecot on a free port of 127.0.0.1, without privileges, in a folder of its own. */
export async function startDovecot(options: { tls?: boolean } = {}): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-dovecot-'));
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const [uid, gid] = isRoot ? [NOBODY, NOBODY] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  const certificate = options.tls ? makeCertificate(folder) : undefined;
  for (const name of ['run', 'state', 'mail']) mkdirSync(join(folder, name));
  const config = join(folder, 'dovecot.conf');
  writeFileSync(config, configuration({ folder, port, uid, gid, tls: options.tls === true }));
  const passwords = join(folder, 'passwords');
  writeFileSync(passwords, passwordLine(PASSWORD));
  if (isRoot) own(folder, uid, gid);
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(PROGRAM, ['-F', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'], ...(isRoot ? { uid, gid } : {}) });
    let words = '';
    child.stderr?.on('data', (data) => (words += data));
    for (let tries = 0; !(await answers(port)); tries++) {
      if (child.exitCode !== null || tries > 200) {
        const log = join(folder, 'dovecot.log');
        throw new Error(`dovecot did not start: ${words}${existsSync(log) ? readFileSync(log, 'utf8') : ''}`);
      }
      await sleep(50);
    }
  };
  const end = async () => {
    const running = child;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await gone;
  };
  await start();
  let password = PASSWORD;
  const using = async <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const secure = options.tls === true;
    const tls = certificate === undefined ? {} : { tls: { ca: [certificate], servername: 'localhost' } };
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      doSTARTTLS: secure,
      ...tls,
      auth: { user: USER, pass: password },
      logger: false,
    });
    await client.connect();
    try {
      await client.mailboxOpen('INBOX');
      return await work(client);
    } finally {
      await client.logout();
    }
  };
  return {
    port,
    user: USER,
    password: PASSWORD,
    certificate,
    append: (message, flags = []) => using(async (client) => void (await client.append('INBOX', message, flags))),
    flags: () => using(async (client) => (await client.fetchAll('1:*', { flags: true })).map(({ flags }) => [...(flags ?? [])])),
    deleteAll: () => using(async (client) => void (await client.messageDelete('1:*'))),
    uidValidity: () => using(async (client) => (client.mailbox === false ? '' : String(client.mailbox.uidValidity))),
    async resetUidValidity() {
      await end();
      const box = join(folder, 'mail', USER);
      for (const name of readdirSync(box)) if (/^dovecot[-.]/.test(name)) rmSync(join(box, name));
      // Dovecot takes the time in seconds as the new value.
      await sleep(1100);
      await start();
    },
    async setPassword(next) {
      writeFileSync(passwords, passwordLine(next));
      password = next;
      await end();
      await start();
    },
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const passwordLine = (password: string) => `${USER}:{PLAIN}${password}::::::\n`;

function configuration({ folder, port, uid, gid, tls }: { folder: string; port: number; uid: number; gid: number; tls: boolean }): string {
  const user = execFileSync('id', ['-un', String(uid)], { encoding: 'utf8' }).trim();
  const group = execFileSync('getent', ['group', String(gid)], { encoding: 'utf8' }).split(':')[0];
  const security = tls ? `ssl = yes\nssl_cert = <${folder}/cert.pem\nssl_key = <${folder}/key.pem` : 'ssl = no';
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
${security}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
default_internal_user = ${user}
default_login_user = ${user}
default_internal_group = ${group}
mail_uid = ${user}
mail_gid = ${group}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
passdb {
  driver = passwd-file
  args = ${folder}/passwords
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service auth {
  chroot =
}
`;
}

/** A certificate for `localhost`, signed by itself. */
function makeCertificate(folder: string): string {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  });
  return readFileSync(cert, 'utf8');
}

function own(path: string, uid: number, gid: number): void {
  chownSync(path, uid, gid);
  chmodSync(path, 0o755);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) own(join(path, entry.name), uid, gid);
    else chownSync(join(path, entry.name), uid, gid);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    for (const event of ['error', 'end', 'close']) socket.once(event, () => resolve(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
