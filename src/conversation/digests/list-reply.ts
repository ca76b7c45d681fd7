/** Lists the digests of a channel or workspace by name, or offers them to choose from where one must be named. Pure. */
import { messages } from '../../locales/messages.ts';
import type { Action, Block, ListItem, Reply } from '../../reply/reply.ts';
import type { DigestButtonAction } from '../../reply/button.ts';
import type { Alert } from '../../digest/store.ts';
import { digestName } from '../../digest/digest-name.ts';
import { nextTimes } from '../../digest/schedule/next-slot.ts';
import { refusalText } from '../../digest/refusal-advice.ts';
import { button, noteReply, noteText } from './short-replies.ts';
import { onlyLost, pausedText, pauserOf, type RenderContext } from './status-reply.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { note, privateReply, listBlock } from '../../reply/compose/parts.ts';

/** A channel's list is limited by the number of digests it may have; a workspace's list is cut here and the rest counted. */
const MAX_LIST = 25;

/** Returns the digests of a channel, or of all channels of a workspace, each on a line with its next time and its problems, and with its own actions. */
export function listReply(
  subscriptions: readonly Subscription[],
  alerts: readonly Alert[],
  context: RenderContext,
  isEverywhere = false,
): Reply {
  const { language, command } = context;
  const t = messages(language);
  const title = isEverywhere ? t('digests.titles.everywhere') : t('digests.titles.list');
  const elsewhere = isEverywhere ? [] : [button('everywhere', '', language)];
  if (subscriptions.length === 0)
    return isEverywhere
      ? { ...noteReply('none-managed', language), title }
      : { ...noteReply('none-here', language, '', command), title, actions: elsewhere };
  const sorted = isEverywhere ? byChannel(subscriptions, context) : subscriptions;
  const listed = sorted.slice(0, MAX_LIST);
  const more = subscriptions.length - listed.length;
  return privateReply(
    title,
    language,
    [
      listBlock(
        '',
        listed.map((one) => itemOf(one, alerts, context, listed, isEverywhere)),
      ),
      ...listed.flatMap((one): Block[] => onlyLost(one, context)),
      ...(more > 0 ? [note(noteText('more-digests', language, String(more)))] : []),
    ],
    [...listed.flatMap((one, index) => actionsOf(one, index + 1, context, isEverywhere)), ...elsewhere],
  );
}

/** Returns the question which of a channel's digests is meant, with a button for each where the action has one. */
export function whichReply(
  subscriptions: readonly Subscription[],
  action: DigestButtonAction | undefined,
  context: RenderContext,
): Reply {
  const { language } = context;
  return privateReply(
    messages(language)('digests.titles.which'),
    language,
    [
      note(noteText('which', language)),
      listBlock(
        '',
        subscriptions.map((one) => itemOf(one, [], context, subscriptions)),
      ),
    ],
    action === undefined
      ? []
      : subscriptions.map((one): Action => {
          const name = digestName(one, context);
          return { ...button(action, one.id, language, name), label: clearly(one, name, context, subscriptions) };
        }),
  );
}

/** Returns a digest as one line of a list. */
function itemOf(
  subscription: Subscription,
  alerts: readonly Alert[],
  context: RenderContext,
  listed: readonly Subscription[],
  isEverywhere = false,
): ListItem {
  const { language, now } = context;
  const t = messages(language);
  const [next = ''] = nextTimes(subscription, language, now, 1);
  const pausedBy = pauserOf(subscription);
  const person = pausedBy === '' ? subscription.owner : pausedBy;
  return {
    label: clearly(subscription, nameOf(subscription, context, isEverywhere), context, listed),
    channel: subscription.channelRef.channel,
    ...(person !== '' && { person }),
    detail: [
      subscription.pausedBecause === undefined
        ? t('digests.labels.nextOne', { time: next })
        : pausedBy === ''
          ? t('digests.labels.pausedFor', { why: pausedText(subscription, language) })
          : t('digests.labels.pausedIt'),
      ...missedNotices(subscription, alerts, context),
    ].join(' · '),
    at: subscription.pausedBecause === undefined ? subscription.dueAt?.epochMilliseconds : undefined,
  };
}

/** The name of a digest, with that of its channel where a list is of several: menus and questions show no reference to it. */
function nameOf(subscription: Subscription, context: RenderContext, isEverywhere: boolean): string {
  const name = digestName(subscription, context);
  const channel = isEverywhere ? context.channelName?.(subscription.channelRef.channel) : undefined;
  return channel === undefined ? name : `${name} · #${channel}`;
}

/** Returns the name of a digest, with its id where another one listed has the same name and channel. */
function clearly(
  subscription: Subscription,
  name: string,
  context: RenderContext,
  listed: readonly Subscription[],
): string {
  const { id, channelRef } = subscription;
  const isShared = listed.some(
    (other) =>
      other.id !== id &&
      other.channelRef.channel === channelRef.channel &&
      digestName(other, context) === digestName(subscription, context),
  );
  return isShared ? `${name} · ${id}` : name;
}

/** The digests of each channel together, by name, the channels in the order of their oldest digest. */
function byChannel(subscriptions: readonly Subscription[], context: RenderContext): Subscription[] {
  const channels = Map.groupBy(subscriptions, ({ channelRef }) => channelRef.channel);
  return [...channels.values()].flatMap((here) =>
    here.toSorted((a, b) =>
      digestName(a, context).localeCompare(digestName(b, context), context.language === 'zh' ? 'zh' : 'en'),
    ),
  );
}

/** The actions on a digest, in the order in which they are offered, at its place in the list. */
function actionsOf(subscription: Subscription, group: number, context: RenderContext, isEverywhere: boolean): Action[] {
  const { id, pausedBecause } = subscription;
  const name = nameOf(subscription, context, isEverywhere);
  const turn = pausedBecause === undefined ? 'pause' : 'resume';
  return (['change', turn, 'preview', 'now', 'log', 'remove'] as const).map((action) => {
    const { label, target, confirm } = button(action, id, context.language, name);
    return { label, target, confirm, group };
  });
}

/** The notices that the owner of a digest has not received, as long as they are relevant. */
function missedNotices(
  subscription: Subscription,
  alerts: readonly Alert[],
  { language, command }: RenderContext,
): string[] {
  const relevant = alerts.filter(
    ({ subscription: id, reason }) =>
      id === subscription.id &&
      // A pause that was resolved needs no notice any more; a post of unknown outcome pauses nothing.
      (reason === subscription.pausedBecause || reason === 'no-history'),
  );
  // Only the latest of each reason counts: an owner notified since then knows of it.
  const latest = [...new Map(relevant.map((alert) => [alert.reason, alert])).values()].filter(
    ({ state }) => state === 'failed',
  );
  return latest.map(({ detail }) =>
    subscription.owner === ''
      ? noteText('no-owner', language, '', command)
      : noteText('owner-not-told', language, refusalText(detail, language)),
  );
}
