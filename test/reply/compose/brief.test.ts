import { messages } from '../../../src/locales/messages.ts';
import { describe, expect, test } from 'vitest';
import { decodeButton } from '../../../src/reply/button.ts';
import { composeBrief } from '../../../src/reply/compose/brief.ts';
import { composeSections } from '../../../src/reply/compose/sections.ts';
import type { Language } from '../../../src/records/schema.ts';
import { pick } from '../../../src/views/text.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import {
  catalogueOf,
  documentRecord,
  ownCatalogue,
  ownIds,
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
  notes,
  of,
  onTopic,
  statementsTold,
  strings,
  translated,
  withTopic,
  wordsOfReply,
  type Compose,
} from './composing.ts';

const LANGUAGES: readonly Language[] = ['en', 'zh'];
/** The most words of a card. */
const MAX_CARD_WORDS = 180;
/** What a card says beside its links. */
const MAX_TOLD_WORDS = 165;

test('the menu of the sections says of how many cited documents no text is held, and nothing where all are, or where that is not known', () => {
  const catalogue = catalogueOf(
    recordFiles({
      'north-south/documents/quay-notes.yaml': documentRecord({
        url: 'https://example.org/quay',
        statements: [{ ...STATEMENTS.fact, topics: ['grain-corridor'] }],
      }),
    }),
  );
  const said = (isHeld: ((source: { readonly id: string }) => boolean) | undefined): string =>
    of(composed(composeSections, catalogue, { isHeld }), 'badge')
      .flatMap(({ items }) => items)
      .join('\n');
  expect(said(({ id }) => id === 'quay-notes')).toContain(messages('en')('reply.unheld', { unheld: 1, all: 2 }));
  expect(said(() => false)).toContain(messages('en')('reply.unheldAll'));
  for (const isHeld of [() => true, undefined]) expect(said(isHeld)).not.toContain('held here');
});

describe.each(LANGUAGES)('the cards in %s', (language) => {
  const own = ownCatalogue();
  const cards = ownIds().map((id) => composed(composeBrief, own, { language }, id));

  test('say no more than one screen holds', () => {
    const long = cards.map((card) => ({ title: card.title, words: wordsOfReply(card) }));
    expect(cards).toHaveLength(15);
    expect(long.filter((card) => card.words > MAX_CARD_WORDS)).toEqual([]);
    const told = cards.map((card): number =>
      wordsOfReply(
        JSON.parse(JSON.stringify(card, (key, value) => (key === 'marks' ? [] : key === 'lead' ? undefined : value))),
      ),
    );
    expect(language === 'en' ? Math.max(...told) : 0).toBeLessThanOrEqual(MAX_TOLD_WORDS);
  });

  test('give at most one line of each side, with one link that says who, when and where', () => {
    for (const [index, card] of cards.entries()) {
      const brief = own.briefs.get(ownIds()[index] ?? '');
      const shown = claims(card).map(({ claim }) => claim);
      expect([0, 1, 2]).toContain(shown.length);
      for (const claim of shown) {
        expect(linksOf(claim)[0]?.text).toMatch(/\d{4}.*¶\d/u);
        expect(brief?.bottomLine.restsOn).not.toContain(claim.id);
      }
      const sides = shown.map(({ id }) => {
        const statement = own.statements.get(id);
        return statement?.kind === 'commitment'
          ? statement.accordingTo
          : statement !== undefined && 'party' in statement
            ? statement.party
            : undefined;
      });
      expect(new Set(sides).size).toBe(shown.length);
    }
    expect(cards.filter((card) => claims(card).length > 0).length).toBeGreaterThan(10);
  });

  test('have one line on how new the documents are, and the buttons that lead on', () => {
    const t = messages(language);
    for (const card of cards) {
      expect(of(card, 'badge')).toHaveLength(1);
      const items = of(card, 'badge')[0]?.items ?? [];
      expect(items).toHaveLength(2);
      expect(card.blocks[0]?.type).toBe('badge');
      expect(card.actions.map(({ label }) => label).filter((label) => label !== t('answer.statusOf'))).toEqual([
        t('sections.names.sides'),
        t('sections.more'),
        t('reply.share'),
        t('reply.flag'),
      ]);
    }
  });
});

