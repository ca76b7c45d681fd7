import { messages } from '../../../src/locales/messages.ts';
import { describe, expect, test } from 'vitest';
import { composeBrief, composeFull } from '../../../src/reply/compose/brief.ts';
import type { Language } from '../../../src/records/schema.ts';
import { pick } from '../../../src/reply/compose/parts.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import {
  catalogueOf,
  documentRecord,
  ownCatalogue,
  ownIds,
  recordFiles,
  STATEMENTS,
  topicRecord,
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
  wordsOfReply,
  type Compose,
} from './composing.ts';

const LANGUAGES: readonly Language[] = ['en', 'zh'];
/** The most words of a card. */
const MAX_CARD_WORDS = 135;

test('the whole brief says of how many cited documents no text is held, and nothing where all are, or where that is not known', () => {
  const catalogue = catalogueOf(
    recordFiles({
      'north-south/documents/quay-notes.yaml': documentRecord({
        url: 'https://example.org/quay',
        statements: [{ ...STATEMENTS.fact, topics: ['grain-corridor'] }],
      }),
    }),
  );
  const said = (isHeld: ((source: { readonly id: string }) => boolean) | undefined): string =>
    of(composed(composeFull, catalogue, { isHeld }), 'badge')
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
  });

  test('give two or three key points, of more than one side where the topic names such, each with one link that says who, when and where', () => {
    for (const [index, card] of cards.entries()) {
      const brief = own.briefs.get(ownIds()[index] ?? '');
      const shown = claims(card).map(({ claim }) => claim);
      expect([2, 3]).toContain(shown.length);
      expect(brief?.keyPoints).toEqual(expect.arrayContaining(shown.map(({ id }) => id)));
      for (const claim of shown) expect(linksOf(claim)[0]?.text).toMatch(/\d{4}.*¶\d/u);
      const parties = (ids: readonly string[]) =>
        new Set(ids.map((id) => own.sources.get(own.statements.get(id)?.document ?? '')?.party));
      const most = Math.min(2, parties(brief?.keyPoints ?? []).size);
      expect(parties(shown.map(({ id }) => id)).size).toBeGreaterThanOrEqual(most);
    }
  });

  test('have one line on how new the documents are, and the buttons that lead on', () => {
    const t = messages(language);
    for (const card of cards) {
      expect(of(card, 'badge')).toHaveLength(1);
      expect(of(card, 'badge')[0]?.items).toHaveLength(1);
      expect(card.actions.map(({ label }) => label)).toEqual([
        t('sections.fullBrief'),
        t('sections.names.sides'),
        t('sections.names.sources'),
        t('reply.share'),
        t('reply.flag'),
      ]);
    }
  });
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

const madeCard = () => composed(composeBrief, catalogueOf());

const verbs = (audience: Reply['audience']) =>
  composed(composeBrief, catalogueOf(), { audience }).actions.map(({ target }) => target.verb);

const verified = (kind: 'person' | 'program') => ({ verified: { on: '2026-11-20', by: { kind, name: 'Cleo' } } });

const warning = (kind: 'person' | 'program') =>
  of(composed(composeBrief, withTopic(verified(kind)), at('2026-11-24')), 'badge')[0]?.warning;

