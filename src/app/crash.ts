/** Tells of an error that nothing has caught as the log tells of others: one line of JSON without secrets. The process ends with exit code 1, as it would without. */
import { writeSync } from 'node:fs';
import { describeError } from './describe-error.ts';
import { scrub } from './scrub.ts';

/** The names of variables whose values are secrets; what the platforms take as such is among them. */
const SECRET_NAMES = /TOKEN|SECRET|PASSWORD|KEY|DATABASE_URL/u;

const STANDARD_ERROR = 2;

/** Installs the handlers; `env` holds the secrets that must not be told. */
export function tellCrashes(env: Readonly<Record<string, string | undefined>>): void {
  const secrets = Object.entries(env).flatMap(([name, value]) =>
    SECRET_NAMES.test(name) && value !== undefined && value !== '' ? [value] : [],
  );
  // A rejection that nothing handles arrives here too.
  process.on('uncaughtException', (error, origin) => {
    const line = {
      level: 'fatal',
      time: new Date().toISOString(),
      origin,
      err: describeError(error),
      msg: 'ended by an error that nothing has caught',
    };
    try {
      writeSync(STANDARD_ERROR, `${scrub(JSON.stringify(line), secrets)}\n`);
    } finally {
      process.exit(1);
    }
  });
}
