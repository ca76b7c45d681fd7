/** The desk's settings: whether it is on, where it listens, and how people sign in. */
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Environment, SettingFault } from '../../chat/platform.ts';
import { PORT_ADVICE, readPort } from '../../shared/read-port.ts';
import { asReviewPolicy } from '../../people/roles.ts';
import { isProxyAddress } from './access/client-address.ts';
import { parseProvider, PROVIDER_VARIABLES, type ProviderSettings } from './access/provider.ts';

export const VARIABLES = [
  'DATA_DIR',
  'DESK',
  'DESK_HOST',
  'DESK_HOSTS',
  'DESK_PORT',
  'DESK_REVIEW',
  'DESK_TRUSTED_PROXIES',
  'EXITS',
  'HOST',
  'PORT',
  ...PROVIDER_VARIABLES,
];

const PORT_UNLESS_SET = 3000;

export type DeskSettings = {
  readonly host: string;
  readonly port: number;
  /** The variable that set the port, for an error that says what to change. */
  readonly portVariable: 'DESK_PORT' | 'PORT';
  /** Host names accepted from browsers, in lower case, besides addresses. */
  readonly hosts: readonly string[];
  /** The proxies whose word is taken for where a request came from: addresses, and networks such as 10.0.0.0/8. */
  readonly trustedProxies: readonly string[];
  /** Whether only this machine can reach the desk: then nobody needs an account before the first was made, and who has the link is the admin. */
  readonly isLocal: boolean;
  /** The file with the secret of that link. */
  readonly linkFile: string;
  /** Whether programs may read here, with a token. */
  readonly exits: boolean;
  /** Where people sign in besides by links. */
  readonly provider: ProviderSettings | undefined;
};

/** Returns whether only this machine can reach an address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** Returns the settings with every fault; `wanted` is undefined where DESK is not set. */
export function parseSettings(env: Environment): {
  readonly wanted: boolean | undefined;
  readonly faults: readonly SettingFault[];
  readonly settings: DeskSettings;
} {
  const faults: SettingFault[] = [];
  const setting = env.DESK?.toLowerCase();
  if (setting !== undefined && setting !== 'on' && setting !== 'off')
    faults.push({ variable: 'DESK', message: `is "${env.DESK?.slice(0, 80)}"; set it to on or off` });

  const host = env.DESK_HOST ?? env.HOST ?? '127.0.0.1';
  const exits = env.EXITS?.toLowerCase() ?? 'off';
  if (exits !== 'on' && exits !== 'off')
    faults.push({ variable: 'EXITS', message: `is "${env.EXITS?.slice(0, 80)}"; set it to on or off` });
  else if (exits === 'on' && setting !== 'on')
    faults.push({
      variable: 'EXITS',
      message: 'is on, but programs read at the address of the desk, and DESK is not on; set DESK=on',
    });
  if (asReviewPolicy(env.DESK_REVIEW) === undefined)
    faults.push({
      variable: 'DESK_REVIEW',
      message: `is "${env.DESK_REVIEW?.slice(0, 80)}"; set it to anybody or other-person`,
    });
  const provider = parseProvider(env, faults);

  const portVariable = env.DESK_PORT === undefined ? 'PORT' : 'DESK_PORT';
  const written = env.DESK_PORT ?? env.PORT ?? String(PORT_UNLESS_SET);
  const port = readPort(written) ?? PORT_UNLESS_SET;
  if (readPort(written) === undefined)
    faults.push({ variable: portVariable, message: `is "${written.slice(0, 80)}"; ${PORT_ADVICE}` });

  const hosts = listOf(env.DESK_HOSTS);
  const odd = hosts.find((name) => !/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/u.test(name));
  if (odd !== undefined)
    faults.push({
      variable: 'DESK_HOSTS',
      message: `holds "${odd.slice(0, 80)}"; set it to the names by which browsers reach the desk, without https:// and port, separated by commas`,
    });
  const trustedProxies = listOf(env.DESK_TRUSTED_PROXIES);
  const noProxy = trustedProxies.find((one) => !isProxyAddress(one));
  if (noProxy !== undefined)
    faults.push({
      variable: 'DESK_TRUSTED_PROXIES',
      message: `holds "${noProxy.slice(0, 80)}"; set it to the addresses from which your proxies connect, or their networks, such as 127.0.0.1, 10.0.0.0/8`,
    });
  return {
    wanted: setting === undefined ? undefined : setting === 'on',
    faults,
    settings: {
      host,
      port,
      portVariable,
      hosts,
      trustedProxies,
      isLocal: isLoopback(host) && hosts.length === 0,
      linkFile: join(env.DATA_DIR ?? 'data', 'desk-link'),
      exits: exits === 'on',
      provider,
    },
  };
}

/** Returns what a setting lists, in lower case, parted by commas or spaces. */
const listOf = (setting = ''): readonly string[] =>
  setting
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter(Boolean);

/** Returns the address at which people open the desk: the first of its host names, or this machine's. */
export function addressOf({ host, hosts }: Pick<DeskSettings, 'host' | 'hosts'>, port: number): string {
  const [name] = hosts;
  // A name is that of a proxy, which adds TLS.
  if (name !== undefined) return `https://${name}`;
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
