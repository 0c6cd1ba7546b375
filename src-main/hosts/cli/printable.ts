/** Characters that would act on a terminal instead of standing on it: control characters, and those that turn the direction of a line. */
const ACTING = /(?![\n\t])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text for a person's terminal. File names and what stood on a page come from strangers. */
export function printable(text: string): string {
  return text.replace(ACTING, '�');
}

/** A name that must stay within its line. */
export function oneLine(name: string): string {
  return printable(name).replace(/[\n\t]/g, '�');
}
