/** The button below a private card that posts it as a reply to the message that it was asked about. Pure. */
import type { Reply } from '../../reply/reply.ts';
import { sharingTexts } from '../../reply/texts/sharing.ts';

/** Returns an answer with that button before each that shares; `as` is what a reply is called on the platform. */
export function offeringReply(reply: Reply, as: 'thread' | 'reply'): Reply {
  const { inThread, toMessage } = sharingTexts(reply.language);
  const label = as === 'thread' ? inThread : toMessage;
  return {
    ...reply,
    actions: reply.actions.flatMap((action) =>
      action.target.verb === 'share' ? [{ label, target: { ...action.target, verb: 'reply' } }, action] : [action],
    ),
  };
}
