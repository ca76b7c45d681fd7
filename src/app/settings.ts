/** Parses the settings from the environment: every fault reported together, with the variable and the remedy. */
import type { ChannelRef } from '../digest/subscription.ts';
import { asReviewPolicy, type ReviewPolicy } from '../people/roles.ts';
import { AttacheError } from '../shared/errors.ts';
import type { Connection, Environment, Platform, SettingFault } from '../chat/platform.ts';
import type { DeskAddress } from '../conversation/conversation.ts';
import type { DeskBot } from '../desk/bot.ts';
import type { MorningTime } from '../people/morning.ts';
import { PORT_ADVICE, readPort } from '../shared/read-port.ts';
import { parseModelSettings, VARIABLES as MODEL_VARIABLES, type ModelSettings } from '../choice/settings.ts';
import { findUnknownSettings } from './unknown-settings.ts';

/** The variables that no platform declares. */
export const VARIABLES = [
  'BRIEFS_DIR',
  'BRIEFS_SEED',
  'CURATOR_CHANNEL',
  'CURATOR_MORNING',
  'DATABASE_URL',
  'DATA_DIR',
  'HEALTH_PORT',
  'KEEP_QUESTIONS',
  'LOG_LEVEL',
  'NO_COLOR',
  'RECORDS_GIT',
  'REREAD_DOCUMENTS',
  'WATCH_CONTACT',
  ...MODEL_VARIABLES,
] as const;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Settings = {
  readonly briefsDir: string;
  /** The folder whose records are copied into an empty `briefsDir` at the first start; undefined where not configured. */
  readonly briefsSeed?: string | undefined;
  /** The repository that the records stand in, where each change set becomes a commit; undefined where not configured. */
  readonly recordsGit: string | undefined;
  /** The address of PostgreSQL; undefined for the built-in store, a file in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly logLevel: LogLevel;
  /** The channel to which flags are posted; undefined where not configured. */
  readonly curators: ChannelRef | undefined;
  /** When curators are told there what waits for them; undefined where they are not. */
  readonly morning?: MorningTime | undefined;
  /** Where people of other machines open the desk. */
  readonly desk: DeskAddress;
  /** Whether unanswered questions are stored. */
  readonly keepsQuestions: boolean;
  /** The model that may choose what answers; undefined where none is set up. */
  readonly model?: ModelSettings | undefined;
  /** How publishers whose sources are watched reach who runs this bot; undefined where not configured. */
  readonly watchContact?: string | undefined;
  /** Whether documents whose texts are held are fetched again; they are unless it is false. */
  readonly rereadsDocuments?: boolean | undefined;
  /** Who may review what somebody wrote. */
  readonly review: ReviewPolicy;
  /** Where the health pages are served; undefined where not configured. */
  readonly health: { readonly host: string; readonly port: number } | undefined;
  /** Whether the health pages are needed: on that port, or by a platform that serves them. */
  readonly isMeasured: boolean;
  /** The configured platforms, by name, each ready to connect. */
  readonly connect: ReadonlyMap<string, (bot: DeskBot) => Promise<Connection>>;
  /** Whether no platform is configured and `connect` holds the fallback. */
  readonly isFallback: boolean;
  /** Variables that look like settings and are none, each with what to do. */
  readonly unknown: readonly SettingFault[];
  /** Values that must never be logged or shown. */
  readonly secrets: readonly string[];
};

/** Returns the settings, or throws one error that names every fault; it starts nothing. */
export function readSettings(env: Environment, platforms: ReadonlyMap<string, Platform<DeskBot>>): Settings {
  const unknown = findUnknownSettings(
    env,
    new Set([...VARIABLES, ...[...platforms.values()].flatMap(({ variables }) => variables)]),
  );
  const faults: SettingFault[] = [...unknown.faults];
  const level = env.LOG_LEVEL ?? 'info';
  const logLevel = LOG_LEVELS.find((one) => one === level);
  if (logLevel === undefined)
    faults.push({ variable: 'LOG_LEVEL', message: `is "${level}"; set it to one of ${LOG_LEVELS.join(', ')}` });

  const briefsDir = env.BRIEFS_DIR ?? 'briefs';
  if (env.DATABASE_URL !== undefined && !/^postgres(?:ql)?:\/\/./u.test(env.DATABASE_URL)) {
    // The value is not repeated: it may contain a password.
    faults.push({
      variable: 'DATABASE_URL',
      message:
        'is no PostgreSQL address; set it to postgres://USER:PASSWORD@HOST:PORT/DATABASE, or leave it out for the built-in store',
    });
  }

  const healthPort = readPort(env.HEALTH_PORT);
  if (env.HEALTH_PORT !== undefined && healthPort === undefined)
    faults.push({ variable: 'HEALTH_PORT', message: `is "${env.HEALTH_PORT.slice(0, 80)}"; ${PORT_ADVICE}` });
  const sameAs = (['PORT', 'DESK_PORT'] as const).find((name) => readPort(env[name]) === healthPort);
  if (healthPort !== undefined && sameAs !== undefined)
    faults.push({ variable: 'HEALTH_PORT', message: `is the same as ${sameAs}; set it to another one` });

  const configured = [...platforms].map(([name, platform]) => Object.assign({ name }, platform.configure(env)));
  const connect = new Map<string, (bot: DeskBot) => Promise<Connection>>();
  for (const one of configured) {
    faults.push(...one.faults);
    if (one.connect !== undefined) connect.set(one.name, one.connect);
  }
  const isFallback = connect.size === 0;
  for (const { name, fallback } of isFallback ? configured : []) {
    faults.push(...(fallback?.faults ?? []));
    if (fallback !== undefined) connect.set(name, fallback.connect);
  }
  const curators = readCurators(env.CURATOR_CHANNEL, platforms, connect, faults);
  const morning = readMorning(env.CURATOR_MORNING, faults);
  const keepsQuestions = readSwitch('KEEP_QUESTIONS', env.KEEP_QUESTIONS, faults);
  const model = parseModelSettings(env);
  faults.push(...model.faults);
  const rereadsDocuments = readSwitch('REREAD_DOCUMENTS', env.REREAD_DOCUMENTS ?? 'on', faults);
  const watchContact = readWatchContact(env.WATCH_CONTACT);
  if (watchContact === null)
    faults.push({
      variable: 'WATCH_CONTACT',
      message:
        'is neither a web address nor a mail address; set it to one, such as https://example.org/bot or bot@example.org',
    });
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
    briefsSeed: env.BRIEFS_SEED,
    recordsGit: env.RECORDS_GIT,
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR ?? 'data',
    logLevel,
    curators,
    morning,
    desk: deskAddressOf(env, platforms, connect),
    keepsQuestions,
    model: model.settings,
    watchContact: watchContact ?? undefined,
    rereadsDocuments,
    // An unknown value is reported by the desk's own `configure`.
    review: asReviewPolicy(env.DESK_REVIEW) ?? 'anybody',
    health: healthPort === undefined ? undefined : { host: env.HOST ?? '127.0.0.1', port: healthPort },
    isMeasured:
      healthPort !== undefined || [...connect.keys()].some((name) => platforms.get(name)?.showsHealth === true),
    connect,
    isFallback,
    unknown: unknown.warnings,
    secrets: secretsOf(env, platforms),
  };
}

