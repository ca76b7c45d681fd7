/** The button below a private card that posts it as a reply to the message that it was asked about. Pure. */
import { messages } from '../../locales/messages.ts';
import type { Reply } from '../../reply/reply.ts';

/** Returns an answer with that button before each that shares; `as` is what a reply is called on the platform. */
export function offeringReply(reply: Reply, as: 'thread' | 'reply'): Reply {
  const t = messages(reply.language);
  const label = as === 'thread' ? t('sharing.inThread') : t('sharing.toMessage');
  return {
    ...reply,
    actions: reply.actions.flatMap((action) =>
      action.target.verb === 'share' ? [{ label, target: { ...action.target, verb: 'reply' } }, action] : [action],
    ),
  };
}
