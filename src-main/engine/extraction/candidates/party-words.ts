import { distance } from 'fastest-levenshtein';
import { endsInLegalForm } from '../../domain/index.ts';

/** Legal forms and words of shop names. Forms are the strongest sign of a supplier; sources: GLEIF's list of entity legal forms. */
export const LEGAL_FORM =
  /\bSDN\.? ?BHD\b|\bS\/B\b|\bBHD\b|\bLTD\b|\bLIMITED\b|\bINC\b|\bLLC\b|\bL\.L\.C\b|\bLLP\b|\bPLC\b|\bPTY\b|\bPTE\b|\bPLT\b|\bGMBH\b|\bUG \(|\bKG\b|\bOHG\b|\bGBR\b|\bE\.? ?K\.|\bAG\b|\bSARL\b|\bS\.A\.R\.L|\bSAS\b|\bS\.A\.S|\bS\.A\.|\bSRL\b|\bS\.R\.L|\bS\.P\.A|\bSPA\b|\bS\.L\.|\bB\.V\.|\bBV\b|\bN\.V\.|\bSE & CO|\bCORP\b|\bCORPORATION\b|\bPT\.? |\bA\/S\b|\bAPS\b|\bOY\b|\bAB\b|\bAS\b$|\bCO\.? ?\(|\bCO\.?,? LTD/;
/** A legal form anywhere in a line, or one of more countries at its end. */
export const hasLegalForm = (upper: string): boolean => LEGAL_FORM.test(upper) || endsInLegalForm(upper);
export const TRADE_WORD =
  /\b(?:ENTERPRISE|TRADING|RESTAURANT|RESTORAN|SYARIKAT|PERNIAGAAN|MARKET|SUPERMARKET|HYPERMARKET|MART|STATIONERY|HARDWARE|CAFE|CAFFE|COFFEE|STORES?|SHOP|COMPANY|KEDAI|BAKERY|BAKERIES|PHARMACY|FARMASI|CLINIC|KLINIK|HOTEL|BOOKS?|FOODS?|KITCHEN|BISTRO|HOUSE|CENTRE|CENTER|INDUSTRIES|SERVICES?|SOLUTIONS|MOTORS?|(?:SERVICE|PETROL|GAS|FILLING) STATION|GALLERY|APOTHEKE|MARKT|BAUMARKT|DROGERIE|BACKEREI|GASTHAUS|BOULANGERIE|PHARMACIE|FARMACIA|GROUP|HOLDINGS?|ELECTRICAL|MACHINERY|AUTO|FASHION|BEAUTY|SEAFOOD|CONSULTING|BERATUNG|SOFTWARE|VERLAG|LIEFERANT|BUTCHERS?|GARAGE|FLORISTS?|TAXIS?|COACHES|TRAINS|RAIL(?:WAYS?)?|FUELS?|BREWERY|INN|TAVERN|DELI|DINER|GRILL|DAIRY|NURSER(?:Y|IES)|LAUNDRY|CLEANERS|TYRES?|PARKING|CAR PARK|PLUMBING|TOOLS|ROASTERS?|BUILDERS|METZGEREI|AUTOHAUS|TANKSTELLE|GASTHOF|PARKHAUS|DRUCKEREI|BRASSERIE|LIBRAIRIE|QUINCAILLERIE|PAPETERIE|SLAGERIJ|BAKKERIJ|BOUWMARKT|APOTHEEK)\b/;

/** Lines near the head that are no name: contacts, numbers, greetings, headings of the document. */
export const CONTACT =
  /\bTEL\b|\bTEL[:.\d]|\bTELE|^\W*[TF]\s?:\s?\+?\d|\bFAX|\bPHONE|\bHOTLINE|\bMOBILE\b|\bH\/P\b|\bTELEFON|@|\bWWW\b|HTTP|\.COM\b|\bE-?MAIL|\bFACEBOOK|WHATSAPP|\bTLF\b/;
export const REGISTRATION =
  /\bG\.?S\.?T\b|\bVAT\b|\bSST\b|\bREG(?:ISTRATION)?\b|\bROC\b|\bCO\.? ?(?:REG|NO)|\bCOMPANY (?:NO|REG)|\bUST|\bSTEUER|\bABN\b|\bNPWP\b|\bBRN\b|\bTIN\b|\bID ?(?:NO)?[:.]|\(\s?\d{4,8}\s?-?\s?[A-Z]\s?\)|^\(?[A-Z]{0,3}\d{5,}-?[A-Z]?\)?$/;
export const HEADING =
  /\bINVOICE\b|\bRECEIPT\b|\bBILL\b|\bCASHIER\b|\bDATE\b|\bTABLE\b|\bORDER\b|\bWELCOME\b|\bTHANK|\bDOC\b|\bCASH\b|\bQTY\b|\bITEM|\bDESCRIPTION\b|\bCUSTOMER\b|\bCOPY\b|\bRECHNUNG\b|\bKASSENBON\b|\bBELEG|\bFACTURE\b|\bFACTURA\b|\bFATTURA\b|\bBON\b|\bSTATEMENT\b|\bSALES?(?:MAN|PERSON)\b|\bOPEN\b|\bHOURS?\b|\bGEOFFNET\b|\bOFFNUNGSZEIT|\bUHR\b|\bEUR\b|\bPAGE\b|\bSEITE\b|\bSLIP\b|\bMEMBER|\bTERMINAL|\bCOUNTER\b|\bTRANS|\bCREDIT NOTE\b|\bGUTSCHRIFT\b|\bAMOUNT\b|\bPRICE\b|\bVIELEN\b|\bDANKE?\b|\bMERCI\b|\bGRACIAS\b|\bNUMMER\b|\bWAHRUNG\b|\bREFERENZ|\bWILLKOMMEN|\bKUNDE/;

/** A row that is a telephone number and nothing else, with or without its country's code. */
export const BARE_PHONE = /^\W*\+?\d[\d\s\-/().]{6,20}$/;

/** Words that stand in addresses and hardly ever in names. */
const PLACE_WORDS =
  /\b(?:NO|LOT|JALAN|JLN|JIN|TAMAN|TMN|LORONG|LRG|PERSIARAN|BATU|KM|BANDAR|SEKSYEN|SECTION|SEK|LEVEL|FLOOR|FLR|BLOCK|BLK|BLD|BUILDING|WISMA|MENARA|KAMPUNG|KG|DESA|KAWASAN|PUSAT|KOMPLEKS|UNIT|SUITE|STE|GROUND|P\.?O\.? BOX|POSTFACH|RUE|QUAI|CALLE|VIA|PIAZZA|CORSO|WEG|PLATZ|ALLEE|GASSE|STRASSE|STRABE|STRAFE|STR)\b|\b[A-Z]{3,}(?:STR|STRASSE|STRAßE|STRABE|STRAAT|WEG|PLATZ|ALLEE|GASSE|LAAN|PLEIN|GRACHT)\b\.?|\bSTR\.|\bSS ?\d/;
/** Words with which English street names end; the same words begin or fill the names of shops (Dock Street Bakery, Park Hotel). */
const STREET_WORDS =
  'STREET|ST|ROAD|RD|AVENUE|AVE|LANE|LN|DRIVE|DR|WAY|CLOSE|CRESCENT|SQUARE|TERRACE|PARADE|APPROACH|QUAY|HILL|GARDENS|GROVE|MEWS|COURT|CT|ROW|WALK|PLACE|(?<!CAR )PARK|ESTATE|YARD|WHARF|NORTHBOUND|SOUTHBOUND|EASTBOUND|WESTBOUND|HIGHWAY|HWY|BYPASS|PROMENADE|ESPLANADE|EMBANKMENT|CIRCUS|GATE|GREEN|RISE|BROADWAY|PARKWAY|PKWY|BLVD|BOULEVARD|MALL|PLAZA|PIKE|TURNPIKE';
/** A line, or its part before a comma, that ends like an English street's name. */
export const STREET_END = new RegExp(`\\b(?:${STREET_WORDS})\\b\\.?(?: [NSEW]{1,2})?(?:,|$)`);
/** Words of postal addresses. */
export const ADDRESS = new RegExp(
  `${PLACE_WORDS.source}|\\b(?:STREET|ROAD|RD|AVE|AVENUE|PLAZA|MALL|LANE|DRIVE|BLVD|PLACE|PARK)\\b|\\d[A-Z]?,? [A-Z' .]{2,30}\\b(?:${STREET_WORDS})\\b|${STREET_END.source}`,
);
/** The part of `ADDRESS` that speaks against a name. */
export const ADDRESS_NO_NAME = PLACE_WORDS;
/** Five digits (DE, FR, ES, IT, US, MY), Dutch, British, Canadian and Australian codes; four digits (AT, BE, CH, DK, NO) only before a town. */
export const POSTCODE =
  /\b\d{5}\b|\b\d{4} [A-Z]{2}\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\b(?:NSW|VIC|QLD|TAS|ACT|WA|SA|NT) \d{4}\b|^\W*(?:[A-Z]{1,2}-)?\d{4} [A-Z]{3,}/;
export const REGION =
  /\b(?:SELANGOR|JOHOR|KUALA LUMPUR|K\.?L\.?|PENANG|PULAU PINANG|PERAK|MELAKA|MALACCA|SABAH|SARAWAK|KEDAH|PAHANG|NEGERI SEMBILAN|TERENGGANU|KELANTAN|PERLIS|PUTRAJAYA|MALAYSIA|DARUL EHSAN|DARUL TAKZIM|SINGAPORE|GERMANY|DEUTSCHLAND|FRANCE|ESPANA|SPAIN|ITALIA|ITALY|NEDERLAND|UNITED KINGDOM|ENGLAND|LONDON|USA|AUSTRALIA|AUSTRIA|OSTERREICH|SCHWEIZ|SWITZERLAND)\b/;

/** Text without marks at its ends that OCR makes of logos, rules and dust. Closing brackets and full stops stay. */
export function trimDust(text: string): string {
  return text
    .replace(/^[^\p{L}\d(]+/u, '')
    .replace(/[^\p{L}\d).&]+$/u, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Register numbers behind a name: `(126926-H)`, `CO. REG. NO.: 795225-A`, `(139386 X)`. */
const BEHIND_NAME = [
  /[\s([{]+(?:(?:CO|COMPANY|BUSINESS|GST|SST|VAT|TAX)[.,]?\s?(?:REG|NO|ID|NUMBER)\b|ROC\b|REG\b|REGISTRATION\b|BRN\b|NO\s?[.:]).{0,36}$/,
  /\s*[([{]\s?[A-Z]{0,3}\s?[\dOIl]{4,12}\s?[-–—~. ]{0,3}\s?[A-Z0-9%&]{0,2}\s?[)\]}I1]?\s*$/,
  /\s*\b\d{4,12}\s?[-–—]\s?[A-Z]\s*[)\]}]?\s*$/,
] as const;

/** Name without register numbers and dust, its legal form mended: `AEON CO. (M) BHO (126926-H)` is `AEON CO. (M) BHD`. */
export function cleanName(text: string): { name: string; hadRegister: boolean } {
  let name = trimDust(text);
  let hadRegister = false;
  for (const pattern of BEHIND_NAME) {
    const upper = name.toUpperCase();
    const match = pattern.exec(upper.length === name.length ? upper : name);
    if (match && match.index >= 4) {
      name = name.slice(0, match.index);
      hadRegister = true;
    }
  }
  return { name: mendLegalForm(roundLetters(trimDust(name))), hadRegister };
}

/** Words that stand behind an `&`, which readers take for an 8. */
const PARTNERS =
  /(?<=\p{L}\.? )8(?= (?:Co|Company|Cie|Sons?|Bros|Brothers|Daughters?|Associates|Partners?|Söhne|Sohn|Fils|Filles|Figli|Hijos|Filhos|Zonen|Zn|Synowie|Sønner|Söner)\b)/giu;

/** Digits in legal forms and between partners that are written with letters and an `&`: `Sp. z 0.0.`, `s.r.0.`, `5.A.`, `Berger 8 Co.` */
function roundLetters(name: string): string {
  return name
    .replace(PARTNERS, '&')
    .replace(/(?<= )5(?=\.\s?(?:A|L|A\.\s?S|R\.\s?L|P\.\s?A|r\.\s?l|p\.\s?a)\.?$)/, 'S')
    .replace(/\b(z\s?)[0o](\.\s?)[0o](?=\.|$)/i, (_, z: string, dot: string) => (z.startsWith('Z') ? `${z}O${dot}O` : `${z}o${dot}o`))
    .replace(/\b([sd]\.\s?[rso]\.\s?)0(?=\.|$)/i, (_, form: string) => form + (form.startsWith('S') ? 'O' : 'o'));
}

/** `SON BHD`, `SDN BHO`, `SON. BHD.` are misreadings of one legal form; no other words stand so near to it. */
function mendLegalForm(name: string): string {
  const words = name.split(' ');
  for (let i = 1; i < words.length; i++) {
    const bare = (w: string | undefined) => (w ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
    const [a, b] = [bare(words[i - 1]), bare(words[i])];
    // `CO. (M) BHO`: a public company has no SDN.
    if (/^\([A-Z]+\)$/i.test(words[i - 1] ?? '') && distance(b, 'BHD') === 1) words[i] = 'BHD';
    if (a.length < 2 || a.length > 4 || b.length < 2 || b.length > 4) continue;
    const da = distance(a, 'SDN');
    const db = distance(b, 'BHD');
    if (da + db === 0 || da > 1 || db > 1 || da + db > 2) continue;
    const dot = (w: string | undefined) => (/\.$/.test(w ?? '') ? '.' : '');
    words[i - 1] = `SDN${dot(words[i - 1])}`;
    words[i] = `BHD${dot(words[i])}`;
  }
  return words.join(' ');
}

/** Letters and digits only, upper case: the form in which two names are compared. */
export function squash(text: string): string {
  return text
    .toUpperCase()
    .normalize('NFKD')
    .replace(/[^A-Z0-9]/g, '');
}

/** 1 for equal names, 0 for wholly different ones; long texts are cut. */
export function nameSimilarity(a: string, b: string): number {
  const [x, y] = [squash(a).slice(0, 60), squash(b).slice(0, 60)];
  const longest = Math.max(x.length, y.length);
  return longest === 0 ? 0 : 1 - distance(x, y) / longest;
}
