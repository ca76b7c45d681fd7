/** What every reply about briefs is put together from: buttons, choices, and texts in the language of the reader. */
import { messages } from '../../locales/messages.ts';
import type { Brief, Entry, Language, Relationship, Source, Translated } from '../../records/schema.ts';
import type { Openable } from '../button.ts';
import type { Action, Block, ListItem, Reply } from '../reply.ts';
import { publishedOf, type RecordCatalogue } from '../../records/catalogue.ts';
import type { Reach } from '../../watch/reach.ts';

/** What composing reads: the records, the language, the time. */
export type ComposeContext = {
  readonly catalogue: RecordCatalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
  readonly audience: Reply['audience'];
  /** Whether the text of a document is held, against which its citations are checked; left out where nothing is said of that. */
  readonly isHeld?: ((source: Source) => boolean) | undefined;
  /** How far the sources of each side of a relationship have been read; left out where nothing is watched. */
  readonly reach?: (() => Reach) | undefined;
};

/** Returns an action that opens a reply, private to whoever presses it. */
export function open(label: string, request: Openable, language: Language, page = 1): Action {
  return { label, target: { verb: 'open', request, page, language } };
}

/** Returns the button that opens the card of a topic, with its pair where another relationship could be meant. */
export const openTopic = (
  brief: Brief,
  { catalogue, language }: { readonly catalogue: Pairs & Pick<RecordCatalogue, 'briefs'>; readonly language: Language },
): Action => open(clearTitle(brief, catalogue, language), { type: 'brief', topic: brief.id }, language);

/** Returns the button that opens the list of topics. */
export const openTopics = (language: Language): Action =>
  open(messages(language)('reply.allTopics'), { type: 'topics' }, language);

/** Returns the reply where nothing is found: why, and where to go from there. */
export const nothingFound = (
  blocks: readonly Block[],
  actions: readonly Action[],
  { language, audience }: Pick<ComposeContext, 'language' | 'audience'>,
): Reply => ({ title: messages(language)('reply.nothing'), outcome: 'nothing', language, audience, blocks, actions });

/** Returns a block of briefs to choose from, behind a note where some of them are not in the reader's language; by titles that name the pair where `records` are given. */
export function choose(
  prompt: string,
  briefs: readonly Brief[],
  language: Language,
  records?: Pairs & Pick<RecordCatalogue, 'briefs'>,
): Block[] {
  const texts = briefs.flatMap(({ title, summary }) => [title, summary]);
  return [...partly(texts, language), choices(prompt, briefs, language, records)];
}

/** Returns a block of briefs to choose from. */
export function choices(
  prompt: string,
  briefs: readonly Brief[],
  language: Language,
  records?: Parameters<typeof choose>[3],
): Extract<Block, { readonly type: 'choices' }> {
  return {
    type: 'choices',
    prompt,
    choices: briefs.map((brief) => ({
      label: records === undefined ? pick(brief.title, language) : clearTitle(brief, records, language),
      detail: pick(brief.summary, language),
      target: { verb: 'open', request: { type: 'brief', topic: brief.id }, page: 1, language },
    })),
  };
}

/** The language a brief can be read in: English where it has no Chinese yet. */
export const readable = (brief: Brief, language: Language): Language =>
  language === 'zh' && brief.bottomLine.text.zh === undefined ? 'en' : language;

/** The language that entries can be told in: English where one of them has no Chinese. */
export const formatted = (entries: readonly (Pick<Entry, 'what'> | undefined)[], language: Language): Language =>
  entries.every((entry) => entry === undefined || entry.what.zh !== undefined) ? language : 'en';

/** Tells a reader who asked in another language than the brief is in. */
export const untranslated = (language: Language, context: ComposeContext): Block[] =>
  language === context.language ? [] : [note(messages(context.language)('reply.notTranslated'))];

