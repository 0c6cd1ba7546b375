/**
 * Legal forms as their words stand when punctuation is gone ("S.r.l." is "s r l"), by country. Names end in them, in several at once
 * ("GmbH & Co. KG", "Pty Ltd"); a few stand in front. Source: the ISO 20275 list of entity legal forms (GLEIF), the common ones.
 */
const AT_END: readonly string[] = [
  // GB, IE, US, CA, AU, NZ, SG, MY, IN, ZA, HK
  'limited; ltd; l t d; plc; p l c; llp; l l p; lp; llc; l l c; inc; incorporated; corp; corporation; company; co; pty; proprietary',
  'private; pvt; pte; pt e; sdn; bhd; berhad; sdn bhd; s b; plt; cc; unlimited; dac; clg; cic',
  // DE, AT, CH
  'gmbh; g m b h; mbh; m b h; ggmbh; ag; a g; kg; k g; ohg; o h g; ug; u g; ug haftungsbeschrankt; gbr; g b r; e k; ek; e kfm; ev; e v; eg; e g; se; kgaa; eu; e u; og; sarl; kom ges',
  // FR, BE, LU
  'sas; s a s; sasu; s a s u; s a r l; eurl; e u r l; sa; s a; sci; s c i; snc; s n c; scop; sprl; s p r l; srl; s r l; asbl; scrl',
  // NL, BE
  'bv; b v; nv; n v; vof; v o f; cv; c v; bvba; b v b a; cvba; vzw',
  // IT
  'spa; s p a; sas di; srls; s r l s; ss; s s; scarl; s c a r l; soc coop; s c',
  // ES, PT, BR, Latin America
  'sl; s l; slu; s l u; sau; s a u; s c p; sociedad limitada; lda; l d a; limitada; unipessoal; unipessoal lda; ltda; l t d a; eireli; me; mei; sa de cv; s a de c v; s de rl de cv',
  // PL, CZ, SK, HU, RO, SI, HR, BG, EE, LV, LT
  'sp z o o; spzoo; sp zoo; sp j; sp k; spolka z ograniczona odpowiedzialnoscia; spolka akcyjna; s r o; sro; spol s r o; a s; as; v o s; k s; kft; zrt; nyrt; bt; d o o; doo; d d; eood; ood; ou; sia; uab',
  // SE, DK, NO, FI, IS
  'ab; a b; aktiebolag; hb; kb; aps; a p s; i s; k s; p s; asa; ans; da; nuf; oy; oyj; ky; tmi; ehf; hf',
  // GR, TR, ID, JP, KR
  'ae; epe; ike; a e; e p e; ltd sti; sti; tbk; kk; k k; gk; yk',
].flatMap((line) => line.split('; '));

/** `PT Sumber Jaya`, `OOO Vektor`: forms that come before the name. */
const AT_START: readonly string[] = ['pt', 'cv', 'ooo', 'oao', 'zao', 'ud', 'tov'];

const LONGEST = Math.max(...AT_END.map((form) => form.split(' ').length));

/** `fold` is how words were folded before they are compared. The words left without their legal forms; a name of forms alone keeps all. */
export function withoutLegalForm(words: readonly string[], fold: (word: string) => string): readonly string[] {
  const forms = foldedForms(fold);
  let rest = words.length > 1 && forms.start.has(words[0] ?? '') ? words.slice(1) : words;
  for (let length = endingForm(rest, forms.end); length > 0; length = endingForm(rest, forms.end)) rest = rest.slice(0, -length);
  return rest;
}

/** Forms that are ordinary words or abbreviations as well: at the end of a line they prove nothing. */
const ALSO_WORDS: ReadonlySet<string> = new Set([
  'me',
  'da',
  'og',
  'as',
  'ou',
  'eu',
  'cc',
  'co',
  'company',
  'private',
  'unlimited',
  'd d',
  'i s',
  'k s',
  'p s',
  's s',
  's c p',
]);

/** Whether a line ends in a legal form with a name before it; `upper` is in capitals without accents. */
export function endsInLegalForm(upper: string): boolean {
  const words = upper
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const length = endingForm(words, foldedForms(asIs).end);
  return length > 0 && !ALSO_WORDS.has(words.slice(-length).join(' '));
}

const asIs = (word: string): string => word;

/** How many words at the end are a legal form; never all. */
function endingForm(words: readonly string[], forms: ReadonlySet<string>): number {
  for (let length = Math.min(LONGEST, words.length - 1); length > 0; length--) {
    const tail = words.slice(-length);
    if (forms.has(tail.join(' '))) return length;
    if (length === 2 && isMisreadSdnBhd(tail)) return length;
  }
  return 0;
}

/** `SLNI BHD`, `SON BHO`: no other two short words at the end of a name begin and end like these. */
function isMisreadSdnBhd([first = '', second = '']: readonly string[]): boolean {
  return /^s\p{L}{1,3}$/u.test(first) && /^(?:b[hn][do]|shd|bhd)$/.test(second);
}

type Folded = { readonly start: ReadonlySet<string>; readonly end: ReadonlySet<string> };
const cache = new WeakMap<(word: string) => string, Folded>();

function foldedForms(fold: (word: string) => string): Folded {
  const known = cache.get(fold);
  if (known) return known;
  const all = (forms: readonly string[]) => new Set(forms.map((form) => form.split(' ').map(fold).join(' ')));
  const made = { start: all(AT_START), end: all(AT_END) };
  cache.set(fold, made);
  return made;
}
