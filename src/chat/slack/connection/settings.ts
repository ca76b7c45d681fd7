/** Parses Slack’s settings from the environment, for one workspace or for many, with every fault. */
import type { Environment, SettingFault } from '../../platform.ts';
import { PORT_ADVICE, readPort } from '../../../shared/read-port.ts';
import type { Managers } from '../events/rights.ts';
import { parseKeys } from '../install/seal.ts';

/** How Slack reaches the bot: over a socket that the bot opens, or by requests to the bot's address. */
type TransportSettings =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string; readonly host: string; readonly port: number };

/** Whom the bot serves: the one workspace of a token, or every workspace that installs the app. */
type Served =
  | { readonly botToken: string; readonly workspaces?: undefined }
  | {
      readonly botToken?: undefined;
      readonly workspaces: WorkspacesSettings & { readonly host: string; readonly port: number };
    };

export type SlackSettings = Served & {
  readonly transport: TransportSettings;
  /** The address of the Web API, if not at slack.com. */
  readonly apiUrl: string | undefined;
  /** Who may manage the digests of a channel. */
  readonly managers: Managers;
};

/** All variables of Slack. */
export const VARIABLES = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'SLACK_TOKEN_KEY',
  'SLACK_API_URL',
  'DIGEST_MANAGERS',
  'PORT',
  'HOST',
] as const;

/** Returns the settings, undefined where Slack is not configured, and every fault. */
export function parseSettings(env: Environment): {
  readonly settings: SlackSettings | undefined;
  readonly faults: readonly SettingFault[];
} {
  const faults: SettingFault[] = [];
  const fault = (variable: (typeof VARIABLES)[number], message: string): void =>
    void faults.push({ variable, message });
  const botToken = env.SLACK_BOT_TOKEN;
  const appToken = env.SLACK_APP_TOKEN;
  const signingSecret = env.SLACK_SIGNING_SECRET;
  const apiUrl = env.SLACK_API_URL;

  if (botToken !== undefined && !botToken.startsWith('xoxb-'))
    fault(
      'SLACK_BOT_TOKEN',
      'does not begin with xoxb-; copy the Bot User OAuth Token from "OAuth & Permissions" of the Slack app',
    );
  if (appToken !== undefined && !appToken.startsWith('xapp-'))
    fault(
      'SLACK_APP_TOKEN',
      'does not begin with xapp-; make an app-level token with the scope connections:write under "Basic Information" of the Slack app',
    );
  if (apiUrl !== undefined && !isHttp(apiUrl))
    fault(
      'SLACK_API_URL',
      'is not an http or https address; remove it, or set it to one such as https://slack.com/api/',
    );

  const managers = (['members', 'admins'] as const).find((one) => one === (env.DIGEST_MANAGERS ?? 'members'));
  if (managers === undefined)
    fault(
      'DIGEST_MANAGERS',
      `is "${env.DIGEST_MANAGERS}"; set it to members (of the channel) or admins (of the workspace)`,
    );

  const { settings, faults: workspacesFaults, isConfigured } = parseWorkspacesSettings(env);
  if (isConfigured) faults.push(...workspacesFaults);
  else if (botToken === undefined) {
    for (const variable of ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const)
      if (env[variable] !== undefined)
        fault(
          variable,
          'is set without SLACK_BOT_TOKEN; set that too (or SLACK_CLIENT_ID for many workspaces), or remove this to run without Slack',
        );
  } else if (appToken === undefined && signingSecret === undefined) {
    fault(
      'SLACK_BOT_TOKEN',
      'is set without a way in; set SLACK_APP_TOKEN (Socket Mode, no public address needed), or SLACK_SIGNING_SECRET and PORT (HTTP)',
    );
  }

  const port = readPort(env.PORT);
  const host = env.HOST ?? '127.0.0.1';
  const byHttp = appToken === undefined && signingSecret !== undefined;
  if ((botToken !== undefined || isConfigured) && (byHttp || settings !== undefined)) {
    if (env.PORT === undefined && byHttp)
      fault(
        'SLACK_SIGNING_SECRET',
        'is set without PORT; set PORT to the port that Slack requests arrive at, or use SLACK_APP_TOKEN instead',
      );
    else if (env.PORT === undefined)
      fault('SLACK_CLIENT_ID', 'is set without PORT; set PORT to the port at which people reach the install page');
    else if (port === undefined) fault('PORT', `is "${env.PORT}"; ${PORT_ADVICE}`);
  }
  if (faults.length > 0 || managers === undefined) return { settings: undefined, faults };

  // Where both are set the socket is used: it needs no public address.
  const transport: TransportSettings | undefined =
    appToken !== undefined
      ? { mode: 'socket', appToken }
      : signingSecret !== undefined && port !== undefined
        ? { mode: 'http', signingSecret, port, host }
        : undefined;
  if (transport === undefined) return { settings: undefined, faults };
  const common = { transport, apiUrl, managers };
  if (botToken !== undefined) return { settings: { botToken, ...common }, faults };
  return {
    settings: settings && port !== undefined ? { workspaces: { ...settings, host, port }, ...common } : undefined,
    faults,
  };
}

