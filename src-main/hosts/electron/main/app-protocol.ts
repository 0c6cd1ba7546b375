import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { ElectronApi, Session } from './electron-api.ts';

/** The window's origin. Its files come through this scheme and never from `file://`, whose pages could read other files. */
export const APP_ORIGIN = 'app://tickmark';

/**
 * Nothing is allowed but our own files; pictures of pages arrive through the contract and are shown as blobs. Strings never become
 * markup or code, in libraries neither (trusted types).
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Must run before the app is ready: only then may a scheme become one with an origin of its own. */
export function registerAppScheme(protocol: ElectronApi['protocol']): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built window in `folder` to this session. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle('app', (request) => answerAppRequest(folder, request));
}

/** Answers one request with a file inside `folder`, or refuses it: another host, another method, a way out of the folder. */
export async function answerAppRequest(folder: string, { method, url }: { method: string; url: string }): Promise<Response> {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || `${address.protocol}//${address.host}` !== APP_ORIGIN) return refuse(403);
  if (method !== 'GET' && method !== 'HEAD') return refuse(405);
  try {
    const path = decodeURIComponent(address.pathname);
    const root = await realpath(folder);
    // The real path decides, so that neither `..` (encoded or not) nor a symbolic link leads out.
    const file = await realpath(join(root, path === '/' ? 'index.html' : path));
    if (!file.startsWith(root + sep)) return refuse(403);
    const mediaType = MEDIA_TYPES[extname(file)];
    if (mediaType === undefined) return refuse(404);
    return new Response(method === 'HEAD' ? null : new Uint8Array(await readFile(file)), { headers: headers(mediaType) });
  } catch {
    return refuse(404);
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: headers('text/plain') });
}

function headers(mediaType: string): Record<string, string> {
  return {
    'Content-Type': mediaType,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'Cache-Control': 'no-cache',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
