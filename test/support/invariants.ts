import { execFileSync } from 'node:child_process';
import { createDecipheriv, createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyAudit } from '../../src-main/engine/audit/index.ts';
import { canonicalJson } from '../../src-main/engine/domain/index.ts';
import { deriveKeys, openDatabase, type Store } from '../../src-main/engine/storage/index.ts';
import { TEST_KEY } from './start-engine.ts';

type Row = Record<string, string | number | null>;

/**
 * The invariant checker: reads database, blobs and the ledger's own files after a kill or a fault, and returns every violation in words
 * (none where all is well). It asks the tables and the files themselves, not the rooms that wrote them.
 * `offered` are the SHA-256 of all byte sequences that were ever handed in; `journal` is the main journal of the only client.
 */
export async function violations(data: string, offered: readonly string[], journal: string): Promise<string[]> {
  const { raw, db } = openDatabase(join(data, 'store.db'), deriveKeys(TEST_KEY).database);
  const all = (sql: string) => raw.prepare(sql).all() as Row[];
  try {
    const found = [
      ...lost(all, offered),
      ...doublePosted(all, journal),
      ...unapproved(all),
      ...blobs(all, data),
      ...stuck(all),
      ...suppliers(all),
      ...(raw.pragma('integrity_check', { simple: true }) === 'ok' ? [] : ['the database is damaged']),
    ];
    const verdict = await verifyAudit({ db, folder: data, auditKey: deriveKeys(TEST_KEY).audit } as Store);
    if (!verdict.intact) found.push(`audit: ${verdict.problem}`);
    return [...found, ...journalErrors(journal)];
  } finally {
    await db.destroy();
  }
}

type Select = (sql: string) => Row[];

/** (1) Every byte sequence offered is a document, a duplicate link or a visible refusal, and the intake ledger balances. */
function lost(all: Select, offered: readonly string[]): string[] {
  const arrived = new Set(all('SELECT sha256 FROM arrivals').map(({ sha256 }) => sha256));
  const missing = offered.filter((sha256) => !arrived.has(sha256)).map((sha256) => `lost: ${sha256}`);
  const orphans = all(
    `SELECT id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM arrivals a WHERE a.document_id = d.id AND a.outcome = 'document')`,
  );
  const doubled = all(`SELECT client_id, sha256, count(*) n FROM documents GROUP BY 1, 2 HAVING n > 1`);
  return [
    ...missing,
    ...orphans.map(({ id }) => `document without arrival: ${id}`),
    ...doubled.map(({ sha256 }) => `two documents of the same bytes: ${sha256}`),
  ];
}

/** (2) In the ledger's own files each document stands at most once, exactly once where we say "posted", and with the approved sum. */
function doublePosted(all: Select, journal: string): string[] {
  const folder = join(journal.replace(/\.journal$/, '.tickmark'), 'posted');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /:g|\.g\d+\.journal$/.test(name)) : [];
  const inLedger = new Map<string, string[]>();
  for (const name of files) {
    const text = readFileSync(join(folder, name), 'utf8');
    const key = /tickmark-key:([0-9a-f-]{36}):g\d+/.exec(text)?.[1] ?? name;
    inLedger.set(key, [...(inLedger.get(key) ?? []), text]);
  }
  const found: string[] = [];
  for (const [id, texts] of inLedger) if (texts.length > 1) found.push(`posted ${texts.length} times: ${id}`);
  for (const { id, state, total_minor } of all('SELECT id, state, total_minor FROM documents')) {
    const [text] = inLedger.get(String(id)) ?? [];
    if (state === 'posted' && text === undefined) found.push(`posted but not in the ledger: ${id}`);
    if (state !== 'posted' && state !== 'posting' && text !== undefined) found.push(`in the ledger but ${state}: ${id}`);
    const amount = /-(\d+)\.(\d\d) GBP/.exec(text ?? '');
    if (amount && Number(`${amount[1]}${amount[2]}`) !== total_minor) found.push(`another sum in the ledger: ${id}`);
  }
  for (const name of existsSync(folder) ? readdirSync(folder) : []) if (name.startsWith('.tmp')) found.push(`temporary file left: ${name}`);
  return found;
}

/** (3) Every posting that was sent has a decision, and its entry is the one that was approved. */
function unapproved(all: Select): string[] {
  const rows = all(`SELECT p.key, p.entry_json, p.entry_sha256,
    (SELECT count(*) FROM decisions d WHERE d.document_id = p.document_id AND d.kind IN ('approve', 'clear') AND d.undone_at IS NULL) decided
    FROM postings p WHERE p.state NOT IN ('queued', 'cancelled')`);
  return rows.flatMap(({ key, entry_json, entry_sha256, decided }) => {
    const hash = createHash('sha256')
      .update(canonicalJson(JSON.parse(String(entry_json))))
      .digest('hex');
    return [
      ...(decided === 0 ? [`posted without a decision: ${key}`] : []),
      ...(hash === entry_sha256 ? [] : [`entry changed after approval: ${key}`]),
    ];
  });
}

/** (4) Every blob has a row and every row a blob with the right SHA-256; no temporary files. */
function blobs(all: Select, data: string): string[] {
  const folder = join(data, 'blobs');
  const rows = new Map(all('SELECT sha256, data_key FROM blobs').map(({ sha256, data_key }) => [String(sha256), String(data_key)]));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const found = files.filter(({ name }) => !rows.has(name)).map(({ name }) => `file without a row: ${name}`);
  const present = new Set(files.map(({ name }) => name));
  for (const [sha256, key] of rows) {
    if (!present.has(sha256)) found.push(`row without a file: ${sha256}`);
    else if (unsealedHash(join(folder, sha256.slice(0, 2), sha256), key) !== sha256)
      found.push(`blob does not hold what its name says: ${sha256}`);
  }
  return found;
}

function unsealedHash(path: string, key: string): string {
  const sealed = readFileSync(path);
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  return createHash('sha256').update(plain).digest('hex');
}

/** (6) Nothing is stuck: what is neither final nor before a person has a job. */
function stuck(all: Select): string[] {
  const rows = all(`SELECT d.id, d.state FROM documents d WHERE d.state IN ('queued', 'reading', 'checking', 'posting') AND NOT EXISTS (
    SELECT 1 FROM jobs j WHERE j.state IN ('due', 'running') AND (j.subject = d.id OR j.subject LIKE d.id || ':g%'))`);
  return rows.map(({ id, state }) => `stuck in ${state}: ${id}`);
}

function journalErrors(journal: string): string[] {
  if (!existsSync(journal)) return [];
  try {
    execFileSync('hledger', ['-f', journal, 'check', '--strict'], { stdio: 'pipe' });
    return [];
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing ? [] : [`hledger: ${String(error)}`];
  }
}

/** (7) A supplier is known by the documents that are on their way to the ledger or in it, and by no others. */
function suppliers(all: Select): string[] {
  const counted = all(`SELECT client_id || '/' || key AS who, documents FROM suppliers ORDER BY who`);
  const wanted = all(`SELECT client_id || '/' || supplier_key AS who, count(*) AS documents FROM documents
    WHERE state IN ('posting', 'posted') AND supplier_key <> '' GROUP BY who ORDER BY who`);
  return JSON.stringify(counted) === JSON.stringify(wanted) ? [] : [`suppliers: ${JSON.stringify(counted)} for ${JSON.stringify(wanted)}`];
}
