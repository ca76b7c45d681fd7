/** Carries the digests of many workspaces: each with its own token, pace and courier. */
import { errorCode } from '../../../shared/error-code.ts';
import type { Courier, OutgoingMessage } from '../../../digest/delivery/courier.ts';
import { hint } from '../../../digest/hint.ts';
import { again } from '../../delivery.ts';

/** Where a token cannot be opened, an operator must see to it: what waits is tried again after this long. */
const SEALED_MINUTES = 5;

/** The courier of a workspace, or why it has none. */
type FoundCourier = { readonly type: 'open'; readonly courier: Courier } | { readonly type: 'absent' | 'sealed' };

const REMOVED = { type: 'refused', because: 'bot-removed', detail: hint('app-removed') } as const;
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
  /** Has the courier of a workspace act; `absent` is the outcome where there is none. Never rejects if the act does not. */
  const inWorkspace = async <Outcome>(
    { channelRef: { workspace } }: Pick<OutgoingMessage, 'channelRef'>,
    absent: Outcome,
    act: (courier: Courier) => Promise<Outcome>,
  ): Promise<Outcome | ReturnType<typeof again>> => {
    try {
      const found = await find(workspace);
      if (found.type === 'open') return await act(found.courier);
      return found.type === 'absent'
        ? absent
        : { type: 'wait', until: now().add({ minutes: SEALED_MINUTES }), detail: SEALED };
    } catch (error) {
      return again(now(), errorDetail(error));
    }
  };
  return {
    platform: 'slack',
    concurrency,
    share,
    ...(askTime && { askTime }),

    send: (delivery, ...given) => inWorkspace(delivery, REMOVED, (courier) => courier.send(delivery, ...given)),
    look: (delivery) => inWorkspace(delivery, { ...REMOVED, type: 'unreadable' }, (courier) => courier.look(delivery)),
    edit: (delivery, ...given) => inWorkspace(delivery, REMOVED, (courier) => courier.edit(delivery, ...given)),
    open: (person, channelRef) => inWorkspace({ channelRef }, REMOVED, (courier) => courier.open(person, channelRef)),
    answerAnew: (asked) =>
      inWorkspace(asked, REMOVED, async (courier) => (await courier.answerAnew?.(asked)) ?? { type: 'gone' }),

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

    languageOf: async (person, channelRef) => {
      const found = await find(channelRef.workspace).catch(() => undefined);
      return found?.type === 'open' ? found.courier.languageOf?.(person, channelRef) : undefined;
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
