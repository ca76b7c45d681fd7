import { expect, test } from 'vitest';
import { AttacheError, isDiskFull } from '../../src/shared/errors.ts';

const withCode = (code: string): Error => Object.assign(new Error(code), { code });

test('a full disk is known by the file system, by either database, and behind other errors', () => {
  for (const code of ['ENOSPC', 'EDQUOT', '53100']) expect(isDiskFull(withCode(code))).toBe(true);
  const cause = withCode('ERR_SQLITE_ERROR');
  expect(isDiskFull(new Error('not kept', { cause: new AttacheError('store-full', 'full', { cause }) }))).toBe(true);
  for (const error of [withCode('EACCES'), new Error('full'), 'ENOSPC', undefined])
    expect(isDiskFull(error)).toBe(false);
});
