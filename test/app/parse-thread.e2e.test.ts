/** The thread that takes pages of sources apart: what is made to take too long is given up, and the next page is read. */
import { afterEach, expect, test } from 'vitest';
import { createParseThread } from '../../src/app/watching/parse-thread.ts';
import type { Page } from '../../src/watch/parse.ts';

let thread: ReturnType<typeof createParseThread>;
afterEach(async () => await thread.stop());

const LIST = { kind: 'list', select: { list: 'li' }, zone: undefined } as const;
const page = (text: string): Page => ({
  url: 'https://press.example/',
  bytes: new TextEncoder().encode(text),
  charset: undefined,
  day: undefined,
  today: '2026-11-30',
});

test('a page is read, also behind others', async () => {
  thread = createParseThread();
  const read = await Promise.all(
    ['a', 'b'].map(async (title) => await thread.parse(LIST, page(`<li><a href="/x">${title}</a></li>`))),
  );
  expect(read).toMatchObject([{ entries: [{ title: 'a' }] }, { entries: [{ title: 'b' }] }]);
});

test('a page that takes too long is given up, and the next one is read', async () => {
  thread = createParseThread(1_500);
  // Two hundred thousand elements within one another, and a selector that asks each of them about all others.
  const deep = { ...LIST, select: { list: 'div:has(div:has(div)) li' } };
  expect(await thread.parse(deep, page(`${'<div>'.repeat(200_000)}<li>x</li>`))).toMatchObject({
    type: 'fault',
    words: { code: 'parser' },
  });
  expect(await thread.parse(LIST, page('<li><a href="/x">next</a></li>'))).toMatchObject({
    entries: [{ title: 'next' }],
  });
});
