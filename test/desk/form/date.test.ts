import { expect, test } from 'vitest';
import { knownTo } from '../../../src/desk/web/form/date.tsx';

test('of a date known otherwise only what is known is kept: nothing is made up', () => {
  const day = { precision: 'day', on: '2026-11-24' };
  expect(knownTo(day, 'month')).toEqual({ precision: 'month', on: '2026-11' });
  expect(knownTo(day, 'year')).toEqual({ precision: 'year', on: '2026' });
  expect(knownTo({ precision: 'year', on: '2026' }, 'day')).toEqual({ precision: 'day' });
  expect(knownTo({ precision: 'about', from: '2026-11-01', to: '2026-11-09' }, 'year')).toEqual({ precision: 'year' });
  expect(knownTo(day, 'about')).toEqual({ precision: 'about' });
  expect(knownTo(undefined, 'day')).toEqual({ precision: 'day' });
});
