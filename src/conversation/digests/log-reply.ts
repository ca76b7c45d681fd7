/** The deliveries of digests for a reader: when they were due, what became of them, and why. Pure. */
import { decodeReason } from '../../digest/delivery/reason.ts';
import { isMessageKey, messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import type { Block, PostedMessage, Reply } from '../../reply/reply.ts';
import { refusalText } from '../../digest/refusal-advice.ts';
import { pauseReasonText } from '../../digest/alert.ts';
import { digestName } from '../../digest/digest-name.ts';
import { noteReply, noteText } from './short-replies.ts';
import { statusBlock, type RenderContext } from './status-reply.ts';
import { isByRequest, type Delivery } from '../../digest/delivery/delivery.ts';
import type { PauseReason, Subscription } from '../../digest/subscription.ts';
import { formatInstant } from '../../digest/schedule/schedule.ts';
import { note, privateReply, listBlock } from '../../reply/compose/parts.ts';

const PAUSES: readonly PauseReason[] = [
  'asked',
  'channel-gone',
  'no-permission',
  'bot-removed',
  'token-revoked',
  'no-history',
];

/** The number of digests whose state is described; the list has the rest. */
const MAX_STATUS = 5;

/** Returns the deliveries of digests, each by the clock of its own digest, and the state of the digests; with several digests each line names its digest. */
export function logReply(
  deliveries: readonly Delivery[],
  subscriptions: readonly Subscription[],
  context: RenderContext,
): Reply {
  const { language, command } = context;
  const t = messages(language);
  if (deliveries.length + subscriptions.length === 0)
    return { ...noteReply('none-here', language, '', command), title: t('digests.titles.log') };
  const byId = new Map(subscriptions.map((one) => [one.id, one]));
  const several = new Set([...byId.keys(), ...deliveries.map(({ subscription }) => subscription)]).size > 1;
  const items = deliveries.map((delivery) => {
    const zone = (byId.get(delivery.subscription) ?? subscriptions[0])?.schedule.zone ?? 'UTC';
    const time = formatInstant(delivery.slotAt, zone, language);
    return {
      label: delivery.late
        ? t('digests.late', { time })
        : isByRequest(delivery)
          ? t('digests.sentNow', { time })
          : time,
      ...(several && { channel: delivery.channelRef.channel }),
      detail: [
        ...(several ? [nameOf(byId.get(delivery.subscription), context)] : []),
        t(`digests.states.${delivery.state}`),
        ...(delivery.reason === '' ? [] : [deliveryReason(delivery.reason, language)]),
        ...(delivery.attempts > 1 ? [t('digests.attempts', { count: delivery.attempts })] : []),
      ].join(' · '),
      at: (delivery.state === 'sent' ? delivery.settledAt : delivery.slotAt)?.epochMilliseconds,
      post: postOf(delivery),
    };
  });
  const list: Block =
    items.length === 0 ? note(noteText('none-due', language)) : listBlock(t('digests.newestFirst'), items);
  return privateReply(t('digests.titles.log'), language, [
    list,
    ...subscriptions.slice(0, MAX_STATUS).map((one) => statusBlock(one, context)),
  ]);
}

/** The message that a delivery became, where it is there. */
function postOf({ state, message, channelRef: { workspace, channel } }: Delivery): PostedMessage | undefined {
  return state === 'sent' && message !== undefined ? { workspace, channel, message } : undefined;
}

/** The name of a digest, or that it is no longer there. */
function nameOf(subscription: Subscription | undefined, context: RenderContext): string {
  return subscription === undefined ? messages(context.language)('digests.gone') : digestName(subscription, context);
}

/** Returns the reason of a delivery's state as a sentence; a reason written by another version is returned as it is. */
export function deliveryReason(reason: string, language: Language): string {
  const t = messages(language);
  const { code, detail: rest } = decodeReason(reason);
  const pause = PAUSES.find((one) => one === (code === 'paused' ? rest : code));
  if (pause !== undefined) {
    const why = pauseReasonText(pause, code === 'paused' ? '' : rest, language);
    return code === 'paused' || rest === ''
      ? why
      : t('digests.because', { reason: why, advice: refusalText(rest, language) }).trim();
  }
  const key = `digests.reasons.${code}` as const;
  return isMessageKey(key) ? t(key, { rest, found: !rest.startsWith('not') }) : reason;
}
