/** Made-up records of two relationships, and what a digest of them says. */
import type { Catalogue } from '../../src/search/catalogue.ts';
import { composeDigest, type Digest, type ComposeDigestOptions } from '../../src/digest/compose.ts';
import type { Schedule } from '../../src/digest/schedule/schedule.ts';
import type { Reply } from '../../src/reply/reply.ts';
import {
  catalogueOf,
  documentRecord,
  NOW,
  recordFiles,
  relationshipRecord,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../support/records.ts';

/** When the digests of these tests are due. */
export const SCHEDULE: Schedule = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], time: '09:00', zone: 'Asia/Shanghai' };

/** Returns a statement of the made-up document with some fields replaced. */
export const statement = (kind: keyof typeof STATEMENTS, over: Fields): Fields => ({ ...STATEMENTS[kind], ...over });

/** Returns the records of one relationship with two topics; `harbour` and `customs` hold the statements given, harbour's the usual ones too. */
export function twoTopics(
  { harbour = [], customs = [] }: { readonly harbour?: readonly Fields[]; readonly customs?: readonly Fields[] } = {},
  over: Parameters<typeof recordFiles>[0] = {},
): Catalogue {
  const topics = ['grain-corridor', 'tea-trade'];
  const usual = Object.values(STATEMENTS).map((one) => Object.assign({ topics }, one));
  return catalogueOf(
    recordFiles({
      'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
      'north-south/documents/harbour-notes.yaml': documentRecord({ statements: [...usual, ...harbour] }),
      ...(customs.length > 0 && {
        'north-south/documents/customs-report.yaml': documentRecord({
          title: { en: 'Report of the customs' },
          publisher: { en: 'The Customs Office' },
          url: 'https://example.org/customs-report',
          publishedOn: '2026-09-02',
          statements: customs,
        }),
      }),
      ...over,
    }),
  );
}

/** Returns a topic that rests on the eastern notes. */
const ofEast = (topic: Fields): Fields =>
  JSON.parse(
    JSON.stringify(topic).replaceAll('harbour-notes', 'east-notes').replaceAll('Northland', 'Eastmark'),
  ) as Fields;

/** Returns the records of two relationships with a corridor each. */
export function twoRelationships(): Catalogue {
  return catalogueOf({
    ...recordFiles({ 'north-south/topics/tea-trade.yaml': topicRecord('tea trade') }),
    'east-west/relationship.yaml': relationshipRecord({
      title: { en: 'Eastmark and Westmark', zh: '东境与西境' },
      parties: [
        { id: 'north', name: { en: 'Eastmark' }, aliases: { en: ['eastmark'] } },
        { id: 'south', name: { en: 'Westmark' }, aliases: { en: ['westmark'] } },
      ],
      aliases: { en: ['eastmark-westmark'] },
    }),
    'east-west/documents/east-notes.yaml': documentRecord({
      url: 'https://example.org/east-notes',
      publisher: { en: 'The Eastern Star' },
      statements: Object.values(STATEMENTS).map((one) =>
        Object.assign({}, one, {
          topics: ['eastern-corridor'],
          text: { en: one.text.en.replace('Northland', 'Eastmark') },
        }),
      ),
    }),
    'east-west/topics/eastern-corridor.yaml': ofEast(
      topicRecord('eastern corridor', {
        title: { en: 'The eastern corridor' },
        summary: { en: 'What is known of it in the east' },
        aliases: { en: ['eastern corridor talks'] },
        questions: { en: Array.from({ length: 8 }, (_, index) => `${'eastern '.repeat(index + 1)}corridor`) },
      }),
    ),
  });
}

type Over = Partial<Omit<ComposeDigestOptions, 'subscription'>> & {
  readonly subscription?: Partial<ComposeDigestOptions['subscription']>;
};

/** Returns the digest of a channel that has received nothing, with some of that replaced. */
export function digestOf(catalogue: Catalogue, { subscription, ...over }: Over = {}): Digest | undefined {
  return composeDigest({
    catalogue,
    carriedKeys: new Set(),
    now: NOW,
    ...over,
    subscription: {
      topics: 'all',
      language: 'en',
      whenQuiet: 'skip',
      schedule: SCHEDULE,
      baseline: [],
      introduced: true,
      rotated: undefined,
      owner: '',
      ...subscription,
    },
  });
}

/** Returns a digest's blocks as lines, each heading with what stands under it. */
export function linesOf(reply: Reply | undefined): Record<string, readonly string[]> {
  const lines: Record<string, readonly string[]> = {};
  for (const block of reply?.blocks ?? []) {
    if (block.type === 'note') lines[block.text] = [];
    if (block.type === 'list') lines[block.heading] = block.items.map(({ label, detail }) => `${label} — ${detail}`);
    if (block.type === 'points')
      lines[block.heading] = [
        ...(lines[block.heading] ?? []),
        ...block.items.map(({ label, text, marks }) =>
          [`${label} — ${text}`, ...marks.map((mark) => `[${mark.text}]`)].join(' '),
        ),
      ];
    if (block.type === 'claims')
      lines[block.heading] = block.claims.map(({ lead, text, detail, marks }) =>
        [
          ...(lead === undefined ? [] : [lead.text]),
          text,
          ...marks.map((mark) => `[${mark.text}]`),
          ...(detail.length === 0 ? [] : [`(${detail.join(' · ')})`]),
        ].join(' '),
      );
  }
  return lines;
}
