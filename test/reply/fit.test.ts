import { messages } from '../../src/locales/messages.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STATEMENT_KINDS } from '../../src/records/schema.ts';
import { fit, split, type MessageLimits } from '../../src/reply/fit.ts';
import type { Block, Claim, Reply } from '../../src/reply/reply.ts';
import type { CitationMark } from '../../src/views/marks.ts';
import { awkward } from './awkward.ts';
import { expectProportional } from '../support/growth.ts';

/** Every text of a block in order, without the white space that a cut may swallow. */
const texts = (block: Block): string[] => {
  switch (block.type) {
    case 'summary':
    case 'note':
      return [block.text];
    case 'badge':
      return [...block.items];
    case 'claims':
      return block.claims.map(({ text }) => text);
    case 'watch':
    case 'points':
      return block.items.map(({ text }) => text);
    case 'gaps':
      return [...block.items];
    case 'sources':
      return block.items.map(({ title }) => title);
    case 'list':
      return block.items.map(({ detail }) => detail);
    case 'choices':
      return block.choices.map(({ label }) => label);
  }
};
const said = (blocks: readonly Block[]): string => blocks.flatMap(texts).join('').replaceAll(/\s/gu, '');

const heading = (block: Block): string => ('heading' in block ? block.heading : '');

/** A stand-in for a renderer: a heading costs its characters and one part, an item its texts and one part. */
const cost: MessageLimits['cost'] = (block) => ({
  characters: heading(block).length + JSON.stringify({ ...block, heading: '' }).length,
  parts: 1 + (heading(block) === '' ? 0 : 1),
});

const measure = (over: Partial<MessageLimits> = {}): MessageLimits => ({
  characters: 3_000,
  parts: 20,
  text: 300,
  choices: 5,
  cost,
  ...over,
});

const reply = (blocks: readonly Block[], language: Reply['language'] = 'en'): Reply => ({
  title: 'A title',
  language,
  audience: 'asker',
  blocks,
  actions: [],
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.lorem({ maxCount: 60 }),
  fc
    .array(fc.constantFrom('中', '文', '，', '。', '、', '👩‍👩‍👧‍👦', 'é\u0301', ' '), { maxLength: 400 })
    .map((parts) => parts.join('')),
);
const short = fc.string({ minLength: 1, maxLength: 20 });
const mark: fc.Arbitrary<CitationMark> = fc
  .record({
    source: fc.integer({ min: 1, max: 9 }),
    paragraphs: fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 3 }),
    url: fc.constant('https://example.org/a'),
  })
  .map((one) =>
    Object.assign(one, { text: `${one.source} ${one.paragraphs.map((paragraph) => `¶${paragraph}`).join(', ')}` }),
  );
const marks = fc.array(mark, { minLength: 1, maxLength: 3 });
const claim: fc.Arbitrary<Claim> = fc.record({
  id: short,
  kind: fc.constantFrom(...STATEMENT_KINDS),
  text,
  who: short,
  date: short,
  detail: fc.array(short, { maxLength: 2 }),
  marks,
});
const some = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> => fc.array(item, { minLength: 1, maxLength: 6 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('summary' as const), heading: short, text, marks }),
  fc.record({ type: fc.constant('badge' as const), items: fc.array(short, { maxLength: 3 }) }),
  fc.record({ type: fc.constant('claims' as const), heading: short, claims: some(claim) }),
  fc.record({
    type: fc.constant('watch' as const),
    heading: short,
    items: some(fc.record({ text, wouldChange: short, marks })),
  }),
  fc.record({ type: fc.constant('gaps' as const), heading: short, items: some(text) }),
  fc.record({
    type: fc.constant('sources' as const),
    heading: short,
    items: some(
      fc.record({
        number: fc.nat(9),
        title: short,
        detail: short,
        disclosure: short,
        url: fc.constant('https://example.org'),
      }),
    ),
  }),
  fc.record({
    type: fc.constant('list' as const),
    heading: short,
    items: some(fc.record({ label: short, detail: text })),
  }),
  fc.record({
    type: fc.constant('choices' as const),
    prompt: short,
    choices: fc.array(
      fc.record({
        label: short,
        detail: short,
        target: fc.constant({ verb: 'open', request: { type: 'topics' }, page: 1, language: 'en' } as const),
      }),
      { minLength: 1, maxLength: 14 },
    ),
  }),
  fc.record({ type: fc.constant('note' as const), text, tone: fc.constantFrom('plain' as const, 'warning' as const) }),
);
const blocks = fc.array(block, { maxLength: 12 });

/** Characters of a block of one heading after the one before it, which has said the heading. */
const charactersOf = (one: Block, before?: Block): number =>
  (before === undefined ? heading(one).length : 0) + texts(one).join('').length;

const summary = (name: string): Block => ({ type: 'summary', heading: name, text: name.repeat(100), marks: [] });

const size = (...all: readonly Block[]) => all.reduce((sum, one) => sum + cost(one).characters, 0);

