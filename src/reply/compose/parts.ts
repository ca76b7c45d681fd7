/** What every reply about briefs is put together from: buttons, choices, and texts in the language of the reader. */
import { messages } from '../../locales/messages.ts';
import type { RecordCatalogue } from '../../records/catalogue.ts';
import type { Brief, Language, Source, Translated } from '../../records/schema.ts';
import type { Openable } from '../button.ts';
import type { Action, Block, ListItem, Reply } from '../reply.ts';
import { type Pairs, clearTitle } from '../../views/names.ts';
import { isPartly, pick } from '../../views/text.ts';
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

/** Tells a reader who asked in another language than the brief is in. */
export const untranslated = (language: Language, context: ComposeContext): Block[] =>
  language === context.language ? [] : [note(messages(context.language)('reply.notTranslated'))];

/** Returns a note for a reader of Chinese where some of the texts shown are in English only, else nothing. */
export const partly = (texts: readonly Translated[], language: Language): Block[] =>
  isPartly(texts, language) ? [note(messages(language)('reply.partly'))] : [];

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
