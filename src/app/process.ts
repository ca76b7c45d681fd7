/** The process: its environment, its exit codes, and the line that it logs when it crashes. */
import type { Environment } from '../chat/platform.ts';
import { writeSync } from 'node:fs';
import { describeError, redact } from './redact.ts';

/** Returns an environment in which empty variables, as in a copied .env.example, count as not set, and white space around values is removed. */
export function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  );
}

/** The exit codes of every command. */
export const EXIT = { ok: 0, failed: 1, misuse: 2 } as const;

/** The names of variables whose values are secrets; what the platforms take as such is among them. */
const SECRET_NAMES = /TOKEN|SECRET|PASSWORD|KEY|DATABASE_URL/u;

const STANDARD_ERROR = 2;

/** Installs the handlers; `env` holds the secrets that must not be told. */
export function logCrashes(env: Readonly<Record<string, string | undefined>>): void {
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
      writeSync(STANDARD_ERROR, `${redact(JSON.stringify(line), secrets)}\n`);
    } finally {
      process.exit(1);
    }
  });
}
