import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import { STATEMENT_KINDS, type Brief, type Language } from '../../../src/records/schema.ts';
import type { ComposeContext } from '../../../src/reply/compose/parts.ts';
import { composeChanges, composeRelated, composeSources } from '../../../src/reply/compose/sections.ts';
import { composeBrief } from '../../../src/reply/compose/brief.ts';
import type { Block, Claim, Reply } from '../../../src/reply/reply.ts';
import { replyTexts } from '../../../src/reply/texts/reply.ts';
import {
  topicRecord,
  catalogueOf,
  NOW,
  ownCatalogue,
  recordFiles,
  relationshipRecord,
  documentRecord,
  STATEMENTS,
  type Fields,
} from '../../support/records.ts';

type Compose = (brief: Brief, context: ComposeContext) => Reply;

const of = <Type extends Block['type']>(reply: Reply, type: Type): Extract<Block, { readonly type: Type }>[] =>
  reply.blocks.filter((block): block is Extract<Block, { readonly type: Type }> => block.type === type);
const notes = (reply: Reply): string[] => of(reply, 'note').map(({ text }) => text);
const claims = (reply: Reply): { readonly heading: string; readonly claim: Claim }[] =>
  of(reply, 'claims').flatMap((block) => block.claims.map((claim) => ({ heading: block.heading, claim })));

function composed(
  compose: Compose,
  catalogue: Catalogue,
  over: Partial<ComposeContext> = {},
  id = 'grain-corridor',
): Reply {
  const brief = catalogue.briefs.get(id);
  if (brief === undefined) throw new Error(`there is no ${id}`);
  return compose(brief, { catalogue, language: 'en', now: NOW, audience: 'asker', ...over });
}
const withBrief = (over: Fields): Catalogue =>
  catalogueOf(recordFiles({ 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', over) }));
const at = (day: string): Pick<ComposeContext, 'now'> => ({ now: Temporal.Instant.from(`${day}T12:00:00Z`) });

/** The made-up brief with Chinese in every text. */
function translated(): Catalogue {
  const both = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(both);
    if (typeof value !== 'object' || value === null) return value;
    if ('en' in value && typeof value.en === 'string') return { ...value, zh: `中：${value.en}` };
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, both(item)]));
  };
  const record = both(topicRecord()) as Fields;
  return catalogueOf(
    recordFiles({
      'north-south/topics/grain-corridor.yaml': record,
      'north-south/relationship.yaml': both(relationshipRecord()) as Fields,
      'north-south/documents/harbour-notes.yaml': both(documentRecord()) as Fields,
    }),
  );
}

const replies = (): Reply[] => {
  const own = ownCatalogue();
  return [
    ...[...own.briefs.values()].flatMap((brief) =>
      (['en', 'zh'] as const).flatMap((language) =>
        [composeBrief, composeSources].map((compose) => composed(compose, own, { language }, brief.id)),
      ),
    ),
    composed(composeBrief, catalogueOf()),
    composed(composeSources, catalogueOf()),
    composed(composeBrief, translated(), { language: 'zh' }),
  ];
};

describe('every claim', () => {
  test('says whose it is, when, of which kind, and carries a citation', () => {
    const all = replies().flatMap((reply) =>
      claims(reply).map(({ heading, claim }) => ({ heading, claim, language: reply.language })),
    );
    expect(all.length).toBeGreaterThan(300);
    for (const { heading, claim, language } of all) {
      const texts = replyTexts(language);
      const said = [heading, ...claim.detail].join(' | ');
      expect(claim.who).not.toBe('');
      expect(claim.date).toMatch(/\d{4}/u);
      expect(said).toContain(claim.who);
      expect(said).toContain(claim.date);
      const kind =
        claim.kind === 'position'
          ? [texts.kinds.position, language === 'zh' ? '立场' : 'Position']
          : [texts.kinds[claim.kind], texts.headings[claim.kind](claim.who)];
      expect(kind.filter((one) => said.includes(one))).not.toEqual([]);
      expect(claim.marks.length).toBeGreaterThan(0);
    }
  });

  test('of a brief is there once, and points at numbered sources that are listed', () => {
    const own = ownCatalogue();
    for (const brief of own.briefs.values()) {
      const reply = composed(composeBrief, own, {}, brief.id);
      expect(
        claims(reply)
          .map(({ claim }) => claim.id)
          .toSorted(),
      ).toEqual(brief.statements.map(({ id }) => id).toSorted());
      const numbers = new Set(of(reply, 'sources').flatMap(({ items }) => items.map(({ number }) => number)));
      const marks = [
        ...claims(reply).flatMap(({ claim }) => claim.marks),
        ...of(reply, 'summary').flatMap((block) => block.marks),
      ];
      expect(
        marks.every(
          (mark) => numbers.has(mark.source) && mark.url.startsWith('https://') && mark.url.includes(':~:text='),
        ),
      ).toBe(true);
      expect(of(reply, 'summary').every((block) => block.marks.length > 0)).toBe(true);
    }
  });
});