/** Returns a note for a reader of Chinese where some of the texts shown are in English only, else nothing. */
export const partly = (texts: readonly Translated[], language: Language): Block[] =>
  isPartly(texts, language) ? [note(messages(language)('reply.partly'))] : [];

/** The published briefs that a brief names as related, in its order. */
export const relatedTo = (brief: Brief, catalogue: RecordCatalogue): Brief[] =>
  publishedOf(brief.related.flatMap((id) => catalogue.briefs.get(id) ?? []));

/** Returns a text in a language, in English where it has no other. */
export function pick(text: Translated, language: Language): string {
  return (language === 'zh' ? text.zh : undefined) ?? text.en;
}

/** Returns the title of a brief, with its pair where another relationship could be meant. */
export function clearTitle(brief: Brief, records: Pairs & Pick<RecordCatalogue, 'briefs'>, language: Language): string {
  const title = pick(brief.title, language);
  const isShared = [...records.briefs.values()].some(
    (other) => other.relationship !== brief.relationship && pick(other.title, language) === title,
  );
  return isShared ? withPair(title, brief, records, language) : paired(title, brief, records, language);
}

type Pairs = Pick<RecordCatalogue, 'relationships'>;

/** Returns a name with its pair where that is not the first of the records: what names no pair is of the first. */
export function paired(
  name: string,
  of: { readonly relationship: string },
  records: Pairs,
  language: Language,
): string {
  const [first] = records.relationships.keys();
  return of.relationship === first ? name : withPair(name, of, records, language);
}

function withPair(
  name: string,
  { relationship }: { readonly relationship: string },
  { relationships }: Pairs,
  language: Language,
): string {
  const found = relationships.get(relationship);
  if (found === undefined) return name;
  const pair = pairName(found, language);
  // Two relationships of the same parties are told apart by their titles.
  const isShared = [...relationships.values()].some((one) => one !== found && pairName(one, language) === pair);
  return `${name}${messages(language)('reply.aside', { text: isShared ? pick(found.title, language) : pair })}`;
}

/** Returns the short name of a pair, such as India–U.S. or 中美; in Chinese its title where its countries have no short names. */
export function pairName({ parties, title }: Pick<Relationship, 'parties' | 'title'>, language: Language): string {
  if (language === 'en' || title.zh === undefined) return parties.map(shortName).join('–');
  return parties.every(({ short }) => short !== undefined) ? parties.map(({ short = '' }) => short).join('') : title.zh;
}

/** A name of several words behind an article is shortened to its initials where people type these. */
function shortName({ name, aliases }: Relationship['parties'][number]): string {
  const words = name.en.replace(/^the /u, '').split(' ');
  const initials = words.map((word) => `${word[0]}.`).join('');
  const isShort = words.length > 1 && aliases.en.some((alias) => alias.toLowerCase() === initials.toLowerCase());
  return isShort ? initials : words.join(' ');
}

/** Returns a text as it stands at the beginning of a line: names such as "the United States" begin small. */
export const capitalized = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

/** Returns whether some of the texts have to be shown in English to who reads another language. */
export function isPartly(texts: readonly Translated[], language: Language): boolean {
  return language === 'zh' && texts.some(({ zh }) => zh === undefined);
}

/** Returns a block of one sentence or a few beside what is told. */
export const note = (text: string, tone: 'plain' | 'warning' = 'plain') => ({ type: 'note', tone, text }) as const;

/** Returns a reply that only who asked sees. */
export const privateReply = (
  title: string,
  language: Language,
  blocks: readonly Block[],
  actions: readonly Action[] = [],
): Reply => ({ title, language, audience: 'asker', blocks, actions });

/** Returns a reply of one sentence, which only who asked sees. */
export const sentenceReply = (text: string, language: Language): Reply => privateReply('', language, [note(text)]);

/** Returns a block of items, each a label and what is said of it. */
export const listBlock = (heading: string, items: readonly ListItem[]) => ({ type: 'list', heading, items }) as const;
