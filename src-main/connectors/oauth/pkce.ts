/** Proof Key for Code Exchange (RFC 7636): what keeps an intercepted code worthless where a program can keep no client secret. */
import { createHash, randomBytes } from 'node:crypto';

export type Proof = { readonly verifier: string; readonly challenge: string };

/** A fresh verifier of 43 characters and its S256 challenge. */
export function newProof(): Proof {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** What ties the redirect to the sign-in that asked for it (RFC 6749, 10.12). */
export function newState(): string {
  return randomBytes(24).toString('base64url');
}
