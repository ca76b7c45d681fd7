/** Carries the digests of many workspaces: each with its own token, pace and courier. */
import { errorCode } from '../../../shared/error-code.ts';
import type { Courier } from '../../../digest/delivery/courier.ts';
import { hint } from '../../../digest/hint.ts';

/** Where a token cannot be opened, an operator must see to it: what waits is tried again after this long. */
const SEALED_MINUTES = 5;
/** Where the store cannot be asked, the next try comes after this long. */
const AGAIN_SECONDS = 30;

/** The courier of a workspace, or why it has none. */
type FoundCourier = { readonly type: 'open'; readonly courier: Courier } | { readonly type: 'absent' | 'sealed' };

const SEALED = 'SLACK_TOKEN_KEY does not open this workspace’s token';

/** Returns one courier for all workspaces; `find` may reject. */
export function createCouriers(
  find: (workspace: string) => Promise<FoundCourier>,
  {
    now,
    share,
    concurrency,
    askTime,
  }: Pick<Courier, 'share' | 'concurrency' | 'askTime'> & { readonly now: () => Temporal.Instant },
): Courier {
  const inMinutes = (): Temporal.Instant => now().add({ minutes: SEALED_MINUTES });
  const soon = (): Temporal.Instant => now().add({ seconds: AGAIN_SECONDS });
  return {
    platform: 'slack',
    concurrency,
    share,
    ...(askTime && { askTime }),

    send: async (delivery, reply, ...steps) => {
      try {
        const found = await find(delivery.channelRef.workspace);
        if (found.type === 'open') return await found.courier.send(delivery, reply, ...steps);
        return found.type === 'absent'
          ? { type: 'refused', because: 'bot-removed', detail: hint('app-removed') }
          : { type: 'wait', until: inMinutes(), detail: SEALED };
      } catch (error) {
        return { type: 'wait', until: soon(), detail: errorDetail(error) };
      }
    },

    look: async (delivery) => {
      try {
        const found = await find(delivery.channelRef.workspace);
        if (found.type === 'open') return await found.courier.look(delivery);
        return found.type === 'absent'
          ? { type: 'unreadable', because: 'bot-removed', detail: hint('app-removed') }
          : { type: 'wait', until: inMinutes(), detail: SEALED };
      } catch (error) {
        return { type: 'wait', until: soon(), detail: errorDetail(error) };
      }
    },

    edit: async (delivery, reply, edited, begin) => {
      try {
        const found = await find(delivery.channelRef.workspace);
        if (found.type === 'open') return await found.courier.edit(delivery, reply, edited, begin);
        return found.type === 'absent'
          ? { type: 'refused', because: 'bot-removed', detail: hint('app-removed') }
          : { type: 'wait', until: inMinutes(), detail: SEALED };
      } catch (error) {
        return { type: 'wait', until: soon(), detail: errorDetail(error) };
      }
    },

    remove: async (channelRef, message) => {
      try {
        const found = await find(channelRef.workspace);
        if (found.type === 'open') return await found.courier.remove(channelRef, message);
        return found.type === 'absent'
          ? { type: 'refused', detail: hint('app-removed') }
          : { type: 'unknown', detail: SEALED };
      } catch (error) {
        return { type: 'unknown', detail: errorDetail(error) };
      }
    },

    link: async (channelRef, message) => {
      try {
        const found = await find(channelRef.workspace);
        return found.type === 'open' ? await found.courier.link(channelRef, message) : undefined;
      } catch {
        return undefined;
      }
    },

    open: async (person, channelRef) => {
      try {
        const found = await find(channelRef.workspace);
        if (found.type === 'open') return await found.courier.open(person, channelRef);
        return found.type === 'absent'
          ? { type: 'refused', because: 'bot-removed', detail: hint('app-removed') }
          : { type: 'wait', until: inMinutes(), detail: SEALED };
      } catch (error) {
        return { type: 'wait', until: soon(), detail: errorDetail(error) };
      }
    },

    languageOf: async (person, channelRef) => {
      const found = await find(channelRef.workspace).catch(() => undefined);
      return found?.type === 'open' ? found.courier.languageOf?.(person, channelRef) : undefined;
    },

    answerAnew: async (asked) => {
      try {
        const found = await find(asked.channelRef.workspace);
        if (found.type === 'open') return (await found.courier.answerAnew?.(asked)) ?? { type: 'gone' };
        return found.type === 'absent'
          ? { type: 'refused', because: 'bot-removed', detail: hint('app-removed') }
          : { type: 'wait', until: inMinutes(), detail: SEALED };
      } catch (error) {
        return { type: 'wait', until: soon(), detail: errorDetail(error) };
      }
    },

    check: async (channelRef) => {
      try {
        const found = await find(channelRef.workspace);
        if (found.type === 'open') return await found.courier.check(channelRef);
        // What cannot be told is found out when it is sent.
        return found.type === 'absent'
          ? { ok: false, because: 'bot-removed', detail: hint('app-removed') }
          : { ok: true, isUnsure: true };
      } catch {
        return { ok: true, isUnsure: true };
      }
    },
  };
}

const errorDetail = (error: unknown): string => errorCode(error) || 'the store did not answer';
