/** The thread that listens to the beat of the event loop. It counts its own looks and asks no clock: where the machine slept, or is so busy that nothing gets its turn, it does not look either. */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { BEAT_COUNT, DEBUGGED, type WatchdogData } from './watchdog.ts';

const STANDARD_ERROR = 2;

const { beats, timing } = workerData as WatchdogData;
let last = Atomics.load(beats, BEAT_COUNT);
let missed = 0;

setInterval(() => {
  const now = Atomics.load(beats, BEAT_COUNT);
  missed = now === last && Atomics.load(beats, DEBUGGED) === 0 ? missed + 1 : 0;
  last = now;
  if (missed < timing.maxMissed) return;
  const seconds = Math.round((missed * timing.beatMilliseconds) / 1_000);
  const line = {
    level: 'fatal',
    time: new Date().toISOString(),
    seconds,
    msg: `ended by the watchdog: the event loop has hung for ${seconds} seconds; start the process again`,
  };
  try {
    writeSync(STANDARD_ERROR, `${JSON.stringify(line)}\n`);
  } finally {
    // Nothing else ends a process from beside its event loop.
    process.kill(process.pid, 'SIGKILL');
  }
}, timing.beatMilliseconds);
