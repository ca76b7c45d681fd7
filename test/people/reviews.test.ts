import { expect, test } from 'vitest';
import { mayReview } from '../../src/people/reviews.ts';

test('a reviewer is kept from what they wrote themselves, where the policy says so', () => {
  const ann = { name: 'Ann', role: 'reviewer' } as const;
  expect(mayReview(ann, ['Ann'], 'anybody')).toBe(true);
  expect(mayReview(ann, ['Bo', 'ANN'], 'other-person')).toBe(false);
  expect(mayReview(ann, ['Bo'], 'other-person')).toBe(true);
  // What nobody here wrote may be reviewed by everybody with the right to.
  expect(mayReview(ann, [], 'other-person')).toBe(true);
  expect(mayReview({ name: 'Cy', role: 'curator' }, ['Bo'], 'anybody')).toBe(false);
});
