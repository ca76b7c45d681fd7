/** The boards: one pair at a time, in one order, a line for each with the document that carries its state; and the dates, each thing once. */
import { expect, test } from 'vitest';
import { valuesOf } from '../../../src/records/catalogue.ts';
import { createRecordLoader } from '../../../src/records/load.ts';
import type { Language } from '../../../src/records/schema.ts';
import { composeDates, composeStatus } from '../../../src/reply/compose/board.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { createCatalogue } from '../../../src/search/catalogue.ts';
import { OWN } from '../../support/records.ts';

const catalogue = createCatalogue(valuesOf(createRecordLoader(OWN).read()));
const DAY = Temporal.Instant.from('2026-12-03T10:00:00Z');

const context = (language: Language = 'en', now = DAY) => ({ catalogue, language, now, audience: 'everyone' }) as const;
const status = (request: Partial<Parameters<typeof composeStatus>[0]> = {}, ...given: Parameters<typeof context>) =>
  composeStatus({ type: 'status', ...request }, undefined, context(...given));
const dates = (request: Partial<Parameters<typeof composeDates>[0]> = {}, ...given: Parameters<typeof context>) =>
  composeDates({ type: 'dates', ...request }, undefined, context(...given));

const groups = ({ blocks }: Reply) => blocks.filter((block) => block.type === 'points');
const lines = (reply: Reply) =>
  groups(reply).flatMap(({ heading, items }) =>
    items.map(({ label, text, marks }) => ({ group: heading, label, text, marks: marks.map((mark) => mark.text) })),
  );
const lineOf = (reply: Reply, name: string) => lines(reply).find(({ label }) => label.includes(name));
const opens = ({ actions }: Reply) =>
  actions.flatMap(({ label, target }) => (target.verb === 'open' ? [[label, target.request] as const] : []));

test.each<[Language, readonly RegExp[]]>([
  [
    'en',
    [/^Date passed, outcome not in the file/u, /^Next 60 days/u, /^In force, susp/u, /^Promised/u, /^Done or ended/u],
  ],
  ['zh', [/^日期已过，资料未载结果/u, /^未来60天/u, /^最近资料所载：有效/u, /^已承诺/u, /^已完成或已终止/u]],
])('the board of a pair has its groups in one order, each with how many it holds, in %s', (language, headings) => {
  const shown = groups(status({}, language));
  expect(shown.map(({ heading }) => heading)).toEqual(headings.map((heading) => expect.stringMatching(heading)));
  for (const { heading, items } of shown) expect(heading).toMatch(new RegExp(`[(（]${items.length}[)）]$`, 'u'));
});

test('a board is of one pair, and opens that of the other', () => {
  const first = status();
  const other = status({ relationship: 'in-us' });
  expect([first.title, other.title]).toEqual(['China–U.S.: Status', 'India–U.S.: Status']);
  expect(opens(first)).toContainEqual(['India–U.S.: Status', { type: 'status', relationship: 'in-us' }]);
  expect(opens(other)).toContainEqual(['China–U.S.: Status', { type: 'status', relationship: 'cn-us' }]);
  expect(opens(dates())).toContainEqual(['India–U.S.: Dates', { type: 'dates', relationship: 'in-us' }]);
  expect(lineOf(first, 'Mission 500')).toBeUndefined();
  expect(lineOf(other, 'Mission 500')).toMatchObject({ text: 'due 2030' });
  expect(first.again).toMatchObject({ type: 'status', relationship: 'cn-us' });
});

test('what a party promised is asked of the first pair that has it', () => {
  expect(status({ party: 'in', kind: 'commitment' }).title).toBe('India–U.S.: Promised by India');
  expect(status({ party: 'us', kind: 'commitment' }).title).toBe('China–U.S.: Promised by the United States');
});

test.each([
  ['U.S. affiliates rule', 'suspended until November 9, 2026'],
  ['soybean purchases', 'due 2028 · by the U.S. account'],
  ['pandas for Atlanta', 'done September 27, 2026'],
  ['fentanyl tariff on', 'ended February 20, 2026'],
  ['12.5% duty', 'in force since July 23, 2026'],
  ['steel and aluminum', 'in force'],
  ['2025 trade truce', 'in force, extended by two months, no end date given, NPR reports; no government text has it'],
])('%s: %s', (name, text) => {
  expect(lineOf(status(), name)?.text).toBe(text);
});

