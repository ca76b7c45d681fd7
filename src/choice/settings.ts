/** The settings of the model that may choose among numbered statements: off unless set, and half a configuration is a fault. */
import { isIP } from 'node:net';
import type { Environment, SettingFault } from '../chat/platform.ts';

export const VARIABLES = ['MODEL_URL', 'MODEL_NAME', 'MODEL_KEY', 'MODEL_TIMEOUT', 'MODEL_DAILY_LIMIT'] as const;

export type ModelSettings = {
  /** The base of the server's interface, such as https://api.openai.com/v1. */
  readonly url: string;
  readonly name: string;
  /** The key of the server; undefined where one on this machine needs none. */
  readonly key: string | undefined;
  readonly timeoutMs: number;
  /** How many requests a day (UTC) all replicas may send together. */
  readonly dailyLimit: number;
};

const TIMEOUT_SECONDS = { least: 1, most: 20, unlessSet: 4 };
const DAILY_LIMIT = { least: 1, most: 1_000_000, unlessSet: 1_000 };

/** Returns the settings with every fault; no settings where none of the variables is set. */
export function parseModelSettings(env: Environment): {
  readonly settings: ModelSettings | undefined;
  readonly faults: readonly SettingFault[];
} {
  const set = VARIABLES.filter((name) => env[name] !== undefined);
  if (set.length === 0) return { settings: undefined, faults: [] };
  const faults: SettingFault[] = [];
  const url = env.MODEL_URL === undefined ? undefined : (URL.parse(env.MODEL_URL) ?? undefined);
  const isLocal = url !== undefined && isLoopback(url.hostname);
  if (env.MODEL_URL === undefined)
    faults.push({
      variable: 'MODEL_URL',
      message: `is missing, though ${set.join(' and ')} is set; set it to the base address of the server, such as https://api.openai.com/v1, or remove the others`,
    });
  else if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    faults.push({
      variable: 'MODEL_URL',
      message: 'is no web address; set it to one such as https://api.openai.com/v1',
    });
  else if (url.protocol === 'http:' && !isLocal)
    faults.push({
      variable: 'MODEL_URL',
      message:
        'is plain http to another machine, where questions and the key could be read on the way; use https, or a server on this machine (http://127.0.0.1:11434/v1)',
    });
  else if (url.username !== '' || url.password !== '' || url.search !== '')
    faults.push({
      variable: 'MODEL_URL',
      message: 'has a user name, a password or a query in it; leave them out and set MODEL_KEY',
    });
  if (env.MODEL_NAME === undefined)
    faults.push({ variable: 'MODEL_NAME', message: 'is missing; set it to the name of a model of that server' });
  if (env.MODEL_KEY === undefined && !isLocal)
    faults.push({
      variable: 'MODEL_KEY',
      message: 'is missing; set it to the key of that server (only a server on this machine can do without)',
    });
  const timeout = readNumber('MODEL_TIMEOUT', env.MODEL_TIMEOUT, { ...TIMEOUT_SECONDS, unit: 'seconds' }, faults);
  const dailyLimit = readNumber(
    'MODEL_DAILY_LIMIT',
    env.MODEL_DAILY_LIMIT,
    { ...DAILY_LIMIT, unit: 'requests' },
    faults,
  );
  if (faults.length > 0 || url === undefined || env.MODEL_NAME === undefined) return { settings: undefined, faults };
  return {
    settings: {
      url: url.href.replace(/\/$/u, ''),
      name: env.MODEL_NAME,
      key: env.MODEL_KEY,
      timeoutMs: timeout * 1_000,
      dailyLimit: Math.floor(dailyLimit),
    },
    faults,
  };
}

/** Returns whether a host of an address is this machine. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

function readNumber(
  variable: (typeof VARIABLES)[number],
  value: string | undefined,
  {
    least,
    most,
    unlessSet,
    unit,
  }: Readonly<Record<'least' | 'most' | 'unlessSet', number>> & { readonly unit: string },
  faults: SettingFault[],
): number {
  if (value === undefined) return unlessSet;
  const read = /^\d+(?:\.\d+)?$/u.test(value) ? Number(value) : Number.NaN;
  if (read >= least && read <= most) return read;
  faults.push({
    variable,
    message: `is "${value.slice(0, 40)}"; set it to a number of ${unit} from ${least} to ${most}`,
  });
  return unlessSet;
}
