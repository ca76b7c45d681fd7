import { expect, test } from 'vitest';
import { killWhilePublishing } from './publish-run.ts';

test(
  'a process that is killed while it publishes four files leaves all of them, or none',
  { timeout: 240_000 },
  async () => {
    const { before, after, torn } = await killWhilePublishing(4, 20_264);
    expect(torn).toEqual([]);
    expect(before + after).toBe(4);
  },
);
