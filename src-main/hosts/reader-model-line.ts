import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DoctorLine } from '../contract/index.ts';

const Net = z.object({ file: z.string().regex(/^[\w.-]+$/), sha256: z.string() });
/** What is needed to tell whether the files are those that were made: the reader process checks the rest when it loads them. */
const Manifest = z.object({ name: z.string(), version: z.string(), detector: Net, recogniser: Net });

/** Whether the nets of the own reader are there and unchanged. `models` is the folder of all models. */
export async function readerModelLine(models: string): Promise<DoctorLine> {
  const name = 'Text recognition';
  const folder = join(models, 'reader', 'v1');
  const trouble = (found: string): DoctorLine => ({
    name,
    ok: false,
    found,
    cost: 'Pictures and scans are read by the second reader alone: slower, and with more mistakes.',
    todo: 'Install Tickmark again.',
  });
  try {
    const manifest = Manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
    for (const { file, sha256 } of [manifest.detector, manifest.recogniser]) {
      const bytes = await readFile(join(folder, file));
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) return trouble(`${file} was changed`);
    }
    return { name, ok: true, found: `${manifest.name} ${manifest.version} is there and unchanged` };
  } catch {
    return trouble(`the networks of the own reader are missing or damaged, in ${folder}`);
  }
}
