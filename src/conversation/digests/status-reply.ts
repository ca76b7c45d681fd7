/** How a digest stands after something was done with it: its channel, its settings, its next times. Pure. */
import type { Catalogue } from '../../search/catalogue.ts';
import type { Language } from '../../records/schema.ts';
import { pick } from '../../reply/pick.ts';
import type { Block, Reply } from '../../reply/reply.ts';
import { wordsOf } from '../../reply/texts/reply.ts';
import type { DigestAct } from '../../reply/button.ts';
import { actWords, type CommandOf } from '../../reply/texts/digest-commands.ts';
import { adviceText } from '../../digest/hint.ts';
import { reasonText } from '../../digest/alert.ts';
import { button, note, noteText } from './notes.ts';
import { formatSchedule } from '../../digest/schedule/schedule.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { nextTimes } from '../../digest/schedule/times.ts';
import { digestWords } from '../../reply/texts/digest.ts';

/** What telling of a digest reads: the records, the reader's language, the time, and how digests are managed where it is read. */
export type Telling = {
  readonly catalogue: Pick<Catalogue, 'briefs'>;
  readonly language: Language;
  readonly now: Temporal.Instant;
  readonly command: CommandOf;
};

type List = Extract<Block, { readonly type: 'list' }>;

/** Returns how a digest stands, under its id: where it posts, what it is set to, when next or why not. */
export function standing(subscription: Subscription, telling: Telling): List {
  const { language, now } = telling;
  const { titles, labels } = actWords(language);
  return {
    type: 'list',
    heading: titles.named(subscription.id),
    items: [
      ...settings(subscription, telling),
      subscription.pausedBecause === undefined
        ? { label: labels.next, detail: nextTimes(subscription, language, now).join(' · ') }
        : { label: labels.paused, detail: pausedText(subscription, language) },
    ],
  };
}

/** Returns what a digest is set to, and its next times in its own zone. */
export function createdReply(
  how: 'subscribed' | 'changed' | 'resumed',
  subscription: Subscription,
  confirmed: string,
  telling: Telling,
): Reply {
  const { language, now } = telling;
  const { titles, labels } = actWords(language);
  return {
    title: titles[how],
    language,
    audience: 'asker',
    blocks: [
      { type: 'list', heading: titles.named(subscription.id), items: settings(subscription, telling) },
      ...(confirmed === '' ? [] : [note(confirmed)]),
      ...onlyLost(subscription, telling),
      subscription.pausedBecause === undefined
        ? {
            type: 'list',
            heading: labels.next,
            items: nextTimes(subscription, language, now).map((time, index) => ({
              label: String(index + 1),
              detail: time,
            })),
          }
        : note(`${labels.paused}: ${pausedText(subscription, language)}`, 'warning'),
    ],
    actions: (
      ['preview', 'change', subscription.pausedBecause === undefined ? 'pause' : 'resume', 'remove'] as const
    ).map((act) => button(act, subscription.id, language)),
  };
}

/** Returns what was done with a digest in one sentence, how it stands now, and buttons for what may come next. */
export function doneReply(
  kind: 'paused' | 'queued' | 'nothing-new' | 'handed-over',
  subscription: Subscription,
  telling: Telling,
  then: readonly DigestAct[],
): Reply {
  const { language } = telling;
  return {
    title: actWords(language).titles.digest,
    language,
    audience: 'asker',
    blocks: [note(noteText(kind, language, subscription.id)), standing(subscription, telling)],
    actions: then.map((act) => button(act, subscription.id, language)),
  };
}

/** Returns that a digest is removed, with what it was set to, so that it can be made again. */
export function removedReply(subscription: Subscription, telling: Telling): Reply {
  const { language } = telling;
  const { titles } = actWords(language);
  return {
    title: titles.digest,
    language,
    audience: 'asker',
    blocks: [
      note(noteText('removed', language, subscription.id)),
      { type: 'list', heading: titles.named(subscription.id), items: settings(subscription, telling) },
    ],
    actions: [],
  };
}

/** Returns exactly what would be posted, behind a note in the reader's language that it was not. */
export function previewReply(reply: Reply | undefined, subscription: Subscription, telling: Telling): Reply {
  const { language } = telling;
  const words = digestWords(language);
  const before = [note(reply === undefined ? words.previewNothing : words.preview), standing(subscription, telling)];
  if (reply === undefined)
    return { title: actWords(language).titles.digest, language, audience: 'asker', blocks: before, actions: [] };
  return { ...reply, audience: 'asker', blocks: [...before, ...reply.blocks] };
}

/** Returns a warning where a digest has no topic left that anything could be told of. */
export function onlyLost({ topics }: Pick<Subscription, 'topics'>, { catalogue, language }: Telling): Block[] {
  if (topics === 'all' || topics.some((id) => catalogue.briefs.get(id)?.status === 'published')) return [];
  const named = topics.map((id) => topicName(id, { catalogue, language })).join(wordsOf(language).listed);
  return [note(noteText('only-lost', language, named), 'warning')];
}

/** Returns what a digest is set to on one line. */
export function describe(
  { topics, schedule, language: written, whenQuiet }: Subscription,
  { catalogue, language }: Pick<Telling, 'catalogue' | 'language'>,
): string {
  const words = actWords(language);
  const { allTopics, listed } = wordsOf(language);
  return [
    topics === 'all' ? allTopics : topics.map((id) => topicName(id, { catalogue, language })).join(listed),
    formatSchedule(schedule, language),
    words.language[written],
    words.whenQuiet[whenQuiet],
  ].join(' · ');
}

/** Returns a topic's title, with what became of it where it is published no longer. */
export function topicName(id: string, { catalogue, language }: Pick<Telling, 'catalogue' | 'language'>): string {
  const words = actWords(language);
  const { aside } = wordsOf(language);
  const brief = catalogue.briefs.get(id);
  if (brief === undefined || brief.status === 'draft') return `${id}${aside(words.gone)}`;
  return `${pick(brief.title, language)}${brief.status === 'published' ? '' : aside(words.retracted)}`;
}

function settings(subscription: Subscription, telling: Telling): List['items'] {
  const { labels } = actWords(telling.language);
  return [
    { label: labels.channel, channel: subscription.place.channel, detail: '' },
    { label: labels.settings, detail: describe(subscription, telling) },
  ];
}

/** Returns why a digest rests and what to do about it, in the reader's words. */
export function pausedText({ pausedBecause, pausedDetail }: Subscription, language: Language): string {
  const words = actWords(language);
  if (pausedBecause === undefined || pausedBecause === 'asked') return words.onRequest;
  return words.because(reasonText(pausedBecause, language), adviceText(pausedDetail, language));
}
