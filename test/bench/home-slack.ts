/** How long the Home tab takes from the moment that it is opened to its publication, against a bare Bolt app that publishes the same as a constant. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Subscription } from '../../src/digest/subscription.ts';
import { openStore } from '../../src/store/open.ts';
import type { Bench, Row } from './bench.ts';
import { startBot, startProcess, type Measured } from './process.ts';
import { startSlackPeer } from './slack-peer.ts';
import { inTurns, ratioOf } from './statistics.ts';
import { number } from './table.ts';

const AT_MOST = 1.25;
const WARM_UP = 2_000;
const ROUNDS = { rounds: 15, pairs: 40 };
/** People of each sort: what Slack tells of each is asked for once. */
const PEOPLE = 20;
/** As many as the tab shows at once. */
const DIGESTS = 8;

const SORTS = {
  'without digests': Array.from({ length: PEOPLE }, (_, index) => `U0NONE${index}`),
  'with eight digests': Array.from({ length: PEOPLE }, (_, index) => `U0SOME${index}`),
};

export const bench: Bench = {
  name: 'home-slack',
  about:
    'the Home tab in Slack, from its opening to its publication, against a bare Bolt app that publishes the same bytes as a constant',
  goal: `at most ${AT_MOST} times its median`,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const peer = await startSlackPeer();
    const started: Measured[] = [];
    const ready = async (process: Measured, sign: RegExp): Promise<Measured> => {
      started.push(process);
      await process.said(sign);
      return process;
    };
    try {
      await subscribe(folder);
      await ready(
        startBot({
          SLACK_BOT_TOKEN: 'xoxb-ours',
          SLACK_APP_TOKEN: 'xapp-ours',
          SLACK_API_URL: peer.apiUrl,
          DATA_DIR: folder,
        }),
        /"connected"/u,
      );
      const people = Object.values(SORTS).flat();
      const constants: Record<string, unknown> = {};
      for (const person of people) constants[person] = JSON.parse((await peer.openHome('ours', person)).body);
      const file = join(folder, 'constants.json');
      writeFileSync(file, JSON.stringify(constants));
      await ready(startProcess(['test/bench/bare-home.ts', file, peer.apiUrl]), /^bare connected$/u);
      for (const person of people)
        if ((await peer.openHome('ours', person)).body !== (await peer.openHome('bare', person)).body)
          throw new Error(`the two tabs of ${person} differ`);

      const opening = (of: readonly string[], name: string) => async (at: number) =>
        (await peer.openHome(name, of[at % of.length] ?? '')).milliseconds;
      const asking = (of: readonly string[]) => ({ ours: opening(of, 'ours'), theirs: opening(of, 'bare') });
      await inTurns(asking(people), { rounds: 1, pairs: WARM_UP });
      const rows: Row[] = [];
      for (const [sort, of] of Object.entries(SORTS)) {
        const ratio = ratioOf(await inTurns(asking(of), ROUNDS));
        rows.push({
          what: `the Home tab ${sort}`,
          figure: ratio.figure,
          unit: 'times',
          spread: ratio.spread,
          atMost: AT_MOST,
          detail: `${number(ratio.ours)} ms against ${number(ratio.theirs)} ms`,
        });
      }
      return rows;
    } finally {
      await Promise.all(started.map((process) => process.end()));
      await peer.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Writes the digests that the second sort of people own into the store of a bot that does not run yet. */
async function subscribe(dataDir: string): Promise<void> {
  const now = Temporal.Now.instant();
  const store = await openStore(undefined, { dataDir, now: () => now });
  for (const [person, owner] of SORTS['with eight digests'].entries())
    for (let digest = 0; digest < DIGESTS; digest += 1) {
      const subscription: Subscription = {
        id: `d${person}x${digest}`,
        channelRef: { platform: 'slack', workspace: 'T01', channel: `C${person}X${digest}` },
        topics: ['energy', 'ai-governance', 'outlook'],
        schedule: { days: ['mon', 'wed', 'fri'], time: '09:00', zone: 'America/New_York' },
        language: 'en',
        whenQuiet: 'skip',
        owner,
        createdAt: now.add({ milliseconds: digest }),
        pausedBecause: undefined,
        pausedDetail: '',
        // Long after the benchmark is over.
        dueAt: now.add({ hours: 24 }),
        baseline: [],
        introduced: true,
        rotated: undefined,
      };
      await store.addSubscription(subscription, DIGESTS);
    }
  await store.close();
}
