/** What sources publish of one thing: which of them is the copy, and what is none. */
import { expect, test } from 'vitest';
import { copiesAmong, printsOf, type Compared } from '../../src/watch/copies.ts';

const SOURCES = ['white-house', 'state', 'ministry', 'ministry-en', 'agency', 'paper'];
const item = (source: string, title: string, given: Partial<Compared> = {}): Compared => ({
  id: source,
  relationship: 'cn-us',
  source,
  party: 'cn',
  title,
  day: '2026-11-24',
  place: SOURCES.indexOf(source),
  prints: new Set(),
  ...given,
});
/** Returns what is a copy of what, whichever came first into the store. */
const copies = (...items: readonly Compared[]): readonly (readonly [string, string])[] => {
  const found = [...copiesAmong(items)];
  expect([...copiesAmong(items.toReversed())]).toEqual(found);
  return found;
};

test('of one title, what was published first is no copy, else what stands first in watch.yaml; a side’s own is none of a paper’s', () => {
  const title = 'Readout of the Meeting with the President';
  expect(copies(item('white-house', title), item('state', title))).toEqual([['state', 'white-house']]);
  expect(copies(item('white-house', title, { day: '2026-11-25' }), item('state', title))).toEqual([
    ['white-house', 'state'],
  ]);
  expect(copies(item('paper', title, { party: '', place: 0 }), item('agency', title, { place: 9 }))).toEqual([
    ['paper', 'agency'],
  ]);
  expect(copies(item('white-house', title, { day: '2026-11-20' }), item('state', title))).toEqual([]);
  expect(copies(item('white-house', title, { day: undefined }), item('state', title))).toEqual([]);
  expect(copies(item('white-house', title), item('white-house', title, { id: 'again' }))).toEqual([]);
});

test('a title that stands in a longer one of the same side is a copy, unless it is of another side or number', () => {
  const long = 'President Xi Jinping Holds Talks with U.S. President Donald J. Trump in Shenzhen';
  const short = item('agency', 'Xi Holds Talks with Trump in Shenzhen');
  expect(copies(item('ministry-en', long), short)).toEqual([['agency', 'ministry-en']]);
  expect(copies(item('white-house', long, { party: 'us' }), short)).toEqual([]);
  expect(copies(item('ministry-en', long), item('agency', 'Xi in Shenzhen'))).toEqual([]);
  const press = (source: string, day: number) =>
    item(source, `Regular Press Conference of Mao Ning on November ${day}`);
  expect(copies(press('ministry-en', 24), press('agency', 25))).toEqual([]);
});

test('an announcement is known by its number in another language', () => {
  const chinese = item('ministry', '商务部公告2026年第92号 公布调整稀土等物项对美出口管制措施的决定');
  const english = (number: number) =>
    item('ministry-en', `MOFCOM Announcement No. ${number} of 2026 on Adjusting Export Control Measures`);
  expect(copies(chinese, english(92))).toEqual([['ministry-en', 'ministry']]);
  expect(copies(chinese, english(93))).toEqual([]);
});

test('texts that are held tell a copy under another title, and a shared formula does not', () => {
  const text = Array.from(
    { length: 6 },
    (_, at) => `Paragraph ${at} of the announcement, which is long enough to tell.`,
  );
  const own = item('ministry', 'On rare earths', { prints: printsOf(text) });
  expect(copies(own, item('agency', 'Quick note', { prints: printsOf(['Xinhua', ...text]) }))).toEqual([
    ['agency', 'ministry'],
  ]);
  const others = Array.from({ length: 8 }, (_, at) => `Sentence ${at} of another announcement, which is long as well.`);
  expect(copies(own, item('agency', 'Quick note', { prints: printsOf([...others, text[0]!, text[1]!]) }))).toEqual([]);
});