function isHttp(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}

/** What an app needs so that further workspaces can install it. */
export type WorkspacesSettings = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** The keys that encrypt tokens, the newest first. */
  readonly tokenKeys: readonly Buffer[];
};

/** Shorter secrets can be guessed. */
const MIN_SECRET = 32;

/** What each variable is and where to get it. */
const REMEDIES = {
  SLACK_CLIENT_ID: 'copy the Client ID from "Basic Information" of the Slack app',
  SLACK_CLIENT_SECRET: 'copy the Client Secret from "Basic Information" of the Slack app',
  SLACK_STATE_SECRET: 'set it to a secret of your own, such as `openssl rand -base64 32` prints',
  SLACK_TOKEN_KEY: 'set it to a key of 32 bytes in base64, such as `openssl rand -base64 32` prints, and keep it safe',
} as const;

/** Returns the settings for several workspaces, whether any of them is set, and every fault. */
function parseWorkspacesSettings(env: Environment): {
  readonly settings: WorkspacesSettings | undefined;
  readonly isConfigured: boolean;
  readonly faults: readonly SettingFault[];
} {
  const clientId = env.SLACK_CLIENT_ID;
  const clientSecret = env.SLACK_CLIENT_SECRET;
  const stateSecret = env.SLACK_STATE_SECRET;
  const tokenKey = env.SLACK_TOKEN_KEY;
  const values = {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
    SLACK_TOKEN_KEY: tokenKey,
  };
  const names = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'SLACK_TOKEN_KEY'] as const;
  const first = names.find((name) => values[name] !== undefined);
  if (first === undefined) return { settings: undefined, isConfigured: false, faults: [] };

  const faults: SettingFault[] = [];
  if (env.SLACK_BOT_TOKEN !== undefined) {
    const message = `is set beside ${first}; remove it to serve every workspace that installs the app, or remove ${first} and what goes with it to serve this one workspace`;
    return { settings: undefined, isConfigured: true, faults: [{ variable: 'SLACK_BOT_TOKEN', message }] };
  }
  for (const variable of names)
    if (values[variable] === undefined)
      faults.push({ variable, message: `is missing beside ${first}; ${REMEDIES[variable]}` });
  if (clientId !== undefined && !/^\d+\.\d+$/u.test(clientId))
    faults.push({
      variable: 'SLACK_CLIENT_ID',
      message: `is no client id, which is two numbers and a dot between; ${REMEDIES.SLACK_CLIENT_ID}`,
    });
  if (stateSecret !== undefined && stateSecret.length < MIN_SECRET)
    faults.push({
      variable: 'SLACK_STATE_SECRET',
      message: `is shorter than ${MIN_SECRET} characters; ${REMEDIES.SLACK_STATE_SECRET}`,
    });
  const tokenKeys = tokenKey === undefined ? undefined : parseKeys(tokenKey);
  if (tokenKey !== undefined && tokenKeys === undefined)
    faults.push({
      variable: 'SLACK_TOKEN_KEY',
      message: `is no key of 32 bytes in base64, nor several with commas between; ${REMEDIES.SLACK_TOKEN_KEY}`,
    });
  if (env.SLACK_APP_TOKEN === undefined && env.SLACK_SIGNING_SECRET === undefined)
    faults.push({
      variable: first,
      message: 'is set without a way in; set SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET (HTTP)',
    });
  return {
    isConfigured: true,
    faults,
    settings:
      faults.length > 0 ||
      clientId === undefined ||
      clientSecret === undefined ||
      stateSecret === undefined ||
      tokenKeys === undefined
        ? undefined
        : { clientId, clientSecret, stateSecret, tokenKeys },
  };
}
