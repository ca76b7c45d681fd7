/** Serves flags and settings of channels to a fake Discord for a test as a bot does that runs: over a store in a file, with the curators' channel, through restarts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createBot } from '../../../src/app/bot.ts';
import { createContents } from '../../../src/app/delivery-contents.ts';
import { serveInbox } from '../../../src/app/serve-inbox.ts';
import { type Deliverer, startDelivering } from '../../../src/digest/delivery/tick.ts';
import { createDigests } from '../../../src/conversation/digests/digests.ts';
import { newId } from '../../../src/digest/ids.ts';
import { createResumption } from '../../../src/digest/resume-paused.ts';
import { createLogger } from '../../../src/app/log.ts';
import { connect } from '../../../src/chat/discord/connection/connect.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { DISCORD_IDS, PERMISSION, type DiscordPeerOptions } from '../../peers/discord.ts';
import { catalogue, NOW } from './catalogue.ts';
import { newPeer, type Served } from './serve.ts';
import { createSharing } from '../../../src/conversation/sharing/sharing.ts';
import { putEmptyStore } from '../../support/empty-store.ts';

const { alice, bob, guild, channel, otherChannel } = DISCORD_IDS;
const WRITES = PERMISSION.VIEW_CHANNEL | PERMISSION.SEND_MESSAGES | PERMISSION.USE_APPLICATION_COMMANDS;

/** A server that alice manages and bob does not, whose curators meet in its other channel. */
const PEOPLE: DiscordPeerOptions = {
  guilds: [
    {
      id: guild,
      channels: [
        { id: channel, name: 'general' },
        { id: otherChannel, name: 'curators' },
      ],
      members: [
        { user: { id: alice, username: 'alice' }, permissions: WRITES | PERMISSION.MANAGE_GUILD },
        { user: { id: bob, username: 'bob' }, permissions: WRITES },
      ],
    },
  ],
};

export type ServedInbox = Served & {
  readonly dataDir: string;
  readonly store: () => Store;
  readonly now: () => Temporal.Instant;
  /** Moves the clock and does what is due then. */
  readonly later: (by: Temporal.DurationLike) => void;
  /** Ends all and begins anew on the same files, as a new process does. */
  readonly restart: () => Promise<void>;
};

/** Returns a bot with everything that a store gives it, connected to a fake Discord for the running test. */
export async function serveStored(): Promise<ServedInbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-discord-inbox-'));
  await putEmptyStore(dataDir);
  const peer = await newPeer(PEOPLE);
  const lines: string[] = [];
  const log = createLogger('debug', [peer.token], (line) => void lines.push(line));
  const curators = { platform: 'discord', workspace: '', channel: otherChannel };
  let at = NOW;
  const now = (): Temporal.Instant => at;

  const run = async () => {
    const store = await openStore(undefined, { dataDir, now });
    const given = { store, catalogue: () => catalogue, log, now };
    let deliverer: Deliverer | undefined;
    const wake = (): void => deliverer?.wake();
    const inbox = serveInbox({ curators, keepsQuestions: false }, { ...given, wake });
    const digests = createDigests({ ...given, couriers: () => new Map(), newId, wake: () => {} });
    const sharing = createSharing({ ...given, couriers: () => new Map(), newId, replica: 'r1' });
    const resumption = createResumption({ ...given, couriers: () => new Map() });
    const bot = createBot({ ...given, services: { store, digests, sharing, resumption, replica: 'r1', ...inbox.bot } });
    const connection = await connect(bot, { token: peer.token, apiUrl: peer.url }, 5_000);
    if (connection.courier === undefined) throw new Error('Discord has no courier');
    const contents = createContents({ ...given, share: sharing.contentOf });
    const couriers = [connection.courier];
    const one = startDelivering({ ...given, couriers, contents, replica: 'r1', newId });
    deliverer = one;
    await inbox.connected(new Map([['discord', connection.courier]]));
    const stop = async (): Promise<void> => {
      await one.stop();
      await connection.stop();
      await store.close();
    };
    return { store, wake, connection, stop };
  };
  let running = await run();
  onTestFinished(async () => {
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    peer,
    lines,
    dataDir,
    now,
    connection: running.connection,
    store: () => running.store,
    later: (by) => {
      at = at.add(by);
      running.wake();
    },
    restart: async () => {
      await running.stop();
      running = await run();
    },
  };
}
