import { expect, test } from 'vitest';
import { robotsFor } from '../../src/watch/robots.ts';

const allows = async (text: string, path: string): Promise<boolean> => {
  const url = new URL(path, 'https://site.example');
  return (await robotsFor(url, text)).mayFetch(url);
};

test.each<[string, string, string, boolean]>([
  ['nothing is said', '', '/a', true],
  ['all is forbidden', 'User-agent: *\nDisallow: /', '/a', false],
  ['all is forbidden but its own text', 'User-agent: *\nDisallow: /', '/robots.txt', true],
  ['an empty rule forbids nothing', 'User-agent: *\nDisallow:', '/a', true],
  ['we are named', 'User-agent: *\nDisallow:\n\nUser-agent: Attache\nDisallow: /papers', '/papers/1', false],
  [
    'our own rules take the place of all others',
    'User-agent: *\nDisallow: /\n\nuser-agent: attache\nAllow: /',
    '/a',
    true,
  ],
  ['names in a row share rules', 'User-agent: other\nUser-agent: attache\nDisallow: /x', '/x', false],
  ['the longest rule decides', 'User-agent: *\nAllow: /papers/open\nDisallow: /papers', '/papers/open/1', true],
  ['of two as long the allowing one does', 'User-agent: *\nDisallow: /page\nAllow: /page', '/page', true],
  ['a star stands for anything', 'User-agent: *\nDisallow: /*/print$', '/a/b/print', false],
  ['a dollar for the end', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf?page=2', true],
  ['a query is part of a path', 'User-agent: *\nDisallow: /*?session=', '/a?session=1', false],
  ['letters are compared as addresses have them', 'User-agent: *\nDisallow: /文件', '/%e6%96%87%e4%bb%b6/1', false],
  ['what follows a sign of a comment is none', 'User-agent: * # all\nDisallow: / # please', '/a', false],
  ['a page instead of rules says nothing', '<!doctype html><p>Not found</p>', '/a', true],
])('%s', async (_what, text, path, expected) => expect(await allows(text, path)).toBe(expected));

test('a pattern that is made to hang does not', async () => {
  const text = `User-agent: *\nDisallow: /${'a*'.repeat(900)}b$`;
  expect(await allows(text, `/${'a'.repeat(5_000)}`)).toBe(true);
});
