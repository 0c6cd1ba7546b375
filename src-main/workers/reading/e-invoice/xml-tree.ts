import type { XmlElement as ParsedElement, XmlDocument } from 'libxml2-wasm';
import { EngineError } from '../../../contract/index.ts';

// Loaded when the first XML comes: it is 1 MB of WebAssembly, and few documents need it.
type Library = typeof import('libxml2-wasm');

/** An element without its namespace prefix. Elements of namespaces that no invoice format uses are left out. */
export type XmlElement = {
  readonly name: string;
  /** Text of an element without children, trimmed. */
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
};

/**
 * The largest of 1,481 measured e-invoices has 4.9 MB, mostly an embedded PDF; the deepest has 12 levels. Each further level and node would
 * cost time and memory and bring no field.
 */
export const XML_LIMITS = { bytes: 5_000_000, depth: 64, elements: 100_000, text: 10_000 } as const;

export type XmlRoot = { readonly namespace: string; readonly root: XmlElement };

/**
 * Reads an XML file strictly: a damaged or half-written one is refused. Nothing is ever fetched: a DOCTYPE, without which there are neither
 * entities nor external parts, is refused before the parser sees the text.
 * @throws EngineError `xml_refused` (details.reason: size, encoding, doctype, depth, elements), `file_truncated` where it is not well formed
 */
export async function readXml(bytes: Uint8Array): Promise<XmlRoot> {
  if (bytes.byteLength > XML_LIMITS.bytes) throw refused('size', `It has ${Math.round(bytes.byteLength / 1e6)} MB.`);
  const text = decodeXml(bytes);
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw refused('doctype', 'It has a DOCTYPE.');
  refuseBulk(text);
  const library = await import('libxml2-wasm');
  const document = parse(library, text);
  try {
    const { root } = document;
    return { namespace: root.namespaceUri, root: converted(library, root) };
  } finally {
    document.dispose();
  }
}

function parse({ XmlDocument, ParseOption, XmlError }: Library, text: string): XmlDocument {
  const option = ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_SYS_CATALOG;
  try {
    return XmlDocument.fromString(text, { option });
  } catch (cause) {
    if (cause instanceof XmlError) throw new EngineError('file_truncated', { note: 'The XML is not well formed.', cause });
    throw cause;
  }
}

/** The part of the tree that can be of an invoice, out of the parser's memory. */
function converted(library: Library, node: ParsedElement): XmlElement {
  const children: XmlElement[] = [];
  let own = '';
  for (let child = node.firstChild; child !== null; child = child.next) {
    if (child instanceof library.XmlElement) {
      if (isInvoiceNamespace(child.namespaceUri)) children.push(converted(library, child));
    } else if ((child instanceof library.XmlText || child instanceof library.XmlCData) && own.length < XML_LIMITS.text) {
      own += child.content;
    }
  }
  const attributes = Object.fromEntries(node.attrs.map((attribute) => [attribute.name, attribute.value]));
  return { name: node.name, text: children.length > 0 ? '' : own.slice(0, XML_LIMITS.text).trim(), attributes, children };
}

/** Elements of other namespaces are extensions; taking their names for the norm's would let a file say two things at once. */
function isInvoiceNamespace(uri: string): boolean {
  return /^urn:(un:unece:uncefact:data:|oasis:names:specification:ubl:)/.test(uri);
}

function refused(reason: string, note: string): EngineError {
  return new EngineError('xml_refused', { note, details: { reason } });
}

const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'iso-8859-1': 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  'windows-1252': 'windows-1252',
};

/**
 * The text as the parser will see it, without mark and declaration. Decoding here and not in the parser makes sure that what was searched for
 * a DOCTYPE is what is parsed: in an unusual encoding one could hide.
 */
function decodeXml(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(200, bytes.byteLength)).toString('latin1');
  const declared = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]{1,40})["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  const encoding = wide ?? ENCODINGS[declared];
  if (encoding === undefined) throw refused('encoding', `Its encoding is ${declared}.`);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\s*<\?xml\s[^>]*\?>/, '');
  } catch (cause) {
    throw new EngineError('file_truncated', { note: `It is not the ${declared} that it says.`, cause });
  }
}

/** Counts elements and depth in one pass. It need not understand every case: what is no XML at all, the parser refuses afterwards. */
function refuseBulk(text: string): void {
  let [depth, elements] = [0, 0];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const skip = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : undefined;
    const end = text.indexOf(skip ?? '>', at);
    if (end < 0) return;
    if (skip === undefined && text[at + 1] === '/') depth--;
    else if (skip === undefined && text[at + 1] !== '?') {
      elements++;
      if (text[end - 1] !== '/') depth++;
    }
    if (depth > XML_LIMITS.depth) throw refused('depth', `It is nested more than ${XML_LIMITS.depth} deep.`);
    if (elements > XML_LIMITS.elements) throw refused('elements', `It has more than ${XML_LIMITS.elements} elements.`);
    at = end;
  }
}

/** The elements at a path of local names, in the order of the file. */
export function all(from: XmlElement | undefined, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    from === undefined ? [] : [from],
  );
}

/** The first of them. */
export function first(from: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return all(from, ...path)[0];
}

/** Its text; undefined where there is none. */
export function textAt(from: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return first(from, ...path)?.text || undefined;
}
