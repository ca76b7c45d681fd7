/** Many workspaces against a local-slack for each: answers and digests with each one's own token, removal, coming back, keys. */
import { messages } from '../../../../src/locales/messages.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Subscription } from '../../../../src/digest/subscription.ts';
import { CREDENTIALS } from '../../../peers/slack-oauth.ts';
import { freePort } from '../../../peers/free-port.ts';
import { ALICE, localSlackExists, type SlackWorkspace, type StoredMessage } from '../../../peers/slack.ts';
import { until } from '../harness.ts';
import { makeDaily } from '../events/digest-session.ts';
import { KEY, newKey, ONE, startWorkspaces, STATE_SECRET, TWO, type WorkspacesSession } from './workspaces-session.ts';
import { textOf } from '../read-message.ts';

const SUBSCRIBE = 'subscribe energy';
const SLOT = '2026-11-25T09:00:00Z';
const NEXT_SLOT = '2026-11-26T09:00:00Z';
const seconds = (at: string): number => Temporal.Instant.from(at).epochMilliseconds / 1_000;

/** How what tells a channel that somebody subscribed it begins: it is no digest. */
const NOTICE = messages('en')('digests.announced.title');

let session: WorkspacesSession;

/** Types a command in a workspace's channel and returns the private answer. */
async function command(workspace: SlackWorkspace, name: string, text: string): Promise<StoredMessage> {
  const slack = session.slackOf(workspace);
  const view = async (): Promise<StoredMessage[]> =>
    (await slack.messages(workspace.channel)).filter(({ subtype }) => subtype === 'ephemeral');
  const before = (await view()).length;
  await fetch(`${slack.url}/_control/command`, {
    method: 'POST',
    body: JSON.stringify({ channel: workspace.channel, user: ALICE, command: name, text }),
  });
  return await until(`an answer to ${name} ${text}`, async () => (await view()).at(before));
}

/** Returns the digests that stand in a workspace's channel. */
const posted = async (workspace: SlackWorkspace): Promise<StoredMessage[]> =>
  (await session.slackOf(workspace).messages(workspace.channel)).filter(
    ({ subtype, blocks, text }) => subtype !== 'ephemeral' && blocks !== undefined && !text.startsWith(NOTICE),
  );
const subscriptionOf = async ({ team }: SlackWorkspace): Promise<Subscription> => {
  const [first, ...more] = await session.bot.store().subscriptions({ platform: 'slack', workspace: team });
  if (first === undefined || more.length > 0) throw new Error(`${more.length + 1} digests of ${team}`);
  return first;
};
/** Whether a call tells who has installed the app what to do, or a channel that somebody subscribed it. */
const isGreeting = ({ args }: { readonly args: Readonly<Record<string, unknown>> }): boolean =>
  [messages('en')('slack.installed'), NOTICE].some((words) => String(args['blocks']).includes(words));
/** The workspaces whose tokens a method was called with, in order; greetings are none of it. */
const callers = (method: string): string[] =>
  session.oauth.calls.flatMap((call) =>
    call.method === method && !isGreeting(call) ? (/xoxb-(T\w+)-/u.exec(call.token)?.[1] ?? '') : [],
  );
const installBoth = async (): Promise<void> => {
  for (const { team } of [ONE, TWO]) expect((await session.install(team)).status).toBe(200);
};
const subscribeBoth = async (): Promise<void> => {
  for (const one of [ONE, TWO]) expect(textOf(await command(one, '/digest', SUBSCRIBE))).toContain('Energy');
  await makeDaily(session.bot);
};
/** Tells the bot that the first workspace has removed it. */
const uninstall = async (at = '2026-11-24T12:30:00Z'): Promise<number> =>
  await session.event(ONE.team, { type: 'app_uninstalled' }, seconds(at));
const log = (): string => session.bot.lines.join('\n');

afterEach(async () => {
  await session.close();
  // Whatever happened, nothing secret of it is told.
  const told = [...session.oauth.given, CREDENTIALS.secret, KEY, STATE_SECRET].filter((secret) =>
    log().includes(secret),
  );
  if (told.length > 0) throw new Error(`secrets in the log: ${told.join()}`);
});

