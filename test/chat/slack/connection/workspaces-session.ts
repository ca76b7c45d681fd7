/** Two workspaces that install the app, each a local-slack of its own, behind one Slack that issues their tokens; and a browser. */
import { randomBytes } from 'node:crypto';
import { REQUEST_PATH } from '../../../../src/chat/slack/connection/connect.ts';
import { INSTALL_PATH, REDIRECT_PATH } from '../../../../src/chat/slack/install/install.ts';
import { CREDENTIALS, startSlackOAuth, type SlackOAuth } from '../../../peers/slack-oauth.ts';
import { freePort } from '../../../peers/free-port.ts';
import { startLocalSlack, TOKENS, type LocalSlack, type SlackWorkspace } from '../../../peers/slack.ts';
import { startDigestBot, type DigestBot } from '../events/digest-session.ts';
import { signed } from '../harness.ts';

export const ONE = { team: 'T01ONE', bot: 'U01BOT', channel: 'C01GEN', name: 'One <b>& only</b>' } as const;
export const TWO = { team: 'T02TWO', bot: 'U02BOT', channel: 'C02GEN', name: 'Two' } as const;

export const newKey = (): string => randomBytes(32).toString('base64');
export const KEY = newKey();
export const STATE_SECRET = 'a secret of the operator that signs states';

/** A page in the browser, and the cookie that it has. */
export type BrowserPage = {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  readonly cookie: string;
};

export type WorkspacesSession = {
  readonly bot: DigestBot;
  readonly oauth: SlackOAuth;
  readonly slackOf: (workspace: SlackWorkspace) => LocalSlack;
  /** Opens a path of the bot in a browser with a cookie and a preferred language. */
  readonly visit: (path: string, cookie?: string, language?: string) => Promise<BrowserPage>;
  /** Opens the install page; returns the address behind its button and the cookie set with it. */
  readonly begin: () => Promise<{ readonly authorizeUrl: string; readonly cookie: string }>;
  /** Installs the app in a workspace, starting at the install page. */
  readonly install: (team: string) => Promise<BrowserPage>;
  /** Sends an event of a workspace as Slack does; returns the status. */
  readonly event: (team: string, event: object, eventSeconds: number) => Promise<number>;
  readonly close: () => Promise<void>;
};

/** Starts the bot and both workspaces, with nothing installed yet. */
export async function startWorkspaces(
  mode: 'http' | 'socket',
  settings: Readonly<Record<string, string>> = {},
): Promise<WorkspacesSession> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const transport =
    mode === 'socket' ? ({ mode } as const) : { mode: 'events' as const, requestUrl: `${origin}${REQUEST_PATH}` };
  const slacks = new Map<string, LocalSlack>(
    await Promise.all([ONE, TWO].map(async (one) => [one.team, await startLocalSlack(transport, one)] as const)),
  );
  const slackOf = ({ team }: SlackWorkspace): LocalSlack => {
    const found = slacks.get(team);
    if (found === undefined) throw new Error(`no Slack of ${team}`);
    return found;
  };
  const oauth = await startSlackOAuth([ONE, TWO], (one) => slackOf(one).apiUrl);
  const bot = await startDigestBot(oauth.apiUrl, {
    SLACK_BOT_TOKEN: undefined,
    ...(mode === 'http' && { SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: TOKENS.signingSecret }),
    SLACK_CLIENT_ID: CREDENTIALS.id,
    SLACK_CLIENT_SECRET: CREDENTIALS.secret,
    SLACK_STATE_SECRET: STATE_SECRET,
    SLACK_TOKEN_KEY: KEY,
    PORT: String(port),
    ...settings,
  });

  const visit: WorkspacesSession['visit'] = async (path, cookie = '', language = 'en') => {
    const response = await fetch(`${origin}${path}`, {
      redirect: 'manual',
      headers: { 'accept-language': language, ...(cookie !== '' && { cookie }) },
    });
    const set = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return { status: response.status, html: await response.text(), headers: response.headers, cookie: set };
  };
  const begin: WorkspacesSession['begin'] = async () => {
    const { html, cookie } = await visit(INSTALL_PATH);
    const authorizeUrl = /href="(https:\/\/slack\.com\/oauth\/v2\/authorize[^"]*)"/u.exec(html)?.[1];
    if (authorizeUrl === undefined) throw new Error(`no button in ${html}`);
    return { authorizeUrl: authorizeUrl.replaceAll('&amp;', '&'), cookie };
  };
  return {
    bot,
    oauth,
    slackOf,
    visit,
    begin,
    install: async (team) => {
      const { authorizeUrl, cookie } = await begin();
      return await visit(REDIRECT_PATH + oauth.allow(authorizeUrl, team), cookie);
    },
    event: async (team, event, eventSeconds) => {
      const body = {
        type: 'event_callback',
        team_id: team,
        event_id: `Ev${randomBytes(6).toString('hex')}`,
        event_time: eventSeconds,
        event,
      };
      return (await signed(`${origin}${REQUEST_PATH}`, JSON.stringify(body))).status;
    },
    close: async () => {
      await bot.close();
      await oauth.close();
      await Promise.all([...slacks.values()].map(async (one) => await one.close()));
    },
  };
}
