/** `npm run simulate`: runs many histories of the bot in virtual time, and shows those that broke a promise, as small as they can be made. */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { prepareGround } from './history.ts';
import { PLANTED } from './faults.ts';
import type { Batch } from './job.ts';
import type { Cut } from './plan.ts';
import { brokenLine, closingLines, progressLine, smallest, traceOf } from './report.ts';
import { add, emptyTally, simulate, type Tally } from './simulate.ts';

const USAGE = `npm run simulate -- [--seed N] [--histories N] [--jobs N]
  --seed       the seed of the first history; the others follow it
  --histories  how many
  --jobs       threads that run them side by side
  --planted    plants one fault after another, and tells the first seed that finds each
  --trace      prints what happens in one history, less what is cut:
  --without    numbers of things to leave out, with commas
  --replicas   the most processes
  --duration   milliseconds until the calm`;

/** Histories that a thread takes at a time. */
const BATCH = 100;
const PROGRESS_MS = 30_000;
/** Failing histories that are made small and shown. */
const MAX_SHOWN = 5;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    histories: { type: 'string', default: '10000' },
    jobs: { type: 'string', default: '1' },
    planted: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
    without: { type: 'string', default: '' },
    replicas: { type: 'string' },
    duration: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const [seed = 0, histories = 0, jobs = 0] = [values.seed, values.histories, values.jobs].map(Number);
if (values.help || !(seed >= 0) || !(histories > 0) || !(jobs > 0)) {
  console.error(USAGE);
  process.exit(values.help ? 0 : 2);
}

if (values.trace) {
  const cut: Cut = {
    without: values.without === '' ? [] : values.without.split(',').map(Number),
    ...(values.replicas !== undefined && { replicas: Number(values.replicas) }),
    ...(values.duration !== undefined && { duration: Number(values.duration) }),
  };
  console.log((await traceOf(seed, cut, await prepareGround())).join('\n'));
  process.exit(0);
}

if (values.planted) {
  const ground = await prepareGround();
  for (const planted of PLANTED) {
    const { failures } = await simulate({ seed, histories, planted, enough: 1, ground });
    const [first] = failures;
    console.log(
      `${String(first?.seed ?? '-').padStart(6)} ${planted.name}: ${first?.breaches[0]?.name ?? 'not found'}`,
    );
  }
  process.exit(0);
}

const startedAt = performance.now();
const usedAt = process.cpuUsage();
const all = emptyTally();
let next = seed;
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    // Who asks twice does not wait for the histories that run.
    if (isStopped) process.exit(130);
    isStopped = true;
    console.error('ending with what has begun; once more to end at once');
  });
const progress = setInterval(() => console.error(progressLine(measured(), seed + histories)), PROGRESS_MS);
await Promise.all(Array.from({ length: jobs }, work));
clearInterval(progress);
measured();
if (all.failures.length > 0 && !isStopped) {
  const ground = await prepareGround();
  for (const failure of all.failures.slice(0, MAX_SHOWN)) {
    const [first] = failure.breaches;
    if (first === undefined) continue;
    console.log(`\n${brokenLine(failure)}`);
    console.log((await smallest(failure.seed, first.name, ground)).join('\n'));
  }
}
console.log(`\nseeds ${seed} to ${next - 1}${isStopped ? ', where it was stopped' : ''}`);
console.log(closingLines(all).join('\n'));
process.exit(all.failures.length === 0 ? 0 : 1);

/** Returns the tally with the time that it took so far. */
function measured(): Tally {
  const { user, system } = process.cpuUsage(usedAt);
  all.seconds = (performance.now() - startedAt) / 1_000;
  all.processorSeconds = (user + system) / 1_000_000;
  return all;
}

/** Has a thread run one batch after another. */
async function work(): Promise<void> {
  const worker = new Worker(new URL('job.ts', import.meta.url));
  await new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: Tally | 'ready') => {
      if (message !== 'ready') {
        add(all, message);
        for (const failure of message.failures) console.error(brokenLine(failure));
      }
      if (isStopped || next >= seed + histories) return resolve();
      const batch: Batch = { seed: next, histories: Math.min(BATCH, seed + histories - next) };
      next += batch.histories;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is about a browser's windows
      worker.postMessage(batch);
    });
  });
  await worker.terminate();
}
