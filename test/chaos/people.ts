/** People who subscribe, change, pause, resume, remove, share and ask while bots are killed, and a ledger of what they did and were told. */
import { messages } from '../../src/locales/messages.ts';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChannelRef } from '../../src/digest/subscription.ts';
import { ANSWER_MS, buttonIn, type Chat, type DigestAct, type Handed } from './chat.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** A time at which a digest comes, as a person was told; all in milliseconds of the world. */
export type Promised = { readonly subscription: string; readonly at: number; readonly askedAt: number };

/** What a person did to a digest; it may have been done also where no answer came. */
export type Done = {
  readonly subscription: string;
  readonly type: 'change' | 'pause' | 'resume' | 'remove' | 'now';
  readonly askedAt: number;
  /** Until when it may have been done. */
  readonly until: number;
};

/** A card whose button was pressed: whether who pressed was told that it is there or will be, and whether one was there already. */
export type Pressed = {
  readonly delivery: string;
  readonly askedAt: number;
  readonly isTold: boolean;
  readonly wasThere?: boolean;
};

/** A message to the bot. */
export type Asked = Pick<Handed, 'deliveries' | 'times'> & {
  readonly askedAt: number;
  /** Whether a process took it, was ended soon afterwards, or told who asked that there is no answer; or none took it however often the platform tried. */
  readonly taken: 'taken' | 'ended' | 'told' | 'not taken';
  /** Returns what was done to that process around then, in words. */
  readonly happened?: () => string;
};

export type Ledger = {
  readonly promises: readonly Promised[];
  readonly done: readonly Done[];
  readonly pressed: readonly Pressed[];
  readonly asked: readonly Asked[];
  /** The digests that people know of. */
  readonly subscriptions: ReadonlySet<string>;
};

export type People = {
  readonly ledger: Ledger;
  /** What they did, and how often it was answered. */
  readonly counts: ReadonlyMap<string, number>;
  /** Ends it; settles when nobody waits for anything any more. */
  readonly stop: () => Promise<void>;
};

export type PeopleOptions = {
  /** Returns the replica to which the platform hands everything, where it is one. */
  readonly leader: () => number | undefined;
  readonly chat: Chat;
  readonly world: World;
  readonly places: readonly ChannelRef[];
  readonly random: Random;
  readonly replicas: number;
  /** Returns whether a replica, or any where it is not known which, was ended within so many milliseconds of a moment on the clock of performance.now(). */
  readonly wasEnded: (replica: number | undefined, at: number, within: number) => boolean;
  /** Returns for how many milliseconds since a moment a replica, or any where it is not known which, could write nothing. */
  readonly heldUpSince: (replica: number | undefined, at: number) => number;
  /** Returns what was done to a replica around a moment, in words. */
  readonly happened: (replica: number | undefined, at: number) => string;
};

const t = messages('en');
const TOPICS = ['energy', 'taiwan', 'trade-and-tariffs', 'export-controls', 'outlook', 'ai-governance'] as const;
const AT_ONCE = 3;
const PAUSE_MS = [100, 1_500] as const;
/** Digests come this soon, in minutes. */
const SOON_MINUTES = [1, 4] as const;
const MAX_DIGESTS = 40;
/** A message is noted by then, also on a busy machine. */
const NOTED_MS = 5_000;
/** Sending an answer, and telling of one that the platform did not confirm, may take so much longer. */
const SENT_MS = 20_000;
const EVENT_AGAIN_MS = [50, 15_000] as const;