test('a line leads to the document that carries the state, then to a newer one that tells of it', () => {
  expect(lineOf(status(), 'U.S. affiliates rule')?.marks).toEqual([
    'Federal Register, Nov 12, 2025',
    'also in U.S. Congress, April 30, 2026',
  ]);
  // The newest document of its own statements is older than the one that tells the outcome.
  expect(lineOf(status(), 'Regular contact')?.marks).toEqual(['CCTV, Sept 25, 2026']);
});

test('bills are one line at the end, and a board of their own', () => {
  const all = status();
  const folded = all.blocks.at(-1);
  expect(folded).toMatchObject({ type: 'note', text: expect.stringMatching(/^Bills \(13\): MATCH Act bill/u) });
  expect(lineOf(all, 'MATCH Act bill')).toBeUndefined();
  const [, request] = opens(all).find(([label]) => label === 'Bills') ?? [];
  expect(request).toMatchObject({ type: 'status', relationship: 'cn-us', kind: 'bill' });
  const bills = status({ kind: 'bill' });
  expect(bills.title).toBe('China–U.S.: Bills');
  expect(lineOf(bills, 'MATCH Act bill')).toMatchObject({ group: 'Bills (13)', text: 'introduced' });
  expect(lines(bills)).toHaveLength(13);
});

test('what has passed moves to the front as the days go by, and nothing ahead is told as passed', () => {
  const before = Temporal.Instant.from('2026-10-01T10:00:00Z');
  const name = 'U.S. port fees on Chinese ships';
  expect(lineOf(status({}, 'en', before), name)).toMatchObject({
    group: expect.stringMatching(/^Next 60 days/u),
    text: 'suspended until November 9, 2026',
  });
  expect(lineOf(status(), name)?.group).toMatch(/^Date passed, outcome not in the file/u);
  const later = Temporal.Instant.from('2027-03-01T10:00:00Z');
  expect(lineOf(status({}, 'en', later), 'The 2025 trade truce')?.text).toMatch(/^was to end /u);
});

test.each(['en', 'zh'] as const)(
  'the dates say each thing once, what passed first, then by month, in %s',
  (language) => {
    const shown = dates({}, language);
    const [passed, next] = groups(shown);
    expect(passed?.heading).toMatch(
      language === 'en' ? /^Date passed, outcome not in the file/u : /^日期已过，资料未载结果/u,
    );
    expect(next?.heading).toMatch(language === 'en' ? /^December 2026 / : /^2026年12月（/u);
    // The heading says so once.
    for (const { text } of passed?.items ?? []) expect(text).not.toMatch(/; nothing later|；资料中未见/u);
    const texts = lines(shown).map(({ label, text }) => `${label} ${text}`);
    expect(texts.length).toBeGreaterThan(20);
    expect(new Set(texts).size).toBe(texts.length);
    // The row of the affiliates rule says when its suspension ends; that its return on the day after is watched is not said beside it.
    expect(texts.filter((text) => /affiliates rule|50%/u.test(text))).toHaveLength(1);
  },
);

test('what expires in a month has the dates of statements and of what is watched for too', () => {
  const december = lines(dates({ month: '12', kind: 'ends' })).map(({ label, text }) => `${label}: ${text}`);
  expect(december).toContainEqual(expect.stringContaining('pause of farm tariffs'));
  expect(december).toContainEqual(expect.stringMatching(/^China's tariff exclusions for U.S. goods: /u));
  expect(december).not.toContainEqual(expect.stringContaining('polysilicon'));
  expect(lines(dates({ month: 'this', kind: 'begins' }))).toMatchObject([
    { label: 'U.S. polysilicon duties (Section 232)', text: 'announced for December 4, 2026' },
  ]);
});

test('a promise of 2025 of which its track names a later day, or tells later, is not told as passed', () => {
  expect(lines(dates()).filter(({ text }) => text.includes('12 million metric tons'))).toEqual([]);
  expect(lines(dates({ relationship: 'in-us' })).filter(({ text }) => text.includes('ten-year framework'))).toEqual([]);
});
