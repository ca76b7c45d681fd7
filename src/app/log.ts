/** The log: one JSON object a line on standard error, with all secrets removed. */
import { pino } from 'pino';
import type { Logger } from '../shared/logger.ts';
import { describeError, redact } from './redact.ts';
import type { LogLevel } from './settings.ts';

/** Returns a logger that writes lines to `write` (standard error when omitted), each without the secrets passed and without texts that have the shape of a secret. */
export function createLogger(
  level: LogLevel,
  secrets: readonly string[] = [],
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(redact(line, secrets)) },
  );
}