describe.runIf(localSlackExists('many workspaces of Slack'))('two workspaces', () => {
  describe.each(['http', 'socket'] as const)('by %s', (mode) => {
    beforeEach(async () => {
      session = await startWorkspaces(mode);
      await installBoth();
    });

    test('get a digest each, with a token of their own, also after a restart', async () => {
      // Over a socket local-slack serves one workspace; the other is subscribed from the command line.
      const received = mode === 'http' ? [ONE, TWO] : [ONE];
      for (const one of received) expect(textOf(await command(one, '/brief', 'energy'))).toContain('Energy');
      for (const one of received) expect(textOf(await command(one, '/digest', SUBSCRIBE))).toContain('Energy');
      await makeDaily(session.bot);
      if (mode === 'socket') {
        const { id, ...like } = await subscriptionOf(ONE);
        await session.bot
          .store()
          .addSubscription(
            { ...like, id: `${id}2`, channelRef: { platform: 'slack', workspace: TWO.team, channel: TWO.channel } },
            9,
          );
      }
      session.bot.moveTo(SLOT);
      await until('both digests', async () =>
        (await posted(ONE)).length === 1 && (await posted(TWO)).length === 1 ? true : undefined,
      );
      expect(callers('chat.postMessage').toSorted()).toEqual([ONE.team, TWO.team]);

      await session.bot.restart();
      for (const one of received) expect(textOf(await command(one, '/brief', 'energy'))).toContain('Energy');
      expect(await posted(TWO)).toHaveLength(1);
    });
  });

  describe('installed', () => {
    beforeEach(async () => {
      session = await startWorkspaces('http');
      await installBoth();
    });

    test('are kept so that no token stands in the files of the store', async () => {
      await subscribeBoth();
      const tokens = session.oauth.given;
      expect(tokens).toHaveLength(2);
      const files = readdirSync(session.bot.dataDir).map((name) => readFileSync(join(session.bot.dataDir, name)));
      expect(files.some((bytes) => bytes.includes('T01ONE'))).toBe(true);
      for (const bytes of files)
        for (const token of tokens) {
          expect(bytes.includes(token)).toBe(false);
          expect(bytes.includes(Buffer.from(token).toString('base64').slice(0, 24))).toBe(false);
        }
    });

    test('manage their own digests only', async () => {
      await subscribeBoth();
      const { id } = await subscriptionOf(ONE);
      expect(textOf(await command(TWO, '/digest', `pause ${id}`))).toContain(id);
      expect((await subscriptionOf(ONE)).pausedBecause).toBeUndefined();
      const listed = JSON.stringify(await command(TWO, '/digest', 'list'));
      expect(listed).toContain((await subscriptionOf(TWO)).id);
      expect(listed).not.toContain(id);
    });

    test('are answered by the token of a new installation as soon as there is one', async () => {
      expect(textOf(await command(ONE, '/brief', 'energy'))).toContain('Energy');
      session.oauth.revoke(ONE.team);
      expect((await session.install(ONE.team)).status).toBe(200);
      const before = session.oauth.calls.length;
      await session.slackOf(ONE).write(ONE.channel, `<@${ONE.bot}> energy`);
      await until('an answer in the thread', () =>
        session.oauth.calls.slice(before).find((call) => call.method === 'chat.postMessage' && !isGreeting(call)),
      );
      const used = session.oauth.calls
        .slice(before)
        .filter((call) => call.method === 'chat.postMessage' && !isGreeting(call));
      expect(used.map(({ token }) => token)).toEqual([session.oauth.given.at(-1)]);
    });
  });

  describe('of which one removes the app', () => {
    beforeEach(async () => {
      session = await startWorkspaces('http');
      await installBoth();
      await subscribeBoth();
      session.oauth.revoke(ONE.team);
    });
    test('rest and go on: only the digests of that one are paused, with all their settings', async () => {
      const before = await subscriptionOf(ONE);
      session.bot.clock.now = Temporal.Instant.from('2026-11-24T12:30:00Z');
      expect(await uninstall()).toBe(200);
      await until('the pause', async () => (await subscriptionOf(ONE)).pausedBecause);
      expect(await subscriptionOf(ONE)).toEqual({
        ...before,
        pausedBecause: 'bot-removed',
        pausedDetail: 'app-removed',
        dueAt: undefined,
      });
      expect(await session.bot.store().installation('slack', ONE.team)).toBeUndefined();
      session.bot.moveTo(SLOT);
      await until('the digest of the other', async () => (await posted(TWO)).at(0));
      expect(await posted(ONE)).toEqual([]);
      expect(callers('chat.postMessage')).toEqual([TWO.team]);
    });

    test('are told apart from what is no removal: tokens of people, and a late word of an earlier installation', async () => {
      await session.event(ONE.team, { type: 'tokens_revoked', tokens: { oauth: [ALICE] } }, seconds(NEXT_SLOT));
      expect(await uninstall('2026-11-24T11:59:59Z')).toBe(200);
      await until('the late word', () => (log().includes('a late word') ? true : undefined));
      expect(await session.bot.store().installation('slack', ONE.team)).toBeDefined();
      expect((await subscriptionOf(ONE)).pausedBecause).toBeUndefined();
      await session.event(ONE.team, { type: 'tokens_revoked', tokens: { bot: [ONE.bot] } }, seconds(NEXT_SLOT));
      expect(await until('the pause', async () => (await subscriptionOf(ONE)).pausedBecause)).toBe('token-revoked');
      expect(await session.bot.store().installation('slack', ONE.team)).toBeUndefined();
    });

    test('where nothing was heard of it, the digest finds out and rests', async () => {
      session.bot.moveTo(SLOT);
      await until('the digest of the other', async () => (await posted(TWO)).at(0));
      expect(await until('the pause', async () => (await subscriptionOf(ONE)).pausedBecause)).toBe('token-revoked');
    });

    test('lets its digests go on when it comes back, and tells their owners', async () => {
      expect(await uninstall()).toBe(200);
      await until('the pause', async () => (await subscriptionOf(ONE)).pausedBecause);
      // The owner could not be told without a token.
      await until('the failed telling', async () =>
        (await session.bot.store().alerts((await subscriptionOf(ONE)).id)).find(({ state }) => state === 'failed'),
      );
      const { html } = await session.install(ONE.team);
      expect(html).not.toContain('paused');
      await until('the resumption', async () => (await subscriptionOf(ONE)).dueAt);
      session.bot.deliverer().wake();
      const told = await until('the telling', () =>
        session.oauth.calls.find(
          (call) =>
            call.method === 'chat.postMessage' && String(call.args['channel']).startsWith('D') && !isGreeting(call),
        ),
      );
      expect(textOf({ blocks: JSON.parse(String(told.args['blocks'])) as unknown[] })).toContain('has resumed');
      const list = textOf(await command(ONE, '/digest', 'list'));
      expect(list).not.toMatch(/was removed from the workspace|could not be told/u);
      session.bot.moveTo(SLOT);
      await until('its digest', async () => (await posted(ONE)).at(0));
    });

    test('is told so when it types a command, and the log tells of it once an hour', async () => {
      expect(await uninstall()).toBe(200);
      await until('the pause', async () => (await subscriptionOf(ONE)).pausedBecause);
      for (const text of ['energy', 'topics'])
        expect((await command(ONE, '/brief', text)).text).toBe(messages('en')('install.absent'));
      expect((await command(ONE, '/brief', '能源')).text).toBe(messages('zh')('install.absent'));
      const mention = { type: 'app_mention', user: ALICE, channel: ONE.channel, ts: '1.1', text: 'energy' };
      expect(await session.event(ONE.team, mention, 1)).toBe(200);
      const told = (): number => session.bot.lines.filter((line) => line.includes('have not installed the app')).length;
      expect(told()).toBe(1);
      session.bot.clock.now = session.bot.clock.now.add({ hours: 1 });
      expect(await session.event('T09NEVER', mention, 1)).toBe(200);
      await until('the next line', () => (told() === 2 ? true : undefined));
      expect(log()).toContain('"workspace":"T09NEVER","events":4');
      expect(textOf(await command(TWO, '/brief', 'energy'))).toContain('Energy');
    });
  });

  describe('whose tokens are sealed', () => {
    beforeEach(async () => {
      session = await startWorkspaces('http');
      await installBoth();
      await subscribeBoth();
    });

    test('are not opened by another key, which is said, and nothing is lost by it', async () => {
      await expect(session.bot.restart({ SLACK_TOKEN_KEY: newKey() })).rejects.toMatchObject({
        code: 'settings',
        message: expect.stringMatching(/SLACK_TOKEN_KEY does not open the tokens of 2 of 2 workspaces; put the key/u),
      });
      await session.bot.restart();
      expect((await subscriptionOf(ONE)).pausedBecause).toBeUndefined();
      expect(textOf(await command(TWO, '/brief', 'energy'))).toContain('Energy');
    });

    test('are sealed with the newest of several keys, so that the older can go', async () => {
      const newest = newKey();
      await session.bot.restart({ SLACK_TOKEN_KEY: `${newest},${KEY}` });
      expect(log()).toContain('"installations":2');
      await session.bot.restart({ SLACK_TOKEN_KEY: newest });
      expect(textOf(await command(ONE, '/brief', 'energy'))).toContain('Energy');
    });

    test('are told of one by one where a key opens the others: its commands are answered so, its digests wait', async () => {
      const store = session.bot.store();
      const [one, two] = await Promise.all([ONE, TWO].map(({ team }) => store.installation('slack', team)));
      if (one === undefined || two === undefined) throw new Error('not installed');
      // What was sealed for the one workspace is put in the place of the other's.
      await store.saveInstallation({ ...one, sealed: two.sealed });
      expect((await command(ONE, '/brief', 'energy')).text).toBe(messages('en')('install.sealed'));
      expect((await command(ONE, '/brief', 'topics')).text).toBe(messages('en')('install.sealed'));
      expect(session.bot.lines.filter((line) => line.includes("this workspace's installation"))).toHaveLength(1);
      expect(textOf(await command(TWO, '/brief', 'energy'))).toContain('Energy');
      session.bot.moveTo(SLOT);
      await until('the digest of the other', async () => (await posted(TWO)).at(0));
      const waiting = await until('the wait', async () =>
        (await store.digestLog({ workspace: ONE.team }, 1)).find(({ reason }) => reason.includes('SLACK_TOKEN_KEY')),
      );
      expect(waiting).toMatchObject({ state: 'waiting', attempts: 0 });
      expect((await subscriptionOf(ONE)).pausedBecause).toBeUndefined();
      await store.saveInstallation(one);
      session.bot.moveTo('2026-11-25T09:06:00Z');
      await until('its digest', async () => (await posted(ONE)).at(0));
    });
  });

  describe('are not served, and it is said what to do,', () => {
    beforeEach(async () => {
      session = await startWorkspaces('socket');
    });

    test.each([
      [{ SLACK_CLIENT_ID: '9.9' }, 'refused-token', 'Slack refused SLACK_CLIENT_ID (invalid_client_id); copy'],
      [
        { SLACK_CLIENT_SECRET: 'wrong' },
        'refused-token',
        'Slack refused SLACK_CLIENT_SECRET (bad_client_secret); copy',
      ],
      [{ SLACK_APP_TOKEN: 'xapp-wrong' }, 'refused-token', 'Slack refused SLACK_APP_TOKEN (invalid_auth); make'],
    ])('with %j', async (changed, code, message) => {
      await expect(session.bot.restart(changed)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(message),
      });
      // Nothing of it stays behind: the port of the install page is free again.
      await session.bot.restart();
      expect((await session.install(ONE.team)).status).toBe(200);
    });

    test('where Slack is out of reach', async () => {
      session.oauth.cut('oauth.v2.access', 9);
      await expect(session.bot.restart()).rejects.toMatchObject({ code: 'unreachable' });
    });

    test('where the port of the install page is taken', async () => {
      const server = createServer();
      const port = await freePort();
      await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
      await expect(session.bot.restart({ PORT: String(port) })).rejects.toMatchObject({
        code: 'settings',
        message: expect.stringMatching(/^Requests for the install page cannot be .*EADDRINUSE.*set PORT and HOST/u),
      });
      server.close();
    });
  });
});
