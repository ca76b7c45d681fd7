import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeButton,
  encodeButton,
  fitsButton,
  MAX_FLAG_STATEMENTS,
  type DigestButton,
  type FlagButton,
  type OpenButton,
} from '../../src/reply/button.ts';
import { STATUS_KINDS } from '../../src/views/board.ts';
import { DATES_KINDS } from '../../src/views/dates.ts';
import { SECTIONS } from '../../src/reply/section.ts';

const slug = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,2}$/u);
/** Behind the id of its relationship where two relationships have the same topic. */
const topic = fc.oneof(
  slug,
  fc
    .tuple(slug, slug)
    .map((both) => both.join('/'))
    .filter(({ length }) => length <= 40),
);
const language = fc.constantFrom('en' as const, 'zh' as const);
const request = fc.oneof(
  fc.record({ type: fc.constantFrom('topics' as const, 'help' as const) }),
  fc.record({ type: fc.constantFrom('brief' as const, 'sections' as const, 'related' as const), topic }),
  fc
    .record({ type: fc.constant('several' as const), topics: fc.array(topic, { minLength: 2, maxLength: 5 }) })
    .filter(fitsButton),
  fc.record(
    {
      type: fc.constant('status' as const),
      topic,
      party: fc.constantFrom('china', 'united-states', 'both'),
      kind: fc.constantFrom(...STATUS_KINDS),
      relationship: fc.constantFrom('cn-us', 'in-us'),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record(
    {
      type: fc.constant('dates' as const),
      topic,
      month: fc.constantFrom('2026-12', '2027-01'),
      kind: fc.constantFrom(...DATES_KINDS),
      relationship: fc.constantFrom('cn-us', 'in-us'),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({ type: fc.constant('section' as const), topic, section: fc.constantFrom(...SECTIONS) }),
);
const target: fc.Arbitrary<OpenButton> = fc.record({
  verb: fc.constantFrom('open' as const, 'share' as const, 'reply' as const),
  request,
  page: fc.integer({ min: 1, max: 999 }),
  language,
});
const digestTarget: fc.Arbitrary<DigestButton> = fc.record({
  verb: fc.constant('digest' as const),
  action: fc.constantFrom(
    'pause' as const,
    'resume' as const,
    'remove' as const,
    'now' as const,
    'preview' as const,
    'log' as const,
    'change' as const,
    'list' as const,
  ),
  subscription: fc.stringMatching(/^[a-z0-9]{0,24}$/u),
  language,
});

const flagTarget: fc.Arbitrary<FlagButton> = fc.record(
  {
    verb: fc.constant('flag' as const),
    topic,
    statements: fc.array(fc.stringMatching(/^[\w-]{6}$/u), { minLength: 1, maxLength: MAX_FLAG_STATEMENTS }),
    language,
  },
  { requiredKeys: ['verb', 'topic', 'language'] },
);

describe('the id of a button', () => {
  test('means what it was made of, and is of at most 100 characters', () => {
    fc.assert(
      fc.property(target, (made) => {
        const id = encodeButton(made);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(decodeButton(id)).toEqual(made);
      }),
    );
  });

  test('of a digest means what it was made of, and nothing else', () => {
    fc.assert(
      fc.property(digestTarget, (made) => {
        const id = encodeButton(made);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(decodeButton(id)).toEqual(made);
      }),
    );
  });

  test('that flags means what it was made of, and nothing else', () => {
    fc.assert(
      fc.property(flagTarget, (made) => {
        const id = encodeButton(made);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(decodeButton(id)).toEqual(made);
      }),
    );
  });

  test.each(['a'.repeat(40), `${'a'.repeat(12)}/${'b'.repeat(27)}`])(
    'stays short with the longest topic that a record may have: %s',
    (name) => {
      const made: OpenButton = {
        verb: 'share',
        request: { type: 'section', section: 'disagreements', topic: name },
        page: 999,
        language: 'zh',
      };
      expect(encodeButton(made).length).toBeLessThanOrEqual(100);
      expect(decodeButton(encodeButton(made))).toEqual(made);
    },
  );

  test.each([
    ['attache1/open/sources/energy/2/en', { type: 'section', section: 'sources', topic: 'energy' }],
    ['attache1/open/changes/energy/2/en', { type: 'section', section: 'changes', topic: 'energy' }],
    ['attache1/open/related/energy/2/en', { type: 'related', topic: 'energy' }],
    ['attache1/open/brief/energy/2/en', { type: 'brief', topic: 'energy' }],
  ])('of an older message still means what it did: %j', (older, meant) => {
    expect(decodeButton(older)).toEqual({ verb: 'open', request: meant, page: 2, language: 'en' });
  });

  test('has room for some topics together, with what a platform adds, and not for long ones', () => {
    expect(fitsButton({ type: 'several', topics: ['critical-minerals', 'education-and-research', 'energy'] })).toBe(
      true,
    );
    expect(fitsButton({ type: 'several', topics: ['a'.repeat(38), 'b'.repeat(34)] })).toBe(false);
  });

  test.each([
    ['attache1/open/sides/de-fr:trade/1/en', 'de-fr/trade'],
    ['attache1/flag/de-fr:trade/en', 'de-fr/trade'],
  ])('names a topic with its relationship: %j', (encoded, topicId) => {
    const made = decodeButton(encoded);
    expect(JSON.stringify(made)).toContain(`"topic":"${topicId}"`);
    expect(made && encodeButton(made)).toBe(encoded);
  });

  test.each([
    '',
    'attache1',
    'attache1/open/section/energy/1/en',
    'attache1/open/brief/:energy/1/en',
    'attache1/open/brief/de-fr:/1/en',
    'attache1/open/brief/de-fr:trade:x/1/en',
    `attache1/open/brief/de-fr:${'a'.repeat(41)}/1/en`,
    'attache1/flag/de-fr:/en',
    'attache1/open/status/energy,,2026-13/1/en',
    'attache1/open/status/energy,,everything/1/en',
    'attache1/open/status/,,,in:us/1/en',
    'attache1/open/dates/energy,2026-13/1/en',
    'attache1/open/status/energy,,,,x/1/en',
    'attache1/open/dates/energy,china/1/en',
    'attache1/open/several/energy/1/en',
    'attache1/open/several/energy,/1/en',
    'attache1/open/several/energy,../1/en',
    'attache0/open/brief/energy/1/en',
    'attache2/open/brief/energy/1/en',
    'attache1/close/brief/energy/1/en',
    'attache1/open/ask/energy/1/en',
    'attache1/open/constructor/energy/1/en',
    'attache1/open/brief//1/en',
    'attache1/open/brief/ENERGY/1/en',
    'attache1/open/brief/en ergy/1/en',
    'attache1/open/brief/../1/en',
    'attache1/open/brief/-energy/1/en',
    'attache1/open/brief/energy\n/1/en',
    `attache1/open/brief/${'a'.repeat(41)}/1/en`,
    'attache1/open/brief/energy/0/en',
    'attache1/open/brief/energy/-1/en',
    'attache1/open/brief/energy/1.5/en',
    'attache1/open/brief/energy/1e3/en',
    'attache1/open/brief/energy/1000/en',
    'attache1/open/brief/energy//en',
    'attache1/open/brief/energy/1/fr',
    'attache1/open/brief/energy/1/',
    'attache1/open/brief/energy/1',
    'attache1/open/brief/energy/1/en/',
    'attache1/open/brief/energy/1/en/x',
    'attache1/open/topics/energy/1/en',
    `attache1/open/brief/energy/1/en${'x'.repeat(100)}`,
  ])('that was made up means nothing: %j', (id) => {
    expect(decodeButton(id)).toBeUndefined();
  });

  test.each([
    'attache1/digest/pause/abc',
    'attache1/digest/pause/abc/fr',
    'attache1/digest/pause/abc/en/x',
    'attache1/digest/explode/abc/en',
    'attache1/digest/pause/ABC/en',
    `attache1/digest/pause/${'a'.repeat(25)}/en`,
    'attache2/digest/pause/abc/en',
  ])('of a digest that was made up means nothing: %j', (id) => {
    expect(decodeButton(id)).toBeUndefined();
  });

  test.each([
    'attache1/flag/energy',
    'attache1/flag/energy/fr',
    'attache1/flag/energy/en/x',
    'attache1/flag/energy/short/en',
    'attache1/flag/energy/abcde1,abcde2,abcde3,abcde4,abcde5,abcde6/en',
    'attache1/flag//en',
    'attache1/flag/ENERGY/en',
    'attache1/flag/../en',
    `attache1/flag/${'a'.repeat(41)}/en`,
    'attache2/flag/energy/en',
  ])('that flags and was made up means nothing: %j', (id) => {
    expect(decodeButton(id)).toBeUndefined();
  });

  test('never throws, whatever a request carries', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.string()).map((parts) => `attache1/${parts.join('/')}`),
        ),
        (id) => {
          const read = decodeButton(id);
          expect(read === undefined ? id : encodeButton(read)).toBe(id);
        },
      ),
    );
  });

  test('of a shared card names the share, and no other id is one', () => {
    const made = { verb: 'delete', share: 'abcdefghjkmnpqrstvwx', language: 'zh' } as const;
    expect(decodeButton(encodeButton(made))).toEqual(made);
    for (const share of ['', 'a/b', 'A', 'a'.repeat(25), '../a'])
      expect(decodeButton(`attache1/delete/${share}/en`)).toBeUndefined();
  });
});
