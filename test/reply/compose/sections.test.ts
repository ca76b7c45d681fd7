import { messages } from '../../../src/locales/messages.ts';
import { describe, expect, test } from 'vitest';
import { SECTIONS, type Section } from '../../../src/reply/section.ts';
import { composeBrief } from '../../../src/reply/compose/brief.ts';
import { composeRelated, composeSection, composeSections } from '../../../src/reply/compose/sections.ts';
import {
  catalogueOf,
  documentRecord,
  NOW,
  ownCatalogue,
  recordFiles,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../../support/records.ts';
import {
  at,
  claims,
  composed,
  linksOf,
  marks,
  notes,
  of,
  onTopic,
  strings,
  translated,
  withTopic,
  type Compose,
} from './composing.ts';

const section =
  (name: Section): Compose =>
  (brief, context) =>
    composeSection(brief, name, context);

/** Which documents are named where something was not found. */
const LOOKED_FOR = /looked for in .*\d{4}|已查阅.*\d{4}年/u;

/** Of what a state says and of the history, the marks stand elsewhere. */
const uncited = (reply: ReturnType<Compose>): string[] => {
  const state = messages(reply.language)('sections.state');
  return [
    ...claims(reply).flatMap(({ claim }) => (linksOf(claim).length === 0 ? [claim.text] : [])),
    ...of(reply, 'points').flatMap(({ items }) =>
      items.flatMap(({ label, text, marks: cited }) =>
        cited.length > 0 || label === state || LOOKED_FOR.test(text) ? [] : [text],
      ),
    ),
    ...of(reply, 'watch').flatMap(({ items }) => items.flatMap((item) => (item.marks.length === 0 ? [item.text] : []))),
    ...of(reply, 'gaps').flatMap(({ items }) => items.filter((item) => !LOOKED_FOR.test(item))),
  ];
};

describe.each(SECTIONS)('the section %s', (name) => {
  test.each(['en', 'zh'] as const)('composes for every topic in %s, cited throughout, with a way back', (language) => {
    const own = ownCatalogue();
    for (const brief of own.briefs.values()) {
      const reply = composed(section(name), own, { language }, brief.id);
      expect(reply).toMatchObject({ language, again: { type: 'section', section: name, topic: brief.id } });
      expect(reply.actions[0]).toMatchObject({
        label: messages(language)('sections.backToCard'),
        target: { verb: 'open', request: { type: 'brief', topic: brief.id } },
      });
      expect(uncited(reply)).toEqual([]);
      // Every text has words in it, and in Chinese no text is in English but names and quotations.
      expect(reply.blocks.length).toBeGreaterThan(0);
      const words = language === 'zh' ? /\p{Script=Han}|^\d/u : /[a-z]|^\d/u;
      expect(strings(reply.blocks).filter((text) => text !== '' && !words.test(text))).toEqual([]);
      expect(marks(reply).filter(({ text }) => !/ ¶\d/u.test(text))).toEqual([]);
    }
  });

  test('is in English with a note for a topic without Chinese, and without any English where it has', () => {
    const english = composed(section(name), catalogueOf(), { language: 'zh' });
    expect(english.language).toBe('en');
    expect(notes(english)[0]).toBe(messages('zh')('reply.notTranslated'));
    const chinese = composed(section(name), translated(), { language: 'zh' });
    expect(strings(chinese.blocks).filter((text) => /[a-z]{3}/u.test(text) && !text.includes('中：'))).toEqual([]);
  });
});

/** The made-up document with these statements alone, and a topic that rests on the first two. */
function only(statements: readonly Fields[]) {
  const [first = '', second = first] = statements.map(({ id }) => `harbour-notes/${String(id)}`);
  return catalogueOf(
    recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({
        statements: statements.map(onTopic),
      }),
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
        bottomLine: { text: { en: 'B.' }, restsOn: [first] },
        whyItMatters: { text: { en: 'W.' }, restsOn: [first] },
        keyPoints: [first, second],
        disagreements: [],
        watch: [],
      }),
    }),
  );
}

const bareCatalogue = () => only([STATEMENTS.fact, { ...STATEMENTS.fact, id: 'again' }]);

