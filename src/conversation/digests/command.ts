/** A digest command or button action, the same on every platform, and how it is run on existing digests. */
import type { DigestAction } from '../../reply/button.ts';
import type { Actor, Digests, DigestResult } from './digest-actions.ts';
import { faultReply, noteText } from './short-replies.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import type { SubscriptionInput } from './subscription-input.ts';

export type DigestCommand = {
  readonly action: DigestAction;
  /** The id of the digest; where it is omitted, the only digest of the channel. */
  readonly id?: string | undefined;
  readonly input: SubscriptionInput;
  /** handover: the platform's id of the new owner. */
  readonly owner?: string | undefined;
  /** list: the digests of all channels of the workspace. */
  readonly everywhere?: boolean | undefined;
  /** remove: whether the person is asked before, as where it is typed. */
  readonly asksFirst?: boolean | undefined;
  /** The id of the click or command, so that a repeated one sends once. */
  readonly requestId: string;
};

/** Runs a command on existing digests: on the named one, or on those of a channel, of a workspace, or on all. */
export async function runOnDigests(
  digests: Digests,
  {
    action,
    id,
    input,
    owner,
    requestId,
  }: Omit<DigestCommand, 'action'> & { readonly action: Exclude<DigestAction, 'subscribe'> },
  where: Partial<ChannelRef>,
  actor: Actor,
): Promise<DigestResult> {
  switch (action) {
    case 'list':
      return digests.list(where, actor);
    case 'log':
      return digests.log(id === undefined ? where : { id }, actor);
    default: {
      const digestId = id ?? (await digests.only(where, action, actor));
      if (typeof digestId !== 'string') return digestId;
      if (action === 'change') return digests.change(digestId, input, actor);
      if (action === 'now') return digests.now(digestId, requestId, actor);
      if (action === 'handover') {
        if (owner === undefined || owner === '') {
          return {
            ok: false,
            faults: [],
            reply: faultReply(
              [{ field: 'channel', message: noteText('name-owner', actor.language, '', actor.command) }],
              actor.language,
            ),
          };
        }
        return digests.handover(digestId, owner, actor);
      }
      return digests[action](digestId, actor);
    }
  }
}
