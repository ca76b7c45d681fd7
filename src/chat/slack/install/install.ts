/** Answers the browsers of those who install the app: what is installed, Slack's answer, and what came of it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CustomRoute } from '@slack/bolt';
import type { CodedError, Installation, InstallProvider, InstallProviderOptions } from '@slack/oauth';
import type { Language } from '../../../records/schema.ts';
import type { Bot } from '../../platform.ts';
import { donePage, failedPage, installPage, preferredLanguage, PAGE_HEADERS, type InstallFault } from './page.ts';
import { refusalOf } from '../delivery/outcome.ts';
import { STATE_SECONDS } from './oauth-state.ts';

/** Where people install the app. */
export const INSTALL_PATH = '/slack/install';
/** Where Slack sends them back to: the path of the manifest's redirect_urls. */
export const REDIRECT_PATH = '/slack/oauth_redirect';

/** Bound to this host and to https by its name: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes */
const COOKIE = '__Host-attache-install';

/** Refusals of a code that starting again mends: https://docs.slack.dev/reference/methods/oauth.v2.access#errors */
const STALE_CODES = new Set(['invalid_code', 'code_already_used', 'invalid_grant']);

const STATUS: Readonly<Record<InstallFault, number>> = {
  denied: 400,
  state: 400,
  code: 400,
  incomplete: 400,
  organisation: 400,
  refused: 502,
  unreachable: 502,
  fault: 500,
};

export type InstallRoutesOptions = {
  readonly InstallProvider: new (options: InstallProviderOptions) => InstallProvider;
  /** What the kit needs, but for the page. */
  readonly provider: Omit<InstallProviderOptions, 'renderHtmlForInstallPath'> &
    Required<Pick<InstallProviderOptions, 'installUrlOptions'>>;
  readonly bot: Pick<Bot, 'log' | 'fault'>;
  /** Gives a token back that is not kept. */
  readonly revoke: (token: string) => Promise<void>;
  /** Called once an installation is kept, with who made it; returns how many digests of the workspace rest. */
  readonly onInstalled: (team: string, user: string) => Promise<number>;
};

/** Answers a request for one of the two paths; never rejects. */
export type InstallRoutes = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Returns the two paths as routes of a receiver. */
export function routesOf(answer: InstallRoutes): CustomRoute[] {
  const handler = (request: IncomingMessage, response: ServerResponse): void => void answer(request, response);
  return [INSTALL_PATH, REDIRECT_PATH].map((path) => ({ path, method: ['GET'], handler }));
}

/** Returns what answers the browsers of those who install the app. */
export function createInstallRoutes(options: InstallRoutesOptions): InstallRoutes {
  const { InstallProvider: Provider, provider, bot, revoke, onInstalled } = options;
  // The kit's page knows nothing of who asks, so there is one for each language.
  const of = (language: Language): InstallProvider =>
    new Provider({
      ...provider,
      stateCookieName: COOKIE,
      stateCookieExpirationSeconds: STATE_SECONDS,
      renderHtmlForInstallPath: (url) => installPage(url, language),
    });
  const providers: Readonly<Record<Language, InstallProvider>> = { en: of('en'), zh: of('zh') };

  const onFailure = (error: CodedError, url: URL, response: ServerResponse, language: Language): void => {
    const slackError = url.searchParams.get('error');
    const fault = faultOf(error, slackError);
    const reason = refusalOf(error) ?? (/^[a-z_]{1,60}$/u.test(slackError ?? '') ? slackError : error.code);
    if (fault === 'fault') return fail(response, fault, language, bot.fault(error, 'slack install'));
    if (fault === 'refused') bot.log.error({ reason }, 'Slack refused an installation');
    else bot.log.info({ reason }, 'an installation did not come about');
    fail(response, fault, language);
  };

  /** Tells whether an installation is one that we can keep; where it is not, it is given back and the browser told. */
  const isUsable = async (
    { bot: given, team, user, isEnterpriseInstall }: Installation,
    response: ServerResponse,
    language: Language,
  ): Promise<boolean> => {
    if (isEnterpriseInstall !== true && team !== undefined && given !== undefined) {
      if (given.refreshToken !== undefined)
        bot.log.warn(
          { workspace: team.id },
          'Slack gave a token that ends within hours, with another to renew it: token rotation is on for this app. Both are kept; turn rotation off in the app, as its manifest has it, and install again.',
        );
      return true;
    }
    for (const token of [given?.token, user.token]) if (token !== undefined) await revoke(token);
    if (isEnterpriseInstall === true) bot.log.info('an installation in a whole organisation was given back');
    else bot.log.error('Slack gave no bot token; the app needs a bot user, as its manifest has it');
    fail(response, isEnterpriseInstall === true ? 'organisation' : 'refused', language);
    return false;
  };

  return async (request, response) => {
    const language = preferredLanguage(request.headers['accept-language']);
    for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
    response.setHeader('content-language', language === 'zh' ? 'zh-Hans' : 'en');
    try {
      // The host is the browser's word, and not used.
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (url.pathname === INSTALL_PATH)
        return await providers[language].handleInstallPath(request, response, undefined, provider.installUrlOptions);
      await providers[language].handleCallback(request, response, {
        afterInstallation: async (installation) => await isUsable(installation, response, language),
        successAsync: async (installation) => {
          const { team, user } = installation;
          if (team === undefined) throw new Error('an installation without a workspace was kept');
          bot.log.info({ workspace: team.id }, 'installed in a workspace');
          const resting = await onInstalled(team.id, user.id).catch((error: unknown) => {
            bot.fault(error, 'slack install: offering to resume');
            return 0;
          });
          response.writeHead(200);
          response.end(donePage({ team: team.id, name: team.name ?? team.id, resting }, language));
        },
        failureAsync: async (error) => onFailure(error, url, response, language),
      });
    } catch (error) {
      const reference = bot.fault(error, 'slack install');
      if (response.headersSent) response.end();
      else fail(response, 'fault', language, reference);
    }
  };
}

/** Returns what an installation failed by, as far as whoever tried it can do something; `told` is what Slack sent the browser back with. */
function faultOf(error: CodedError, slackError: string | null): InstallFault {
  if (slackError === 'access_denied') return 'denied';
  if (slackError !== null) return 'refused';
  switch (error.code) {
    case 'slack_oauth_invalid_state':
    case 'slack_oauth_missing_state':
      return 'state';
    case 'slack_oauth_missing_code':
      return 'incomplete';
    default: {
      const refusal = refusalOf(error);
      if (refusal !== undefined) return STALE_CODES.has(refusal) ? 'code' : 'refused';
      return error.code.startsWith('slack_webapi_') ? 'unreachable' : 'fault';
    }
  }
}

function fail(response: ServerResponse, fault: InstallFault, language: Language, reference?: string): void {
  response.writeHead(STATUS[fault]);
  response.end(failedPage(fault, { again: INSTALL_PATH, reference }, language));
}
