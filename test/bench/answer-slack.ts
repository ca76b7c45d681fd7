/** How long an answer through Slack takes, over signed requests and over the socket, against a bare Bolt app that sends the same as a constant. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../peers/slack.ts';
import type { Bench, Row } from './bench.ts';
import { startProcess, type Measured } from './process.ts';
import { SIGNING_SECRET, startSlackPeer, type Answered } from './slack-peer.ts';
import { inTurns, ratioOf } from './statistics.ts';
import { number } from './table.ts';

/** What is typed behind /brief: a topic by its id, a question, a question in Chinese, nothing (all topics), something that nothing is known of. */
export const TYPED = ['ai-governance', 'what did they agree on rare earths', '出口管制有什么进展', '', 'who won the cup final last night'];

const ROUNDS = { warmUp: 300, rounds: 21, pairs: 60 };

export const bench: Bench = {
  name: 'answer-slack',
  about: 'a /brief through Slack, from request to answer, against a bare Bolt app that acknowledges with the same bytes as a constant',
  goal: 'at most 1.25 times its median',
  run: async () => [...(await measure('http')), ...(await measure('socket'))],
};

async function measure(entrance: 'http' | 'socket'): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
  const peer = await startSlackPeer();
  const [ourPort, theirPort] = [await freePort(), await freePort()];
  const way = { http: { SLACK_SIGNING_SECRET: SIGNING_SECRET, PORT: String(ourPort) }, socket: { SLACK_APP_TOKEN: 'xapp-ours' } };
  const started: Measured[] = [];
  const start = async (args: readonly string[], env: Readonly<Record<string, string>>, sign: string): Promise<Measured> => {
    const process = startProcess(args, env);
    started.push(process);
    await process.said(sign);
    return process;
  };
  try {
    const our = await start(
      ['src/main.ts', 'start'],
      { SLACK_BOT_TOKEN: 'xoxb-ours', SLACK_API_URL: peer.apiUrl, DATA_DIR: folder, LOG_LEVEL: 'info', ...way[entrance] },
      '"connected"',
    );
    const askOurs = entrance === 'http' ? peer.byHttp(ourPort) : (text: string) => peer.bySocket('ours', text);
    const constants: Record<string, unknown> = {};
    for (const text of TYPED) constants[text] = JSON.parse((await askOurs(text)).body);
    const file = join(folder, 'constants.json');
    writeFileSync(file, JSON.stringify(constants));
    const their = await start(
      ['test/bench/bare-slack.ts', file, entrance, String(theirPort), peer.apiUrl, SIGNING_SECRET],
      {},
      'bare connected',
    );
    const askTheirs = entrance === 'http' ? peer.byHttp(theirPort) : (text: string) => peer.bySocket('bare', text);
    for (const text of TYPED) {
      if ((await askOurs(text)).body !== (await askTheirs(text)).body) throw new Error(`the answers to "${text}" differ`);
    }
    const rows: Row[] = [];
    for (const text of TYPED) rows.push(await compare(entrance, text, { our, their }, { askOurs, askTheirs }));
    return rows;
  } finally {
    await Promise.all(started.map((process) => process.end()));
    await peer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Ask = (text: string) => Promise<Answered>;

async function compare(
  entrance: string,
  text: string,
  { our, their }: Readonly<Record<'our' | 'their', Measured>>,
  { askOurs, askTheirs }: Readonly<Record<'askOurs' | 'askTheirs', Ask>>,
): Promise<Row> {
  const bytes = Buffer.byteLength((await askOurs(text)).body);
  const before = [await our.usage(), await their.usage()] as const;
  const rounds = await inTurns(
    { ours: async () => (await askOurs(text)).milliseconds, theirs: async () => (await askTheirs(text)).milliseconds },
    ROUNDS,
  );
  const after = [await our.usage(), await their.usage()] as const;
  const asked = ROUNDS.warmUp + ROUNDS.rounds * ROUNDS.pairs;
  const spent = ([0, 1] as const).map((side) => number((after[side].cpuMilliseconds - before[side].cpuMilliseconds) / asked));
  const { figure, spread, ours, theirs } = ratioOf(rounds);
  return {
    what: `${entrance}: /brief ${text}`.trimEnd(),
    figure,
    unit: 'times',
    spread,
    atMost: 1.25,
    detail: `${number(ours)} ms against ${number(theirs)} ms; processor ${spent.join(' against ')} ms an answer; ${number(bytes / 1_000)} kB`,
  };
}