test('the cards of both languages show where the sides differ and what is next', () => {
  const own = ownCatalogue();
  for (const { id, disagreements, watch } of own.briefs.values())
    for (const language of LANGUAGES) {
      const t = messages(language);
      const card = composed(composeBrief, own, { language }, id);
      const items = of(card, 'points').flatMap((block) => block.items);
      const isFull = claims(card).length === 2;
      const labels = new Set(items.map(({ label }) => label));
      expect([id, labels.has(t('card.differ'))]).toEqual([id, disagreements.length > 0]);
      const tellsNext = [t('card.next'), t('board.watched'), t('card.passed')].some((label) => labels.has(label));
      expect([id, tellsNext || isFull]).toEqual([id, watch.length > 0]);
    }
});

test('the cards of both languages show the same key points', () => {
  const own = ownCatalogue();
  for (const id of ownIds()) {
    const [en, zh] = LANGUAGES.map((language) =>
      claims(composed(composeBrief, own, { language }, id)).map(({ claim }) => claim.id),
    );
    expect([id, zh]).toEqual([id, en]);
  }
});

/** A long speech of so many words. */
const speech = (words: number) => ({
  ...STATEMENTS.position,
  id: 'long-speech',
  text: { en: 'a '.repeat(words).trim() },
  saidOn: { precision: 'day', on: '2026-09-01' },
});

/** What a card shows of a side whose newest speech has so many words. */
const shownBeside = (words: number) =>
  claims(composed(composeBrief, withPoints(['winter-doubted', 'long-speech'], [speech(words)]))).map(
    ({ claim }) => claim.id.split('/')[1],
  );

const madeCard = () => composed(composeBrief, catalogueOf());

const verbs = (audience: Reply['audience']) =>
  composed(composeBrief, catalogueOf(), { audience }).actions.map(({ target }) => target.verb);

const verified = (kind: 'person' | 'program') => ({ verified: { on: '2026-11-20', by: { kind, name: 'Cleo' } } });

const warning = (kind: 'person' | 'program') =>
  of(
    composed(composeBrief, withTopic(verified(kind)), { ...at('2026-11-24'), reach: () => readBySides('2026-11-23') }),
    'badge',
  )[0]?.warning;

/** Both sides of the made-up pair, read to a day. */
const readBySides = (day: string) =>
  new Map([['north-south', ['north', 'south'].map((party) => ({ party, readTo: day, heldBy: undefined }))]]);

/** What a card says of how new it is, by how far each side was read. */
const read = (days: Readonly<Record<string, string | undefined>>): readonly string[] | undefined => {
  const reach = new Map([
    ['north-south', Object.entries(days).map(([party, readTo]) => ({ party, readTo, heldBy: undefined }))],
  ]);
  return of(composed(composeBrief, catalogueOf(), { reach: () => reach }), 'badge')[0]?.items.slice(1);
};

