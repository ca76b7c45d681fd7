/** Answers, start and memory in signed HTTP mode, against a bot on the Chat SDK that answers the same commands with the same bytes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../peers/free-port.ts';
import { measureAnswers, warmUp } from './answers.ts';
import type { Bench, Row } from './bench.ts';
import { BY_NODE_SH, startBot, startProcess, type Measured } from './process.ts';
import { SIGNING_SECRET, startSlackPeer, type Answered } from './slack-peer.ts';
import { ratioOf, type Rounds } from './statistics.ts';
import { number } from './table.ts';

const TYPED = { 'a topic': 'ai-governance', 'a question': 'what about chips' };
const TEXTS = Object.values(TYPED);
const MAX_AT = { median: 0.5, start: 2, memory: 1.3 };
const STARTS = 9;
/** A process that is to idle has answered so many commands before. */
const COMMANDS = 200;
const IDLE_MS = 5_000;

/** How the peer answers: by the Web API, as the SDK does, or in the acknowledgement, which the SDK does not offer. */
type Way = 'posted' | 'acknowledged';

/** A bot that answers: its process, and what types a command. */
type Answering = { readonly process: Measured; readonly type: (text: string) => Promise<Answered> };
type Start = () => Promise<Answering>;

export const bench: Bench = {
  name: 'chat-sdk',
  about:
    'signed HTTP mode, against a bot on the Chat SDK (chat, @chat-adapter/slack, memory state) that answers the same commands with the same bytes as constants: posted by the Web API, which is how that SDK answers, and without a goal in the acknowledgement, which it does not offer',
  goal: `at most ${MAX_AT.median} times its median, ${MAX_AT.start} times its start, ${MAX_AT.memory} times its memory`,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const peer = await startSlackPeer();
    const file = join(folder, 'constants.json');
    const started = new Set<Measured>();
    const ours: Start = async () => {
      const port = await freePort();
      const process = startBot({
        SLACK_BOT_TOKEN: 'xoxb-ours',
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_API_URL: peer.apiUrl,
        PORT: String(port),
        DATA_DIR: folder,
      });
      started.add(process);
      await process.said(/"connected"/u);
      return { process, type: peer.byHttp(port) };
    };
    const theirs =
      (way: Way): Start =>
      async () => {
        const port = await freePort();
        const args = ['test/bench/bare-chat-sdk.ts', file, way, String(port), peer.apiUrl, SIGNING_SECRET];
        const process = startProcess(args, BY_NODE_SH);
        started.add(process);
        await process.said(/^bare connected$/u);
        return { process, type: way === 'posted' ? peer.byPost('bare', port) : peer.byHttp(port) };
      };
    try {
      const bot = await ours();
      const constants: Record<string, unknown> = {};
      for (const text of TEXTS) constants[text] = JSON.parse((await bot.type(text)).body);
      writeFileSync(file, JSON.stringify(constants));
      const rows = [
        ...(await compareAnswers('posted', bot, await theirs('posted')())),
        ...(await compareAnswers('acknowledged', bot, await theirs('acknowledged')())),
      ];
      await bot.process.end();
      return [...rows, ...(await compareStarts(ours, theirs('posted')))];
    } finally {
      await Promise.all([...started].map((process) => process.end()));
      await peer.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Compares the answers to each text once they are the same; ends theirs. */
async function compareAnswers(way: Way, ours: Answering, theirs: Answering): Promise<Row[]> {
  for (const text of TEXTS) {
    const answers = [(await ours.type(text)).body, (await theirs.type(text)).body] as const;
    if (!isSame(way, ...answers)) throw new Error(`the two answers to "${text}" differ`);
  }
  const asked = ({ process, type }: Answering) => ({
    process,
    ask: async (text: string) => (await type(text)).milliseconds,
  });
  const both = { ours: asked(ours), theirs: asked(theirs) };
  await warmUp(TEXTS, both);
  const rows: Row[] = [];
  for (const [sort, text] of Object.entries(TYPED)) {
    const { ratio, processor } = await measureAnswers([text], both);
    rows.push(
      {
        what: `${sort}, ${way}`,
        figure: ratio.figure,
        unit: 'times',
        spread: ratio.spread,
        ...(way === 'posted' && { atMost: MAX_AT.median }),
        detail: `${number(ratio.ours)} ms against ${number(ratio.theirs)} ms from request to answer`,
      },
      {
        what: `${sort}, ${way}: processor time`,
        figure: processor.ours / processor.theirs,
        unit: 'times',
        detail: `${number(processor.ours)} ms against ${number(processor.theirs)} ms an answer`,
      },
    );
  }
  await theirs.process.end();
  return rows;
}

/** Tells whether an answer of theirs, acknowledged or as the form of a post, brings what ours does. */
function isSame(way: Way, ours: string, theirs: string): boolean {
  if (way === 'acknowledged') return ours === theirs;
  const { text, blocks } = JSON.parse(ours) as { readonly text: string; readonly blocks: readonly unknown[] };
  const form = new URLSearchParams(theirs);
  return form.get('text') === text && form.get('blocks') === JSON.stringify(blocks);
}

type Seen = { readonly milliseconds: number; readonly cpuMilliseconds: number; readonly rss: number };

async function compareStarts(ours: Start, theirs: Start): Promise<Row[]> {
  // The first of each reads the files from the disk.
  await see(ours);
  await see(theirs);
  const pairs: { readonly ours: Seen; readonly theirs: Seen }[] = [];
  for (let at = 0; at < STARTS; at += 1) {
    const first = at % 2 === 0 ? await see(ours) : undefined;
    const second = await see(theirs);
    pairs.push({ ours: first ?? (await see(ours)), theirs: second });
  }
  const row = (what: string, unit: string, atMost: number, read: (seen: Seen) => number): Row => {
    const rounds: Rounds = pairs.map((pair) => ({ ours: [read(pair.ours)], theirs: [read(pair.theirs)] }));
    const ratio = ratioOf(rounds);
    const detail = `${number(ratio.ours)} ${unit} against ${number(ratio.theirs)} ${unit}, medians of ${STARTS}`;
    return { what, figure: ratio.figure, unit: 'times', spread: ratio.spread, atMost, detail };
  };
  return [
    row('start until the first command is answered', 'ms', MAX_AT.start, (seen) => seen.milliseconds),
    row('processor time until then', 'ms', MAX_AT.start, (seen) => seen.cpuMilliseconds),
    row(`memory, idle after ${COMMANDS} commands (RSS)`, 'MB', MAX_AT.memory, (seen) => seen.rss / 1e6),
  ];
}

/** Starts a bot and types the first command as soon as it is ready, then others; looks at it once it has idled, and ends it. */
async function see(start: Start): Promise<Seen> {
  const startedAt = performance.now();
  const { process, type } = await start();
  await type(TYPED['a topic']);
  const milliseconds = performance.now() - startedAt;
  const { cpuMilliseconds } = await process.usage();
  for (let at = 0; at < COMMANDS; at += 1) await type(TEXTS[at % TEXTS.length] ?? '');
  await wait(IDLE_MS);
  const { rss } = await process.usage();
  await process.end();
  return { milliseconds, cpuMilliseconds, rss };
}
