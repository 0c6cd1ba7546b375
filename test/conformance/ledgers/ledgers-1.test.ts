import { ledgerShard } from './ledger-shard.ts';

await ledgerShard(1);
