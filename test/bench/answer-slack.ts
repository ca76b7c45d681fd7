/** How long an answer through Slack takes, over signed requests and over the socket, against a bare Bolt app that sends the same as a constant. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../peers/free-port.ts';
import { compareAnswers, createTyped, type Typed } from './answers.ts';
import type { Bench, Row } from './bench.ts';
import { startBot, startProcess, type Measured } from './process.ts';
import { SIGNING_SECRET, startSlackPeer } from './slack-peer.ts';

export const bench: Bench = {
  name: 'answer-slack',
  about:
    'a /brief through Slack, from request to answer, against a bare Bolt app that acknowledges with the same bytes as a constant',
  goal: 'at most 1.25 times its median',
  run: async () => {
    const typed = createTyped();
    return [...(await measure('http', typed)), ...(await measure('socket', typed))];
  },
};

async function measure(entrance: 'http' | 'socket', typed: Typed): Promise<Row[]> {
  const texts = Object.values(typed).flat();
  const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
  const peer = await startSlackPeer();
  const ports = [await freePort(), await freePort()] as const;
  const started: Measured[] = [];
  const ready = async (process: Measured, sign: RegExp): Promise<Measured> => {
    started.push(process);
    await process.said(sign);
    return process;
  };
  const asking = (name: string, port: number) =>
    entrance === 'http' ? peer.byHttp(port) : (text: string) => peer.bySocket(name, text);
  try {
    const ours = await ready(
      startBot({
        SLACK_BOT_TOKEN: 'xoxb-ours',
        SLACK_API_URL: peer.apiUrl,
        DATA_DIR: folder,
        ...(entrance === 'socket'
          ? { SLACK_APP_TOKEN: 'xapp-ours' }
          : { SLACK_SIGNING_SECRET: SIGNING_SECRET, PORT: String(ports[0]) }),
      }),
      /"connected"/u,
    );
    const askOurs = asking('ours', ports[0]);
    const constants: Record<string, unknown> = {};
    for (const text of texts) constants[text] = JSON.parse((await askOurs(text)).body);
    const file = join(folder, 'constants.json');
    writeFileSync(file, JSON.stringify(constants));

    const theirs = await ready(
      startProcess(['test/bench/bare-slack.ts', file, entrance, String(ports[1]), peer.apiUrl, SIGNING_SECRET]),
      /^bare connected$/u,
    );
    const askTheirs = asking('bare', ports[1]);
    for (const text of texts)
      if ((await askOurs(text)).body !== (await askTheirs(text)).body)
        throw new Error(`the two answers to "${text}" differ`);
    return await compareAnswers(
      entrance,
      typed,
      { process: ours, ask: async (text) => (await askOurs(text)).milliseconds },
      { process: theirs, ask: async (text) => (await askTheirs(text)).milliseconds },
    );
  } finally {
    await Promise.all(started.map((process) => process.end()));
    await peer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
