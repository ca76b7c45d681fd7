/** Passes Bolt's log lines to our logger at their levels, without its debug lines, which contain messages and payloads. */
import type { Logger as BoltLogger, LogLevel } from '@slack/bolt';
import { errorMessage } from '../../../shared/errors.ts';
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

/** Returns the options of Slack's clients with a logger of theirs, which tells of what Slack remarks beside an answer only the code or the place: a remark may repeat what was sent. */
export function withClientLogger<Options extends object>(
  logger: BoltLogger,
  options: Options,
): Options & { logger: BoltLogger } {
  const own: BoltLogger = {
    ...logger,
    warn: (...parts) => logger.warn(...withoutRemarks(parts)),
    error: (...parts) => logger.error(...withoutRemarks(parts)),
  };
  return {
    ...options,
    get logger() {
      return own;
    },
    // An app of Bolt's puts its own logger in its place.
    set logger(_bolts) {},
  };
}

/** What the client itself says of a request that brought no answer; the rest of its lines are Slack's. */
const REQUEST_FAILED = 'http request failed';

const withoutRemarks = (parts: readonly unknown[]): readonly unknown[] =>
  parts[0] === REQUEST_FAILED ? parts : [remark(String(parts[0]))];

/** Returns what the log says of a remark, such as missing_charset or "must be shorter [json-pointer:/blocks/0]". https://docs.slack.dev/apis/web-api/#responses */
function remark(text: string): string {
  const code = /^[a-z_]{1,60}$/u.exec(text)?.[0];
  const place = /\[json-pointer:(?<place>(?:\/(?:[a-z_]{1,30}|\d{1,3})){1,12})\]/u.exec(text)?.groups?.place;
  return `Slack remarks on a request: ${code ?? place ?? 'something that may repeat what was sent'}`;
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
