import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import { composeSection } from '../../../src/reply/compose/sections.ts';
import {
  catalogueOf,
  documentRecord,
  ownCatalogue,
  recordFiles,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../../support/records.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { at, claims, composed, detailOf, linksOf, of, onTopic, statementsTold } from './composing.ts';

/** What the links of a statement say, in a whole brief. */
const linksIn = (reply: Reply, id: string): string[] =>
  claims(reply)
    .filter(({ claim }) => claim.id === id)
    .slice(0, 1)
    .flatMap(({ claim }) => linksOf(claim).map(({ text }) => text));

const day = (on: string): Fields => ({ precision: 'day', on });

/** The made-up records, of which the first document has these statements beside its own and others follow it. */
function held(statements: readonly Fields[], documents: Readonly<Record<string, Fields>> = {}): Catalogue {
  return catalogueOf(
    recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({
        statements: [...Object.values(STATEMENTS), ...statements].map(onTopic),
      }),
      ...Object.fromEntries(
        Object.entries(documents).map(([id, over]) => [`north-south/documents/${id}.yaml`, later(id, over)]),
      ),
    }),
  );
}

/** A later document, with its own address. */
const later = (id: string, { statements = [], ...over }: Fields): Fields =>
  documentRecord({
    title: { en: `Document ${id}` },
    url: `https://example.org/${id}`,
    publishedOn: '2026-09-10',
    accessedOn: '2026-09-11',
    ...over,
    statements: (statements as readonly Fields[]).map((one) => ('topics' in one ? one : onTopic(one))),
  });

const full = (catalogue: Catalogue, on = '2026-11-24') => composed(statementsTold, catalogue, at(on));

const measure = (over: Fields): Fields => ({ ...STATEMENTS.measure, id: 'one', until: undefined, ...over });

const standing = (over: Fields, on?: string) => detailOf(full(held([measure(over)]), on), 'harbour-notes/one')?.at(-1);

describe('a measure', () => {
  test.each<[string, Fields, string]>([
    ['without an end', {}, 'in force at last report'],
    ['with an end to come', { until: day('2027-01-31') }, 'in force until January 31, 2027'],
    ['that is to begin', { from: day('2026-12-24') }, 'takes effect December 24, 2026'],
    ['that is suspended', { effect: 'suspended' }, 'suspended at last report'],
    [
      'that is suspended for a time',
      { effect: 'suspended', until: day('2027-01-31') },
      'suspended until January 31, 2027',
    ],
    ['that was ended', { effect: 'ended' }, 'ended'],
    ['whose end has passed', { until: day('2026-10-31') }, 'was to end October 31, 2026; nothing later in the file'],
    [
      'whose end had passed when a later document was published',
      { until: day('2026-08-30') },
      'was to end August 30, 2026; nothing later in the file',
    ],
  ])('%s says how it stands', (_what, over, said) => {
    expect(standing(over)).toBe(said);
  });

  test('that another took the place of says when, and cites it', () => {
    const catalogue = held([measure({})], {
      'frost-order': {
        party: 'north',
        statements: [
          {
            ...STATEMENTS.measure,
            id: 'toll-raised',
            effect: 'raised',
            from: day('2026-09-10'),
            until: undefined,
            relations: [{ type: 'supersedes', statement: 'harbour-notes/one' }],
          },
        ],
      },
    });
    expect(detailOf(full(catalogue), 'harbour-notes/one')?.at(-1)).toBe(
      'superseded September 10, 2026 (Harbour Gazette, Sept 10, 2026 ¶1)',
    );
  });

  test('that is over stands behind those that are in force', () => {
    const catalogue = held([measure({ id: 'toll-kept', text: { en: 'Northland kept another toll.' } })]);
    const reply = composed((brief, context) => composeSection(brief, 'measures', context), catalogue);
    expect(claims(reply).map(({ claim }) => claim.id)).toEqual([
      'harbour-notes/toll-kept',
      'harbour-notes/toll-lowered',
    ]);
  });

  test('that somebody else tells of says who in its link', () => {
    expect(linksIn(full(held([])), 'harbour-notes/toll-lowered')).toEqual(['Harbour Gazette, Sept 1, 2026 ¶1']);
  });
});

const promise = (over: Fields): Fields => ({ ...STATEMENTS.commitment, id: 'one', ...over });

