import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

// Writes a PDF-like file piece by piece, as a scanner does. Arguments: path, pieces, bytes of a piece, pause in ms.
const [, , path = '', pieces = '1', size = '1', pause = '0'] = process.argv;
const file = openSync(path, 'wx');
writeSync(file, '%PDF-1.7\n');
for (let piece = 0; piece < Number(pieces); piece++) {
  writeSync(file, Buffer.alloc(Number(size), `${piece}`));
  fsyncSync(file);
  await sleep(Number(pause));
}
writeSync(file, '\n%%EOF\n');
closeSync(file);
