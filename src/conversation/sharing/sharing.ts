/** Shares cards, each once however often its button is pressed: written and claimed in the store, then delivered as digests are. */
import { decodeReason } from '../../digest/delivery/reason.ts';
import { hash } from 'node:crypto';
import { deliveryId } from '../../digest/ids.ts';
import type { Courier } from '../../digest/delivery/courier.ts';
import type { DeliveryContext } from '../../digest/delivery/context.ts';
import { sendDelivery } from '../../digest/delivery/send.ts';
import { TIMING } from '../../digest/delivery/timing.ts';
import type { Delivery } from '../../digest/delivery/delivery.ts';
import type { PauseReason } from '../../digest/subscription.ts';
import { createShareContent } from './content.ts';
import type { ShareStore, SharePoster, ShareClick, ShareOutcome, Sharing } from './share.ts';

export type SharingOptions = Omit<DeliveryContext, 'store' | 'couriers' | 'contents'> & {
  readonly store: DeliveryContext['store'] & ShareStore;
  readonly couriers: () => ReadonlyMap<string, Courier>;
};

/** Creates the sharing of one process. */
export function createSharing({ couriers, ...options }: SharingOptions): Sharing {
  const { store, now, clock, replica, timing = TIMING } = options;
  const contentOf = createShareContent(options);
  const context = { ...options, contentOf };
  const posterOf = (platform: string, own: SharePoster | undefined): SharePoster | undefined =>
    own ?? couriers().get(platform);

  return {
    contentOf,

    share: async (click) => {
      const { request, language, channelRef, person, name, inReplyTo } = click;
      const poster = posterOf(channelRef.platform, click.poster);
      // The same each time, as a digest's is: a row that the database lost and that is written anew carries the marker of its message.
      const source = sourceOf(click);
      const share = { id: deliveryId('share', source), request, language, person, name, channelRef, source, inReplyTo };
      // By the platform's clock: this process's may be days ahead, and for so long its claim would hold up a card that it did not send.
      const timed = (): Temporal.Instant => clock?.nowOf(channelRef.platform) ?? now();
      const at = timed();
      const until = at.add({ seconds: timing.claimSeconds });
      // Two people who share what both have read mean one card.
      const standing = await store.standingShare(share, at.subtract({ minutes: STANDS_MINUTES }));
      if (standing !== undefined) return outcomeOf(standing, false, poster);
      // Where the bot cannot post, it cannot look either.
      const claim = { by: replica, now: at, until, canLook: click.poster === undefined };
      const { delivery, isClaimed } = await store.claimShare(share, claim);
      if (isClaimed && poster !== undefined) await sendDelivery(delivery, poster, { ...context, now: timed });
      // While the platforms are still being connected: whichever process delivers sends it.
      if (isClaimed && poster === undefined)
        await store.settle(delivery, { state: 'waiting', reason: 'not connected yet', nextAt: at }, at);
      let settled = (isClaimed ? await store.delivery(delivery.id) : delivery) ?? delivery;
      if ((await store.share(settled.id))?.deletedAt !== undefined) return { type: 'deleted', id: settled.id };
      if (click.poster !== undefined && settled.state === 'unknown') {
        // Where the platform's courier cannot post it cannot look either.
        await store.settle(settled, { state: 'unknown', reason: settled.reason }, now());
        settled = { ...settled, nextAt: undefined };
      }
      return outcomeOf(settled, isClaimed, poster);
    },

    find: (id) => store.share(id),

    remove: async (id, clicked, channelRef, own) => {
      const poster = posterOf(channelRef.platform, own);
      if (poster === undefined) return { type: 'unknown', detail: 'not connected yet' };
      const delivery = await store.delivery(id);
      // Before its message is deleted: a look-up that no longer finds it would have it sent again.
      await store.markShare(id, now());
      const removal = await poster.remove(delivery?.channelRef ?? channelRef, delivery?.message ?? clicked);
      if (removal.type === 'refused') await store.markShare(id, undefined);
      return removal;
    },
  };
}

/** So long a shared card is in view: whoever shares it again later means to. */
const STANDS_MINUTES = 60;

/** What identifies a share: the channel, the clicked message and its button, and the message that it replies to. */
function sourceOf({ channelRef: { platform, workspace, channel }, message, button, inReplyTo }: ShareClick): string {
  const clicked = [platform, workspace, channel, message, button];
  return hash('sha256', JSON.stringify(inReplyTo === undefined ? clicked : [...clicked, inReplyTo]));
}

async function outcomeOf(
  { id, state, nextAt, reason, message, channelRef }: Delivery,
  isNew: boolean,
  poster: SharePoster | undefined,
): Promise<ShareOutcome> {
  switch (state) {
    case 'sent': {
      const link = message === undefined ? undefined : await poster?.link(channelRef, message);
      return { id, type: 'shared', isNew, link };
    }
    case 'claimed':
      return { id, type: 'busy' };
    case 'waiting':
      return { id, type: 'waiting' };
    case 'unknown':
      return { id, type: nextAt === undefined ? 'unsure' : 'checking' };
    case 'refused':
      return refusedBy(id, reason);
    case 'skipped':
    case 'missed':
      return { id, type: 'gone' };
  }
}

const REFUSALS: ReadonlySet<string> = new Set<PauseReason>([
  'channel-gone',
  'no-permission',
  'bot-removed',
  'token-revoked',
]);

/** Other codes are defects of ours. */
function refusedBy(id: string, reason: string): ShareOutcome {
  const { code, detail } = decodeReason(reason);
  return REFUSALS.has(code) ? { id, type: 'refused', detail } : { id, type: 'failed' };
}
