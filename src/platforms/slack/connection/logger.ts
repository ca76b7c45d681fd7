/** Bolt's log lines in ours: levels kept, except that its debug lines are dropped, for they hold messages and payloads. */
import type { Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../../shared/logger.ts';

/** Returns a logger for Bolt and its clients that writes to ours and never to the console. */
export function createBoltLogger(log: Logger, level: LogLevel): BoltLogger {
  let current = level;
  return {
    debug: () => {},
    info: (...parts) => log.info(line(parts)),
    warn: (...parts) => log.warn(line(parts)),
    error: (...parts) => log.error(line(parts)),
    getLevel: () => current,
    setLevel: (next) => void (current = next),
    setName: () => {},
  };
}

function line(parts: readonly unknown[]): string {
  return parts
    .map((part) => (part instanceof Error ? part.message : typeof part === 'string' ? part : ''))
    .join(' ')
    .trim();
}
