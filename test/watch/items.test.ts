import { describe, expect, it } from 'vitest';
import { canonicalAddress, matchItems, withKeys, type Entry, type ItemKeys } from '../../src/watch/items.ts';

const entry = (title: string, given: Partial<Entry> = {}): Entry => ({
  address: `https://www.press.example/${title.replaceAll(' ', '-')}`,
  guid: undefined,
  title,
  day: '2026-11-28',
  modified: '',
  summary: '',
  ...given,
});

const keysOf = (...entries: readonly Entry[]): ItemKeys[] => withKeys('press', entries).map(({ keys }) => keys);

/** What a second look makes of what a first one has found. */
function second(first: readonly Entry[], next: readonly Entry[], rotated = false) {
  const { added, seen, changed, rotates } = matchItems(withKeys('press', next), keysOf(...first), rotated);
  const titles = (of: typeof added): string[] => of.map((one) => one.entry.title);
  return { added: titles(added), seen: titles(seen), changed: titles(changed), rotates };
}

const many = (count: number, given: (at: number) => Partial<Entry> = () => ({})): Entry[] =>
  Array.from({ length: count }, (_, at) => entry(`item ${at}`, given(at)));

describe('an address', () => {
  it.each([
    ['http://www.a.example/x/', 'https://a.example/x'],
    ['https://a.example/x/index.html', 'https://a.example/x'],
    ['https://a.example/x?utm_source=feed&id=3', 'https://a.example/x?id=3#top'],
    ['https://a.example/x;jsessionid=9A?b=1&a=2', 'https://a.example/x?a=2&b=1'],
  ])('%s is %s', (one, other) => expect(canonicalAddress(one)).toBe(canonicalAddress(other)));

  it.each([
    ['https://a.example/x?id=3', 'https://a.example/x?id=4'],
    ['https://a.example/X', 'https://a.example/x'],
    ['https://a.example:8443/x', 'https://a.example/x'],
  ])('%s is not %s', (one, other) => expect(canonicalAddress(one)).not.toBe(canonicalAddress(other)));
});

describe('a second look', () => {
  it('finds nothing new where nothing is', () => {
    expect(second(many(20), many(20))).toMatchObject({ added: [], changed: [], rotates: false });
  });

  it('finds another item of a day that was seen already, wherever it stands', () => {
    const [one, two, three] = [entry('one'), entry('two'), entry('three')];
    expect(second([one], [two, one, three])).toMatchObject({ added: ['two', 'three'], seen: ['one'] });
  });

  it('is not taken in by identifiers that are others each time', () => {
    const first = many(20, (at) => ({ guid: `a${at}` }));
    const next = [entry('fresh', { guid: 'b-1' }), ...many(20, (at) => ({ guid: `b${at}` }))];
    expect(second(first, next)).toMatchObject({ added: ['fresh'], changed: [], rotates: true });
  });

  it('is not taken in by identifiers that count the places of a list', () => {
    const first = many(20, (at) => ({ guid: String(at) }));
    const next = [entry('fresh', { guid: '0' }), ...many(19, (at) => ({ guid: String(at + 1) }))];
    expect(second(first, next)).toMatchObject({ added: ['fresh'], rotates: true });
  });

  it('trusts no identifier any more of a source that has rotated them before', () => {
    const moved = entry('one', { guid: 'g', address: 'https://press.example/elsewhere', day: undefined });
    expect(second([entry('one', { guid: 'g', day: undefined })], [moved], true).added).toEqual(['one']);
  });

  it('knows a document that has moved, by its title and day', () => {
    const moved = entry('one', { address: 'https://press.example/archive/1' });
    expect(second([entry('one')], [moved])).toMatchObject({ added: [], seen: ['one'] });
  });

  it('knows an entry without an address by its identifier, though its title was changed', () => {
    const bare = { address: undefined, guid: 'g' };
    expect(second([entry('one', bare)], [entry('one, corrected', bare)])).toMatchObject({
      added: [],
      changed: ['one, corrected'],
    });
  });

  it('takes another page of the same identifier for another one', () => {
    expect(second([entry('one', { guid: 'g' })], [entry('two', { guid: 'g', day: '2026-11-30' })]).added).toEqual([
      'two',
    ]);
  });

  it('takes two of one title and day for two while both are listed', () => {
    const [one, other] = [entry('readout'), entry('readout', { address: 'https://press.example/other' })];
    expect(second([one], [one, other])).toMatchObject({ added: ['readout'], seen: ['readout'] });
  });

  it('tells entries apart that share an address', () => {
    const address = 'https://press.example/today';
    const [one, two] = [entry('one', { address }), entry('two', { address })];
    expect(second([one, two], [one, two, entry('three', { address })])).toMatchObject({ added: ['three'] });
  });

  it('sees that a text was edited though its day stayed', () => {
    const [before, after] = ['ten tons', 'twelve tons'].map((summary) => entry('one', { summary }));
    expect(second([before!], [after!])).toMatchObject({ added: [], changed: ['one'] });
  });

  it('takes a list without days for what it is', () => {
    const undated = { day: undefined };
    expect(second([entry('one', undated)], [entry('one', undated), entry('two', undated)]).added).toEqual(['two']);
    const statement = { day: undefined, address: 'https://press.example/2' };
    expect(second([entry('statement', undated)], [entry('statement', statement)]).added).toEqual(['statement']);
  });
});
