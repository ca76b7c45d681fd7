/** Two projects: `unit` needs nothing but this process, `e2e` (files named *.e2e.test.ts) real sockets, databases, browsers and processes. */
import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

export default defineConfig({
  root,
  test: {
    // One more than a small machine has processors: much of the end-to-end tests is waiting.
    maxWorkers: 3,
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.e2e.test.{ts,tsx}'],
          setupFiles: ['test/support/unit-guard.ts'],
          // Nothing that one file does is left over for the next, and what they import is loaded once.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          include: ['test/**/*.e2e.test.{ts,tsx}'],
          globalSetup: ['test/support/unpack-browser.ts'],
          // As above: what discord.js, Bolt and the stores load takes longer than most files take for their tests.
          isolate: false,
          // Servers of other people start as processes: on a busy machine that takes its time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
