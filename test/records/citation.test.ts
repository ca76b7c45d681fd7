import { expect, test } from 'vitest';
import { deepLink } from '../../src/records/citation.ts';
import { catalogueOf } from '../support/records.ts';

function link(find: string, url = 'https://example.org/a'): string {
  const source = catalogueOf().sources.get('harbour-notes');
  if (source === undefined) throw new Error('the made-up source is gone');
  return deepLink({ ...source, url }, { source: source.id, paragraph: 1, find });
}

test('a deep link encodes what would part or end the text directive', () => {
  expect(link("it's well-known, a & b (c) 50%")).toBe(
    'https://example.org/a#:~:text=it%27s%20well%2Dknown%2C%20a%20%26%20b%20%28c%29%2050%25',
  );
});

test('a deep link holds nothing that could break out of a link of a chat or a terminal', () => {
  expect(link(`<a|b> "c" \`d\` [e] \\f {g}^`)).toMatch(/^https:\/\/example\.org\/a#:~:text=[\w%.~*!]+$/u);
  expect(link('稀土 加工 能力')).toBe(
    'https://example.org/a#:~:text=%E7%A8%80%E5%9C%9F%20%E5%8A%A0%E5%B7%A5%20%E8%83%BD%E5%8A%9B',
  );
});

test('a deep link to Chinese words holds them as they are displayed, in percent signs only', () => {
  const made = link('“压舱石”和推进器，2026年');
  expect(made).toMatch(/^https:\/\/example\.org\/a#:~:text=[\w%]+$/u);
  expect(decodeURIComponent(made.split('text=')[1] ?? '')).toBe('“压舱石”和推进器，2026年');
});

test('a deep link goes behind a fragment that the address has already', () => {
  expect(link('one two three', 'https://example.org/a#part')).toBe(
    'https://example.org/a#part:~:text=one%20two%20three',
  );
});
