/** Two replicas of the bot on one store: one gateway, one answer, before and after the one that holds it ends. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { createDigests } from '../../../../src/conversation/digests/digests.ts';
import { newId } from '../../../../src/digest/ids.ts';
import { createLogger } from '../../../../src/app/log.ts';
import { connect } from '../../../../src/chat/discord/connection/connect.ts';
import type { Connection } from '../../../../src/chat/platform.ts';
import type { Store } from '../../../../src/store/store.ts';
import type { DiscordPeer } from '../../../peers/discord.ts';
import { catalogue } from '../catalogue.ts';
import { newStore } from '../digest-serving.ts';
import { said } from '../reading.ts';
import { answersIn, HERE, mention, newPeer, topic } from '../serve.ts';
import { botInMemory } from '../../../support/bot.ts';

async function joined(peer: DiscordPeer, store: Store, now: () => Temporal.Instant): Promise<Connection> {
  const digests = createDigests({
    store,
    catalogue: () => catalogue,
    couriers: () => new Map(),
    now,
    newId,
    wake: () => {},
  });
  const bot = botInMemory({
    catalogue: () => catalogue,
    log: createLogger('debug', [peer.token], () => {}),
    now,
    services: { store, digests, replica: newId() },
  });
  const connection = await connect(bot, { token: peer.token, apiUrl: peer.url }, 5_000);
  onTestFinished(() => connection.stop());
  return connection;
}

test('one replica holds the gateway and answers once, and when it dies another does', async () => {
  const peer = await newPeer();
  const store = await newStore();
  let at = Temporal.Instant.from('2026-11-03T00:00:00Z');
  const now = (): Temporal.Instant => at;
  const shared: Store = { ...store, shared: true };
  // One that dies gives nothing back.
  const first = await joined(peer, { ...shared, releaseLease: async () => {} }, now);
  await joined(peer, shared, now);
  expect(peer.identifies).toHaveLength(1);
  const asked = mention(peer);
  await peer.waitFor(() => answersIn(peer).length === 1);

  await first.stop();
  await vi.waitFor(() => expect(peer.connections).toBe(0));
  at = at.add({ seconds: 16 });
  await peer.waitFor(() => peer.identifies.length === 2 && peer.connections === 1);
  // The fake sends to sessions that are ready; what the first has answered is not answered again.
  peer.resend(asked);
  expect(said(await peer.slash({ ...HERE, ...topic('busan-summit') }).settled())).toContain('The Busan summit');
  mention(peer);
  await peer.waitFor(() => answersIn(peer).length === 2);
  expect(said(await peer.slash(HERE).settled())).toContain('Topics');
  expect(answersIn(peer)).toHaveLength(2);
});
