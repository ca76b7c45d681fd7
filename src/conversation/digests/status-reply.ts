/** The state of a digest after an action: its channel, its settings, its next times. Pure. */
import { messages } from '../../locales/messages.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import type { Language } from '../../records/schema.ts';
import type { Block, Reply } from '../../reply/reply.ts';
import type { CommandSyntax, DigestButtonAction } from '../../reply/button.ts';
import { refusalText } from '../../digest/refusal-advice.ts';
import { pauseReasonText } from '../../digest/alert.ts';
import { button, noteText } from './short-replies.ts';
import { digestName, topicName } from '../../digest/digest-name.ts';
import { formatSchedule, formatInstant } from '../../digest/schedule/schedule.ts';
import type { Delivery } from '../../digest/delivery/delivery.ts';
import { type Subscription, topicsIn } from '../../digest/subscription.ts';
import { nextTimes, nextSlot } from '../../digest/schedule/next-slot.ts';
import { note, privateReply, listBlock } from '../../reply/compose/parts.ts';

/** The input of a digest's description: the records, the reader's language, the time, and how digests are managed on the reader's platform. */
export type RenderContext = {
  readonly catalogue: Pick<Catalogue, 'briefs' | 'relationships'>;
  readonly language: Language;
  readonly now: Temporal.Instant;
  readonly command: CommandSyntax;
  /** Returns the name of a channel, undefined where it is not known. */
  readonly channelName?: ((channel: string) => string | undefined) | undefined;
};

type ListBlock = Extract<Block, { readonly type: 'list' }>;

/** Returns the state of a digest under its name: its channel, its settings, and its next times or why it has none. */
export function statusBlock(subscription: Subscription, context: RenderContext): ListBlock {
  const { language, now } = context;
  const t = messages(language);
  return listBlock(digestName(subscription, context), [
    ...settings(subscription, context),
    subscription.pausedBecause === undefined
      ? {
          label: t('digests.labels.next'),
          detail: nextTimes(subscription, language, now).join(' · '),
          at: subscription.dueAt?.epochMilliseconds,
        }
      : {
          label: t('digests.labels.paused'),
          detail: pausedText(subscription, language),
          ...(pauserOf(subscription) !== '' && { person: pauserOf(subscription) }),
        },
  ]);
}

/** Returns the settings of a digest, and its next times in its own zone; `notes` say what else became of it, and `earlierToday` is what came already on a day on which it comes again. */
export function createdReply(
  how: 'subscribed' | 'changed' | 'resumed' | 'unchanged',
  subscription: Subscription,
  notes: readonly string[],
  context: RenderContext,
  earlierToday?: Delivery,
): Reply {
  const { language, now } = context;
  const t = messages(language);
  return privateReply(
    t(`digests.titles.${how}`),
    language,
    [
      listBlock(digestName(subscription, context), settings(subscription, context)),
      ...[...notes, todayText(subscription, earlierToday, context)]
        .filter((text) => text !== '')
        .map((text) => note(text)),
      ...onlyLost(subscription, context),
      subscription.pausedBecause === undefined
        ? listBlock(
            t('digests.labels.next'),
            nextTimes(subscription, language, now).map((time, index) => ({
              label: String(index + 1),
              detail: time,
              at: index === 0 ? subscription.dueAt?.epochMilliseconds : undefined,
            })),
          )
        : note(t('digests.labels.pausedFor', { why: pausedText(subscription, language) }), 'warning'),
    ],
    (
      [
        ...(earlierToday === undefined ? [] : (['skip-today'] as const)),
        'preview',
        'change',
        subscription.pausedBecause === undefined ? 'pause' : 'resume',
        'remove',
      ] as const
    ).map((act) => button(act, subscription.id, language, digestName(subscription, context))),
  );
}

/** Returns that it comes again today, or comes no more today although its schedule would have it; otherwise nothing. */
function todayText(
  { schedule, dueAt }: Subscription,
  earlier: Delivery | undefined,
  { language, now }: RenderContext,
): string {
  if (dueAt === undefined) return '';
  const time = (at: Temporal.Instant): string =>
    at.toZonedDateTimeISO(schedule.zone).toPlainTime().toString({ smallestUnit: 'minute' });
  if (earlier !== undefined)
    return messages(language)('digests.againToday', {
      next: time(dueAt),
      before: time(earlier.slotAt),
      isPosted: earlier.state === 'sent',
    });
  if (Temporal.Instant.compare(nextSlot(schedule, now).at, dueAt) >= 0) return '';
  return noteText('nothing-today', language, formatInstant(dueAt, schedule.zone, language));
}

/** Returns the outcome of an action in one sentence, the present state of the digest, and buttons for likely next actions. */
export function doneReply(
  kind: 'paused' | 'queued' | 'nothing-new',
  subscription: Subscription,
  context: RenderContext,
  then: readonly DigestButtonAction[],
): Reply {
  const { language } = context;
  return privateReply(
    messages(language)('digests.titles.digest'),
    language,
    [note(noteText(kind, language)), statusBlock(subscription, context)],
    then.map((act) => button(act, subscription.id, language, digestName(subscription, context))),
  );
}