/** Lets people begin. */
export function startPeople({
  chat,
  world,
  places,
  random,
  replicas,
  leader,
  wasEnded,
  heldUpSince,
  happened,
}: PeopleOptions): People {
  const promises: Promised[] = [];
  const done: Done[] = [];
  const pressed: Pressed[] = [];
  const asked: Asked[] = [];
  const known = new Map<string, ChannelRef>();
  const removed = new Set<string>();
  const counts = new Map<string, number>();
  const ending = new AbortController();
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const replica = (): number => Math.floor(random.next() * replicas);

  /** A time of day in some minutes by the clock on the wall, which may be one that is skipped or comes twice. */
  const soon = (): string =>
    world
      .now()
      .toZonedDateTimeISO(world.zone)
      .toPlainTime()
      .add({ minutes: Math.ceil(random.between(...SOON_MINUTES)) })
      .toString({ smallestUnit: 'minute' });

  const remember = (answer: string, subscription: string, askedAt: number): void => {
    for (const at of timesIn(answer, world)) promises.push({ subscription, at, askedAt });
  };

  const subscribe = async (): Promise<void> => {
    const place = random.pick(places);
    const askedAt = world.milliseconds();
    const act: DigestAct = { type: 'subscribe', topic: random.pick(TOPICS), time: soon(), city: world.city };
    const answer = await chat.digest(replica(), place, act);
    // A digest of the same topics that the channel has already is shown without this button.
    const id = answer === undefined ? undefined : buttonIn(answer, 'digest/pause')?.split('/').at(-2);
    count(answer === undefined ? 'subscribe unanswered' : id === undefined ? 'subscribe refused' : 'subscribe');
    if (answer === undefined || id === undefined) return;
    known.set(id, place);
    remember(answer, id, askedAt);
  };

  const manage = async (): Promise<void> => {
    const [id, place] = random.pick([...known].filter(([one]) => !removed.has(one)));
    const type = random.pick(['change', 'change', 'pause', 'resume', 'resume', 'now', 'remove'] as const);
    const askedAt = world.milliseconds();
    if (type === 'remove') removed.add(id);
    const clicks = type !== 'change' && type !== 'now' && random.next() < 0.5;
    const act: DigestAct = type === 'change' ? { type, id, time: soon(), city: world.city } : { type, id };
    const at = done.push({ subscription: id, type, askedAt, until: Infinity }) - 1;
    const answer = clicks
      ? await chat.click(replica(), place, `attache1/digest/${type}/${id}/en`)
      : await chat.digest(replica(), place, act);
    count(answer === undefined ? `${type} unanswered` : type);
    // Of what was not answered the last request may still be under way.
    const until = world.milliseconds() + (answer === undefined ? ANSWER_MS : 0);
    done[at] = { subscription: id, type, askedAt, until };
    if (answer === undefined) return;
    if (type === 'change' || type === 'resume') remember(answer, id, askedAt);
  };

  const share = async (): Promise<void> => {
    const button = await chat.brief(replica(), random.pick(places), random.pick(TOPICS));
    count(button === undefined ? 'brief unanswered' : 'brief');
    if (button === undefined) return;
    const askedAt = world.milliseconds();
    const at = pressed.push({ delivery: button.delivery, askedAt, isTold: false }) - 1;
    const times = random.next() < 0.3 ? 2 : 1;
    const answers = await Promise.all(Array.from({ length: times }, () => button.press(replica())));
    const answer = answers.find((one) => one !== undefined);
    count(answer === undefined ? 'share unanswered' : 'share');
    pressed[at] = {
      delivery: button.delivery,
      askedAt,
      isTold: answers.some((one) => one !== undefined && isShared(one)),
      wasThere: answers.some((one) => one?.includes(t('sharing.sharedBefore'))),
    };
  };

  // While it stands still, or the store is locked or away, nothing is noted, and a platform is not kept waiting for that.
  const noted = (by: number | undefined, since: number): number => NOTED_MS + heldUpSince(by, since);
  const ask = async (): Promise<void> => {
    const askedAt = world.milliseconds();
    const again = random.next() < 0.5 ? [random.between(...EVENT_AGAIN_MS, 2)] : [];
    const leads = leader();
    const { deliveries, taken, times, isTold } = await chat.mention(
      replica,
      random.pick(places),
      random.pick(TOPICS),
      again,
    );
    const by = taken?.replica ?? leads;
    if (taken !== undefined)
      for (let left = 1; left > 0; left = taken.at + noted(by, taken.at) - performance.now()) await wait(left);
    const wasEndedWithin = (milliseconds: number): boolean =>
      taken !== undefined && wasEnded(by, taken.at, noted(by, taken.at) + milliseconds);
    const isEnded = wasEndedWithin(0);
    count('mention');
    for (let more = 1; more < times; more++) count('mention again');
    asked.push({
      deliveries,
      times,
      askedAt,
      get taken() {
        if (taken === undefined) return 'not taken';
        if (isTold()) return 'told';
        return isEnded || wasEndedWithin(SENT_MS) ? 'ended' : 'taken';
      },
      happened: () => (taken === undefined ? '' : `handed over ${times} times; ${happened(by, taken.at)}`),
    });
  };

  const act = async (): Promise<void> => {
    const drawn = random.next();
    if (drawn < 0.25) return await ask();
    if (drawn < 0.45) return await share();
    const alive = known.size - removed.size;
    if (alive === 0 || (alive < MAX_DIGESTS && drawn < 0.7)) return await subscribe();
    return await manage();
  };
  const busy = Array.from({ length: AT_ONCE }, async () => {
    while (!ending.signal.aborted) {
      await act();
      await wait(random.between(...PAUSE_MS), undefined, { signal: ending.signal }).catch(() => {});
    }
  });
  return {
    ledger: {
      promises,
      done,
      pressed,
      asked,
      get subscriptions() {
        return new Set(known.keys());
      },
    },
    counts,
    stop: async () => {
      ending.abort();
      await Promise.all(busy);
    },
  };
}

/** Tells whether an answer says that a card was shared, or will be; otherwise it says that it was not, or what failed. */
const isShared = (answer: string): boolean =>
  [t('sharing.title.shared'), t('sharing.title.busy'), t('sharing.title.waiting'), t('sharing.title.checking')].some(
    (one) => answer.includes(one),
  );

const TIME = /[A-Z][a-z]{2} (?<day>[A-Z][a-z]+ \d{1,2}, \d{4}), (?<time>\d\d:\d\d) \(/gu;

/** Returns the moments that an answer in English names, by the clock of the city. */
export function timesIn(answer: string, { zone }: Pick<World, 'zone'>): number[] {
  return [...answer.matchAll(TIME)].map(({ groups }) => {
    const date = new Date(`${groups?.day} ${groups?.time} UTC`).toISOString().slice(0, 16);
    return Temporal.PlainDateTime.from(date).toZonedDateTime(zone).epochMilliseconds;
  });
}