describe('fit', () => {
  test('keeps a badge on the page of what it is about', () => {
    const badge: Block = { type: 'badge', items: ['as of today'] };
    const all = [summary('a'), badge, summary('b'), badge];
    const types = (characters: number) =>
      fit(reply(all), measure({ characters })).map((page) => page.blocks.map(({ type }) => type).join('+'));
    expect(types(size(...all))).toEqual(['summary+badge+summary+badge']);
    expect(types(size(...all) - 1)).toEqual(['summary+badge', 'summary+badge']);
    // One that is too long for a page with its badge stands on one of its own.
    expect(types(size(badge))).toEqual(['summary', 'badge', 'summary', 'badge']);
  });
  test('loses nothing, keeps the order and numbers the pages', () => {
    fc.assert(
      fc.property(
        blocks,
        fc.integer({ min: 20, max: 400 }),
        fc.integer({ min: 200, max: 4_000 }),
        (all, most, characters) => {
          const pages = fit(reply(all), measure({ text: most, characters }));
          expect(said(pages.flatMap((page) => page.blocks))).toBe(said(all));
          expect(pages.map(({ number }) => number)).toEqual(pages.map((_, index) => index + 1));
          expect(new Set(pages.map(({ of }) => of))).toEqual(new Set([pages.length]));
        },
      ),
    );
  });

  test('keeps every page within the measure, headings that go on included', () => {
    fc.assert(
      fc.property(
        blocks,
        fc.integer({ min: 900, max: 4_000 }),
        fc.integer({ min: 4, max: 30 }),
        fc.constantFrom('en' as const, 'zh' as const),
        (all, characters, parts, language) => {
          const pages = fit(reply(all, language), measure({ text: 100, characters, parts }));
          for (const page of pages) {
            const costs = page.blocks.map((one) => cost(one));
            expect(costs.reduce((sum, one) => sum + one.characters, 0)).toBeLessThanOrEqual(characters);
            expect(costs.reduce((sum, one) => sum + one.parts, 0)).toBeLessThanOrEqual(parts);
          }
        },
      ),
    );
  });

  test('parts no statement from its citations', () => {
    fc.assert(
      fc.property(some(claim), (claims) => {
        const pages = fit(reply([{ type: 'claims', heading: 'H', claims }]), measure({ text: 50, characters: 900 }));
        const shown = pages.flatMap((page) => page.blocks).flatMap((one) => (one.type === 'claims' ? one.claims : []));
        for (const one of shown)
          expect(claims.some((original) => original.marks === one.marks && original.lead === one.lead)).toBe(true);
        expect(shown.length).toBeGreaterThanOrEqual(claims.length);
      }),
    );
  });

  test('puts no text into one item that is longer than an item may be, and no more choices than a menu may have', () => {
    fc.assert(
      fc.property(blocks, fc.integer({ min: 30, max: 200 }), (all, most) => {
        const shown = fit(reply(all), measure({ text: most })).flatMap((page) => page.blocks);
        const menus = shown.flatMap((one) => (one.type === 'choices' ? [one.choices.length] : []));
        const items = shown.flatMap((one) => (['badge', 'sources', 'choices'].includes(one.type) ? [] : texts(one)));
        expect(Math.max(0, ...menus)).toBeLessThanOrEqual(5);
        expect(Math.max(0, ...items.map(({ length }) => length))).toBeLessThanOrEqual(most);
      }),
    );
  });

  test('has one empty page for a reply of nothing', () => {
    expect(fit(reply([]), measure())).toEqual([{ blocks: [], number: 1, of: 1 }]);
  });

  test('leaves a reply that fits as it is', () => {
    const all: Block[] = [
      { type: 'note', text: 'A note.', tone: 'plain' },
      { type: 'gaps', heading: 'Gaps', items: ['One.', 'Two.'] },
      { type: 'gaps', heading: 'Other gaps', items: ['Three.'] },
      { type: 'note', text: 'A note.', tone: 'plain' },
    ];
    expect(fit(reply(all), measure())).toEqual([{ blocks: all, number: 1, of: 1 }]);
  });

  test.each(['watch', 'gaps', 'sources', 'list', 'claims'] as const)(
    'does not run two blocks of %s with different headings together',
    (type) => {
      const one = (name: string): Block => {
        const source = { number: 1, title: name, detail: '', disclosure: '', url: 'https://example.org' };
        const made = { id: name, kind: 'position', text: name, who: 'W', date: 'D', detail: [], marks: [] } as const;
        switch (type) {
          case 'watch':
            return { type, heading: name, items: [{ text: name, wouldChange: '', marks: [] }] };
          case 'gaps':
            return { type, heading: name, items: [name] };
          case 'sources':
            return { type, heading: name, items: [source] };
          case 'list':
            return { type, heading: name, items: [{ label: name, detail: name }] };
          case 'claims':
            return { type, heading: name, claims: [made] };
        }
      };
      expect(fit(reply([one('A'), one('B')]), measure())[0]?.blocks).toEqual([one('A'), one('B')]);
    },
  );

  test.each(['en', 'zh'] as const)('says on each later page that a heading goes on, in %s', (language) => {
    const items = Array.from({ length: 9 }, (_, index) => `Gap ${index}.`);
    const pages = fit(reply([{ type: 'gaps', heading: 'Gaps', items }], language), measure({ parts: 6 }));
    expect(pages.map((page) => page.blocks.map(heading))).toEqual([
      ['Gaps'],
      [messages(language)('reply.continued', { heading: 'Gaps' })],
      [messages(language)('reply.continued', { heading: 'Gaps' })],
    ]);
  });

  test('counts the longer heading of a block that goes on', () => {
    const items = Array.from({ length: 8 }, (_, index) => `${index}`.repeat(10));
    const pages = fit(
      reply([{ type: 'gaps', heading: 'H', items }]),
      measure({ characters: 32, cost: (one, before) => ({ characters: charactersOf(one, before), parts: 1 }) }),
    );
    expect(pages.map((page) => page.blocks.map((one) => charactersOf(one)))).toEqual([
      [31],
      [23],
      [23],
      [23],
      [23],
      [23],
    ]);
  });

  test('says that a block goes on though it began under the heading of the one before it', () => {
    const all: Block[] = [
      { type: 'gaps', heading: 'Gaps', items: ['one'] },
      { type: 'gaps', heading: 'Gaps', items: ['two', 'three'] },
    ];
    const pages = fit(reply(all), measure({ parts: 4 }));
    expect(pages.map((page) => page.blocks.map(heading))).toEqual([['Gaps'], ['Gaps (continued)']]);
    expect(pages.map((page) => page.blocks.flatMap(texts))).toEqual([['one', 'two'], ['three']]);
  });

  test('does not say of another block of the same heading that it goes on', () => {
    const all: Block[] = ['a', 'b', 'c', 'd'].flatMap((name): Block[] => [
      { type: 'gaps', heading: 'Gaps', items: [name] },
      { type: 'note', text: name, tone: 'plain' },
    ]);
    expect(fit(reply(all), measure({ parts: 6 })).flatMap((page) => page.blocks.map(heading))).toEqual([
      'Gaps',
      '',
      'Gaps',
      '',
      'Gaps',
      '',
      'Gaps',
      '',
    ]);
  });

  test('says of the second half of a long bottom line that it goes on, on the same page too', () => {
    const pages = fit(
      reply([{ type: 'summary', heading: 'Bottom line', text: 'word '.repeat(20).trim(), marks: [] }]),
      measure({ text: 60 }),
    );
    expect(pages.map((page) => page.blocks.map(heading))).toEqual([['Bottom line', 'Bottom line (continued)']]);
  });

  test('gives an item that is larger than a page a page of its own, instead of dropping it', () => {
    const all: Block[] = ['small', 'x'.repeat(250), 'small'].map((item) => ({
      type: 'note',
      text: item,
      tone: 'plain',
    }));
    expect(fit(reply(all), measure({ characters: 100 })).map((page) => said(page.blocks).length)).toEqual([5, 250, 5]);
  });

  test.each(awkward)('loses nothing of the awkward reply $name', ({ reply: one }) => {
    const pages = fit(one, measure());
    expect(said(pages.flatMap((page) => page.blocks))).toBe(said(one.blocks));
  });
});

