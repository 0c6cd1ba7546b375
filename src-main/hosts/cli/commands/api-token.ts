import { join } from 'node:path';
import { loadToken } from '../../../adapters/key-file.ts';
import { readHost } from '../../data-folder/host-file.ts';
import type { Command } from '../command.ts';

export const apiToken: Command = {
  name: 'api-token',
  summary: 'Print the token for the REST interface of `serve`',
  usage: '[--json]',
  examples: ['api-token', 'curl -H "Authorization: Bearer $(tickmark api-token)" http://127.0.0.1:PORT/api/review'],
  async run({ io }) {
    const token = loadToken(join(io.dataFolder, 'api-token'));
    const url = readHost(io.dataFolder)?.url;
    io.out(io.json ? `${JSON.stringify({ token, ...(url ? { url: `${url}/api` } : {}) })}\n` : `${token}\n`);
    if (!io.json) io.err(url ? `REST: ${url}/api, described in ${url}/api/openapi.json\n` : 'REST is there while `serve` runs.\n');
    return 0;
  },
};
