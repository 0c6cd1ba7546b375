import { defineConfig } from 'vitest/config';

// One project a kind of test, so that each can be run alone: `npx vitest run --project unit`.
const project = (name: string, options: { timeout: number; parallel: boolean }) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: options.timeout,
    hookTimeout: options.timeout,
    // A second is too short for a page on a loaded machine; a wait ends when what it waits for is there.
    expect: { poll: { timeout: 15_000 } },
    fileParallelism: options.parallel,
    pool: 'forks' as const,
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('unit', { timeout: 20_000, parallel: true }),
      project('architecture', { timeout: 20_000, parallel: true }),
      project('conformance', { timeout: 60_000, parallel: true }),
      project('integration', { timeout: 120_000, parallel: false }),
      project('e2e', { timeout: 180_000, parallel: false }),
    ],
  },
});