describe('a card', () => {
  test('is bottom line, key points, where they differ, what is next, and freshness', () => {
    const card = madeCard();
    expect(card.blocks).toMatchObject([
      { type: 'badge', items: ['Northland–Southland', 'Sources end September 1, 2026; nothing read since (84 days)'] },
      { type: 'summary', heading: '', marks: [{ paragraphs: [2, 3] }] },
      { type: 'claims', heading: '' },
      {
        type: 'points',
        items: [
          { label: 'Where they differ', text: 'Who pays for the corridor? Open on September 1, 2026.' },
          { label: 'To watch' },
        ],
      },
    ]);
    expect(
      claims(card).map(({ claim }) =>
        linksOf(claim)
          .map(({ text }) => text)
          .concat(claim.detail),
      ),
    ).toEqual([['Ivo Marsh, Envoy of Northland, Aug 2026 (Harbour Gazette ¶4):']]);
    expect(card).toMatchObject({ title: 'The grain corridor', again: { type: 'brief', topic: 'grain-corridor' } });
  });

  test('says how far the sources of each side were read, where some are watched; for how long nothing was, where not all are', () => {
    const file = 'File to September 1, 2026';
    expect(read({ north: '2026-11-20', south: '2026-11-20' })).toEqual([file, 'sources read to November 20, 2026']);
    expect(read({ north: '2026-11-20', south: '2026-11-12' })).toEqual([
      file,
      'sources read to November 20, 2026 (Northland), November 12, 2026 (Southland)',
    ]);
    expect(read({ north: '2026-11-20', south: '2026-10-02' })).toEqual([
      'Sources end September 1, 2026, nothing newer read up to October 2, 2026; nothing read since (53 days)',
    ]);
    const alone = ['Sources end September 1, 2026; nothing read since (84 days)'];
    expect(read({ south: '2026-11-20', north: undefined })).toEqual(alone);
    expect(read({})).toEqual(alone);
  });

  test('leads to the sections of this topic', () => {
    expect(
      madeCard().actions.map(({ target }) => ('request' in target ? [target.verb, target.request] : target.verb)),
    ).toEqual([
      ['open', { type: 'sections', topic: 'grain-corridor' }],
      ['share', { type: 'brief', topic: 'grain-corridor' }],
      'flag',
    ]);
  });

  test('can be shared by whoever asked alone, and not where it is open already', () => {
    expect(verbs('asker')).toContain('share');
    expect(verbs('everyone')).not.toContain('share');
  });

  test('warns of an overdue review of a file that is read, and no more once a person has reviewed it', () => {
    expect(warning('program')).toBe('Review overdue since October 2, 2026');
    expect(warning('person')).toBeUndefined();
  });

  test('takes the newest of a side that fits over a newer one that does not', () => {
    expect(shownBeside(20)).toEqual(['long-speech']);
    expect(shownBeside(118)).toEqual(['envoy-bridge']);
  });

  test('gives key points that the bottom line does not rest on where neither side says anything of weight', () => {
    const points = ['hands-shaken', 'keep-talking', 'closes-in-winter'];
    const card = composed(composeBrief, withPoints(points, [], { disagreements: [] }));
    expect(claims(card).map(({ claim }) => claim.id.split('/')[1])).toEqual(['keep-talking', 'closes-in-winter']);
  });
});

/** The catalogue of the made-up topic with these key points and further statements. */
const withPoints = (points: readonly string[], more: readonly Fields[], over: object = {}) =>
  catalogueOf(
    recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({
        statements: [...Object.values(STATEMENTS), ...more].map(onTopic),
      }),
      'north-south/topics/grain-corridor.yaml': {
        ...(recordFiles()['north-south/topics/grain-corridor.yaml'] as object),
        keyPoints: points.map((id) => `harbour-notes/${id}`),
        ...over,
      },
    }),
  );

/** What a card says of what is next. */
const nextOf = (watch: readonly object[], now = '2026-11-20', tracks: readonly object[] = []): string | undefined =>
  of(
    composed(
      composeBrief,
      catalogueOf(
        recordFiles({
          ...(tracks.length > 0 && { 'north-south/tracks.yaml': { tracks } }),
          'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { watch }),
        }),
      ),
      at(now),
    ),
    'points',
  )
    .flatMap(({ items }) => items)
    .find(({ label }) => label !== messages('en')('card.differ'))?.text;

const watched = (id: string, en: string, expected?: object) => ({
  id,
  text: { en },
  wouldChange: { en: 'It would tell.' },
  ...(expected !== undefined && { expected }),
  restsOn: ['harbour-notes/closes-in-winter'],
});

test('what is next is the nearest day within a year, then what has no day, and what has passed only where nothing is ahead', () => {
  const soon = watched('soon', 'Whether the gate opens.', { precision: 'day', on: '2026-12-04' });
  const later = watched('later', 'Whether the quay is built by June 2028.', { precision: 'month', on: '2028-06' });
  const undated = watched('undated', 'Whether the toll is paid.');
  const past = watched('past', 'Whether the boats left on November 9, 2026.', { precision: 'day', on: '2026-11-09' });
  expect(nextOf([undated, later, soon])).toBe('Whether the gate opens (expected December 4, 2026).');
  expect(nextOf([later, undated])).toBe('Whether the toll is paid.');
  expect(nextOf([later])).toBe('Whether the quay is built by June 2028.');
  expect(nextOf([past, undated])).toBe('Whether the boats left on November 9, 2026.');
  expect(nextOf([])).toBeUndefined();
});