const resolved = (outcome: string): Catalogue =>
  held([promise({})], {
    'bread-report': {
      party: 'south',
      statements: [
        {
          ...STATEMENTS.fact,
          id: 'told',
          relations: [{ type: 'resolves', statement: 'harbour-notes/one', outcome }],
        },
      ],
    },
  });

describe('a commitment', () => {
  test.each<[string, Fields, string, string]>([
    ['that is due', { due: day('2026-12-10') }, '2026-11-24', 'due December 10, 2026'],
    ['that was due', { due: day('2026-11-10') }, '2026-11-24', 'was due November 10, 2026; nothing later in the file'],
    [
      'that was due before the newest document',
      { due: day('2026-08-31') },
      '2026-11-24',
      'was due August 31, 2026; nothing later in the file',
    ],
  ])('%s says how it stands', (_what, over, on, said) => {
    expect(detailOf(full(held([promise(over)]), on), 'harbour-notes/one')?.at(-1)).toBe(said);
  });

  test('without a date or an outcome says nothing of them; the section says why', () => {
    const catalogue = held([promise({ due: undefined })]);
    expect(detailOf(full(catalogue), 'harbour-notes/one')).toEqual([]);
    const reply = composed((brief, context) => composeSection(brief, 'commitments', context), catalogue);
    expect(of(reply, 'note')[0]?.text).toContain('Where no date or outcome is given, no document here gives one.');
  });

  test.each([
    ['kept', 'done (Harbour Gazette, Sept 10, 2026 ¶2)'],
    ['partly', 'partly kept (Harbour Gazette, Sept 10, 2026 ¶2)'],
    ['missed', 'not kept (Harbour Gazette, Sept 10, 2026 ¶2)'],
  ])('that was %s says who tells it, when and where', (outcome, said) => {
    expect(detailOf(full(resolved(outcome)), 'harbour-notes/one')).toContain(said);
  });

  test.each<[Fields, string]>([
    [{ by: 'south', to: 'north' }, 'Promised by Southland'],
    [{ by: 'both', to: 'both' }, 'Promised by both sides'],
    [{ by: 'north', to: 'public' }, 'Promised by Northland'],
  ])('%j stands under who promised it', (over, heading) => {
    const reply = full(held([promise(over)]));
    const block = of(reply, 'claims').find(
      (one) => one.heading !== 'Key points' && one.claims.some(({ id }) => id === 'harbour-notes/one'),
    );
    expect(block?.heading).toBe(heading);
  });

  test('says whose account it is', () => {
    expect(linksIn(full(held([promise({})])), 'harbour-notes/one')).toEqual([
      'Northland account, Sept 1, 2026 (Harbour Gazette ¶2)',
    ]);
  });
});

const forecast = (over: Fields): Fields => ({ ...STATEMENTS.forecast, id: 'one', likelihood: undefined, ...over });

describe('a forecast', () => {
  test.each<[string, string, string]>([
    ['ahead', '2027-02-28', 'until this winter'],
    ['past', '2027-03-01', 'until this winter; nothing later in the file'],
  ])('whose horizon is %s says so', (_what, on, said) => {
    expect(detailOf(full(held([forecast({})]), on), 'harbour-notes/one')).toEqual([said]);
  });
  test('without a horizon says nothing of it', () => {
    expect(detailOf(full(held([forecast({ horizon: undefined })])), 'harbour-notes/one')).toEqual([]);
  });
  test('that came true says who tells it', () => {
    const catalogue = held([forecast({})], {
      'frost-report': {
        statements: [
          {
            ...STATEMENTS.fact,
            id: 'told',
            relations: [{ type: 'resolves', statement: 'harbour-notes/one', outcome: 'kept' }],
          },
        ],
      },
    });
    expect(detailOf(full(catalogue), 'harbour-notes/one')).toEqual(['came true (Harbour Gazette, Sept 10, 2026 ¶2)']);
  });
});

const related = (type: 'supports' | 'disputes', party: string | undefined): Catalogue =>
  held([], {
    'other-notes': {
      publisher: { en: 'The Southern Post' },
      ...(party && { party }),
      statements: [{ ...STATEMENTS.fact, id: 'told', relations: [{ type, statement: 'harbour-notes/hands-shaken' }] }],
    },
  });

const FACT = (STATEMENTS.fact as { readonly text: { readonly en: string } }).text.en;

