/** The addresses of the desk's pages. */
import { expect, test } from 'vitest';
import { hrefOf, recordHref } from '../../src/desk/web/route.ts';

test('hold the place and what it is narrowed to, and nothing that is not chosen', () => {
  expect(hrefOf('topics')).toBe('#/topics');
  expect(hrefOf('topics', 'cn-us/energy', { sort: '' })).toBe('#/topics/cn-us/energy');
  expect(hrefOf('documents', '', { side: 'us', words: 'fact sheet' })).toBe('#/documents?side=us&words=fact+sheet');
  // What is asked may hold what divides an address.
  expect(hrefOf('ask', 'what? 100% #1 & more')).toBe('#/ask/what%3F%20100%25%20%231%20%26%20more');
});

test('of the editor of a record are those of its page', () => {
  expect(recordHref('cn-us/topics/energy.yaml')).toBe('#/topics/cn-us/energy?view=edit');
  expect(recordHref('cn-us/documents/note.yaml')).toBe('#/documents/cn-us/note?view=record');
  expect(recordHref('cn-us/relationship.yaml')).toBe('#/admin/records/cn-us/relationship.yaml');
  expect(recordHref('cn-us/tracks.yaml', 'tracks.tea-duty')).toBe('#/status/cn-us?field=tracks.tea-duty');
  // A statement is opened where its document is read.
  expect(recordHref('cn-us/documents/note.yaml', 'url')).toBe('#/documents/cn-us/note?view=record&field=url');
  expect(recordHref('cn-us/documents/note.yaml', 'statements.2.text.en')).toBe(
    '#/documents/cn-us/note?correct=2&field=text.en',
  );
});
