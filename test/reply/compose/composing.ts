/** What the tests of composed replies share: replies on made-up and real topics, and what stands in them. */
import type { Catalogue } from '../../../src/search/catalogue.ts';
import type { Brief } from '../../../src/records/schema.ts';
import { claimBlocks } from '../../../src/reply/compose/claims.ts';
import { topicContext } from '../../../src/reply/compose/topic.ts';
import type { ComposeContext } from '../../../src/reply/compose/parts.ts';
import type { Block, Claim, Reply } from '../../../src/reply/reply.ts';
import type { CitationMark } from '../../../src/views/marks.ts';
import { wordCount } from '../../../src/shared/text.ts';
import {
  catalogueOf,
  documentRecord,
  NOW,
  recordFiles,
  relationshipRecord,
  topicRecord,
  type Fields,
} from '../../support/records.ts';

export type Compose = (brief: Brief, context: ComposeContext) => Reply;

/** Returns the blocks of a type. */
export const of = <Type extends Block['type']>(reply: Reply, type: Type): Extract<Block, { readonly type: Type }>[] =>
  reply.blocks.filter((block): block is Extract<Block, { readonly type: Type }> => block.type === type);

export const notes = (reply: Reply): string[] => of(reply, 'note').map(({ text }) => text);

/** Returns the claims of a reply, each with its heading. */
export const claims = (reply: Reply): { readonly heading: string; readonly claim: Claim }[] =>
  of(reply, 'claims').flatMap((block) => block.claims.map((claim) => ({ heading: block.heading, claim })));

/** Returns the details of a statement in a reply. */
export const detailOf = (reply: Reply, id: string): readonly string[] | undefined =>
  claims(reply).find(({ claim }) => claim.id === id)?.claim.detail;

/** Returns every mark of a reply. */
/** Returns the links of a claim: who said it, where that stands before the text, and those behind it. */
export const linksOf = ({ lead, marks: behind }: Claim): CitationMark[] => [
  ...(lead === undefined ? [] : [lead]),
  ...behind,
];

export const marks = (reply: Reply): CitationMark[] => [
  ...claims(reply).flatMap(({ claim }) => linksOf(claim)),
  ...of(reply, 'summary').flatMap((block) => block.marks),
  ...of(reply, 'points').flatMap(({ items }) => items.flatMap((item) => item.marks)),
  ...of(reply, 'watch').flatMap(({ items }) => items.flatMap((item) => item.marks)),
];

/** Returns the reply that a function composes of a topic. */
export function composed(
  compose: Compose,
  catalogue: Catalogue,
  over: Partial<ComposeContext> = {},
  id = 'grain-corridor',
): Reply {
  const brief = catalogue.briefs.get(id);
  if (brief === undefined) throw new Error(`there is no ${id}`);
  return compose(brief, { catalogue, language: 'en', now: NOW, audience: 'asker', ...over });
}

/** Returns every statement of a topic as its sections tell it. */
export const statementsTold: Compose = (brief, context) => ({
  title: '',
  language: context.language,
  audience: context.audience,
  blocks: claimBlocks(brief.statements, topicContext(brief, context)),
  actions: [],
});

/** The made-up records with some fields of the topic replaced. */
export const withTopic = (over: Fields): Catalogue =>
  catalogueOf(recordFiles({ 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', over) }));

export const at = (day: string): Pick<ComposeContext, 'now'> => ({ now: Temporal.Instant.from(`${day}T12:00:00Z`) });

/** A text as its Chinese: marked, with its dates as Chinese writes them. */
const inChinese = (text: string): string =>
  `中：${text.replace('September 1, 2026', '2026年9月1日').replace('November 2026', '2026年11月')}`;

/** The made-up records with Chinese in every text. */
export function translated(): Catalogue {
  const both = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(both);
    if (typeof value !== 'object' || value === null) return value;
    if ('en' in value && typeof value.en === 'string') return { ...value, zh: inChinese(value.en) };
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, both(item)]));
  };
  return catalogueOf(
    recordFiles({
      'north-south/topics/grain-corridor.yaml': both(topicRecord()) as Fields,
      'north-south/relationship.yaml': both(relationshipRecord()) as Fields,
      'north-south/documents/harbour-notes.yaml': both(documentRecord()) as Fields,
    }),
  );
}

/** Every text of a reply that readers see. */
export function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    ['url', 'type', 'kind', 'id', 'target', 'who', 'date', 'tone', 'marks'].includes(key) ? [] : strings(item),
  );
}

/** Returns a statement that bears on the made-up topic. */
export const onTopic = (statement: Fields): Fields => ({ ...statement, topics: ['grain-corridor'] });

/** What a reader reads of a card or an answer, in words: headings, marks and the labels of its buttons do not count. */
export const wordsOfReply = (reply: Reply): number =>
  wordCount(
    [reply.title, ...reply.blocks.flatMap((block) => strings('heading' in block ? { ...block, heading: '' } : block))]
      .join(' ')
      .replaceAll(/\[\d+ ¶[^\]]*\]/gu, ''),
  );
