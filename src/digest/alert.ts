/** Alerts: the private message that an owner gets, once, when a digest cannot continue by itself, and when it goes on. */
import { encodeReason } from './delivery/reason.ts';
import { messages } from '../locales/messages.ts';
import type { Language } from '../records/schema.ts';
import type { DigestButtonAction } from '../reply/button.ts';
import type { Action, Block, Reply } from '../reply/reply.ts';
import type { Alert } from './store.ts';
import { encodeAdvice, refusalText, resumesByItself } from './refusal-advice.ts';
import { digestName, type NameContext } from './digest-name.ts';
import type { PauseReason, Subscription, AlertReason } from './subscription.ts';
import { NOTHING_CARRIED, type Delivery } from './delivery/delivery.ts';
import { note, privateReply, listBlock } from '../reply/compose/parts.ts';
import { nothingToSend, type Content } from './delivery/content.ts';
import type { DeliveryContext } from './delivery/context.ts';

/** Returns the reason of a pause in the language of a reader; the detail that is stored with it tells a rule of the server's from a missing right. */
export function pauseReasonText(reason: PauseReason, detail: string, language: Language): string {
  const t = messages(language);
  return detail === encodeAdvice('automod') ? t('alerts.automod') : t(`alerts.reasons.${reason}`);
}

/** What an owner can do about a digest that cannot go on, the likeliest first. */
function remediesOf(reason: PauseReason, detail: string): readonly DigestButtonAction[] {
  if (reason === 'no-history') return ['now'];
  if (reason !== 'channel-gone') return ['resume'];
  return detail === encodeAdvice('archived') ? ['resume', 'change', 'remove'] : ['change', 'remove', 'resume'];
}

/** Returns the private message to an owner: what happened to which digest of which channel, what to do, and the buttons to do it with. */
export function alertReply(
  alert: Pick<Alert, 'reason' | 'detail'>,
  subscription: Subscription,
  catalogue: NameContext['catalogue'],
): Reply {
  const { language } = subscription;
  const t = messages(language);
  const name = digestName(subscription, { catalogue, language });
  const { reason, detail } = alert;
  if (reason === 'goes-on')
    return privateReply(
      t('alerts.onTitle'),
      language,
      [note(t('alerts.goesOn', { name })), channelBlock(subscription, language)],
      buttonsOf(['now', 'pause'], subscription, name),
    );
  if (reason === 'uncomposed')
    return privateReply(
      t('alerts.title'),
      language,
      [note(t('alerts.uncomposed', { name }), 'warning'), channelBlock(subscription, language)],
      buttonsOf(['now', 'pause'], subscription, name),
    );
  const why = pauseReasonText(reason, detail, language);
  const text =
    reason === 'no-history'
      ? t('alerts.unsure', { name })
      : reason === 'channel-gone'
        ? t('alerts.gone', { name, why })
        : resumesByItself(reason, detail)
          ? t('alerts.passing', { name, why })
          : t('alerts.paused', { name, why });
  return privateReply(
    t('alerts.title'),
    language,
    [
      note(text, 'warning'),
      channelBlock(subscription, language),
      ...(detail === '' ? [] : [note(refusalText(detail, language))]),
    ],
    buttonsOf(remediesOf(reason, detail), subscription, name),
  );
}

const buttonsOf = (actions: readonly DigestButtonAction[], { id, language }: Subscription, name: string): Action[] => {
  const t = messages(language);
  return actions.map((action, index) => ({
    label: t(`digests.buttons.${action}`),
    target: { verb: 'digest', action, subscription: id, language },
    primary: index === 0,
    confirm:
      action === 'remove'
        ? t('digests.notes.ask-remove', { about: name })
        : action === 'now'
          ? t('digests.notes.ask-now', { about: name })
          : undefined,
  }));
};

/** Returns the private message to a new owner: which digest is theirs now, from whom, and what that means. */
export function newOwnerReply(subscription: Subscription, from: string, context: NameContext): Reply {
  const { language } = context;
  const t = messages(language);
  return privateReply(digestName(subscription, context), language, [
    note(t('digests.notes.now-yours')),
    channelBlock(subscription, language),
    ...(from === '' ? [] : [listBlock('', [{ label: t('digests.labels.ownerBefore'), person: from, detail: '' }])]),
  ]);
}

/** Returns the message to an owner of whose digest somebody else disposed: what became of which, and by whom. */
export function changedByOtherReply(
  how: 'paused' | 'changed' | 'removed',
  subscription: Subscription,
  by: string,
  context: NameContext,
): Reply {
  const { language } = context;
  const t = messages(language);
  const name = digestName(subscription, context);
  const then = { paused: ['resume', 'change'], changed: ['change', 'pause'], removed: [] } as const;
  return privateReply(
    name,
    language,
    [
      note(t(`digests.byOther.${how}`)),
      channelBlock(subscription, language),
      ...(by === '' ? [] : [listBlock('', [{ label: t('digests.labels.by'), person: by, detail: '' }])]),
    ],
    buttonsOf(then[how], { ...subscription, language }, name),
  );
}

/** An owner may have many subscriptions: each is known by its channel. */
const channelBlock = ({ channelRef }: Subscription, language: Language): Block =>
  listBlock('', [{ label: messages(language)('digests.labels.channel'), channel: channelRef.channel, detail: '' }]);

/** What an owner is told of without a pause. */
const OF_NO_PAUSE: ReadonlySet<AlertReason> = new Set<AlertReason>(['no-history', 'uncomposed', 'goes-on']);

/** Returns the content of an alert, nothing where there is nobody to tell or nothing to tell any more; rejects only if the store does. */
export async function alertContent(
  { id }: Delivery,
  { store, catalogue }: Pick<DeliveryContext, 'store' | 'catalogue'>,
): Promise<Content> {
  const alert = await store.alert(id);
  if (alert === undefined) return nothingToSend(encodeReason('over', 'the alert was withdrawn'));
  const subscription = await store.subscription(alert.subscription);
  if (subscription === undefined) return nothingToSend(encodeReason('removed', 'the subscription was removed'));
  if (alert.owner === '') return nothingToSend(encodeReason('not-told', encodeAdvice('no-owner')));
  if (alert.reason === 'goes-on' && subscription.pausedBecause !== undefined)
    return nothingToSend(encodeReason('over', 'the subscription is paused again'));
  if (!OF_NO_PAUSE.has(alert.reason) && subscription.pausedBecause !== alert.reason)
    return nothingToSend(encodeReason('over', 'the subscription goes on'));
  try {
    const reply = { ...alertReply(alert, subscription, catalogue()), marker: id };
    return { type: 'message', reply, carried: NOTHING_CARRIED, person: alert.owner };
  } catch (error) {
    return { type: 'fault', error };
  }
}