/** Returns that a channel has a digest of the same topics, with the buttons to change that one. */
export function twiceReply(subscription: Subscription, context: RenderContext): Reply {
  const { language } = context;
  const name = digestName(subscription, context);
  return privateReply(
    messages(language)('digests.titles.twice'),
    language,
    [note(noteText('twice', language, name), 'warning'), statusBlock(subscription, context)],
    (['change', 'list'] as const).map((act) => button(act, act === 'list' ? '' : subscription.id, language, name)),
  );
}

/** Returns that a digest has a new owner, both by name, and whether the new one was told. */
export function handedOverReply(
  subscription: Subscription,
  ownerBefore: string,
  told: string,
  context: RenderContext,
): Reply {
  const { language } = context;
  const t = messages(language);
  return privateReply(t('digests.titles.digest'), language, [
    note([noteText('handed-over', language), told].join(' ').trim()),
    listBlock(digestName(subscription, context), [
      { label: t('digests.labels.channel'), channel: subscription.channelRef.channel, detail: '' },
      { label: t('digests.labels.owner'), person: subscription.owner, detail: '' },
      ...(ownerBefore === '' ? [] : [{ label: t('digests.labels.ownerBefore'), person: ownerBefore, detail: '' }]),
    ]),
  ]);
}

/** Returns what a channel is told when somebody subscribes it: who, to what, when it comes next, and where it is managed. It names the person and notifies nobody. */
export function announcementReply(
  subscription: Subscription,
  who: string,
  context: Omit<RenderContext, 'command'>,
): Reply {
  const { language, now } = context;
  const [next = ''] = nextTimes(subscription, language, now);
  const about = { who, name: digestName(subscription, context), next };
  return {
    title: messages(language)('digests.announced.title'),
    language,
    audience: 'everyone',
    blocks: [note(messages(language)('digests.announced.text', about))],
    actions: [
      {
        label: messages(language)('digest.manage'),
        target: { verb: 'digest', action: 'list', subscription: '', language },
      },
    ],
  };
}

/** Returns that a digest is removed, with its settings, so that it can be created again. */
export function removedReply(subscription: Subscription, context: RenderContext): Reply {
  const { language } = context;
  const t = messages(language);
  return privateReply(t('digests.titles.digest'), language, [
    note(noteText('removed', language)),
    listBlock(digestName(subscription, context), settings(subscription, context)),
  ]);
}

/** Returns exactly what would be posted, after a note in the reader's language that it was not posted. */
export function previewReply(reply: Reply | undefined, subscription: Subscription, context: RenderContext): Reply {
  const { language } = context;
  const t = messages(language);
  const before = [
    note(reply === undefined ? t('digest.previewNothing') : t('digest.preview')),
    statusBlock(subscription, context),
  ];
  if (reply === undefined) return privateReply(messages(language)('digests.titles.digest'), language, before);
  return { ...reply, audience: 'asker', blocks: [...before, ...reply.blocks] };
}

/** Returns a warning where none of a digest's topics is published any more. */
export function onlyLost({ topics }: Pick<Subscription, 'topics'>, { catalogue, language }: RenderContext): Block[] {
  if (topics === 'all' || topicsIn(catalogue, topics).some(({ status }) => status === 'published')) return [];
  const named = topics.map((id) => topicName(id, { catalogue, language })).join(messages(language)('reply.listed'));
  return [note(noteText('only-lost', language, named), 'warning')];
}

/** Returns the settings of a digest on one line. */
export function describe(
  {
    topics,
    schedule,
    language: written,
    whenQuiet,
  }: Pick<Subscription, 'topics' | 'schedule' | 'language' | 'whenQuiet'>,
  { catalogue, language }: Pick<RenderContext, 'catalogue' | 'language'>,
): string {
  const t = messages(language);
  return [
    topics === 'all'
      ? t('reply.allTopics')
      : topics.map((id) => topicName(id, { catalogue, language })).join(t('reply.listed')),
    formatSchedule(schedule, language),
    t(`digests.language.${written}`),
    t(`digests.whenQuiet.${whenQuiet}`),
  ].join(' · ');
}

function settings(subscription: Subscription, context: RenderContext): ListBlock['items'] {
  const t = messages(context.language);
  return [
    { label: t('digests.labels.channel'), channel: subscription.channelRef.channel, detail: '' },
    { label: t('digests.labels.settings'), detail: describe(subscription, context) },
    ...(subscription.owner === ''
      ? []
      : [{ label: t('digests.labels.owner'), person: subscription.owner, detail: '' }]),
  ];
}

/** Returns the platform's id of the person who paused a digest; empty where none did, or it was not kept. */
export const pauserOf = ({ pausedBecause, pausedDetail }: Subscription): string =>
  pausedBecause === 'asked' ? pausedDetail : '';

/** Returns why a digest is paused and what to do about it, in the reader's language. */
export function pausedText({ pausedBecause, pausedDetail }: Subscription, language: Language): string {
  const t = messages(language);
  if (pausedBecause === undefined || pausedBecause === 'asked') return t('digests.onRequest');
  return t('digests.because', {
    reason: pauseReasonText(pausedBecause, pausedDetail, language),
    advice: refusalText(pausedDetail, language),
  }).trim();
}
