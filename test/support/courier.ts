/** A courier of a platform that takes each message at once, has every channel, keeps nothing and can edit nothing. */
import type { Courier } from '../../src/digest/delivery/courier.ts';

/** Returns it, with what a test does otherwise. */
export function createCourier(otherwise: Partial<Courier> = {}): Courier {
  return {
    platform: 'slack',
    concurrency: 40,
    send: async ({ id }, _reply, begin) => ((await begin()) ? { type: 'sent', message: id } : { type: 'not-begun' }),
    look: async () => ({ type: 'absent' }),
    remove: async () => ({ type: 'removed' }),
    link: async () => undefined,
    openDirectMessages: async (_person, channelRef) => ({ type: 'open', channelRef }),
    edit: async () => ({ type: 'uneditable', detail: 'test' }),
    check: async () => ({ ok: true }),
    share: () => {},
    ...otherwise,
  };
}
