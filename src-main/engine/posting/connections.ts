import { EngineError } from '../../contract/index.ts';
import type { EngineContext } from '../context.ts';
import type { LedgerConnection } from '../ports.ts';

const connections = new WeakMap<EngineContext, Map<string, LedgerConnection>>();

/** The connection behind `id:rest`, made once per engine. @throws EngineError `invalid_input` where no connector has that id */
export function connectionFor(context: EngineContext, ledger: string): LedgerConnection {
  const known = connections.get(context) ?? new Map<string, LedgerConnection>();
  connections.set(context, known);
  const existing = known.get(ledger);
  if (existing) return existing;
  const separator = ledger.indexOf(':');
  const connector = context.ledgers.get(ledger.slice(0, separator));
  if (!connector) {
    const ids = [...context.ledgers.keys()].join(', ');
    throw new EngineError('invalid_input', {
      note: `There is no ledger of the kind "${ledger.slice(0, separator)}". There are: ${ids}.`,
      details: { field: 'ledger' },
    });
  }
  const connection = connector.connect(connector.parse(ledger.slice(separator + 1)), { clock: context.clock, log: context.log });
  known.set(ledger, connection);
  return connection;
}
