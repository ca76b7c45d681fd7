/** Finds the digest that an action names, and answers where it may not act on it. */
import type { Subscription } from '../../digest/subscription.ts';
import type { DigestsOptions } from './checks.ts';
import { button, faultReply, IN_CHAT, noteReply, noteText } from './short-replies.ts';
import { statusBlock, type RenderContext } from './status-reply.ts';
import type { SubscriptionFault } from './subscription-input.ts';
import type { Actor, DigestResult } from './digest-actions.ts';
import { note } from '../../reply/compose/parts.ts';

/** Returns what finds digests in a store, and what answers about them; each rejects only if the store does. */
export function createDigestFinder({ store, catalogue, now }: Pick<DigestsOptions, 'store' | 'catalogue' | 'now'>) {
  const renderContextOf = ({ language, command = IN_CHAT, channelName }: Actor): RenderContext => ({
    channelName,
    catalogue: catalogue(),
    language,
    now: now(),
    command,
  });
  const unknown = (id: string, actor: Actor): DigestResult => {
    const { language, command } = renderContextOf(actor);
    return { ok: false, faults: [], reply: noteReply('unknown', language, id, command) };
  };
  /** The reply to faulty input, with the unchanged state of the digest. */
  const refused = (
    faults: readonly SubscriptionFault[],
    subscription: Subscription,
    actor: Actor,
    retry = false,
  ): DigestResult => {
    const { language } = actor;
    const { id } = subscription;
    return {
      ok: false,
      faults,
      reply: faultReply(
        faults,
        language,
        [note(noteText('not-changed', language)), statusBlock(subscription, renderContextOf(actor))],
        retry ? [button('resume', id, language)] : [],
      ),
    };
  };
  /** Finds a digest by id if the actor may see it: the forged id of a digest in another workspace counts as missing. */
  const named = async (id: string, { within = {} }: Actor): Promise<Subscription | undefined> => {
    const subscription = await store.subscription(id);
    if (subscription === undefined) return undefined;
    const { platform, workspace } = subscription.channelRef;
    const isSeen = (within.platform ?? platform) === platform && (within.workspace ?? workspace) === workspace;
    return isSeen ? subscription : undefined;
  };
  const withNamed = async (
    id: string,
    actor: Actor,
    act: (subscription: Subscription) => Promise<DigestResult>,
  ): Promise<DigestResult> => {
    const subscription = await named(id, actor);
    return subscription === undefined ? unknown(id, actor) : act(subscription);
  };
  return { renderContextOf, unknown, refused, named, withNamed };
}
