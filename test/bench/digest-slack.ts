/** How quickly digests go out to many Slack channels, and several to each of a few, with Slack's limit of one message a second in a channel. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChannelRef } from '../../src/digest/subscription.ts';
import { REQUESTS_AT_ONCE } from '../../src/chat/slack/delivery/courier.ts';
import type { Engine } from '../../src/store/engine.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { createRandom } from '../chaos/random.ts';
import { freePort } from '../peers/free-port.ts';
import { SLACK_DIGEST, startSlackDigestPeer, type SlackDigestPeer, type SlackStored } from '../peers/slack-digest.ts';
import type { Bench, Row } from './bench.ts';
import { allSent, createSubscriptions, insert, thisMinute } from './digest-work.ts';
import { startBot, startProcess } from './process.ts';
import { median, quartiles, ratioOf } from './statistics.ts';
import { number } from './table.ts';

const CHANNELS = 1_000;
const FEW_CHANNELS = 20;
const DUE_EACH = 5;
const ROUNDS = 2;
/** How long Slack takes to answer, as it may. */
const ANSWER_MS = [100, 200] as const;
const MAX_AT = 1.1;

export const bench: Bench = {
  name: 'digest-slack',
  about: `${CHANNELS} Slack channels with one digest due each, against Slack's own client that posts the very same messages with ${REQUESTS_AT_ONCE} requests at once, each answered after ${ANSWER_MS.join(' to ')} ms; and ${FEW_CHANNELS} channels with ${DUE_EACH} due each, against the ${DUE_EACH - 1} s that one a second in a channel takes at least; from the first message stored to the last`,
  goal: `at most ${MAX_AT} times, and nothing refused`,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const random = createRandom(1);
    const peer = await startSlackDigestPeer({ latency: () => random.between(...ANSWER_MS) });
    const bot = startBot({
      SLACK_BOT_TOKEN: SLACK_DIGEST.botToken,
      SLACK_SIGNING_SECRET: SLACK_DIGEST.signingSecret,
      SLACK_API_URL: peer.apiUrl,
      PORT: String(await freePort()),
      DATA_DIR: folder,
    });
    try {
      await bot.said(/"connected"/u);
      const engine = openSqlite(join(folder, 'attache.sqlite'));
      try {
        const send = createSend(peer, engine);
        await send(places('warm', CHANNELS / 5));
        return [...(await many(peer, send, folder)), ...(await few(send)), refused(peer)];
      } finally {
        await engine.close();
      }
    } finally {
      await bot.end();
      await peer.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Send = (places: readonly ChannelRef[]) => Promise<readonly SlackStored[]>;

/** Returns what makes digests due in places and settles with what arrived, once the bot has settled all. */
function createSend(peer: SlackDigestPeer, engine: Engine): Send {
  let sent = 0;
  return async (due) => {
    const before = peer.stored.length;
    await insert(engine, createSubscriptions(due, thisMinute()));
    sent += due.length;
    await allSent(engine, sent);
    const arrived = peer.stored.slice(before);
    if (arrived.length !== due.length) throw new Error(`${arrived.length} of ${due.length} digests arrived`);
    return arrived;
  };
}

async function many(peer: SlackDigestPeer, send: Send, folder: string): Promise<Row[]> {
  const rounds: { ours: number[]; theirs: number[] }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await send(places(`many${round}`, CHANNELS));
    const theirs = await postBare(peer, ours, join(folder, 'messages.json'));
    rounds.push({ ours: [seconds(ours)], theirs: [seconds(theirs)] });
  }
  const { figure, spread, ours, theirs } = ratioOf(rounds);
  return [
    {
      what: `${CHANNELS} channels, one each`,
      figure,
      unit: 'times',
      spread,
      atMost: MAX_AT,
      detail: `${number(ours)} s against ${number(theirs)} s, medians of ${ROUNDS}`,
    },
  ];
}

/** Posts the same messages once more, elsewhere, from a process of its own. */
async function postBare(
  peer: SlackDigestPeer,
  messages: readonly SlackStored[],
  file: string,
): Promise<readonly SlackStored[]> {
  const before = peer.stored.length;
  const elsewhere = messages.map(({ channel, text, blocks }) => ({ channel: `${channel}bare`, text, blocks }));
  writeFileSync(file, JSON.stringify(elsewhere));
  const bare = startProcess([
    'test/bench/bare-slack-posts.ts',
    file,
    peer.apiUrl,
    SLACK_DIGEST.botToken,
    String(REQUESTS_AT_ONCE),
  ]);
  await bare.said(/^bare posted$/u);
  await bare.end();
  return peer.stored.slice(before);
}

async function few(send: Send): Promise<Row[]> {
  const ideal = DUE_EACH - 1;
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const channels = places(`few${round}`, FEW_CHANNELS);
    rounds.push(seconds(await send(Array.from({ length: DUE_EACH }, () => channels).flat())) / ideal);
  }
  const figure = median(rounds);
  return [
    {
      what: `${FEW_CHANNELS} channels, ${DUE_EACH} each`,
      figure,
      unit: 'times',
      spread: quartiles(rounds),
      atMost: MAX_AT,
      detail: `${number(figure * ideal)} s against ${ideal} s, median of ${ROUNDS}`,
    },
  ];
}

const refused = (peer: SlackDigestPeer): Row => ({
  what: 'refused (429) in all',
  figure: peer.limited(),
  unit: 'requests',
  atMost: 0,
});

const places = (name: string, count: number): ChannelRef[] =>
  Array.from({ length: count }, (_, at) => ({
    platform: 'slack',
    workspace: SLACK_DIGEST.team,
    channel: `C${name}${at}`,
  }));

function seconds(stored: readonly SlackStored[]): number {
  const times = stored.map(({ at }) => at);
  return (Math.max(...times) - Math.min(...times)) / 1_000;
}
