/** Search domains of Odoo in prefix notation: leaves are `[field, operator, value]`, `|` and `&` stand before their two operands. */
import { OdooError } from './odoo-error.ts';

export type Row = Readonly<Record<string, unknown>>;

/** True where the row fits. `known` are the fields that may be named. @throws OdooError for unknown fields and operators */
export function fits(row: Row, domain: unknown, known: (field: string) => boolean): boolean {
  if (!Array.isArray(domain)) throw new OdooError('ValueError', 'a domain is a list');
  const terms = [...(domain as unknown[])];
  let all = true;
  while (terms.length > 0) all = term(row, terms, known) && all;
  return all;
}

function term(row: Row, terms: unknown[], known: (field: string) => boolean): boolean {
  const next = terms.shift();
  if (next === '|' || next === '&') {
    const [left, right] = [term(row, terms, known), term(row, terms, known)];
    return next === '|' ? left || right : left && right;
  }
  if (!Array.isArray(next) || next.length !== 3) throw new OdooError('ValueError', `no term of a domain: ${JSON.stringify(next)}`);
  const [field, operator, value] = next as [string, string, unknown];
  if (field !== 'id' && !known(field)) throw new OdooError('ValueError', `Invalid field ${field}`);
  return compare(row[field] ?? false, operator, value);
}

function compare(found: unknown, operator: string, value: unknown): boolean {
  const isIn = (wanted: unknown) => (Array.isArray(found) ? found.includes(wanted) : found === wanted);
  switch (operator) {
    case '=':
      return isIn(value);
    case '!=':
      return !isIn(value);
    case 'in':
      if (!Array.isArray(value)) throw new OdooError('ValueError', 'in needs a list');
      return value.some(isIn);
    case '>':
      return typeof found === 'number' && typeof value === 'number' && found > value;
    case '=like':
      return typeof found === 'string' && pattern(String(value), '').test(found);
    case 'ilike':
      return typeof found === 'string' && pattern(`%${String(value)}%`, 'i').test(found);
    default:
      throw new OdooError('ValueError', `Invalid operator ${operator}`);
  }
}

/** LIKE of PostgreSQL: `%` is anything, `_` any one character. */
function pattern(like: string, flags: string): RegExp {
  const source = [...like].map((sign) => (sign === '%' ? '.*' : sign === '_' ? '.' : sign.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))).join('');
  return new RegExp(`^${source}$`, `s${flags}u`);
}
