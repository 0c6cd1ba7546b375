import { traverseContractProcedures } from '@orpc/server';
import { expect, test } from 'vitest';
import { contract, ERRORS } from '../../../src-main/contract/index.ts';
import { openApiDocument } from '../../../src-main/hosts/transports/rest.ts';

type Operation = {
  summary?: string;
  operationId?: string;
  parameters?: { name: string; in: string; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
};

const document = await openApiDocument('0.0.0-test');
const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
  Object.entries(methods ?? {}).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    operation: operation as Operation,
  })),
);

test('the document lists every procedure of the contract, each by one route', () => {
  const names: string[] = [];
  traverseContractProcedures({ router: contract, path: [] }, ({ path }) => void names.push(path.join('.')));
  expect(operations).toHaveLength(names.length);
  expect(new Set(operations.map(({ operation }) => operation.operationId))).toEqual(new Set(names));
  expect(operations.map(({ route, operation }) => `${route} — ${operation.summary}`).sort()).toMatchSnapshot();
});

test('every procedure has a summary and a schema of what it answers', () => {
  for (const { route, operation } of operations) {
    expect(operation.summary, route).toMatch(/^[A-Z].{3,}/);
    const contents = Object.values(operation.responses['200']?.content ?? {});
    expect(contents.length, route).toBeGreaterThan(0);
    for (const { schema } of contents) expect(Object.keys(schema).length, route).toBeGreaterThan(0);
  }
});

test('every procedure that takes something has a schema of it, and none was lost on the way', () => {
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure, path }) => {
    const { operation } = operations.find(({ operation: { operationId } }) => operationId === path.join('.')) ?? {};
    const takes = procedure['~orpc'].inputSchema !== undefined;
    const described = (operation?.parameters?.length ?? 0) > 0 || operation?.requestBody !== undefined;
    expect(described, path.join('.')).toBe(takes);
  });
  // `{ not: {} }` is what the converter writes for a schema that it cannot express.
  expect(JSON.stringify(document)).not.toContain('{"not":{}}');
});

test('every code of the error table is described', () => {
  const text = JSON.stringify(document);
  for (const code of Object.keys(ERRORS)) expect(text).toContain(`"const":"${code}"`);
});

test('the token is the way in', () => {
  expect(document.components?.securitySchemes).toEqual({ token: { type: 'http', scheme: 'bearer' } });
});
