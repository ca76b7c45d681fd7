/** Verifies the connection to Slack before the start: the bot's identity, and the remedy where Slack refuses a token or cannot be reached. */
import { errorCode, AttacheError } from '../../../shared/errors.ts';
import type { webApi } from '@slack/bolt';
import type { TokenState } from '../../token-watch.ts';
import { refusalOf, TOKEN_REFUSALS } from '../delivery/outcome.ts';
import type { WorkspacesSettings } from './settings.ts';
import type { Self } from './context.ts';

/** Errors that a new token or a new installation resolves. https://docs.slack.dev/reference/methods/auth.test#errors */
const REFUSED = new Set([
  ...TOKEN_REFUSALS,
  'missing_scope',
  'no_permission',
  'access_denied',
  'ekm_access_denied',
  'invalid_client_id',
  'bad_client_secret',
]);

const REMEDIES = {
  SLACK_BOT_TOKEN:
    'copy the Bot User OAuth Token from "OAuth & Permissions" of the Slack app again, after reinstalling the app if it was removed',
  SLACK_APP_TOKEN:
    'make a new app-level token with the scope connections:write under "Basic Information" of the Slack app, and see that Socket Mode is on',
  SLACK_CLIENT_ID: 'copy the Client ID from "Basic Information" of the Slack app again',
  SLACK_CLIENT_SECRET: 'copy the Client Secret from "Basic Information" of the Slack app again',
} as const;

/** Returns the bot's identity on Slack; rejects with an AttacheError where the token is refused or Slack cannot be reached. */
export async function identify(client: webApi.WebClient): Promise<Self> {
  try {
    const { user_id, bot_id, user } = await client.auth.test();
    if (user_id === undefined || bot_id === undefined)
      throw new AttacheError(
        'refused-token',
        `Slack took SLACK_BOT_TOKEN, but it is no bot's token; ${REMEDIES.SLACK_BOT_TOKEN}.`,
      );
    return { userId: user_id, botId: bot_id, name: user ?? 'attache' };
  } catch (error) {
    throw preflightError(error, 'SLACK_BOT_TOKEN', client.slackApiUrl);
  }
}

/** Verifies that Slack knows an app and its secret; rejects with an AttacheError where it does not or cannot be reached. */
export async function checkClient(
  client: webApi.WebClient,
  { clientId, clientSecret }: Pick<WorkspacesSettings, 'clientId' | 'clientSecret'>,
): Promise<void> {
  try {
    // There is no method for this; Slack checks the credentials before the code, which is invalid.
    await client.oauth.v2.access({ client_id: clientId, client_secret: clientSecret, code: 'none' });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined || REFUSED.has(refusal)) {
      const variable = refusal === 'invalid_client_id' ? 'SLACK_CLIENT_ID' : 'SLACK_CLIENT_SECRET';
      throw preflightError(error, variable, client.slackApiUrl);
    }
  }
}

/** Returns the error to report at the start: a refused token by its variable, any other error as Slack out of reach. */
export function preflightError(error: unknown, variable: keyof typeof REMEDIES, apiUrl: string): AttacheError {
  if (error instanceof AttacheError) return error;
  const refusal = refusalOf(error);
  if (refusal !== undefined && REFUSED.has(refusal))
    return new AttacheError('refused-token', `Slack refused ${variable} (${refusal}); ${REMEDIES[variable]}.`, {
      cause: error,
    });
  if (error instanceof Error && 'retryAfter' in error)
    return new AttacheError('unreachable', `Slack at ${hostOf(apiUrl)} asks to wait: too many requests were made.`, {
      cause: error,
    });
  const why = (refusal ?? errorCode(error)) || 'no answer';
  return new AttacheError(
    'unreachable',
    `Slack could not be reached at ${hostOf(apiUrl)} (${why}); check the network, and SLACK_API_URL if it is set.`,
    { cause: error },
  );
}

/** Asks Slack whether it takes the token; never rejects. */
export async function askToken(client: webApi.WebClient): Promise<TokenState> {
  try {
    await client.auth.test();
    return 'taken';
  } catch (error) {
    return REFUSED.has(refusalOf(error) ?? '') ? 'refused' : 'away';
  }
}

const hostOf = (url: string): string => URL.parse(url)?.host ?? 'its address';
