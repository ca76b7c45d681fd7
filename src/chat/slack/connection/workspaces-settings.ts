/** Parses the settings of an app that several workspaces install: its credentials, and the key that encrypts their tokens. */
import type { Environment, SettingFault } from '../../platform.ts';
import { parseKeys } from '../install/seal.ts';

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
export function parseWorkspacesSettings(env: Environment): {
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
