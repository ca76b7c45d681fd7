/** A second relationship, made up, beside the project's own: two other countries and three topics, one with a title of the first. */
import type { Catalogue } from '../../src/search/catalogue.ts';
import { createCatalogueChecker } from '../../src/search/check-catalogue.ts';
import { formatFault } from '../../src/records/fault.ts';
import { fingerprint } from '../../src/records/paragraphs.ts';
import { copyOwn, folderOf, topicRecord, type Fields } from './records.ts';

const both = (en: string, zh: string): Fields => ({ en, zh });

/** Returns the records of Iceland and Norway, which never said any of this; `over` adds or replaces files, null removes one. */
export function secondRelationship(over: Readonly<Record<string, Fields | null>> = {}) {
  return {
    'is-no/relationship.yaml': {
      languages: ['en', 'zh'],
      title: both('Iceland and Norway', '冰岛与挪威'),
      parties: [
        {
          id: 'is',
          name: both('Iceland', '冰岛'),
          aliases: { en: ['iceland', 'icelandic', 'reykjavik'], zh: ['冰岛'] },
          cues: { en: ['althing'], zh: ['阿尔庭'] },
        },
        { id: 'no', name: both('Norway', '挪威'), aliases: { en: ['norway', 'norwegian', 'oslo'], zh: ['挪威'] } },
      ],
      aliases: { en: ['iceland-norway', 'norway-iceland'], zh: ['冰挪'] },
      ambiguous: { en: ['energy', 'ferry', 'ferries'], zh: ['能源', '渡轮'] },
    },
    'is-no/documents/geysir-notes.yaml': documentOf('is', 'Geysir notes', 'geysir', ICELAND, [
      {
        id: 'cable-promised',
        kind: 'commitment',
        topics: ['northern-energy'],
        text: both(
          'By Iceland’s account, Norway is to lay a sea cable by November 2026.',
          '据冰岛方面称，挪威将在2026年11月前铺设海底电缆。',
        ),
        by: 'no',
        to: 'is',
        accordingTo: 'is',
        saidOn: DAY,
        due: { precision: 'month', on: '2026-11' },
        citations: [{ paragraph: 1, find: 'a cable beneath the sea' }],
      },
      {
        id: 'quota-raised',
        kind: 'measure',
        topics: ['mackerel-quota'],
        text: both('Iceland raised its mackerel quota.', '冰岛提高了鲭鱼配额。'),
        party: 'is',
        instrument: both('Mackerel quota', '鲭鱼配额'),
        effect: 'raised',
        from: DAY,
        citations: [{ paragraph: 2, find: 'more mackerel than before' }],
      },
    ]),
    'is-no/documents/fjord-notes.yaml': documentOf('no', 'Fjord notes', 'fjord', NORWAY, [
      {
        id: 'ferry-again',
        kind: 'reported-fact',
        topics: ['bergen-ferry', 'northern-energy'],
        text: both(
          'A ferry runs on hydrogen from Bergen to Seydisfjord.',
          '一艘氢动力渡轮往返于卑尔根与塞济斯菲厄泽。',
        ),
        eventOn: DAY,
        citations: [{ paragraph: 1, find: 'fuelled by hydrogen' }],
      },
      {
        id: 'quota-deplored',
        kind: 'position',
        topics: ['mackerel-quota', 'bergen-ferry'],
        text: both('Norway’s fisheries minister deplored the quota.', '挪威渔业大臣对该配额表示遗憾。'),
        speaker: both('Liv Strand', '利夫·斯特兰'),
        role: both('Minister of Fisheries', '渔业大臣'),
        party: 'no',
        saidOn: DAY,
        citations: [{ paragraph: 2, find: 'deplored the quota aloud' }],
      },
    ]),
    'is-no/topics/northern-energy.yaml': topicOf('northern-energy', both('Energy', '能源'), {
      aliases: { en: ['sea cable', 'geothermal'], zh: ['海底电缆', '地热'] },
      questions: questionsOn(
        ['sea cable', 'geothermal energy', 'energy', 'energy between the two countries'],
        ['海底电缆', '地热', '能源', '地热能源'],
      ),
      ...restingOn(['geysir-notes/cable-promised', 'fjord-notes/ferry-again']),
    }),
    'is-no/topics/mackerel-quota.yaml': topicOf('mackerel-quota', both('The mackerel quota', '鲭鱼配额'), {
      aliases: { en: ['mackerel', 'mackerel catch'], zh: ['鲭鱼', '捕鱼配额'] },
      questions: questionsOn(
        ['mackerel', 'mackerel quota', 'mackerel catch', 'norwegian mackerel'],
        ['鲭鱼', '鲭鱼配额', '捕鱼配额', '挪威鲭鱼'],
      ),
      ...restingOn(['geysir-notes/quota-raised', 'fjord-notes/quota-deplored']),
    }),
    'is-no/topics/bergen-ferry.yaml': topicOf('bergen-ferry', both('The Bergen ferry', '卑尔根渡轮'), {
      aliases: { en: ['ferry', 'ferries', 'bergen'], zh: ['渡轮', '卑尔根'] },
      questions: questionsOn(
        ['bergen ferry', 'bergen', 'icelandic ferry', 'ferry to norway'],
        ['渡轮', '卑尔根', '卑尔根渡轮', '冰岛渡轮'],
      ),
      ...restingOn(['fjord-notes/ferry-again', 'fjord-notes/quota-deplored']),
      gaps: [
        {
          text: both('No document of Iceland on the ferry is held.', '没有冰岛方面关于渡轮的文件。'),
          searched: ['geysir-notes'],
          side: 'is',
        },
      ],
      related: ['northern-energy'],
    }),
    ...over,
  };
}

