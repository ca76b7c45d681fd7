/** Lists the digests of a channel or workspace, or offers them to choose from where one must be named. Pure. */
import type { Action, Block, Reply } from '../../reply/reply.ts';
import type { DigestButtonAction } from '../../reply/button.ts';
import type { Alert } from '../../digest/store.ts';
import { digestCommandTexts } from '../../reply/texts/digest-commands.ts';
import { hintText } from '../../digest/hint.ts';
import { button, note, noteReply, noteText } from './notes.ts';
import { onlyLost, statusBlock, type RenderContext } from './status-reply.ts';
import type { Subscription } from '../../digest/subscription.ts';

/** A channel's list is limited by the number of digests it may have; a workspace's list is cut here and the rest counted. */
const LIST_MOST = 25;
/** The number of digests that get a button each. */
const BUTTONS_MOST = 5;

/** Returns the digests of a channel or workspace with their next times, their problems, and buttons. */
export function listReply(
  subscriptions: readonly Subscription[],
  alerts: readonly Alert[],
  context: RenderContext,
): Reply {
  const { language, command } = context;
  const [only] = subscriptions;
  if (only === undefined) return { ...noteReply('none-here', language, '', command), title: titleOf(context) };
  const listed = subscriptions.slice(0, LIST_MOST);
  const blocks = listed.flatMap((one): Block[] => {
    const list = statusBlock(one, context);
    const missed = missedNotices(one, alerts, context);
    return [{ ...list, items: [...list.items, ...missed] }, ...onlyLost(one, context)];
  });
  const more = subscriptions.length - listed.length;
  return {
    title: titleOf(context),
    language,
    audience: 'asker',
    blocks: [...blocks, ...(more > 0 ? [note(noteText('more-digests', language, String(more)))] : [])],
    actions:
      subscriptions.length === 1
        ? actionsOf(only).map((action) => button(action, only.id, language))
        : named(listed, (one) => (one.pausedBecause === undefined ? 'pause' : 'resume'), context),
  };
}

/** Returns the question which of a channel's digests is meant, with a button for each where the action has one. */
export function whichReply(
  subscriptions: readonly Subscription[],
  action: DigestButtonAction | undefined,
  context: RenderContext,
): Reply {
  const { language } = context;
  return {
    title: digestCommandTexts(language).titles.which,
    language,
    audience: 'asker',
    blocks: [note(noteText('which', language)), ...subscriptions.map((one) => statusBlock(one, context))],
    actions: action === undefined ? [] : named(subscriptions, () => action, context),
  };
}

/** The actions on a digest, in the order of its buttons. */
const actionsOf = ({ pausedBecause }: Subscription): DigestButtonAction[] => [
  'preview',
  'now',
  'change',
  pausedBecause === undefined ? 'pause' : 'resume',
  'remove',
];

/** Returns a button for each of the first digests, labelled with its id. */
function named(
  subscriptions: readonly Subscription[],
  actionOf: (subscription: Subscription) => DigestButtonAction,
  { language }: RenderContext,
): Action[] {
  return subscriptions.slice(0, BUTTONS_MOST).map((one) => {
    const { label, target } = button(actionOf(one), one.id, language);
    return { target, label: `${label} ${one.id}` };
  });
}

/** The notices that the owner of a digest has not received, as long as they are relevant. */
function missedNotices(subscription: Subscription, alerts: readonly Alert[], { language, command }: RenderContext) {
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
  return latest.map(({ detail }) => ({
    label: digestCommandTexts(language).labels.owner,
    detail:
      subscription.owner === ''
        ? noteText('no-owner', language, '', command)
        : noteText('owner-not-told', language, hintText(detail, language)),
  }));
}

const titleOf = ({ language }: RenderContext): string => digestCommandTexts(language).titles.list;