const verbs = (audience: Reply['audience']): string[] =>
  composed(composeBrief, catalogueOf(), { audience }).actions.map(({ target }) => target.verb);

const horizonDetail = (day: string): readonly string[] | undefined =>
  claims(composed(composeBrief, catalogueOf(), at(day))).find(({ claim }) => claim.id === 'closes-in-winter')?.claim
    .detail;

describe('a brief', () => {
  test('is told in the order of a briefing', () => {
    const reply = composed(composeBrief, catalogueOf());
    expect(reply.blocks.map((block) => ('heading' in block ? block.heading : block.type))).toEqual([
      'Bottom line',
      'badge',
      'Why it matters',
      'Reported facts, as told by Ada Quill and Ben Ledger, August 25, 2026',
      'Position of Northland: what Ivo Marsh, Envoy of Northland said, August 2026',
      'Assessments by Ada Quill, September 1, 2026',
      'Recommendations by Unnamed observers, 2026',
      'Forecasts by Ada Quill and Ben Ledger, September 1, 2026',
      'What to watch',
      'What the sources do not say',
      'Sources',
    ]);
    expect(reply).toMatchObject({
      title: 'The grain corridor',
      language: 'en',
      audience: 'asker',
      again: { type: 'brief', topic: 'grain-corridor' },
    });
  });

  test('gives likelihood, confidence and horizon as the source gave them', () => {
    const detail = Object.fromEntries(
      claims(composed(composeBrief, catalogueOf())).map(({ claim }) => [claim.id, claim.detail]),
    );
    expect(detail).toEqual({
      'hands-shaken': [],
      'envoy-bridge': [],
      'winter-doubted': ['the source says: moderate confidence'],
      'keep-talking': [],
      'closes-in-winter': ['the source says: likely', 'until this winter'],
    });
  });

  test('groups positions by party in the order of the relationship, whoever stands first in the record', () => {
    const south = {
      ...STATEMENTS.position,
      id: 'south-said',
      party: 'south',
      speaker: { en: 'Uma Reed' },
      role: { en: 'Minister of Southland' },
    };
    const reply = composed(composeBrief, withBrief({ statements: [south, ...Object.values(STATEMENTS)] }));
    expect(
      of(reply, 'claims')
        .slice(1, 3)
        .map(({ heading }) => heading.split(':')[0]),
    ).toEqual(['Position of Northland', 'Position of Southland']);
  });

  test('says of a horizon that has passed that it has', () => {
    expect(horizonDetail('2027-02-28')?.[1]).toBe('until this winter');
    expect(horizonDetail('2027-03-01')?.[1]).toBe(
      'until this winter, which has passed; this brief does not know what came of it',
    );
  });

  test('puts the dates of a group with each claim where they differ, and in the heading where they do not', () => {
    const later = { ...STATEMENTS.fact, id: 'later', eventOn: { precision: 'day', on: '2026-08-26' } };
    const [facts] = of(
      composed(composeBrief, withBrief({ statements: [...Object.values(STATEMENTS), later] })),
      'claims',
    );
    expect(facts?.heading).toBe('Reported facts, as told by Ada Quill and Ben Ledger');
    expect(facts?.claims.map(({ detail }) => detail)).toEqual([['August 25, 2026'], ['August 26, 2026']]);
  });

  test('names the publisher of a fact whose source names no author', () => {
    const catalogue = catalogueOf(
      recordFiles({
        'north-south/documents/harbour-notes.yaml': documentRecord({ authors: [] }),
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
          statements: [STATEMENTS.fact],
          bottomLine: { text: { en: 'They met.' }, restsOn: ['hands-shaken'] },
          watch: [],
        }),
      }),
    );
    expect(claims(composed(composeBrief, catalogue))[0]?.claim.who).toBe('The Harbour Gazette');
  });

  test('marks a paragraph once, however many words of it are cited', () => {
    const twice = {
      ...STATEMENTS.fact,
      citations: [
        ...STATEMENTS.fact.citations,
        { source: 'harbour-notes', paragraph: 2, find: 'old customs house' },
        { source: 'harbour-notes', paragraph: 1, find: 'Grain corridors reopened after' },
      ],
    };
    const [fact] = claims(
      composed(
        composeBrief,
        withBrief({ statements: [...Object.values(STATEMENTS).filter(({ id }) => id !== twice.id), twice] }),
      ),
    );
    expect(fact?.claim.marks.at(-1)?.url).toMatch(/:~:text=Ministers%20of%20both%20sides$/u);
    expect(fact?.claim.marks.map(({ source, paragraph }) => [source, paragraph])).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  test('can be shared by whoever asked alone, and not where it is open already', () => {
    expect(verbs('asker')).toEqual(['open', 'open', 'open', 'share', 'flag']);
    expect(verbs('everyone')).toEqual(['open', 'open', 'open', 'flag']);
  });

  test('says where it looked for what the sources do not say', () => {
    expect(of(composed(composeBrief, catalogueOf()), 'gaps')[0]?.items).toEqual([
      'It does not say who pays. (looked for in [1])',
    ]);
  });

  test('leaves out a watch list and gaps that it does not have', () => {
    const reply = composed(composeBrief, withBrief({ watch: [], gaps: [] }));
    expect([...of(reply, 'watch'), ...of(reply, 'gaps')]).toEqual([]);
  });
});

