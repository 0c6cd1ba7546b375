/** Legal forms and fillers that one supplier's papers carry and the next leave out. */
const FILLERS = new Set(
  'ltd limited llc inc plc llp co company corp sdn bhd pte pty gmbh mbh ag kg ohg ug sarl sas sa srl spa bv nv oy ab as aps the and'.split(
    ' ',
  ),
);

/**
 * The name by which a supplier is recognised again: letters and digits only, without accents, legal form and fillers.
 * "Northern Dairy Supplies Ltd." and "NORTHERN DAIRY SUPPLIES" give the same key; an empty key means "no usable name".
 */
export function supplierKey(name: string): string {
  const words = name
    .slice(0, 300)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !FILLERS.has(word));
  return (telling.length > 0 ? telling : words).join(' ').slice(0, 120);
}