describe('a claim that others tell', () => {
  test.each([
    ['disputes', 'south', `Southland’s account differs: ${FACT} (Southern Post, Sept 10, 2026 ¶2)`],
    ['supports', 'south', 'Southland says the same (Southern Post, Sept 10, 2026 ¶2)'],
    ['supports', undefined, 'The Southern Post says the same (Southern Post, Sept 10, 2026 ¶2)'],
  ] as const)('%s: of party %s says so from both ends, with the mark', (type, party, said) => {
    const reply = full(related(type, party));
    expect(detailOf(reply, 'harbour-notes/hands-shaken')).toContain(said);
    const verb = type === 'disputes' ? `’s account differs: ${FACT}` : ' says the same';
    expect(detailOf(reply, 'other-notes/told')?.at(-1)).toBe(
      `The Harbour Gazette${verb} (Harbour Gazette, Sept 1, 2026 ¶2)`,
    );
  });

  test('in another topic is listed among the sources, so that its mark leads somewhere', () => {
    const catalogue = catalogueOf(
      recordFiles({
        'north-south/topics/tea-trade.yaml': {
          ...topicRecord('grain corridor'),
          title: { en: 'The tea trade' },
          aliases: { en: ['tea trade talks'] },
          questions: {
            en: Array.from({ length: 8 }, (_, index) => `what about the tea trade ${'so '.repeat(index)}`.trim()),
          },
          history: [{ id: 'tea-first', on: '2026-09-03', what: { en: 'First published.' } }],
        },
        'north-south/documents/other-notes.yaml': later('other-notes', {
          party: 'south',
          statements: [
            {
              ...STATEMENTS.fact,
              id: 'told',
              topics: ['tea-trade'],
              relations: [{ type: 'disputes', statement: 'harbour-notes/hands-shaken' }],
            },
          ],
        }),
      }),
    );
    const reply = full(catalogue);
    expect(claims(reply).map(({ claim }) => claim.id)).not.toContain('other-notes/told');
    const sources = composed((brief, context) => composeSection(brief, 'sources', context), catalogue);
    expect(of(sources, 'sources')[0]?.items.map(({ number, title }) => [number, title])).toEqual([
      [1, 'Notes from the harbour'],
      [2, 'Document other-notes'],
    ]);
  });
});

const position = (over: Fields): Fields => ({ ...STATEMENTS.position, id: 'one', ...over });

describe('a position', () => {
  test('that the other side tells of says whose account it is', () => {
    expect(linksIn(full(held([position({ accordingTo: 'south' })])), 'harbour-notes/one')).toEqual([
      'Ivo Marsh, Envoy of Northland, Aug 2026 (account of Southland, Harbour Gazette ¶4):',
    ]);
  });
  test('gives exact words in the language of the document, quotation marks within them made single', () => {
    expect(
      detailOf(full(held([position({ quote: 'a bridge between neighbours' })])), 'harbour-notes/one')?.at(-1),
    ).toBe('in English: “a bridge between neighbours”');
  });
  test.each([
    ['Envoy of Northland', 'Envoy of Northland'],
    ['Envoy of Northland', 'Envoy'],
  ])('whose speaker %s is named by the role %s says it once', (speaker, role) => {
    const one = position({ speaker: { en: speaker }, role: { en: role } });
    expect(linksIn(full(held([one])), 'harbour-notes/one')).toEqual([
      'Envoy of Northland, Aug 2026 (Harbour Gazette ¶4):',
    ]);
  });
  test('whose link would be long leaves out the role', () => {
    const role = 'Envoy of Northland to the harbour, the customs house and all the islands beyond, for the winter';
    expect(linksIn(full(held([position({ role: { en: role } })])), 'harbour-notes/one')).toEqual([
      'Ivo Marsh, Aug 2026 (Harbour Gazette ¶4):',
    ]);
  });
  test.each(['en', 'zh'] as const)('has no long heading in any topic, nor any other statement (%s)', (language) => {
    const own = ownCatalogue();
    const headings = [...own.briefs.keys()].flatMap((id) =>
      of(composed(statementsTold, own, { language }, id), 'claims').map(({ heading }) => heading),
    );
    expect(headings.length).toBeGreaterThan(100);
    expect(headings.filter(({ length }) => length > 120)).toEqual([]);
  });
  test('of a third side stands under its name', () => {
    const reply = full(held([position({ party: undefined, other: { en: 'The River League' } })]));
    expect(of(reply, 'claims').map(({ heading }) => heading)).toContain('Positions: The River League');
  });
});
