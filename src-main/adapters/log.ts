import type { Log, LogData } from '../engine/ports.ts';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** Names whose values never reach a log, whoever passes them. */
const SECRET_NAME =
  /pass(word|phrase)?$|secret|token|cookie|authorization|(launch|one-?time)code$|(master|data|api)key$|^iban$|amount|^total$|^text$/i;

/** Patterns that are secrets or personal wherever they stand: credentials, IBANs, card numbers, amounts with two digits after the mark. */
const SECRET_PATTERNS: readonly [RegExp, string][] = [
  [/\b(bearer\s+)[\w.~+/=-]{8,}/gi, '$1[redacted]'],
  [/([?&](?:code|token|key)=)[^&\s"']+/gi, '$1[redacted]'],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, '[iban]'],
  [/(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])/g, '[number]'],
  [/(?<![\d.])\d{1,3}(?:[., ]\d{3})*[.,]\d{2}(?![\d.])/g, '[amount]'],
  // Every token that Tickmark makes is 32 bytes in base64url.
  [/(?<![\w-])[\w-]{43}(?![\w-])/g, '[token]'],
];

/** Longest value that is kept: a stack of a few frames, not a document. */
const LONGEST = 2_000;

/** A value as it may stand in a log. Exported for what else leaves the process as text. */
export function redact(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return SECRET_PATTERNS.reduce((words, [pattern, replacement]) => words.replace(pattern, replacement), cut);
}

/**
 * One JSON line an event, on stderr unless told otherwise. `TICKMARK_LOG` (debug, info, warn, error, silent) chooses how much.
 * Everything passes through one redacting formatter.
 */
export function createLog(options: { level?: string | undefined; write?: (line: string) => void; now?: () => string } = {}): Log {
  const wanted = options.level ?? process.env['TICKMARK_LOG'] ?? 'info';
  const from = wanted === 'silent' ? LEVELS.length : Math.max(0, LEVELS.indexOf(LEVELS.find((level) => level === wanted) ?? 'info'));
  const write = options.write ?? ((line) => process.stderr.write(line));
  const now = options.now ?? (() => new Date().toISOString());
  const at = (level: LogLevel) => (event: string, data?: LogData) => {
    if (LEVELS.indexOf(level) >= from) write(`${JSON.stringify({ at: now(), level, event: redact(event), ...clean(data) })}\n`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function clean(data: LogData | undefined): LogData {
  const entries = Object.entries(data ?? {}).map(([name, value]): [string, LogData[string]] => {
    if (typeof value === 'string') return [name, SECRET_NAME.test(name) ? '[redacted]' : redact(value)];
    return [name, typeof value === 'number' && SECRET_NAME.test(name) ? '[redacted]' : value];
  });
  return Object.fromEntries(entries);
}