describe('a card', () => {
  test('is bottom line, key points and freshness', () => {
    const card = madeCard();
    expect(card.blocks).toMatchObject([
      { type: 'summary', heading: 'Bottom line', marks: [{ paragraphs: [2, 3] }] },
      { type: 'claims', heading: '' },
      {
        type: 'badge',
        items: ['File to September 1, 2026'],
        warning: 'Review overdue since October 2, 2026',
      },
    ]);
    expect(
      claims(card).map(({ claim }) =>
        linksOf(claim)
          .map(({ text }) => text)
          .concat(claim.detail),
      ),
    ).toEqual([
      ['Aug 25, 2026 (Harbour Gazette ¶2)'],
      ['Ada Quill, Sept 1, 2026 (Harbour Gazette ¶3):', 'the source says: moderate confidence'],
    ]);
    expect(card).toMatchObject({ title: 'The grain corridor', again: { type: 'brief', topic: 'grain-corridor' } });
  });

  test('opens the whole brief, both sides and sources, each of this topic', () => {
    expect(
      madeCard().actions.map(({ target }) => ('request' in target ? [target.verb, target.request] : target.verb)),
    ).toEqual([
      ['open', { type: 'full', topic: 'grain-corridor' }],
      ['open', { type: 'section', section: 'sources', topic: 'grain-corridor' }],
      ['share', { type: 'brief', topic: 'grain-corridor' }],
      'flag',
    ]);
  });

  test('can be shared by whoever asked alone, and not where it is open already', () => {
    expect(verbs('asker')).toContain('share');
    expect(verbs('everyone')).not.toContain('share');
  });

  test('warns of an overdue review, and no more once a person has reviewed it', () => {
    expect(warning('program')).toBe('Review overdue since October 2, 2026');
    expect(warning('person')).toBeUndefined();
  });

  test('takes the point that fits over the earlier one that does not', () => {
    const long = 'a '.repeat(105).trim();
    const fact = { ...STATEMENTS.fact, id: 'long-fact', text: { en: long } };
    const files = (points: readonly string[]) =>
      catalogueOf(
        recordFiles({
          'north-south/documents/harbour-notes.yaml': documentRecord({
            statements: [...Object.values(STATEMENTS), fact].map(onTopic),
          }),
          'north-south/topics/grain-corridor.yaml': {
            ...(recordFiles()['north-south/topics/grain-corridor.yaml'] as object),
            keyPoints: points.map((id) => `harbour-notes/${id}`),
          },
        }),
      );
    const shown = (points: readonly string[]) =>
      claims(composed(composeBrief, files(points))).map(({ claim }) => claim.id.split('/')[1]);
    expect(shown(['winter-doubted', 'long-fact', 'hands-shaken'])).toEqual(['winter-doubted', 'hands-shaken']);
    expect(shown(['winter-doubted', 'hands-shaken', 'keep-talking'])).toHaveLength(3);
    expect(shown(['long-fact', 'hands-shaken'])).toHaveLength(2);
  });
});

const labels = (catalogue = catalogueOf()) => composed(composeFull, catalogue).actions.map(({ label }) => label);

/** The buttons of the whole of a brief that names topics of these titles as related. */
function actionsRelated(...titles: readonly string[]): Reply['actions'] {
  const related = titles.map((title) => title.replaceAll(' ', '-'));
  const others = titles.map(
    (title, index) => [`north-south/topics/${related[index]}.yaml`, topicRecord(title)] as const,
  );
  const corridor = topicRecord('grain corridor', { related });
  const files = { 'north-south/topics/grain-corridor.yaml': corridor, ...Object.fromEntries(others) };
  return composed(composeFull, catalogueOf(recordFiles(files))).actions;
}

