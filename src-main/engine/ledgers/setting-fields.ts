import { z } from 'zod';
import { ColumnChoices, EngineError, type SettingField, type SettingValues } from '../../contract/index.ts';
import type { LedgerConnector } from '../ports.ts';

/** What the members of a connector's settings say about themselves beside their type (`.meta` in `ledger-port.ts`). */
const Meta = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  secret: z.boolean().optional(),
  placeholder: z.string().optional(),
  kind: z.enum(['path', 'url', 'date', 'columns']).optional(),
  columns: ColumnChoices.optional(),
});

const Member = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  format: z.string().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
});
const JsonObject = z.object({ properties: z.record(z.string(), z.unknown()), required: z.array(z.string()).default([]) });

/** The form, and the command line flags, of a connector: one field for each member of its settings, in their order. */
export function settingFields(connector: Pick<LedgerConnector, 'config'>): SettingField[] {
  const schema = JsonObject.parse(z.toJSONSchema(connector.config, { io: 'input', unrepresentable: 'any' }));
  return Object.entries(schema.properties).map(([name, raw]) => {
    const meta = Meta.parse(raw);
    const member = Member.parse(raw);
    return {
      name,
      title: meta.title ?? spaced(name),
      kind: kindOf(meta, member),
      required: schema.required.includes(name),
      ...(meta.description === undefined ? {} : { description: meta.description }),
      ...(meta.placeholder === undefined ? {} : { placeholder: meta.placeholder }),
      ...(meta.columns === undefined ? {} : { columns: meta.columns }),
      ...(member.enum === undefined ? {} : { choices: member.enum.map((id) => ({ id, label: id })) }),
      ...(member.default === undefined ? {} : { initial: String(member.default) }),
    };
  });
}

function kindOf(meta: z.infer<typeof Meta>, member: z.infer<typeof Member>): SettingField['kind'] {
  if (meta.secret === true) return 'secret';
  if (member.enum !== undefined) return 'choice';
  if (member.type === 'boolean') return 'switch';
  if (member.type === 'number' || member.type === 'integer') return 'number';
  return meta.kind ?? (member.format === 'uri' ? 'url' : 'text');
}

/** `requestTimeoutSeconds` as words: "Request timeout seconds". */
function spaced(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Settings as the connector's schema takes them: empty texts are absent, numbers and switches are what they say. */
function typed(fields: readonly SettingField[], values: SettingValues): SettingValues {
  const known = new Map(fields.map((field) => [field.name, field.kind]));
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name, value]) => known.has(name) && value !== '')
      .map(([name, value]) => {
        if (known.get(name) === 'number' && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim())) return [name, Number(value)];
        if (known.get(name) === 'switch' && typeof value === 'string') return [name, value === 'true' || value === 'yes'];
        return [name, typeof value === 'string' ? value.trim() : value];
      }),
  );
}

/**
 * Settings checked by the connector's schema and parted into those that may be shown and the secrets.
 * @throws EngineError `invalid_input` naming the first wrong setting
 */
export function checkSettings(
  connector: LedgerConnector,
  values: SettingValues,
): { readonly config: unknown; readonly settings: SettingValues; readonly secrets: Record<string, string> } {
  const fields = settingFields(connector);
  const given = typed(fields, values);
  const parsed = connector.config.safeParse(given);
  if (!parsed.success) throw wrongSetting(fields, parsed.error);
  const isSecret = new Set(fields.filter(({ kind }) => kind === 'secret').map(({ name }) => name));
  const entries = Object.entries(given);
  return {
    config: parsed.data,
    settings: Object.fromEntries(entries.filter(([name]) => !isSecret.has(name))),
    secrets: Object.fromEntries(entries.filter(([name]) => isSecret.has(name)).map(([name, value]) => [name, String(value)])),
  };
}

function wrongSetting(fields: readonly SettingField[], error: z.ZodError): EngineError {
  const [issue] = error.issues;
  const name = String(issue?.path[0] ?? '');
  const field = fields.find((candidate) => candidate.name === name);
  const note = field === undefined ? (issue?.message ?? '') : `${field.title}: ${issue?.message ?? 'is not right'}.`;
  return new EngineError('invalid_input', { note, details: { field: name === '' ? 'ledger' : name } });
}
