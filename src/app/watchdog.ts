/** Ends the process where its event loop hangs: a thread of its own hears that no beat comes any more. Whoever supervises the process starts it again, and what it had in hand is taken up. */
import { url as debuggerUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';

export type WatchdogTiming = {
  readonly beatMilliseconds: number;
  /** The process ends when the thread has looked so many times in a row, a beat apart, and heard none. */
  readonly maxMissed: number;
};

/** Two minutes: longer than a busy machine keeps a process waiting, and shorter than people do. */
const TIMING: WatchdogTiming = { beatMilliseconds: 1_000, maxMissed: 120 };

/** What the thread is told: how often the loop has beaten, and whether a debugger may have stopped it. */
export type WatchdogData = { readonly beats: Int32Array; readonly timing: WatchdogTiming };

/** Where both stand in `beats`. */
export const BEAT_COUNT = 0;
export const DEBUGGED = 1;

const ENTRY = new URL('watchdog-worker.ts', import.meta.url);

/** Starts the watchdog of this process, which keeps it alive no longer than it lives; returns what ends it. */
export function startWatchdog(timing: WatchdogTiming = TIMING): () => Promise<void> {
  const beats = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const beat = (): void => {
    Atomics.store(beats, DEBUGGED, debuggerUrl() === undefined ? 0 : 1);
    Atomics.add(beats, BEAT_COUNT, 1);
  };
  beat();
  const beating = setInterval(beat, timing.beatMilliseconds).unref();
  const worker = new Worker(ENTRY, { execArgv: [], workerData: { beats, timing } satisfies WatchdogData });
  worker.unref();
  return async () => {
    clearInterval(beating);
    await worker.terminate();
  };
}
