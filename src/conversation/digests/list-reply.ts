/** The digests of a place: listed, or asked back for where one must be named. Pure. */
import type { Action, Block, Reply } from '../../reply/reply.ts';
import type { DigestButtonAction } from '../../reply/button.ts';
import type { Alert } from '../../digest/store.ts';
import { digestCommandTexts } from '../../reply/texts/digest-commands.ts';
import { hintText } from '../../digest/hint.ts';
import { button, note, noteReply, noteText } from './notes.ts';
import { onlyLost, statusBlock, type RenderContext } from './status-reply.ts';
import type { Subscription } from '../../digest/subscription.ts';

/** A channel's list is not longer than what it may have; a workspace's is shown up to here, with the rest counted. */
const LIST_MOST = 25;
/** So many of several digests get a button each. */
const BUTTONS_MOST = 5;

/** Returns the digests of a place with their next times, what is wrong with them, and buttons. */
export function listReply(
  subscriptions: readonly Subscription[],
  alerts: readonly Alert[],
  context: RenderContext,
): Reply {
  const { language, command } = context;
  const [only] = subscriptions;
  if (only === undefined) return { ...noteReply('none-here', language, '', command), title: titleOf(context) };
  const shown = subscriptions.slice(0, LIST_MOST);
  const blocks = shown.flatMap((one): Block[] => {
    const list = statusBlock(one, context);
    const untold = untoldOf(one, alerts, context);
    return [{ ...list, items: [...list.items, ...untold] }, ...onlyLost(one, context)];
  });
  const more = subscriptions.length - shown.length;
  return {
    title: titleOf(context),
    language,
    audience: 'asker',
    blocks: [...blocks, ...(more > 0 ? [note(noteText('more-digests', language, String(more)))] : [])],
    actions:
      subscriptions.length === 1
        ? actsOf(only).map((act) => button(act, only.id, language))
        : named(shown, (one) => (one.pausedBecause === undefined ? 'pause' : 'resume'), context),
  };
}

/** Asks which of a channel's digests is meant, with a button for each where the act has one. */
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

/** What can be done with a digest, in the order of its buttons. */
const actsOf = ({ pausedBecause }: Subscription): DigestButtonAction[] => [
  'preview',
  'now',
  'change',
  pausedBecause === undefined ? 'pause' : 'resume',
  'remove',
];

/** A button for each of the first digests, with its id. */
function named(
  subscriptions: readonly Subscription[],
  actOf: (subscription: Subscription) => DigestButtonAction,
  { language }: RenderContext,
): Action[] {
  return subscriptions.slice(0, BUTTONS_MOST).map((one) => {
    const { label, target } = button(actOf(one), one.id, language);
    return { target, label: `${label} ${one.id}` };
  });
}

/** What the owner of a digest should have been told and was not, as long as it matters. */
function untoldOf(subscription: Subscription, alerts: readonly Alert[], { language, command }: RenderContext) {
  const mattering = alerts.filter(
    ({ subscription: id, reason }) =>
      id === subscription.id &&
      // What paused it once and is mended needs nobody any more; a post of unknown outcome pauses nothing.
      (reason === subscription.pausedBecause || reason === 'no-history'),
  );
  // The latest of each reason counts: somebody who was told since knows.
  const latest = [...new Map(mattering.map((alert) => [alert.reason, alert])).values()].filter(
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
