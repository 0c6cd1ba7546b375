import type { Reading } from '../../contract/index.ts';

/** Mail providers and shop platforms: their domain is everybody's. */
const EVERYBODYS = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com aol.com gmx.de gmx.net gmx.at web.de ' +
    't-online.de freenet.de posteo.de mail.com mail.ru orange.fr wanadoo.fr free.fr laposte.net libero.it tiscali.it virgilio.it wp.pl o2.pl ' +
    'onet.pl seznam.cz proton.me protonmail.com qq.com 163.com facebook.com fb.com instagram.com twitter.com linkedin.com youtube.com ' +
    'google.com paypal.com stripe.com ebay.com amazon.com shopify.com trustpilot.com tripadvisor.com'
  ).split(' '),
);
/** Endings with two parts, before which the name stands. */
const TWO_PART_ENDING = /\.(?:co|com|net|org|ac|gov|edu)\.[a-z]{2}$/;
const ADDRESS = /(?:[\w.+-]{1,64}@|https?:\/\/(?:www\.)?|www\.)((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12})\b/gi;
const MOST = 6;
/** The head and the foot of an invoice's first and last page; more text than this is no letterhead. */
const MOST_WORDS = 4_000;

/** Domains of the web and mail addresses on the pages, without their subdomains, each once. */
export function domainsOf(reading: Reading): string[] {
  const found = new Set<string>();
  let words = 0;
  for (const page of reading.pages) {
    const text = page.words.slice(0, MOST_WORDS - words).map((word) => word.text);
    words += text.length;
    for (const match of text.join(' ').matchAll(ADDRESS)) {
      const domain = registered((match[1] ?? '').toLowerCase());
      if (!EVERYBODYS.has(domain)) found.add(domain);
    }
    if (words >= MOST_WORDS || found.size >= MOST) break;
  }
  return [...found].slice(0, MOST);
}

function registered(domain: string): string {
  return domain
    .split('.')
    .slice(TWO_PART_ENDING.test(domain) ? -3 : -2)
    .join('.');
}
