import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** Headers that every answer carries, whatever else it says. */
const COMMON_HEADERS = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

/**
 * The window may load its own files and talk to its own host, and nothing else. Text can never become markup or code, in libraries
 * neither (trusted types). The socket is named because not every browser counts `ws:` of the same host as 'self'.
 */
const windowPolicy = (port: number) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');

/** Bytes of documents come from strangers: opened in a tab of their own they may do nothing at all. */
const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

export type Content =
  | { readonly for: 'window'; readonly port: number }
  | { readonly for: 'data' }
  | { readonly for: 'page'; readonly style: string };

export function setHeaders(response: ServerResponse, content: Content): void {
  for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value);
  response.setHeader('Content-Security-Policy', policyFor(content));
}

function policyFor(content: Content): string {
  if (content.for === 'window') return windowPolicy(content.port);
  if (content.for === 'data') return DATA_POLICY;
  // A page that stands alone carries its own style, allowed by its hash.
  const hash = createHash('sha256').update(content.style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}