/** Parses the channel to which flags are posted: a connected platform and the id of a channel, with that of its workspace where the platform has several. */
function readCurators(
  value: string | undefined,
  platforms: ReadonlyMap<string, Platform<DeskBot>>,
  connect: ReadonlyMap<string, unknown>,
  faults: SettingFault[],
): ChannelRef | undefined {
  if (value === undefined) return undefined;
  const variable = 'CURATOR_CHANNEL';
  const read = /^([a-z]+):(?:([A-Za-z0-9]{6,32})\/)?([A-Za-z0-9]{6,32})$/u.exec(value);
  const [, platform = '', workspace = '', channel = ''] = read ?? [];
  if (read === null) {
    const message = `is "${value.slice(0, 80)}"; set it to the platform and the id of a channel (not its name), such as slack:C0123456789 or discord:123456789012345678; where many workspaces have installed the Slack app, slack:T0123456789/C0123456789`;
    faults.push({ variable, message });
  } else if (!platforms.has(platform))
    faults.push({ variable, message: `names "${platform}", which is no chat; begin it with slack: or discord:` });
  else if (!connect.has(platform))
    faults.push({
      variable,
      message: `names ${platform}, which is not connected; fill in its tokens, or leave it out`,
    });
  return { platform, workspace, channel };
}

/** When curators are told in the morning, unless it is set. */
const MORNING: MorningTime = { time: '07:00', zone: 'UTC' };

/** Parses when curators are told what waits for them: a time and a zone, or off. */
function readMorning(value: string | undefined, faults: SettingFault[]): MorningTime | undefined {
  if (value === undefined) return MORNING;
  if (value.toLowerCase() === 'off') return undefined;
  const [, hour = '', minute = '', zone = 'UTC'] = /^(\d{1,2}):(\d{2})(?: +(\S+))?$/u.exec(value) ?? [];
  try {
    const time = Temporal.PlainTime.from(`${hour.padStart(2, '0')}:${minute}`).toString({ smallestUnit: 'minute' });
    return { time, zone: Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId };
  } catch {
    const message = `is "${value.slice(0, 80)}"; set it to a time and a zone, such as 08:30 Europe/Berlin, or to off`;
    faults.push({ variable: 'CURATOR_MORNING', message });
    return undefined;
  }
}

/** Returns where people of other machines open the desk, or the setting without which they cannot. */
function deskAddressOf(
  env: Environment,
  platforms: ReadonlyMap<string, Platform<DeskBot>>,
  connect: ReadonlyMap<string, unknown>,
): DeskAddress {
  if (!connect.has('desk')) return { missing: 'DESK' };
  const address = env.DESK_HOSTS === undefined ? undefined : platforms.get('desk')?.addressOf?.(env);
  return address === undefined ? { missing: 'DESK_HOSTS' } : { address };
}

/** Parses how publishers reach who runs the bot, which sites are told with each request; null where it is no address. */
export function readWatchContact(value: string | undefined): string | undefined | null {
  if (value === undefined) return undefined;
  return /^(?:https?:\/\/|(?:mailto:)?[\w.+-]+@)[!-~]{3,150}$/u.test(value) && !/[();]/u.test(value) ? value : null;
}

/** Parses a setting that is on or off; off when not set. */
function readSwitch(variable: string, value: string | undefined, faults: SettingFault[]): boolean {
  const lowered = value?.toLowerCase() ?? 'off';
  if (lowered !== 'on' && lowered !== 'off')
    faults.push({ variable, message: `is "${value?.slice(0, 80)}"; set it to on or off` });
  return lowered === 'on';
}

/** Returns the values of an environment that must never be shown. */
export function secretsOf(env: Environment, platforms: ReadonlyMap<string, Platform<DeskBot>>): string[] {
  return ['DATABASE_URL', 'MODEL_KEY', ...[...platforms.values()].flatMap(({ secrets }) => secrets)].flatMap(
    (name) => env[name] || [],
  );
}
