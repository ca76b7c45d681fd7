import { expect, test } from 'vitest';
import { freeId } from '../../../src/records/publish/record-edits.ts';
import { idSchema } from '../../../src/records/schema.ts';

test('an id that is taken gets the first number that is free, and stays one', () => {
  expect(freeId('ships', new Set())).toBe('ships');
  expect(freeId('ships', new Set(['ships', 'ships-2']))).toBe('ships-3');
  // Cut at a hyphen, and as long as an id can be.
  for (const long of [`${'a'.repeat(37)}-bc`, 'a'.repeat(40)]) {
    const free = freeId(long, new Set([long]));
    expect(idSchema.safeParse(free)).toMatchObject({ success: true });
    expect(free).toMatch(/[a-z]-2$/u);
  }
});
