/** Passes Bolt's log lines to our logger at their levels, without its debug lines, which contain messages and payloads. */
import type { Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../../shared/logger.ts';

/** Returns a logger for Bolt and its clients that writes to our logger and never to the console. */
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