const badge = (over: Fields, day: string) => of(composed(composeBrief, withBrief(over), at(day)), 'badge')[0];

describe('age', () => {
  const program = { on: '2026-11-20', by: { kind: 'program', name: 'attache verify' } };
  const person = { on: '2026-11-20', by: { kind: 'person', name: 'Cleo' } };

  test("is not made up for by a program's check", () => {
    expect(badge({ verified: program }, '2026-11-24')).toEqual({
      type: 'badge',
      items: [
        'Information as of September 1, 2026',
        'Citations checked against the source by program on November 20, 2026; no person has reviewed it yet',
        'Built on: news report',
      ],
      warning: replyTexts('en').overdue('October 1, 2026'),
    });
  });
  test("is made up for by a person's review", () => {
    expect(badge({ verified: person }, '2026-11-24')).toEqual({
      type: 'badge',
      items: ['Information as of September 1, 2026', 'Reviewed by Cleo on November 20, 2026', 'Built on: news report'],
    });
  });

  test.each([
    ['2026-11-24', 'expected December 2026'],
    ['2026-12-31', 'expected December 2026'],
    ['2027-01-01', 'was expected December 2026; this brief does not know whether it happened'],
  ])('on %s says of a date in December: %s', (day, said) => {
    expect(of(composed(composeBrief, catalogueOf(), at(day)), 'watch')[0]?.items[0]?.expected).toBe(said);
  });
});

const gone = (): Catalogue =>
  withBrief({
    status: 'retracted',
    retraction: { id: 'gone', on: '2026-10-02', what: { en: 'The source was withdrawn.' } },
  });

describe('a retracted brief', () => {
  const WHY = 'This brief was retracted on October 2, 2026: The source was withdrawn.';

  test.each([composeBrief, composeSources])(
    'says that it was, when and why, and nothing that it claimed (%o)',
    (compose) => {
      const reply = composed(compose, gone());
      expect(reply.blocks).toEqual([{ type: 'note', tone: 'warning', text: WHY }]);
      expect(JSON.stringify(reply)).not.toContain('customs house');
      expect(reply.actions.map(({ target }) => target.verb)).toEqual(['open', 'open']);
    },
  );
  test('says so in English with a note where the retraction is in English only', () => {
    const reply = composed(composeBrief, gone(), { language: 'zh' });
    expect(reply.blocks).toEqual([
      { type: 'note', tone: 'plain', text: replyTexts('zh').notTranslated },
      { type: 'note', tone: 'warning', text: WHY },
    ]);
  });
  test('says so above what changed too', () => {
    expect(composed(composeChanges, gone()).blocks[0]).toEqual({ type: 'note', tone: 'warning', text: WHY });
  });
  test('is not offered as related', () => {
    const catalogue = catalogueOf(
      recordFiles({
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade', {
          status: 'retracted',
          retraction: { id: 'gone', on: '2026-10-02', what: { en: 'W.' } },
        }),
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { related: ['tea-trade'] }),
      }),
    );
    expect(notes(composed(composeRelated, catalogue))).toEqual(['This brief names no related topics.']);
  });
});