describe('split', () => {
  const whole = fc.string({ unit: 'grapheme', maxLength: 300 });

  test('cuts into parts that are short enough, lose only white space and leave characters whole', () => {
    fc.assert(
      fc.property(fc.oneof(whole, text), fc.integer({ min: 16, max: 120 }), (original, most) => {
        const parts = split(original, most);
        expect(parts.join('').replaceAll(/\s/gu, '')).toBe(original.replaceAll(/\s/gu, ''));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(most);
          expect(part.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test('ends, and leaves code points whole, however little may stand in a part', () => {
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 6 }), (original, most) => {
        const parts = split(original, most);
        expect(parts.join('').replaceAll(/\s/gu, '')).toBe(original.replaceAll(/\s/gu, ''));
        expect(parts.every((part) => part.isWellFormed())).toBe(true);
      }),
    );
  });

  test.each([
    ['at white space', 'one two three', 8, ['one two', 'three']],
    ['at a Chinese stop, which stays with what it ends', '一二三，四五六。七', 8, ['一二三，四五六。', '七']],
    ['inside a word only where there is no better place', 'a'.repeat(10), 4, ['aaaa', 'aaaa', 'aa']],
    ['not inside a family', 'ab👩‍👩‍👧‍👦cd', 12, ['ab', '👩‍👩‍👧‍👦c', 'd']],
    ['not between a letter and its accents', `${'a'.repeat(7)}e\u0301`, 8, ['aaaaaaa', 'e\u0301']],
    ['not at all where it is short enough', 'one two', 7, ['one two']],
    ['into one empty part where there is nothing', '', 5, ['']],
  ])('cuts %s', (_where, original, most, parts) => {
    expect(split(original, most)).toEqual(parts);
  });

  test('takes time in proportion to the length of a text', () => {
    for (const unit of ['word ', '中', '👩‍👩‍👧‍👦'])
      expectProportional((times) => void split(unit.repeat(times), 300), 20_000);
  });
});
