/** The addresses of the desk's pages. */
import { expect, test } from 'vitest';
import { hrefOf } from '../../src/desk/web/route.ts';

test('hold the place and what it is narrowed to, and nothing that is not chosen', () => {
  expect(hrefOf('topics')).toBe('#/topics');
  expect(hrefOf('topics', 'cn-us/energy', { sort: '' })).toBe('#/topics/cn-us/energy');
  expect(hrefOf('sources', '', { side: 'us', words: 'fact sheet' })).toBe('#/sources?side=us&words=fact+sheet');
  // What is asked may hold what divides an address.
  expect(hrefOf('questions', 'what? 100% #1 & more')).toBe('#/questions/what%3F%20100%25%20%231%20%26%20more');
});
