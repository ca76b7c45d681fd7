import { describe, expect, test } from 'vitest';
import { asReviewPolicy, asRole, may, RIGHTS, ROLES, rolesThatMay } from '../../src/people/roles.ts';

describe('roles', () => {
  test('each have the rights of those before and more', () => {
    for (const [at, role] of ROLES.entries()) {
      const before = ROLES[at - 1];
      if (before === undefined) continue;
      expect(RIGHTS[role]).toEqual(expect.arrayContaining([...RIGHTS[before]]));
      expect(RIGHTS[role].length).toBeGreaterThan(RIGHTS[before].length);
    }
  });

  test('say who may do what', () => {
    expect(rolesThatMay('read')).toEqual(['reader', 'curator', 'reviewer', 'admin']);
    expect(rolesThatMay('curate')).toEqual(['curator', 'reviewer', 'admin']);
    expect(rolesThatMay('review')).toEqual(['reviewer', 'admin']);
    expect(rolesThatMay('administer')).toEqual(['admin']);
    expect(may({ role: 'reader' }, 'curate')).toBe(false);
    expect(asRole('curator')).toBe('curator');
    expect(asRole('owner')).toBeUndefined();
    expect([asReviewPolicy(), asReviewPolicy('Other-Person'), asReviewPolicy('me')]).toEqual([
      'anybody',
      'other-person',
      undefined,
    ]);
  });
});
