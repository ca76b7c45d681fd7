/** Serves digests to a fake Discord for a test: a real store in a file, a clock that the test moves, and people with rights. */
import { createContents } from '../../../src/app/delivery-contents.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Courier } from '../../../src/digest/delivery/courier.ts';
import { startDelivering, type Deliverer } from '../../../src/digest/delivery/tick.ts';
import { TIMING } from '../../../src/digest/delivery/timing.ts';
import { createAnswering, type Answering } from '../../../src/conversation/message-answers/answering.ts';
import { createDigests } from '../../../src/conversation/digests/digests.ts';
import { createFlags } from '../../../src/conversation/flags/flags.ts';
import { messages } from '../../../src/locales/messages.ts';
import { createLogger } from '../../../src/app/log.ts';
import { createSharing } from '../../../src/conversation/sharing/sharing.ts';
import { newId } from '../../../src/digest/ids.ts';
import { createResumption } from '../../../src/digest/resume-paused.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import type { Digests } from '../../../src/conversation/digests/digest-actions.ts';
import type { Logger } from '../../../src/shared/logger.ts';
import { createMemory } from '../../../src/conversation/follow-up/memory.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  DISCORD_IDS,
  FLAG,
  PERMISSION,
  type DiscordPeer,
  type Interaction,
  type Message,
  type Modal,
} from '../../peers/discord.ts';
import { putEmptyStore } from '../../support/empty-store.ts';
import { createAccounts } from '../../../src/people/accounts.ts';
import { createChatTies } from '../../../src/people/chat-ties.ts';
import { catalogue as own } from './catalogue.ts';
import { said, seen } from './reading.ts';
import { answersIn, serve, type Served } from './serve.ts';

export const { guild, channel, otherChannel, alice, bob } = DISCORD_IDS;
export const elsewhere = { guild: '910000000000000001', channel: '910000000000000002', carol: '810000000000000003' };

/** Tuesday, half past eight in Beijing; the fake's messages are dated later by the real clock, as those of any test day. */
const START = Temporal.Instant.from('2026-11-03T00:30:00Z');
const MANAGER = PERMISSION.MANAGE_GUILD | PERMISSION.VIEW_CHANNEL | PERMISSION.USE_APPLICATION_COMMANDS;

export type Clock = {
  readonly now: () => Temporal.Instant;
  readonly move: (by: Temporal.DurationLike) => void;
  readonly to: (at: string) => void;
};

function newClock(): Clock {
  let at = START;
  return {
    now: () => at,
    move: (by) => {
      at = at.add(by);
    },
    to: (text) => {
      at = Temporal.Instant.from(text);
    },
  };
}

/** Returns a store in a new file, which is gone after the test. */
export async function newStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'attache-discord-'));
  await putEmptyStore(folder);
  const store = await openStore(undefined, { dataDir: folder, now: () => START });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return store;
}

export type ServedDigests = Served & {
  readonly clock: Clock;
  readonly store: Store;
  /** Puts other records into service. */
  readonly replaceRecords: (next: Catalogue) => void;
  /** Starts a deliverer, as a process does, that goes on until it or the test ends. */
  readonly deliver: () => Deliverer;
  /** Resolves once whole passes have gone by since, so that what was due has begun. */
  readonly passed: () => Promise<void>;
  /** Asks by the command as alice, unless said otherwise. */
  readonly ask: (sub: string, values?: Readonly<Record<string, string>>, as?: As) => Interaction;
  /** The same, and what is answered, as it is read. */
  readonly told: (sub: string, values?: Readonly<Record<string, string>>, as?: As) => Promise<string>;
  /** Presses the button whose label begins so; returns what is answered. */
  readonly pressed: (message: Message, label: string, user?: string) => Promise<Message>;
};
export type As = {
  readonly user?: string;
  readonly channelId?: string;
  readonly locale?: string;
  readonly forged?: boolean;
};

/** The types of the options that hold no text. */
const TYPES: Readonly<Record<string, number>> = { channel: 7, to: 6 };

