/** Reads the settings from the environment: every fault reported together, with the variable and the remedy. */
import { accessSync, constants, statSync } from 'node:fs';
import { AttacheError } from './errors.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';
import type { Bot, Connection, Environment, Platform, SettingFault } from './platforms/platform.ts';

export type Settings = {
  readonly briefsDir: string;
  /** Where PostgreSQL is; undefined for the built-in store, a file in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  /** Where the health pages are served; undefined where they are not asked for. */
  readonly health: { readonly host: string; readonly port: number } | undefined;
  /** The platforms that are configured, by name, each ready to connect. */
  readonly connect: ReadonlyMap<string, (bot: Bot) => Promise<Connection>>;
  /** Values that must never be shown. */
  readonly secrets: readonly string[];
};

/** Returns the settings, or throws one error that names every fault; nothing is started by it. */
export function readSettings(env: Environment, platforms: ReadonlyMap<string, Platform>): Settings {
  const faults: SettingFault[] = [];
  const level = env.LOG_LEVEL ?? 'info';
  const logLevel = LOG_LEVELS.find((one) => one === level);
  if (logLevel === undefined)
    faults.push({ variable: 'LOG_LEVEL', message: `is "${level}"; set it to one of ${LOG_LEVELS.join(', ')}` });

  const briefsDir = env.BRIEFS_DIR ?? 'briefs';
  try {
    const folder = statSync(briefsDir).isDirectory();
    if (folder) accessSync(briefsDir, constants.R_OK | constants.X_OK);
    else
      faults.push({
        variable: 'BRIEFS_DIR',
        message: `is ${briefsDir}, which is not a folder; set it to the folder that holds the briefs`,
      });
  } catch {
    faults.push({
      variable: 'BRIEFS_DIR',
      message: `is ${briefsDir}, which cannot be read; correct the path (from ${process.cwd()}) or the folder's rights`,
    });
  }

  if (env.DATABASE_URL !== undefined && !/^postgres(?:ql)?:\/\/./u.test(env.DATABASE_URL)) {
    // The value is not repeated: it may hold a password.
    faults.push({
      variable: 'DATABASE_URL',
      message:
        'is no PostgreSQL address; set it to postgres://USER:PASSWORD@HOST:PORT/DATABASE, or leave it out for the built-in store',
    });
  }

  const healthPort = /^\d{1,5}$/u.test(env.HEALTH_PORT ?? '') ? Number(env.HEALTH_PORT) : undefined;
  if (env.HEALTH_PORT !== undefined && (healthPort === undefined || healthPort < 1 || healthPort > 65_535))
    faults.push({
      variable: 'HEALTH_PORT',
      message: `is "${env.HEALTH_PORT}"; set it to a whole number from 1 to 65535`,
    });
  else if (healthPort !== undefined && env.HEALTH_PORT === env.PORT)
    faults.push({ variable: 'HEALTH_PORT', message: 'is the same as PORT; set it to another one' });

  const connect = new Map<string, (bot: Bot) => Promise<Connection>>();
  for (const [name, platform] of platforms) {
    const configured = platform.configure(env);
    faults.push(...configured.faults);
    if (configured.connect !== undefined) connect.set(name, configured.connect);
  }
  if (faults.length > 0 || logLevel === undefined) {
    throw new AttacheError(
      'settings',
      [
        'The settings cannot be used; nothing was started.',
        ...faults.map(({ variable, message }) => `  ${variable} ${message}`),
        'Each variable is explained in .env.example.',
      ].join('\n'),
    );
  }
  return {
    briefsDir,
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR ?? 'data',
    logLevel,
    health: healthPort === undefined ? undefined : { host: env.HOST ?? '127.0.0.1', port: healthPort },
    connect,
    secrets: secretsOf(env, platforms),
  };
}

/** Returns the values of an environment that must never be shown. */
export function secretsOf(env: Environment, platforms: ReadonlyMap<string, Platform>): string[] {
  return ['DATABASE_URL', ...[...platforms.values()].flatMap(({ secrets }) => secrets)].flatMap(
    (name) => env[name] || [],
  );
}

/** Returns an environment in which variables that are set to nothing, as in a copied .env.example, count as not set, and white space around values is dropped. */
export function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  );
}