describe('a section with nothing in it', () => {
  test.each(['sides', 'disagreements', 'measures', 'commitments', 'views', 'watch'] as const)(
    'says so in a sentence and is not offered: %s',
    (name) => {
      const bare = bareCatalogue();
      const reply = composed(section(name), bare);
      expect(notes(reply)).toEqual([messages('en')(`sections.empty.${name}`)]);
      const offered = of(composed(composeSections, bare), 'choices').flatMap(({ choices }) => choices);
      const labels = [...composed(composeBrief, bare).actions, ...offered].map(({ label }) => label);
      expect(labels.some((label) => label.startsWith(messages('en')(`sections.names.${name}`)))).toBe(false);
    },
  );
});

const side = (party: string, document: string, statements: readonly Fields[]): Fields =>
  documentRecord({
    title: { en: `Notes of ${party}` },
    party,
    kind: 'official',
    url: `https://example.org/${document}`,
    statements: statements.map(onTopic),
  });

const said = (id: string, party: string, over: Fields = {}): Fields => ({
  ...STATEMENTS.position,
  id,
  party,
  text: { en: `It was said: ${id}.` },
  ...over,
});

describe('both sides', () => {
  test('give each party by its own documents, what rests on first, and the shares shown', () => {
    const many = Array.from({ length: 40 }, (_, index) => said(`south-${index}`, 'south'));
    const catalogue = catalogueOf(
      recordFiles({
        'north-south/documents/north-notes.yaml': side('north', 'north-notes', [said('north-one', 'north')]),
        'north-south/documents/south-notes.yaml': side('south', 'south-notes', many),
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
          keyPoints: ['south-notes/south-39', 'north-notes/north-one'],
          gaps: [],
        }),
      }),
    );
    const reply = composed(section('sides'), catalogue);
    const [north, south] = of(reply, 'claims');
    expect([north?.heading, south?.heading]).toEqual([
      'Northland, in its own documents',
      'Southland, in its own documents',
    ]);
    expect(north?.claims.map(({ id }) => id)).toEqual(['north-notes/north-one']);
    expect(south?.claims[0]?.id).toBe('south-notes/south-39');
    expect(south?.claims.length).toBeLessThan(40);
    expect(notes(reply)).toEqual([
      `${south?.claims.length} of 40 positions, measures and commitments from documents of Southland; More… has all.`,
    ]);
    expect(reply.actions.map(({ label }) => label)).toEqual(['Back to overview', 'Disagreements', 'More…']);
  });

  test('say which side no document is held of', () => {
    const catalogue = catalogueOf(
      recordFiles({
        'north-south/documents/north-notes.yaml': side('north', 'north-notes', [said('north-one', 'north')]),
      }),
    );
    expect(notes(composed(section('sides'), catalogue))).toEqual([
      messages('en')('sections.noneOfSide', { side: 'Southland' }),
    ]);
  });
});

describe('disagreements', () => {
  test('give the question, each side with its marks or where it was looked for, and how it stands', () => {
    expect(of(composed(section('disagreements'), catalogueOf()), 'points')).toEqual([
      {
        type: 'points',
        heading: 'Who pays for the corridor?',
        items: [
          {
            label: 'Northland',
            text: 'Northland calls it a bridge.',
            marks: [expect.objectContaining({ paragraphs: [4] })],
          },
          { label: 'Southland', text: 'Southland is silent. (looked for in Harbour Gazette, Sept 1, 2026)', marks: [] },
          { label: 'Where it stands', text: 'Open on September 1, 2026.', marks: [] },
        ],
      },
    ]);
  });
});

describe('what to watch', () => {
  test.each([
    ['2026-11-24', 'expected December 2026'],
    ['2026-12-31', 'expected December 2026'],
    ['2027-01-01', 'was expected December 2026; nothing later in the file'],
  ])('on %s says of a date in December: %s', (day, expected) => {
    expect(of(composed(section('watch'), catalogueOf(), at(day)), 'watch')[0]?.items[0]?.expected).toBe(expected);
  });
});

