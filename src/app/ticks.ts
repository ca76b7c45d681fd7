/** Work that begins at times of the clock. */
import { schedule, type Logger as CronLogger } from 'node-cron';
import type { Logger } from '../shared/logger.ts';

/** Begins each work at the times of its pattern; returns what ends that. What fails is logged. */
export function startTicks(works: Readonly<Record<string, () => void>>, log: Logger): () => void {
  const failed = (error: string | Error): void => log.error({ err: error }, 'work at a time of the clock failed');
  const logger: CronLogger = {
    debug: () => {},
    info: (text) => log.info(text),
    warn: (text) => log.warn(text),
    error: failed,
  };
  // A machine that slept has missed many times, of which each would be a line: the work itself finds what is due.
  const options = { logger, suppressMissedWarning: true };
  const ticks = Object.entries(works).map(([pattern, work]) => schedule(pattern, work, options));
  return () => {
    for (const tick of ticks) void tick.stop();
  };
}
