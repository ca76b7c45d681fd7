/** Holds the documentation to the files: links and anchors lead somewhere, files and settings that it names are there. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const PAGES = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: ROOT })];

const load = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Returns a page without its code, in which nothing is a link or a heading. */
const proseOf = (text: string): string =>
  text.replaceAll(/^ *```[\s\S]*?^ *```$/gmu, '').replaceAll(/^(?: {4}|\t).*$/gmu, '');

/** Returns the anchors that GitHub gives to the headings of a page. */
function anchorsOf(text: string): ReadonlySet<string> {
  const slugs = [...proseOf(text).matchAll(/^#{1,6} +(.+)$/gmu)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/gu, '-'),
  );
  return new Set(
    slugs.map((slug, index) => {
      const before = slugs.slice(0, index).filter((other) => other === slug).length;
      return before === 0 ? slug : `${slug}-${before}`;
    }),
  );
}

/** Returns what is wrong with the links of a page that lead to files of the project. */
function brokenLinks(page: string, text = load(page)): string[] {
  const targets = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)|<img [^>]*src="([^"]+)"/gu)].map(
    ([, link, image]) => link ?? image ?? '',
  );
  return targets
    .filter((target) => !/^[a-z]+:/u.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
      if (!existsSync(join(ROOT, file))) return true;
      return anchor !== undefined && !anchorsOf(file === page ? text : load(file)).has(anchor);
    })
    .map((target) => `${page}: ${target}`);
}

test('links and anchors lead somewhere', () => {
  expect(PAGES.flatMap((page) => brokenLinks(page))).toEqual([]);
});

test('a link or an anchor that leads nowhere is found', () => {
  const page =
    '# One\n[a](#one) [b](#two) [c](docs/none.md) [d](docs/architecture.md#words) [e](https://example.org/#x)';
  expect(brokenLinks('README.md', page)).toEqual(['README.md: #two', 'README.md: docs/none.md']);
});

test('README is short', () => {
  expect(Buffer.byteLength(load('README.md'))).toBeLessThan(8_000);
});

test('the pictures are light and have a text', () => {
  for (const picture of globSync('docs/*.{png,svg}', { cwd: ROOT }))
    expect(readFileSync(join(ROOT, picture)).length).toBeLessThan(200_000);
  for (const page of PAGES) expect(load(page)).not.toMatch(/!\[\]|<img (?![^>]*alt="[^"]{20,}")/u);
});

test('the files that the architecture names are there', () => {
  // A name with a gap, such as src/chat/NAME/index.ts, tells where to write something new.
  const named = [...load('docs/architecture.md').matchAll(/`((?:src|test|briefs)\/[\w./-]+)`/gu)].map(
    ([, path = '']) => path,
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((path) => !/[A-Z]{4}/u.test(path) && !existsSync(join(ROOT, path)))).toEqual([]);
});

test('every setting is explained', () => {
  const settings = [...load('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gmu)].map(([, name = '']) => name);
  expect(settings.length).toBeGreaterThan(20);
  const docs = globSync('docs/*.md', { cwd: ROOT }).map(load).join('\n');
  expect(settings.filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(docs))).toEqual([]);
});

/** Tells whether there is a calendar and a feed of this name: of all, a relationship, or a topic. */
function isGiven(name: string): boolean {
  const [topic = '', relationship = 'cn-us'] = name.split('/').toReversed();
  const places = [join('briefs', name), join('briefs', relationship, 'topics', `${topic}.yaml`)];
  return name === 'all' || places.some((place) => existsSync(join(ROOT, place)));
}

test('the calendars and feeds that are named have something to give', () => {
  const named = [...load('docs/exits.md').matchAll(/`([\w/-]+)\.(?:ics|atom)`/gu)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !isGiven(name))).toEqual([]);
});
