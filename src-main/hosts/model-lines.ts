import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DoctorLine } from '../contract/index.ts';

const Net = z.object({ file: z.string().regex(/^[\w.-]+$/), sha256: z.string() });
const Named = z.object({ name: z.string(), version: z.string() });
/** What is needed to tell whether the files are those that were made: the reader process checks the rest when it loads them. */
const ReaderManifest = Named.extend({ detector: Net, recogniser: Net }).transform(({ detector, recogniser, ...named }) => ({
  ...named,
  nets: [detector, recogniser],
}));
const TaggerManifest = Named.extend(Net.shape).transform(({ file, sha256, ...named }) => ({ ...named, nets: [{ file, sha256 }] }));

type Model = {
  readonly name: string;
  readonly folder: string;
  readonly manifest: typeof ReaderManifest | typeof TaggerManifest;
  readonly missing: string;
  readonly cost: string;
};

const MODELS: readonly Model[] = [
  {
    name: 'Text recognition',
    folder: 'reader',
    manifest: ReaderManifest,
    missing: 'the networks of the own reader are missing or damaged',
    cost: 'Pictures and scans are read by the second reader alone: slower, and with more mistakes.',
  },
  {
    name: 'Understanding',
    folder: 'extractor',
    manifest: TaggerManifest,
    missing: 'the network that tells what words are is missing or damaged',
    cost: 'Fields are found by rules alone: fewer line items, and more questions about documents of other countries.',
  },
];

/** Whether the networks of reading and understanding are there and unchanged. `models` is the folder of all models. */
export function modelLines(models: string): Promise<DoctorLine[]> {
  return Promise.all(MODELS.map((model) => modelLine(models, model)));
}

async function modelLine(models: string, { name, folder, manifest, missing, cost }: Model): Promise<DoctorLine> {
  const home = join(models, folder, 'v1');
  const trouble = (found: string): DoctorLine => ({ name, ok: false, found, cost, todo: 'Install Tickmark again.' });
  try {
    const { nets, ...named } = manifest.parse(JSON.parse(await readFile(join(home, 'manifest.json'), 'utf8')));
    for (const { file, sha256 } of nets) {
      const bytes = await readFile(join(home, file));
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) return trouble(`${file} was changed`);
    }
    return { name, ok: true, found: `${named.name} ${named.version} is there and unchanged` };
  } catch {
    return trouble(`${missing}, in ${home}`);
  }
}
