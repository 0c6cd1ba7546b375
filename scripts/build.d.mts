export function ensureBuilt(part: 'window' | 'desktop', options?: { quiet?: boolean }): Promise<void>;
