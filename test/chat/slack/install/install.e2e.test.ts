/** The pages by which a workspace installs the app, and every way in which that may fail. */
import { keysUnder, messages } from '../../../../src/locales/messages.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { preferredLanguage } from '../../../../src/chat/slack/install/page.ts';
import { INSTALL_PATH, REDIRECT_PATH } from '../../../../src/chat/slack/install/install.ts';
import { SCOPES } from '../../../../src/chat/slack/install/scopes.ts';
import { CREDENTIALS } from '../../../peers/slack-oauth.ts';
import { localSlackExists } from '../../../peers/slack.ts';
import { until } from '../harness.ts';
import {
  KEY,
  ONE,
  startWorkspaces,
  STATE_SECRET,
  TWO,
  type WorkspacesSession,
  type BrowserPage,
} from '../connection/workspaces-session.ts';

let many: WorkspacesSession;
const codes: string[] = [];

/** Returns the text of a page with its marks taken off. */
const seen = ({ html }: BrowserPage): string =>
  html
    .replaceAll(/<style>.*?<\/style>|<[^>]+>/gsu, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Consents in a workspace and returns where Slack sends the browser, with the browser's cookie. */
async function consented(team: string = ONE.team, granting: Parameters<typeof many.oauth.allow>[2] = {}) {
  const { authorizeUrl, cookie } = await many.begin();
  const query = many.oauth.allow(authorizeUrl, team, granting);
  codes.push(new URLSearchParams(query).get('code') ?? '');
  return { path: REDIRECT_PATH + query, cookie };
}

/** Returns why an installation failed, as the page tells it, with its status. */
const why = (shown: BrowserPage): string => {
  const t = messages('en');
  const told = keysUnder('install.failed.faults').filter((fault) =>
    seen(shown).includes(t(`install.failed.faults.${fault}`)),
  );
  const again = shown.html.includes(`href="${INSTALL_PATH}"`) ? '' : ' with no way to start again';
  return `${told.join()} ${shown.status}${again}`;
};
const installed = async (): Promise<readonly string[]> =>
  (await many.bot.store().installations('slack')).map(({ workspace }) => workspace);
const log = (): string => many.bot.lines.join('\n');

describe.runIf(localSlackExists('the install pages of Slack'))('the install page', () => {
  beforeEach(async () => {
    many = await startWorkspaces('http');
  });
  afterEach(async () => {
    await many.close();
    const told = [...many.oauth.given, ...codes.splice(0), CREDENTIALS.secret, KEY, STATE_SECRET].filter((secret) =>
      log().includes(secret),
    );
    if (told.length > 0) throw new Error(`secrets in the log: ${told.join()}`);
  });

  test('says what is installed and what each scope is for, in the language of the browser', async () => {
    for (const [asked, language] of [
      ['en-GB,en;q=0.9', 'en'],
      ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
      ['fr', 'en'],
    ] as const) {
      const shown = await many.visit(INSTALL_PATH, '', asked);
      expect(shown.status).toBe(200);
      expect(shown.headers.get('content-language')).toBe(language === 'zh' ? 'zh-Hans' : 'en');
      for (const scope of SCOPES) {
        expect(seen(shown)).toContain(scope);
        expect(seen(shown)).toContain(messages(language)(`install.scopes.${scope}`));
      }
    }
  });

  test('leads to Slack with the scopes of the manifest and a state that its cookie holds too', async () => {
    const { authorizeUrl, cookie } = await many.begin();
    const { origin, pathname, searchParams } = new URL(authorizeUrl);
    expect(origin + pathname).toBe('https://slack.com/oauth/v2/authorize');
    expect(searchParams.get('client_id')).toBe(CREDENTIALS.id);
    expect(searchParams.get('scope')?.split(',')).toEqual(SCOPES);
    expect(searchParams.has('user_scope')).toBe(false);
    expect(cookie).toBe(`__Host-attache-install=${searchParams.get('state')}`);
    const set = (await many.visit(INSTALL_PATH)).headers.get('set-cookie') ?? '';
    for (const part of ['Secure', 'HttpOnly', 'Path=/', 'Max-Age=600']) expect(set.split('; ')).toContain(part);
    expect(set).not.toContain('Domain');
  });

  test('and every other page runs nothing, loads nothing and is kept nowhere', async () => {
    const { path, cookie } = await consented();
    const pages = [await many.visit(INSTALL_PATH), await many.visit(path, cookie), await many.visit(path, cookie)];
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 400]);
    for (const { headers, html } of pages) {
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])
        expect(policy.split('; ')).toContain(part);
      expect(policy).not.toContain('unsafe');
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
      expect(html).not.toMatch(/<script|<img|<link|<form|<iframe|\son\w+=|style=|http-equiv/iu);
      expect(html.match(/<style>/gu)).toHaveLength(1);
    }
  });

  test('that was gone through installs, says where, with the name of the workspace as text', async () => {
    const shown = await many.install(ONE.team);
    expect(shown.status).toBe(200);
    expect(seen(shown)).toContain(messages('en')('install.done.in', { team: ONE.name }));
    expect(shown.html).not.toContain('<b>');
    expect(await installed()).toEqual([ONE.team]);
    expect(shown.cookie).toContain('=deleted');
  });

  test('tells who installed it what to do, directly, and what is shown as a mention calls nobody', async () => {
    await many.install(ONE.team);
    const slack = many.slackOf(ONE);
    const direct = await slack.directChannel();
    const told = await until('the message', async () => (await slack.messages(direct))[0]);
    const shown = JSON.stringify(told);
    expect(shown).toContain(messages('en')('slack.installed'));
    expect(shown).toContain('/invite @');
    expect(shown).toContain('Set up a weekly digest');
    expect(shown).not.toMatch(/<@|"type":"user"/u);
  });

  test('answers other ways of asking with no page', async () => {
    expect((await many.visit('/slack/install/x')).status).toBe(404);
    expect((await many.visit('/')).status).toBe(404);
    expect((await many.visit('/slack/events')).status).toBe(404);
  });

  describe('does not install', () => {
    // Before the session closes: hooks run from the inside out.
    afterEach(async () => {
      if ((await installed()).length > 0) throw new Error('it installed all the same');
    });

    test('what was cancelled', async () => {
      const { authorizeUrl, cookie } = await many.begin();
      expect(why(await many.visit(REDIRECT_PATH + many.oauth.deny(authorizeUrl), cookie))).toBe('denied 400');
      const chinese = await many.visit(REDIRECT_PATH + many.oauth.deny(authorizeUrl), cookie, 'zh');
      expect(seen(chinese)).toContain(messages('zh')('install.failed.faults.denied'));
    });

    test('what another browser began, or one that keeps no cookies', async () => {
      const { path } = await consented();
      expect(why(await many.visit(path))).toBe('state 400');
      const { cookie } = await many.begin();
      expect(why(await many.visit(path, cookie))).toBe('state 400');
    });

    test('what took longer than ten minutes', async () => {
      const { path, cookie } = await consented();
      many.bot.clock.now = many.bot.clock.now.add({ minutes: 11 });
      expect(why(await many.visit(path, cookie))).toBe('state 400');
      // The code was not used up for it.
      expect(many.oauth.calls.filter(({ args }) => args['code'] === codes.at(-1))).toEqual([]);
    });

    test('with a state of somebody’s own making, though the cookie says the same', async () => {
      const { path } = await consented();
      const state = `${Math.floor(many.bot.clock.now.epochMilliseconds / 1_000)}.AAAAAAAAAAAAAAAAAAAAAA.AAAA`;
      const own = path.replace(/state=[^&]*/u, `state=${state}`);
      expect(why(await many.visit(own, `__Host-attache-install=${state}`))).toBe('state 400');
    });

    test('with a code that is wrong', async () => {
      const { path, cookie } = await consented();
      expect(why(await many.visit(path.replace(/code=[^&]*/u, 'code=wrong'), cookie))).toBe('code 400');
    });

    test('with no code, or no state', async () => {
      const { path, cookie } = await consented();
      expect(why(await many.visit(path.replace(/code=[^&]*/u, ''), cookie))).toBe('incomplete 400');
      expect(why(await many.visit(path.replace(/state=[^&]*/u, ''), cookie))).toBe('state 400');
      expect(why(await many.visit(REDIRECT_PATH))).toBe('incomplete 400');
    });

    test('what Slack refuses in its own words, which are no markup here', async () => {
      const { cookie } = await many.begin();
      expect(why(await many.visit(`${REDIRECT_PATH}?error=invalid_team_for_non_distributed_app`, cookie))).toBe(
        'refused 502',
      );
      expect(log()).toContain('invalid_team_for_non_distributed_app');
      const odd = await many.visit(`${REDIRECT_PATH}?error=%3Cscript%3Ealert(1)%3C/script%3E`, cookie);
      expect(why(odd)).toBe('refused 502');
      expect(odd.html + log()).not.toContain('alert(1)');
    });

    test('while Slack does not answer', async () => {
      const { path, cookie } = await consented();
      many.oauth.cut('oauth.v2.access');
      expect(why(await many.visit(path, cookie))).toBe('unreachable 502');
    });

    test('in a whole organisation, whose token is given back', async () => {
      const { path, cookie } = await consented(ONE.team, { organisation: true });
      expect(why(await many.visit(path, cookie))).toBe('organisation 400');
      expect(many.oauth.calls.filter(({ method }) => method === 'auth.revoke').map(({ token }) => token)).toEqual(
        many.oauth.given,
      );
    });
  });

  test('gone through twice with the same state installs once', async () => {
    const { path, cookie } = await consented();
    expect((await many.visit(path, cookie)).status).toBe(200);
    const before = many.oauth.calls.length;
    expect(why(await many.visit(path, cookie))).toBe('state 400');
    // Another code with the same state does no better, nor after a restart.
    const other = new URL(path, 'http://localhost');
    other.searchParams.set('code', 'another');
    expect(why(await many.visit(other.pathname + other.search, cookie))).toBe('state 400');
    await many.bot.restart();
    expect(why(await many.visit(path, cookie))).toBe('state 400');
    expect(
      many.oauth.calls
        .slice(before)
        .filter(({ method, args }) => method.startsWith('oauth') && args['code'] !== 'none'),
    ).toEqual([]);
    expect(await installed()).toEqual([ONE.team]);
  });

  test('keeps a token that ends together with the one that renews it, says so, and renews it in time', async () => {
    const { path, cookie } = await consented(TWO.team, { endsAfter: 3_600 });
    expect((await many.visit(path, cookie)).status).toBe(200);
    expect(log()).toContain('token rotation is on for this app');
    const [token, refresh] = many.oauth.given;
    expect([token, refresh]).toEqual([expect.stringMatching(/^xoxe\.xoxb-1-/u), expect.stringMatching(/^xoxe-1-/u)]);
    await many.bot.restart();
    await many.slackOf(TWO).write(TWO.channel, `<@${TWO.bot}> energy`);
    const answer = await until('an answer', () => many.oauth.calls.find(({ method }) => method === 'chat.postMessage'));
    const renewals = many.oauth.calls.filter(({ args }) => args['grant_type'] === 'refresh_token');
    expect(renewals.map(({ args }) => args['refresh_token'])).toEqual([refresh]);
    expect(answer.token).toBe(many.oauth.given[2]);
    // The one that renewed it is kept for the next time, and the installation is as old as it was.
    const [kept] = await many.bot.store().installations('slack');
    expect(kept?.installedAt).toEqual(many.bot.clock.now);
  });
});

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['zh', 'zh'],
  ['zh-Hant-TW,en;q=0.9', 'zh'],
  ['en;q=0.5, zh;q=0.6', 'zh'],
  ['fr-FR, zh;q=0.3, en;q=0.2', 'zh'],
  ['zh;q=0, en', 'en'],
  ['zhx, english', 'en'],
  [';;;,,,q=', 'en'],
  ['zh-CN;q=x', 'zh'],
] as const)('a browser that prefers %j is shown %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
