import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    globalSetup: ['test/support/unpack-browser.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    // Servers of other people start as processes: on a busy machine that takes its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
