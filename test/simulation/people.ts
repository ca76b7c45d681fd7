/** People who order, change, share and flag by the real conversation, and remember what they were told. */
import type { DigestResult } from '../../src/conversation/digests/digest-actions.ts';
import type { ChannelRef } from '../../src/digest/subscription.ts';
import type { Act } from './plan.ts';
import type { Platform } from './platform.ts';
import type { Replica } from './replica.ts';

/** That a person was told that a digest comes at a moment. */
export type Promised = {
  readonly subscription: string;
  readonly at: number;
  readonly askedAt: number;
  readonly toldAt: number;
  readonly by: Act['type'];
};

/** What a person was told has been done, as a subscription must show it. */
export type Confirmed = {
  readonly subscription: string;
  readonly askedAt: number;
  readonly toldAt: number;
  readonly what: { readonly type: 'paused' | 'removed' } | { readonly type: 'time'; readonly time: string };
};

export type People = {
  readonly promises: readonly Promised[];
  readonly confirmed: readonly Confirmed[];
  readonly askedToPause: ReadonlySet<string>;
  /** The shares that came of each press. */
  readonly pressed: ReadonlyMap<number, ReadonlySet<string>>;
  /** Which shares were deleted, and when that was said. */
  readonly deleted: ReadonlyMap<string, number>;
  /** When somebody first asked, at a replica that still runs, for a change of a subscription that is under way; undefined where nobody did. */
  readonly askedAt: (subscription: string, runs: (replica: Replica) => boolean) => number | undefined;
  /** Does what a person does at a replica; resolves with what came of it, and rejects where the store does. */
  readonly act: (act: Act, person: string, number: number, replica: Replica) => Promise<string>;
};

const channelRef = (channel: string): ChannelRef => ({ platform: 'slack', workspace: 'T1', channel });

/** Returns the people of a history. */
export function createPeople({
  now,
  platform,
}: {
  readonly now: () => number;
  readonly platform: () => Platform;
}): People {
  const promises: Promised[] = [];
  const subscriptions: string[] = [];
  const shares: string[] = [];
  const confirmed: Confirmed[] = [];
  const askedToPause = new Set<string>();
  const pressed = new Map<number, Set<string>>();
  const deleted = new Map<string, number>();
  const underWay = new Set<{ readonly subscription: string; readonly askedAt: number; readonly replica: Replica }>();
  const confirm = (subscription: string, askedAt: number, what: Confirmed['what']): void =>
    void confirmed.push({ subscription, askedAt, toldAt: now(), what });

  const remember = (act: Act, result: DigestResult, askedAt: number): string => {
    if (!result.ok) return 'refused';
    for (const block of result.reply.blocks) {
      if (block.type !== 'list' || result.subscription === undefined) continue;
      for (const item of block.items)
        if (item.at !== undefined)
          promises.push({ subscription: result.subscription.id, at: item.at, askedAt, toldAt: now(), by: act.type });
    }
    return 'done';
  };

  const perform: People['act'] = async (act, person, number, replica) => {
    const { digests, sharing, flags } = replica;
    const actor = { person, language: 'en', repeats: true } as const;
    const askedAt = now();
    switch (act.type) {
      case 'subscribe': {
        const { channel, topics, time, zone, whenQuiet } = act;
        const input = { topics, time, zone, whenQuiet, days: 'every day' };
        const result = await digests.subscribe(channelRef(channel), input, actor);
        if (result.ok && result.subscription !== undefined) subscriptions.push(result.subscription.id);
        return remember(act, result, askedAt);
      }
      case 'change':
      case 'pause':
      case 'resume':
      case 'remove':
      case 'now': {
        const id = subscriptions[act.which];
        if (id === undefined) return 'nothing to do';
        if (act.type === 'now') return remember(act, await digests.now(id, `${number}`, actor), askedAt);
        if (act.type === 'pause') askedToPause.add(id);
        const request = { subscription: id, askedAt, replica };
        underWay.add(request);
        try {
          if (act.type === 'change') {
            const { time, zone } = act;
            const changed = await digests.change(id, { time, zone }, actor);
            if (changed.ok) confirm(id, askedAt, { type: 'time', time });
            return remember(act, changed, askedAt);
          }
          const done = await digests[act.type](id, actor);
          if (done.ok && act.type !== 'resume')
            confirm(id, askedAt, { type: act.type === 'pause' ? 'paused' : 'removed' });
          return remember(act, done, askedAt);
        } finally {
          underWay.delete(request);
        }
      }
      case 'share': {
        const { channel, topic, press } = act;
        const outcome = await sharing.share({
          request: { type: 'brief', topic },
          language: 'en',
          channelRef: channelRef(channel),
          message: `M${press}`,
          button: 'share',
          person,
          name: 'Ada',
        });
        if (!shares.includes(outcome.id)) shares.push(outcome.id);
        pressed.set(press, (pressed.get(press) ?? new Set()).add(outcome.id));
        return outcome.type;
      }
      case 'delete-share': {
        const id = shares[act.which];
        if (id === undefined) return 'nothing to do';
        const message = platform().messages.find(({ marker }) => marker === id);
        if (message === undefined) return 'nothing to do';
        const removal = await sharing.remove(id, message.id, channelRef(message.channel));
        if (removal.type === 'removed') deleted.set(id, now());
        return removal.type;
      }
      case 'delete-message': {
        const message = platform().messages[act.which];
        if (message === undefined) return 'nothing to do';
        platform().deleteMessage(message);
        return 'done';
      }
      case 'flag': {
        const by = { channelRef: channelRef('C1'), person, language: 'en' } as const;
        const result = await flags.flag({ topic: 'grain-corridor', statement: '*', text: act.text }, by);
        return result.ok ? 'kept' : 'refused';
      }
      case 'publish':
        return 'done';
    }
  };
  return {
    promises,
    confirmed,
    askedToPause,
    pressed,
    deleted,
    askedAt: (subscription, runs) =>
      underWay.values().find((request) => request.subscription === subscription && runs(request.replica))?.askedAt,
    act: perform,
  };
}
