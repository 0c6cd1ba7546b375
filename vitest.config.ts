import { defineConfig } from 'vitest/config';

// One project a kind of test, so that each can be run alone: `npx vitest run --project unit`.
const project = (name: string, options: { timeout: number; workers: number; order: number }) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: options.timeout,
    hookTimeout: options.timeout,
    // A second is too short for a page on a loaded machine; a wait ends when what it waits for is there.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: options.workers,
    sequence: { groupOrder: options.order },
    pool: 'forks' as const,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', { timeout: 20_000, workers: 2, order: 1 }),
      project('architecture', { timeout: 20_000, workers: 2, order: 1 }),
      // Half of their time they wait: for answers that come late on purpose, for servers and processes that start.
      project('conformance', { timeout: 60_000, workers: 4, order: 2 }),
      project('integration', { timeout: 120_000, workers: 2, order: 3 }),
      // Browsers take what processors there are.
      project('e2e', { timeout: 180_000, workers: 1, order: 4 }),
    ],
  },
});