describe('a whole brief', () => {
  test('is told in the order of a briefing', () => {
    const reply = composed(composeFull, catalogueOf());
    expect(reply.blocks.map((block) => ('heading' in block ? block.heading : block.type))).toEqual([
      'Bottom line',
      'badge',
      'Why it matters',
      'Key points',
      'Who pays for the corridor?',
      'Measures: Northland',
      'Promised by Southland',
      'Positions: Northland',
      'Reported',
      'Assessments',
      'Recommendations',
      'Forecasts',
      'What to watch',
      'What the sources do not say',
      'Sources',
    ]);
    expect(reply).toMatchObject({ title: 'The grain corridor: Full brief', again: { type: 'full' } });
    expect(of(reply, 'badge')[0]?.items).toEqual([
      'File to September 1, 2026',
      'Citations checked against the source by program on September 3, 2026; no person has reviewed it yet',
      'Built on: news report',
    ]);
  });

  test('offers related topics: several to choose from, the only one by its title', () => {
    const one = actionsRelated('tea trade').find(({ label }) => label.startsWith('Related'));
    expect(one).toMatchObject({ label: 'Related: The tea trade', target: { request: { topic: 'tea-trade' } } });
    expect(one?.choices).toBeUndefined();
    const two = actionsRelated('tea trade', 'old ferry').find(({ label }) => label.startsWith('Related'));
    expect(two?.choices?.map(({ label }) => label)).toEqual(['The tea trade', 'The old ferry']);
  });

  test('leads back to the card, and to every section in which there is something', () => {
    expect(labels()).toEqual([
      'Back to overview',
      'Key points',
      'Disagreements',
      'Measures',
      'Commitments',
      'Views',
      'What to watch',
      'Gaps',
      'Sources',
      'What changed',
      'Something wrong?',
    ]);
    expect(labels(withTopic({ watch: [], disagreements: [] }))).toEqual(
      labels().filter((label) => label !== 'What to watch' && label !== 'Disagreements'),
    );
  });

  test.each(LANGUAGES)('holds each statement of each topic, cited, from documents that are listed (%s)', (language) => {
    const own = ownCatalogue();
    for (const brief of own.briefs.values()) {
      const reply = composed(composeFull, own, { language }, brief.id);
      const listed = of(reply, 'sources').flatMap(({ items }) => items.map(({ number }) => number));
      expect(new Set(claims(reply).map(({ claim }) => claim.id))).toEqual(
        new Set(brief.statements.map(({ id }) => id)),
      );
      expect(listed).toEqual(listed.map((_, index) => index + 1));
      const addresses = of(reply, 'sources').flatMap(({ items }) => items.map(({ url }) => url));
      for (const { paragraphs, url } of marks(reply)) {
        expect(addresses).toContain(url.replace(/#?:~:text=.*$/u, ''));
        expect(paragraphs.length).toBeGreaterThan(0);
        expect(url).toMatch(/^https?:\/\/.*#.*:~:text=/u);
      }
    }
  });

  test('says of every claim once whose it is, when and where, under a heading of its kind', () => {
    const own = ownCatalogue();
    let count = 0;
    for (const language of LANGUAGES)
      for (const { id } of own.briefs.values()) {
        for (const { heading, claim } of claims(composed(composeFull, own, { language }, id))) {
          const links = linksOf(claim);
          expect(heading).not.toBe('');
          expect(links[0]?.text).toMatch(/\d{4}.*¶\d/u);
          expect(new Set(links.map(({ url }) => url)).size).toBe(links.length);
          const isSaid = !['measure', 'commitment', 'reported-fact'].includes(claim.kind);
          expect(claim.lead !== undefined).toBe(isSaid);
          count += 1;
        }
      }
    expect(count).toBeGreaterThan(2_000);
  });

  test('cites a document by the same name as the card', () => {
    const own = ownCatalogue();
    for (const { id } of own.briefs.values()) {
      const [card, full] = [composeBrief, composeFull].map((compose) => composed(compose, own, {}, id));
      expect(card && of(card, 'summary')[0]?.marks).toEqual(full && of(full, 'summary')[0]?.marks);
    }
  });
});

describe('Chinese', () => {
  test.each<Compose>([composeBrief, composeFull])(
    'readers of what is not translated get English, and a note in both languages first (%o)',
    (compose) => {
      const reply = composed(compose, catalogueOf(), { language: 'zh' });
      expect(reply.language).toBe('en');
      expect(notes(reply)[0]).toBe('本简报暂无中文版，以下为英文。 This brief is not in Chinese yet.');
      expect(JSON.stringify(reply.blocks.slice(1))).not.toMatch(/\p{Script=Han}/u);
    },
  );
  test.each<Compose>([composeBrief, composeFull])(
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
    expect(JSON.stringify(composed(composeFull, translated()))).not.toMatch(/中：/u);
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
