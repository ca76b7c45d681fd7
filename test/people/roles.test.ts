import { describe, expect, test } from 'vitest';
import { asRole, may, mayReview, RIGHTS, ROLES, rolesThatMay } from '../../src/people/roles.ts';

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
  });

  test('keep a reviewer from what they wrote themselves, where the policy says so', () => {
    const ann = { id: 'a', role: 'reviewer' } as const;
    expect(mayReview(ann, 'a', 'anybody')).toBe(true);
    expect(mayReview(ann, 'a', 'other-person')).toBe(false);
    expect(mayReview(ann, 'b', 'other-person')).toBe(true);
    expect(mayReview({ id: 'c', role: 'curator' }, 'b', 'anybody')).toBe(false);
  });
});