/** Returns a bot with digests, connected to a fake Discord for the running test; alice and carol may manage their servers, bob may not. */
export async function serveDigests(
  change: (digests: Digests) => Digests = (digests) => digests,
): Promise<ServedDigests> {
  let records = own;
  const catalogue = (): Catalogue => records;
  const clock = newClock();
  const store = await newStore();
  let deliverer: Deliverer | undefined;
  let passes = 0;
  let log: Logger | undefined;
  const couriers = new Map<string, Courier>();
  const digests = createDigests({
    store,
    catalogue,
    couriers: () => couriers,
    now: clock.now,
    newId,
    wake: () => deliverer?.wake(),
  });
  const sharing = createSharing({
    store,
    catalogue,
    couriers: () => couriers,
    now: clock.now,
    newId,
    log: createLogger('silent'),
    replica: 'r1',
  });
  // Each process remembers what it has answered.
  const newAnswering = (): Answering =>
    createAnswering({ store, catalogue, now: clock.now, log: createLogger('silent') });
  let answering = newAnswering();
  const resumption = createResumption({
    store,
    couriers: () => couriers,
    now: clock.now,
    log: createLogger('silent'),
  });
  const served = await serve({
    records: catalogue,
    peer: {
      guilds: [
        {
          id: guild,
          name: 'Here',
          channels: [
            { id: channel, name: 'general' },
            { id: otherChannel, name: 'briefs' },
          ],
          members: [
            { user: { id: alice, username: 'alice' }, permissions: MANAGER },
            { user: { id: bob, username: 'bob' } },
          ],
        },
        {
          id: elsewhere.guild,
          name: 'Elsewhere',
          channels: [{ id: elsewhere.channel, name: 'general' }],
          members: [{ user: { id: elsewhere.carol, username: 'carol' }, permissions: MANAGER }],
        },
      ],
    },
    bot: (bot) => {
      ({ log } = bot);
      return {
        digests: change(digests),
        flags: createFlags({ store, catalogue, now: clock.now, newId, curators: undefined, wake: () => {} }),
        sharing,
        memory: createMemory({ store, catalogue, now: clock.now, log: createLogger('silent'), inTime: (work) => work }),
        deliveries: { answer: (...given) => answering.answer(...given), changed: resumption.resumeSoon },
        chatTies: createChatTies({ store, now: clock.now, newId }),
        deskSignIn: {
          desk: { address: 'https://desk.example.org' },
          inviteSelf: createAccounts({ store, now: clock.now }).inviteSelf,
        },
        now: clock.now,
      };
    },
  });
  const { courier } = served.connection;
  if (courier === undefined || log === undefined) throw new Error('Discord has no courier');
  const logger = log;
  couriers.set('discord', courier);

  const ask: ServedDigests['ask'] = (sub, values = {}, { user = alice, channelId = channel, ...more } = {}) =>
    served.peer.slash({
      name: 'digest',
      user,
      channelId,
      ...more,
      options: [
        {
          name: sub,
          type: 1,
          options: Object.entries(values).map(([name, value]) => ({ name, value, type: TYPES[name] ?? 3 })),
        },
      ],
    });
  return {
    ...served,
    clock,
    store,
    replaceRecords: (next) => {
      records = next;
    },
    deliver: () => {
      answering = newAnswering();
      const one = startDelivering({
        store: {
          ...store,
          // The last step of each pass.
          claimLookUps: (...args) => {
            passes += 1;
            return store.claimLookUps(...args);
          },
        },
        catalogue,
        couriers: [courier],
        now: clock.now,
        log: logger,
        replica: newId(),
        newId,
        contents: createContents({
          store,
          catalogue,
          now: clock.now,
          share: sharing.contentOf,
        }),
        timing: { ...TIMING, pollMilliseconds: 10 },
      });
      deliverer = one;
      onTestFinished(() => one.stop());
      return one;
    },
    passed: async () => {
      const enough = passes + 3;
      await served.peer.waitFor(() => passes >= enough);
    },
    ask,
    told: async (sub, values, as) => {
      const message = await ask(sub, values, as).settled();
      expect(served.peer.onlyFor(message.id)).toBe(as?.user ?? alice);
      expect(message.flags & FLAG.EPHEMERAL).toBe(FLAG.EPHEMERAL);
      return said(message);
    },
    pressed: (message, label, user = alice) => {
      const found = seen(message).buttons.find((one) => one.label.startsWith(label));
      if (found === undefined) throw new Error(`there is no button ${label}`);
      return served.peer.click({ message, user, customId: found.custom_id }).settled();
    },
  };
}

/** Returns the form that an interaction opens. */
export async function opened(interaction: Interaction): Promise<Modal> {
  await interaction.response;
  const modal = interaction.modal();
  if (modal === undefined) throw new Error('no form was opened');
  return modal;
}

/** What most tests subscribe to. */
export const WANTED = { zone: 'Beijing', topics: 'busan-summit', days: 'every day', at: '09:00' } as const;

/** Subscribes a channel as alice, and returns the subscription's id. */
export async function subscribe(
  { told, store }: ServedDigests,
  values: Readonly<Record<string, string>> = {},
  as?: As,
): Promise<string> {
  const before = new Set((await store.subscriptions({ platform: 'discord' })).map(({ id }) => id));
  const text = await told('subscribe', { ...WANTED, ...values }, as);
  const newest = (await store.subscriptions({ platform: 'discord' })).find(({ id }) => !before.has(id));
  if (newest === undefined) throw new Error(`not subscribed: ${text}`);
  return newest.id;
}

/** Whether words tell a channel that somebody subscribed it, which is no digest. */
const isNotice = (words: string): boolean =>
  (['en', 'zh'] as const).some((language) => words.includes(messages(language)('digests.announced.title')));

/** What the bot has said in a channel. */
export const spoken = ({ peer }: Served, channelId: string = channel): Message[] =>
  channelId === channel
    ? answersIn(peer)
    : peer.channelMessages(channelId).filter(({ author }) => author.id === peer.bot.id);

/** The digests that were posted in a channel: what the bot has said there, but for the notice that somebody subscribed it. */
export const posted = (served: Served, channelId: string = channel): Message[] =>
  spoken(served, channelId).filter((message) => !isNotice(said(message)));

/** What an owner was told privately. */
export function alertsTo({ peer }: Served, person: string): Message[] {
  return peer.channelMessages(peer.dmWith(peer.user(person)));
}

/** Nine in Beijing, as most tests' digests are due, on a day of November. */
export const nine = (day = 3): string => `2026-11-0${day}T01:00:00Z`;

/** The requests to post in a channel, but for the notice that somebody subscribed it. */
export function sends({ peer }: Served, channelId: string = channel): DiscordPeer['requests'] {
  return peer.requests.filter(
    ({ method, path, body }) =>
      method === 'POST' && path === `/channels/${channelId}/messages` && !isNotice(JSON.stringify(body)),
  );
}