/** The project's own records have corrections of this day. */
const CORRECTED = Temporal.Instant.from('2026-12-07T12:00:00Z');

let read: Catalogue | undefined;

/** Returns the catalogue of the project's own records and the second relationship's, read once; throws with the faults, those of questions too. */
export function bothRelationships(): Catalogue {
  if (read !== undefined) return read;
  const folder = folderOf(secondRelationship());
  copyOwn(folder);
  const { catalogue, editorial, faults } = createCatalogueChecker(folder).check(CORRECTED);
  if (catalogue === undefined || editorial.length > 0)
    throw new Error([...faults, ...editorial].map(formatFault).join('\n'));
  return (read = catalogue);
}

const DAY = { precision: 'day', on: '2026-09-10' };
const ICELAND = ['Norway is to lay a cable beneath the sea.', 'Our boats may take more mackerel than before.'];
const NORWAY = ['The new ship is fuelled by hydrogen.', 'Minister Strand deplored the quota aloud.'];

function documentOf(
  party: string,
  title: string,
  place: string,
  paragraphs: readonly string[],
  statements: readonly Fields[],
): Fields {
  return {
    title: both(title, '笔记'),
    publisher: both(title, '笔记'),
    authors: [],
    kind: 'official',
    party,
    url: `https://example.org/${place}`,
    publishedOn: '2026-09-10',
    accessedOn: '2026-09-11',
    copy: { kind: 'original' },
    disclosure: both('Made up for a test.', '为测试而虚构。'),
    language: 'en',
    paragraphs: paragraphs.map((paragraph) => fingerprint(paragraph)),
    statements,
  };
}

function topicOf(id: string, title: Fields, over: Fields): Fields {
  return topicRecord(id.replaceAll('-', ' '), {
    title,
    summary: both(`On the ${id.replaceAll('-', ' ')} of the north`, '北方事务'),
    disagreements: [],
    watch: [],
    gaps: [],
    verified: { on: '2026-09-11', by: { kind: 'program', name: 'attache verify' } },
    history: [{ id: `${id}-first`, on: '2026-09-11', what: both('First published.', '首次发布。') }],
    ...over,
  });
}

const restingOn = (statements: readonly string[]): Fields => ({
  bottomLine: { text: both('Two shores of one sea talk.', '同海两岸在交谈。'), restsOn: statements },
  whyItMatters: { text: both('The sea is cold.', '海水很冷。'), restsOn: statements.slice(0, 1) },
  keyPoints: statements,
});

const questionsOn = (en: readonly string[], zh: readonly string[]): Fields => ({
  en: en.flatMap((name) => [name, `what about the ${name}`]),
  zh: zh.flatMap((name) => [name, `${name}怎么样了`]),
});
