/** A document's day (`YYYY-MM-DD`) in the user's locale: `12 Nov 2026`. Other text is given back as it is. */
export function formatDate(text: string, locale?: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const day = new Date(`${text}T00:00:00.000Z`);
  if (Number.isNaN(day.getTime())) return text;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(day);
}

/** A moment in the user's time zone: `22 Nov, 14:05`; with the year where it is another one. */
export function formatInstant(instant: string, now: Date, locale?: string): string {
  const at = new Date(instant);
  const sameYear = at.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
}

/** How long ago in words: `just now`, `12 s ago`, `3 h ago`, `yesterday`, `6 days ago`. */
export function formatAgo(instant: string, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - new Date(instant).getTime()) / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** A duration in words with its natural unit: `420 ms`, `1.8 s`, `3 min`, `2 h 10 min`. */
export function formatDuration(ms: number, locale?: string): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(ms / 1000)} s`;
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A moment to the second, for steps that follow each other: `14:05:31`, with the day where the steps cross one. */
export function formatStepTime(instant: string, withDay: boolean, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    ...(withDay ? { day: 'numeric', month: 'short' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(instant));
}
