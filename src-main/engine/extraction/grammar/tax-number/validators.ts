/**
 * Check-digit rules of tax numbers by country, from the package `stdnum` (a port of python-stdnum, whose modules name the national
 * publication of each rule). Imported file by file: the package's index loads 92 countries' passports and personal numbers as well.
 */
import { validate as arCuit } from 'stdnum/lib/cjs/ar/cuit.js';
import { validate as at } from 'stdnum/lib/cjs/at/uid.js';
import { validate as au } from 'stdnum/lib/cjs/au/abn.js';
import { validate as be } from 'stdnum/lib/cjs/be/vat.js';
import { validate as bg } from 'stdnum/lib/cjs/bg/vat.js';
import { validate as brCnpj } from 'stdnum/lib/cjs/br/cnpj.js';
import { validate as ca } from 'stdnum/lib/cjs/ca/bn.js';
import { validate as ch } from 'stdnum/lib/cjs/ch/uid.js';
import { validate as cy } from 'stdnum/lib/cjs/cy/vat.js';
import { validate as cz } from 'stdnum/lib/cjs/cz/dic.js';
import { validate as de } from 'stdnum/lib/cjs/de/vat.js';
import { validate as dk } from 'stdnum/lib/cjs/dk/cvr.js';
import { validate as ee } from 'stdnum/lib/cjs/ee/kmkr.js';
import { validate as es } from 'stdnum/lib/cjs/es/nif.js';
import { validate as fi } from 'stdnum/lib/cjs/fi/alv.js';
import { validate as fr } from 'stdnum/lib/cjs/fr/tva.js';
import { validate as gb } from 'stdnum/lib/cjs/gb/vat.js';
import { validate as gr } from 'stdnum/lib/cjs/gr/vat.js';
import { validate as hr } from 'stdnum/lib/cjs/hr/oib.js';
import { validate as hu } from 'stdnum/lib/cjs/hu/anum.js';
import { validate as id } from 'stdnum/lib/cjs/id/npwp.js';
import { validate as ie } from 'stdnum/lib/cjs/ie/vat.js';
import { validate as gstin } from 'stdnum/lib/cjs/in/gstin.js';
import { validate as it } from 'stdnum/lib/cjs/it/iva.js';
import { validate as jpCn } from 'stdnum/lib/cjs/jp/cn.js';
import { validate as lt } from 'stdnum/lib/cjs/lt/pvm.js';
import { validate as lu } from 'stdnum/lib/cjs/lu/tva.js';
import { validate as lv } from 'stdnum/lib/cjs/lv/pvn.js';
import { validate as mt } from 'stdnum/lib/cjs/mt/vat.js';
import { validate as mxRfc } from 'stdnum/lib/cjs/mx/rfc.js';
import { validate as nl } from 'stdnum/lib/cjs/nl/btw.js';
import { validate as no } from 'stdnum/lib/cjs/no/orgnr.js';
import { validate as nz } from 'stdnum/lib/cjs/nz/ird.js';
import { validate as pl } from 'stdnum/lib/cjs/pl/nip.js';
import { validate as pt } from 'stdnum/lib/cjs/pt/nif.js';
import { validate as ro } from 'stdnum/lib/cjs/ro/cif.js';
import { validate as seOrganisation } from 'stdnum/lib/cjs/se/orgnr.js';
import { validate as se } from 'stdnum/lib/cjs/se/vat.js';
import { validate as sg } from 'stdnum/lib/cjs/sg/uen.js';
import { validate as si } from 'stdnum/lib/cjs/si/ddv.js';
import { validate as sk } from 'stdnum/lib/cjs/sk/dph.js';
import { validate as us } from 'stdnum/lib/cjs/us/ein.js';
import { validate as za } from 'stdnum/lib/cjs/za/vat.js';

/** Whether the check digits of a number without its country's prefix hold. */
export type Holds = (bare: string) => boolean;

type Validate = (value: string) => { readonly isValid: boolean };

/** The package answers with an object for what it knows to be wrong and throws for some of what it cannot read at all. */
const holding =
  (validate: Validate): Holds =>
  (bare) => {
    try {
      return validate(bare).isValid;
    } catch {
      return false;
    }
  };

export const VALIDATORS = {
  arCuit: holding(arCuit),
  at: holding(at),
  au: holding(au),
  be: holding(be),
  bg: holding(bg),
  brCnpj: holding(brCnpj),
  ca: holding(ca),
  ch: holding((bare) => ch(`CHE${bare}`)),
  cy: holding(cy),
  cz: holding(cz),
  de: holding(de),
  dk: holding(dk),
  ee: holding(ee),
  es: holding(es),
  fi: holding(fi),
  fr: holding(fr),
  gb: holding(gb),
  gr: holding(gr),
  gstin: holding(gstin),
  hr: holding(hr),
  hu: holding(hu),
  id: holding(id),
  ie: holding(ie),
  it: holding(it),
  jpCn: holding(jpCn),
  lt: holding(lt),
  lu: holding(lu),
  lv: holding(lv),
  mt: holding(mt),
  mxRfc: holding(mxRfc),
  nl: holding(nl),
  no: holding(no),
  nz: holding(nz),
  pl: holding(pl),
  pt: holding(pt),
  ro: holding(ro),
  se: holding(se),
  seOrganisation: holding(seOrganisation),
  sg: holding(sg),
  si: holding(si),
  sk: holding(sk),
  us: holding(us),
  za: holding(za),
} as const;
