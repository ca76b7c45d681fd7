/** The watch where its process is killed, and where there are two: nothing missed, nothing twice, one of them looks. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { lead } from '../../src/app/leader.ts';
import { createLogger } from '../../src/app/log.ts';
import { startRounds } from '../../src/app/watching/start-rounds.ts';
import { bothEngines, postgres, type Database } from '../store/engines.ts';
import { answer, rss, sourceAt, startSite, type Answering, type Site } from './sites.ts';
import { watchOf } from './watching.ts';

let site: Site;
afterEach(() => site.stop());

const PATHS = ['/1', '/2', '/3'];
const titlesAt = (path: string): string[] => Array.from({ length: 30 }, (_, at) => `item ${at} of ${path}`);
const ALL = PATHS.flatMap(titlesAt).toSorted();

const publish = (path: string): Answering =>
  answer(
    rss(
      site,
      titlesAt(path).map((title) => ({ path: `${path}/${title.replaceAll(' ', '-')}`, title })),
    ),
    {
      etag: `"${path}"`,
    },
  );

/** Answers as the site does, and as one that has heard of validators. */
function open(beforeAnswer: (request: number) => void = () => {}): void {
  let count = 0;
  for (const path of PATHS)
    site.pages[path] = (request, response) => {
      beforeAnswer((count += 1));
      if (request.headers['if-none-match'] === `"${path}"`) response.writeHead(304).end();
      else publish(path)(request, response);
    };
}

/** Lets a process look, and kills it where the site says so. */
async function lookAndDie(database: Database, killAt: number): Promise<void> {
  const file = new URL('round-worker.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [file, database.databaseUrl ?? '', database.dataDir, site.url], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  open((request) => {
    if (request === killAt) child.kill('SIGKILL');
  });
  await once(child, 'close');
}

const now = (): Temporal.Instant => Temporal.Now.instant();

describe.each(bothEngines())('on $name', ({ fresh }) => {
  it.each([1, 2, 3])(
    'a process that is killed at request %i leaves nothing missed and nothing twice',
    async (killAt) => {
      site = await startSite('press');
      const database = await fresh();
      await lookAndDie(database, killAt);
      const store = await database.open();
      open();
      const { watch, waiting, states } = watchOf(
        store,
        PATHS.map((path) => sourceAt(site, path)),
      );
      await watch.round(new Set(PATHS.map((path) => sourceAt(site, path).id)));
      expect(await waiting()).toEqual(ALL);
      expect(new Set(Object.values(await states()))).toEqual(new Set(['ok']));
    },
  );

  it('two that look at once write everything once', async () => {
    site = await startSite('press');
    open();
    const database = await fresh();
    const sources = PATHS.map((path) => sourceAt(site, path));
    const both = await Promise.all([database.open(), database.open()]);
    const watches = both.map((store) => watchOf(store, sources));
    await Promise.all(watches.map(async ({ watch }) => await watch.round()));
    for (const { waiting } of watches) expect(await waiting()).toEqual(ALL);
  });
});

describe('of two replicas', () => {
  const engine = postgres();

  it('one looks, the other knows how far it has read, and takes over when it is gone', async () => {
    site = await startSite('press');
    open();
    const database = await engine.fresh();
    const sources = PATHS.map((path) => sourceAt(site, path));
    const log = createLogger('silent');
    const replicas = await Promise.all(
      ['a', 'b'].map(async (replica) => {
        const store = await database.open();
        const own = watchOf(store, sources);
        let looked = 0;
        const watch = {
          ...own.watch,
          round: async () => {
            const count = await own.watch.round();
            looked += count;
            return count;
          },
        };
        const rounds = startRounds(
          { watch, texts: own.texts },
          {
            log,
            lead: (name, serve) => lead(name, serve, { store, replica, now, log }),
          },
        );
        return Object.assign(own, { rounds, looked: () => looked });
      }),
    );
    await expect.poll(() => replicas.map(({ looked }) => looked()).toSorted((a, b) => a - b)).toEqual([0, 3]);
    const [leader, follower] = replicas.toSorted((one, other) => other.looked() - one.looked());
    follower!.rounds.wake();
    await expect.poll(() => follower!.watch.lastReach().size).toBe(1);
    expect(follower!.looked()).toBe(0);
    await leader!.rounds.stop();
    follower!.clock.now = follower!.clock.now.add({ hours: 3 });
    await expect
      .poll(() => {
        follower!.rounds.wake();
        return follower!.looked();
      })
      .toBe(3);
    await follower!.rounds.stop();
    expect(await follower!.waiting()).toEqual(ALL);
  });
});