/** Every text of a reply that readers see. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    ['url', 'type', 'kind', 'id', 'target'].includes(key) ? [] : strings(item),
  );
}

describe('Chinese', () => {
  test.each<[string, Compose]>([
    ['a brief', composeBrief],
    ['its sources', composeSources],
    ['its changes', composeChanges],
  ])('readers of %s that is not translated get English, and a note in both languages first', (_what, compose) => {
    const reply = composed(compose, catalogueOf(), { language: 'zh' });
    expect(reply.language).toBe('en');
    expect(reply.blocks[0]).toEqual({
      type: 'note',
      tone: 'plain',
      text: '本简报暂无中文版，以下为英文。 This brief is not in Chinese yet.',
    });
    expect(JSON.stringify(reply.blocks.slice(1))).not.toMatch(/\p{Script=Han}/u);
  });

  test('readers of a brief that is translated get no English at all, and no note', () => {
    const reply = composed(composeBrief, translated(), { language: 'zh' });
    expect(reply.language).toBe('zh');
    expect(notes(reply)).toEqual([]);
    expect(strings(reply.blocks).length).toBeGreaterThan(30);
    expect(strings(reply.blocks).filter((text) => /[a-z]{3}/u.test(text) && !text.includes('中：'))).toEqual([]);
  });

  test('readers of English get English though there is Chinese', () => {
    expect(JSON.stringify(composed(composeBrief, translated()))).not.toMatch(/中：/u);
  });

  test('is said with Chinese dates and headings', () => {
    const headings = of(composed(composeBrief, translated(), { language: 'zh' }), 'claims').map(
      ({ heading }) => heading,
    );
    expect(headings[0]).toBe('事实（据中：Ada Quill和中：Ben Ledger所述），2026年8月25日');
  });
});

describe('sources in full', () => {
  test('list each source with who wrote it, who stands behind it and which paragraphs are cited', () => {
    expect(of(composed(composeSources, catalogueOf()), 'sources')[0]?.items).toEqual([
      {
        number: 1,
        title: 'Notes from the harbour',
        detail:
          'Ada Quill (Reporter) and Ben Ledger · The Harbour Gazette · news report · published September 1, 2026 · read September 2, 2026 · cited: ¶1 ¶2 ¶3 ¶4',
        disclosure: 'The gazette belongs to its readers.',
        url: 'https://example.org/harbour-notes',
      },
    ]);
  });

  test('of two name the author and date of a statement under both, and the marks of each under its own', () => {
    const both = {
      ...STATEMENTS.assessment,
      citations: [
        ...STATEMENTS.assessment.citations,
        { source: 'other-notes', paragraph: 1, find: 'Grain corridors reopened after' },
      ],
    };
    const catalogue = catalogueOf(
      recordFiles({
        'sources/other-notes.yaml': documentRecord({
          title: { en: 'Other notes' },
          authors: [{ id: 'eve', name: { en: 'Eve' } }],
          publishedOn: '2026-08-30',
        }),
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
          statements: [STATEMENTS.fact, both],
          watch: [],
        }),
      }),
    );
    const blocks = of(composed(composeSources, catalogue), 'claims');
    expect(blocks.map(({ heading }) => heading)).toEqual(['[1] Notes from the harbour', '[2] Other notes']);
    for (const [index, block] of blocks.entries()) {
      const claim = block.claims.find(({ id }) => id === 'winter-doubted');
      expect(claim?.detail.slice(0, 3)).toEqual(['assessment', 'Ada Quill', 'September 1, 2026']);
      expect(claim?.marks.map(({ source }) => source)).toEqual([index + 1]);
    }
  });
});

const entry = (id: string, on: string, en: string): Fields => ({ id, on, what: { en } });

describe('changes', () => {
  test('are told newest first, and corrections apart', () => {
    const reply = composed(
      composeChanges,
      withBrief({
        history: [entry('a', '2026-09-03', 'First.'), entry('b', '2026-10-03', 'Then.')],
        corrections: [entry('c', '2026-10-04', 'Corrected.')],
      }),
    );
    expect(of(reply, 'list')).toEqual([
      {
        type: 'list',
        heading: 'What changed',
        items: [
          { label: 'October 3, 2026', detail: 'Then.' },
          { label: 'September 3, 2026', detail: 'First.' },
        ],
      },
      { type: 'list', heading: 'Corrections', items: [{ label: 'October 4, 2026', detail: 'Corrected.' }] },
    ]);
  });
  test('say that there are no corrections', () => {
    expect(notes(composed(composeChanges, catalogueOf()))).toEqual(['No corrections so far.']);
  });
});

describe('related topics', () => {
  test('are offered with what they cover', () => {
    const catalogue = catalogueOf(
      recordFiles({
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { related: ['tea-trade'] }),
      }),
    );
    expect(of(composed(composeRelated, catalogue), 'choices')[0]?.choices).toEqual([
      {
        label: 'The tea trade',
        detail: 'What is known of the tea trade',
        target: { verb: 'open', request: { type: 'brief', topic: 'tea-trade' }, page: 1, language: 'en' },
      },
    ]);
  });
  test('that are drafts are not offered', () => {
    const catalogue = catalogueOf(
      recordFiles({
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { status: 'draft' }),
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { related: ['tea-trade'] }),
      }),
    );
    expect(of(composed(composeRelated, catalogue), 'choices')).toEqual([]);
  });
});

describe('the words of the interface', () => {
  test('are there in each language for every kind of statement', () => {
    for (const language of ['en', 'zh'] satisfies Language[])
      for (const kind of STATEMENT_KINDS) expect(replyTexts(language).headings[kind]('X')).toContain('X');
  });
});