describe('sources', () => {
  test('list each document with who wrote it, who stands behind it and which paragraphs are cited', () => {
    expect(of(composed(section('sources'), catalogueOf()), 'sources')[0]?.items).toEqual([
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
});

test('what a publisher discloses stands with its first document, and no document is without', () => {
  const catalogue = ownCatalogue();
  for (const brief of catalogue.briefs.values()) {
    const context = { catalogue, language: 'en', now: NOW, audience: 'asker' } as const;
    const items = of(composeSection(brief, 'sources', context), 'sources').flatMap((block) => block.items);
    const told = items.map(({ disclosure }) => disclosure).filter((text) => text !== '');
    const held = items.flatMap(({ url }) => {
      const source = [...catalogue.sources.values()].find((one) => one.url === url);
      return source === undefined ? [] : [`${source.publisher.en}: ${source.disclosure.en}`];
    });
    expect(told).toHaveLength(new Set(held).size);
  }
});

const entry = (id: string, on: string, en: string): Fields => ({ id, on, what: { en } });

describe('changes', () => {
  test('are told newest first, and corrections apart, those of statements among them with what stood before', () => {
    const corrected = {
      ...STATEMENTS.fact,
      corrections: [
        { id: 'house', on: '2026-09-08', what: { en: 'The house was wrong.' }, before: { en: 'They met at sea.' } },
      ],
    };
    const catalogue = catalogueOf(
      recordFiles({
        'north-south/documents/harbour-notes.yaml': documentRecord({
          statements: [...Object.values(STATEMENTS).slice(1), corrected].map(onTopic),
        }),
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
          history: [entry('one', '2026-09-03', 'First.'), entry('two', '2026-09-05', 'Second.')],
          corrections: [entry('three', '2026-09-09', 'A date.')],
        }),
      }),
    );
    expect(of(composed(section('changes'), catalogue), 'list')).toEqual([
      {
        type: 'list',
        heading: '',
        items: [
          { label: 'September 5, 2026', detail: 'Second.' },
          { label: 'September 3, 2026', detail: 'First.' },
        ],
      },
      {
        type: 'list',
        heading: 'Corrections',
        items: [
          { label: 'September 9, 2026', detail: 'A date.' },
          { label: 'September 8, 2026', detail: 'The house was wrong. Before: “They met at sea.”' },
        ],
      },
    ]);
  });
  test('say where there is no correction', () => {
    expect(notes(composed(section('changes'), catalogueOf()))).toEqual(['No corrections so far.']);
  });
});

const gone = () =>
  withTopic({
    status: 'retracted',
    retraction: { id: 'gone', on: '2026-10-02', what: { en: 'The source was withdrawn.' } },
  });

describe('a retracted brief', () => {
  const WHY = 'This brief was retracted on October 2, 2026: The source was withdrawn.';
  test.each<Compose>([composeBrief, composeSections, ...SECTIONS.filter((one) => one !== 'changes').map(section)])(
    'says that it was, when and why, and nothing that it claimed (%o)',
    (compose) => {
      const reply = composed(compose, gone());
      expect(reply.blocks).toEqual([{ type: 'note', tone: 'warning', text: WHY }]);
      expect(JSON.stringify(reply)).not.toContain('customs house');
      expect(reply.actions.map(({ target }) => target.verb)).toEqual(['open', 'open']);
    },
  );
  test('says so in English with a note where the retraction is in English only', () => {
    expect(composed(composeBrief, gone(), { language: 'zh' }).blocks).toEqual([
      { type: 'note', tone: 'plain', text: messages('zh')('reply.notTranslated') },
      { type: 'note', tone: 'warning', text: WHY },
    ]);
  });
  test('says so above what changed too', () => {
    expect(composed(section('changes'), gone()).blocks[0]).toEqual({ type: 'note', tone: 'warning', text: WHY });
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

describe('related topics', () => {
  test('are told to be partly in English where one of them has no Chinese', () => {
    const catalogue = catalogueOf(
      recordFiles({
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { related: ['tea-trade'] }),
      }),
    );
    expect(notes(composed(composeRelated, catalogue, { language: 'zh' }))).toEqual([messages('zh')('reply.partly')]);
  });
});