/** The labels of the sections that the menu of a card offers. */
const offered = (catalogue = catalogueOf()) =>
  composed(composeBrief, catalogue).actions.flatMap(({ choices = [] }) => choices.map(({ label }) => label));

describe('the menu of the sections', () => {
  test('names each in which there is something with how much, in the order of a briefing, and the related topics', () => {
    expect(offered()).toEqual([
      'Key points (2)',
      'Disagreements (1)',
      'Measures (1)',
      'Commitments (1)',
      'Views (3)',
      'What to watch (1)',
      'Gaps (3)',
      'Sources (1)',
      'What changed (1)',
    ]);
    expect(offered(withTopic({ watch: [], disagreements: [] }))).toEqual(
      offered().filter((label) => !label.startsWith('What to watch') && !label.startsWith('Disagreements')),
    );
    const related = catalogueOf(
      recordFiles({
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { related: ['tea-trade'] }),
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
      }),
    );
    expect(offered(related).at(-1)).toBe('Related topics (1)');
  });

  test('is what a button of an older message for the whole brief opens', () => {
    const older = decodeButton('attache1/open/full/grain-corridor/3/en');
    expect(older).toMatchObject({ request: { type: 'sections', topic: 'grain-corridor' }, page: 1 });
    const reply = composed(composeSections, catalogueOf());
    expect(of(reply, 'choices')[0]?.choices.map(({ label }) => label)).toEqual(offered());
    expect(reply.again).toEqual({ type: 'sections', topic: 'grain-corridor' });
  });
});

test('says of every claim once whose it is, when and where, under a heading of its kind', () => {
  const own = ownCatalogue();
  let count = 0;
  for (const language of LANGUAGES)
    for (const { id } of own.briefs.values()) {
      for (const { heading, claim } of claims(composed(statementsTold, own, { language }, id))) {
        const links = linksOf(claim);
        expect(heading).not.toBe('');
        expect(links[0]?.text).toMatch(/\d{4}.*¶\d/u);
        expect(new Set(links.map(({ url }) => url)).size).toBe(links.length);
        const isSaid = !['measure', 'commitment', 'reported-fact'].includes(claim.kind);
        expect(claim.lead !== undefined).toBe(isSaid);
        count += 1;
      }
    }
  expect(count).toBeGreaterThan(1_400);
});

describe('Chinese', () => {
  test.each<Compose>([composeBrief, composeSections])(
    'readers of what is not translated get English, and a note in both languages first (%o)',
    (compose) => {
      const reply = composed(compose, catalogueOf(), { language: 'zh' });
      expect(reply.language).toBe('en');
      expect(notes(reply)[0]).toBe('本简报暂无中文版，以下为英文。 This brief is not in Chinese yet.');
      expect(JSON.stringify(reply.blocks.slice(1))).not.toMatch(/\p{Script=Han}/u);
    },
  );
  test.each<Compose>([composeBrief, composeSections])(
    'readers of what is translated get no English at all, and no note (%o)',
    (compose) => {
      const reply = composed(compose, translated(), { language: 'zh' });
      expect(reply.language).toBe('zh');
      expect(notes(reply)).toEqual([]);
      expect(strings(reply.blocks).filter((text) => /[a-z]{3}/u.test(text) && !text.includes('中：'))).toEqual([]);
      expect(reply.actions.every(({ label }) => /\p{Script=Han}/u.test(label))).toBe(true);
    },
  );
  test('readers of English get English though there is Chinese', () => {
    expect(JSON.stringify(composed(statementsTold, translated()))).not.toMatch(/中：/u);
  });
  test('readers of the real topics get Chinese throughout', () => {
    const own = ownCatalogue();
    for (const brief of own.briefs.values()) {
      const card = composed(composeBrief, own, { language: 'zh' }, brief.id);
      expect(card.title).toBe(pick(brief.title, 'zh'));
      expect(strings(card.blocks).filter((text) => text !== '' && !/\p{Script=Han}/u.test(text))).toEqual([]);
    }
  });
});
