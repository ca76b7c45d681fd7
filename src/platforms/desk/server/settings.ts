/** The desk's settings: whether it is on, where it listens, and the password it needs when others can reach it. */
import { isIP } from 'node:net';
import type { Environment, SettingFault } from '../../platform.ts';
import { PORT_ADVICE, readPort } from '../../read-port.ts';

export const VARIABLES = ['DESK', 'DESK_HOST', 'DESK_HOSTS', 'DESK_PASSWORD', 'DESK_PORT', 'HOST', 'PORT'];

/** The shortest password accepted; shorter ones can be guessed. */
const PASSWORD_LEAST = 12;
const PORT_UNLESS_SET = 3000;

export type DeskSettings = {
  readonly host: string;
  readonly port: number;
  /** The variable that set the port, for an error that says what to change. */
  readonly portVariable: 'DESK_PORT' | 'PORT';
  /** Required on every page; undefined where only this machine can reach the desk. */
  readonly password: string | undefined;
  /** Host names accepted from browsers, in lower case, besides addresses. */
  readonly hosts: readonly string[];
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
  const password = env.DESK_PASSWORD;
  if (password !== undefined && password.length < PASSWORD_LEAST)
    faults.push({
      variable: 'DESK_PASSWORD',
      message: `is shorter than ${PASSWORD_LEAST} characters; set a longer one, such as openssl rand -base64 18 makes`,
    });
  else if (password === undefined && setting !== 'off' && !isLoopback(host))
    faults.push({
      variable: 'DESK_PASSWORD',
      message: `is not set, and the desk would listen at ${host}, where others can reach it; set a password, or DESK_HOST=127.0.0.1, or DESK=off`,
    });

  const portVariable = env.DESK_PORT === undefined ? 'PORT' : 'DESK_PORT';
  const written = env.DESK_PORT ?? env.PORT ?? String(PORT_UNLESS_SET);
  const port = readPort(written) ?? PORT_UNLESS_SET;
  if (readPort(written) === undefined)
    faults.push({ variable: portVariable, message: `is "${written.slice(0, 80)}"; ${PORT_ADVICE}` });

  const hosts = (env.DESK_HOSTS ?? '')
    .toLowerCase()
    .split(/[\s,]+/u)
    .filter(Boolean);
  const odd = hosts.find((name) => !/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/u.test(name));
  if (odd !== undefined)
    faults.push({
      variable: 'DESK_HOSTS',
      message: `holds "${odd.slice(0, 80)}"; set it to the names by which browsers reach the desk, without https:// and port, parted by commas`,
    });
  return {
    wanted: setting === undefined ? undefined : setting === 'on',
    faults,
    settings: { host, port, portVariable, password, hosts },
  };
}
