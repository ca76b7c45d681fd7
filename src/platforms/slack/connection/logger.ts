/** Passes Bolt's log lines to our logger at their levels, without its debug lines, which contain messages and payloads. */
import type { Logger as BoltLogger, LogLevel } from '@slack/bolt';
import { errorMessage } from '../../../shared/error-code.ts';
import type { Logger } from '../../../shared/logger.ts';
import { withoutContent } from '../delivery/outcome.ts';

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

/** Longer lines of the kit's hold what was sent or answered. */
const LINE_CHARACTERS = 500;

function line(parts: readonly unknown[]): string {
  return parts
    .map((part) => (part instanceof Error ? errorMessage(withoutContent(part)) : typeof part === 'string' ? part : ''))
    .join(' ')
    .trim()
    .slice(0, LINE_CHARACTERS);
}
