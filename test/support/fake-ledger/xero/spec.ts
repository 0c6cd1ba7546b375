/** Checks requests and answers against Xero's own specification (`test/fixtures/xero`): a strict subset of JSON Schema as OpenAPI 3.0 uses it. */
import { readFileSync } from 'node:fs';
import type { FakeRequest } from '../fake-vendor.ts';

type Schema = {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  readonly nullable?: boolean;
};
type Parameter = { readonly in: 'header' | 'query' | 'path'; readonly name: string; readonly required: boolean; readonly schema: Schema };
type Content = Readonly<Record<string, { readonly schema: Schema }>>;
type Operation = {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content: Content }>>;
};
type Spec = {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
};

const spec = JSON.parse(readFileSync(new URL('../../../fixtures/xero/xero-accounting.json', import.meta.url), 'utf8')) as Spec;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Headers that HTTP and the login bring with them. */
const PLAIN_HEADERS = new Set(
  'host connection accept accept-language accept-encoding sec-fetch-mode user-agent content-length content-type authorization transfer-encoding'.split(
    ' ',
  ),
);

export function operation(path: string, method: string): Operation {
  const found = spec.paths[path]?.[method.toLowerCase()];
  if (found === undefined) throw new Error(`the specification has no ${method} ${path}`);
  return found;
}

/** What is wrong with a request, in words; empty where it is as the specification wants it. */
export function requestProblems({ parameters, requestBody }: Operation, request: FakeRequest): string[] {
  const known = (place: Parameter['in']) =>
    new Map(parameters.filter((one) => one.in === place).map((one) => [one.name.toLowerCase(), one]));
  const problems: string[] = [];
  const [query, header] = [known('query'), known('header')];
  for (const [name, value] of request.query) {
    const parameter = query.get(name.toLowerCase());
    if (parameter === undefined) problems.push(`query: ${name} is unknown`);
    else problems.push(...textProblems(parameter.schema, value, `query ${name}`));
  }
  for (const [name, value] of Object.entries(request.headers)) {
    if (PLAIN_HEADERS.has(name)) continue;
    const parameter = header.get(name);
    if (parameter === undefined) problems.push(`header: ${name} is unknown`);
    else problems.push(...textProblems(parameter.schema, String(value), `header ${name}`));
  }
  for (const parameter of parameters.filter(({ required }) => required)) {
    const name = parameter.name;
    const given = { header: request.headers[name.toLowerCase()], query: request.query.get(name), path: request.params[name] }[parameter.in];
    if (given === undefined || given === null) problems.push(`${parameter.in}: ${name} is missing`);
    else if (parameter.in === 'path') problems.push(...textProblems(parameter.schema, String(given), `path ${name}`));
  }
  if (requestBody === undefined) return request.body.byteLength === 0 ? problems : [...problems, 'a body where none belongs'];
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  const content = requestBody.content[type];
  if (content === undefined) return [...problems, `content type ${type} is not allowed`];
  return type === 'application/json' ? [...problems, ...schemaProblems(content.schema, request.json(), 'body', true)] : problems;
}

/** What is wrong with an answer of the fake itself: a fake that speaks otherwise than its vendor proves nothing. */
export function answerProblems({ responses }: Operation, status: number, json: unknown): string[] {
  const content = responses[String(status)]?.content['application/json'];
  return content === undefined ? [] : schemaProblems(content.schema, json, 'answer', false);
}

function textProblems(schema: Schema, text: string, at: string): string[] {
  if (schema.type === 'integer') return /^-?\d+$/.test(text) ? [] : [`${at} is no integer`];
  if (schema.type === 'boolean') return ['true', 'false'].includes(text) ? [] : [`${at} is no boolean`];
  if (schema.type === 'array') return text.split(',').flatMap((part) => textProblems(schema.items ?? {}, part, at));
  return schemaProblems(schema, text, at, true);
}

function schemaProblems(schema: Schema, value: unknown, at: string, strict: boolean): string[] {
  if (schema.$ref !== undefined) {
    const target = spec.components.schemas[schema.$ref.replace('#/components/schemas/', '')];
    return target === undefined ? [`${at}: the specification has no ${schema.$ref}`] : schemaProblems(target, value, at, strict);
  }
  if (schema.allOf !== undefined) return objectProblems(merged(schema.allOf), value, at, strict);
  if (value === null) return schema.nullable === true || !strict ? [] : [`${at} is null`];
  switch (schema.type) {
    case 'object':
      return objectProblems(schema, value, at, strict);
    case 'array':
      if (!Array.isArray(value)) return [`${at} is no list`];
      if (value.length < (schema.minItems ?? 0)) return [`${at} has too few items`];
      return value.flatMap((item, index) => schemaProblems(schema.items ?? {}, item, `${at}[${index}]`, strict));
    case 'string':
      return typeof value === 'string' ? stringProblems(schema, value, at) : [`${at} is no text`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${at} is no boolean`];
    case 'number':
    case 'integer':
      return typeof value === 'number' && (schema.type === 'number' || Number.isInteger(value)) ? [] : [`${at} is no ${schema.type}`];
    default:
      return [];
  }
}

/** Strict: members that are unknown or read-only are refused, which the vendor itself forgives. */
function objectProblems(schema: Schema, value: unknown, at: string, strict: boolean): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`];
  const missing = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`);
  const members = Object.entries(value).flatMap(([name, member]) => {
    const inner = schema.properties?.[name];
    if (inner === undefined) return strict ? [`${at}.${name} is unknown`] : [];
    if (strict && inner.readOnly === true) return [`${at}.${name} is read-only`];
    return schemaProblems(inner, member, `${at}.${name}`, strict);
  });
  return [...missing, ...members];
}

function merged(parts: readonly Schema[]): Schema {
  const whole = parts.map((part) =>
    part.$ref === undefined ? part : (spec.components.schemas[part.$ref.replace('#/components/schemas/', '')] ?? {}),
  );
  return {
    type: 'object',
    required: whole.flatMap(({ required }) => required ?? []),
    properties: Object.assign({}, ...whole.map(({ properties }) => properties ?? {})) as Record<string, Schema>,
  };
}

function stringProblems(schema: Schema, value: string, at: string): string[] {
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${at} is ${value}, which is none of the allowed`];
  if (value.length > (schema.maxLength ?? Number.POSITIVE_INFINITY)) return [`${at} is too long`];
  if (value.length < (schema.minLength ?? 0)) return [`${at} is too short`];
  if (schema.format === 'uuid' && !UUID.test(value)) return [`${at} is no UUID`];
  return [];
}
