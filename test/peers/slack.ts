/** A Slack that nobody here wrote, local-slack, as a process on 127.0.0.1: Web API, Socket Mode, signed events, commands, presses. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { millisecondsAhead, shiftDate } from '../support/clock.ts';
import { freePort } from './free-port.ts';

const BINARY = join(import.meta.dirname, '../../node_modules/local-slack-linux-x64/bin/local-slack');

/** It has the clock of the tests; without the second line it listens on every address of the machine. */
const LOOPBACK = `(${shiftDate.toString()})(${millisecondsAhead()});
const s=Bun.serve; Bun.serve=o=>s({hostname:"127.0.0.1",...o});`;

/** Ends local-slack when our end of its input closes, so that it never outlives the test, however that ends. */
const WATCHED =
  'exec 3<&0; "$0" "$@" </dev/null & server=$!; { cat <&3 >/dev/null; kill -9 $server; } 2>/dev/null & wait $server';

const STARTS_WITHIN_MS = 30_000;

export const TOKENS = {
  botToken: 'xoxb-test-token',
  appToken: 'xapp-test-token',
  signingSecret: 'test-signing-secret',
} as const;
export const ALICE = 'U01ALICE';
export const BOT_USER = 'U0BOT';
/** A channel that the bot is in. */
export const GENERAL = 'C01GEN';
/** Another one, in which whoever curates the briefs meets. */
export const CURATORS = 'C02CUR';

/** A workspace: its id, the bot's user there, and a channel that it is in. */
export type SlackWorkspace = { readonly team: string; readonly bot: string; readonly channel: string };

const FIRST: SlackWorkspace = { team: 'T01TEST', bot: BOT_USER, channel: GENERAL };

/** A message as local-slack keeps it. */
export type StoredMessage = {
  readonly ts: string;
  readonly channel: string;
  readonly user?: string;
  readonly text: string;
  readonly blocks?: readonly unknown[];
  readonly thread_ts?: string;
  readonly subtype?: string;
  readonly ephemeral_to?: string;
};

/** What is pressed: a button with its value, or an option of a menu. */
type Press = { readonly value: string } | { readonly option: string };

export type LocalSlack = {
  readonly url: string;
  readonly apiUrl: string;
  /** Types a slash command; returns when it is acknowledged. */
  readonly command: (text: string, channel?: string) => Promise<void>;
  /** Writes a message as Alice; returns its ts when its events are acknowledged. */
  readonly write: (channel: string, text: string, thread?: string) => Promise<string>;
  readonly press: (channel: string, message: string, press: Press) => Promise<void>;
  readonly messages: (channel: string) => Promise<readonly StoredMessage[]>;
  /** Returns the direct channel of Alice and the bot. */
  readonly directChannel: () => Promise<string>;
  readonly edit: (channel: string, ts: string, text: string) => Promise<void>;
  readonly remove: (channel: string, ts: string) => Promise<void>;
  /** What the bot asked of the Web API so far, by method. */
  readonly calls: (method: string) => Promise<number>;
  /** Ends the process and starts it anew on the same port, with nothing remembered. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Tells whether this machine is of the kind that local-slack exists for; where it is not, says once what is not run. */
export function localSlackExists(what: string): boolean {
  if (process.platform === 'linux' && process.arch === 'x64') return true;
  process.stderr.write(
    `NOT RUN: ${what}: the test server local-slack exists for linux-x64 only, and this is ${process.platform}-${process.arch}.\n`,
  );
  return false;
}

/** Starts local-slack; rejects with what to do where its package is missing. */
export async function startLocalSlack(
  mode: { readonly mode: 'socket' } | { readonly mode: 'events'; readonly requestUrl: string },
  workspace: SlackWorkspace = FIRST,
): Promise<LocalSlack> {
  if (!existsSync(BINARY))
    throw new Error(
      `The test server local-slack is not installed (${BINARY}). Run npm ci; it comes with the optional package local-slack-linux-x64 of test/peers.`,
    );
  const folder = mkdtempSync(join(tmpdir(), 'local-slack-'));
  const preload = join(folder, 'loopback.js');
  const config = join(folder, 'config.yaml');
  writeFileSync(preload, LOOPBACK);
  writeFileSync(config, JSON.stringify(configuration(mode, workspace)));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const run = async (): Promise<ChildProcess> =>
    await started(
      ['--config', config, '--port', String(port), '--base-host', '127.0.0.1', '--files-dir', join(folder, 'files')],
      { PATH: process.env.PATH, HOME: folder, BUN_OPTIONS: `--preload=${preload}` },
      url,
    );
  let child = await run();

  const control = async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(`${url}/_control/${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`local-slack refused ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };

  return {
    url,
    apiUrl: `${url}/api/`,
    command: async (text, channel = GENERAL) =>
      void (await control('command', { channel, user: ALICE, command: '/brief', text })),
    write: async (channel, text, thread) => {
      const { message } = await control('message', { channel, user: ALICE, text, thread_ts: thread });
      return (message as StoredMessage).ts;
    },
    press: async (channel, messageTs, press) => {
      const action =
        'value' in press
          ? { type: 'button', action_id: 'attache/0', value: press.value }
          : { type: 'static_select', action_id: 'attache/menu', selected_option: { value: press.option } };
      await control('interact', { channel, messageTs, user: ALICE, action });
    },
    messages: async (channel) => {
      const { messages } = await control(`messages/${channel}`);
      return messages as StoredMessage[];
    },
    directChannel: async () => {
      const form = new URLSearchParams({ token: TOKENS.botToken, users: ALICE });
      const opened = await fetch(`${url}/api/conversations.open`, { method: 'POST', body: form });
      return ((await opened.json()) as { channel: { id: string } }).channel.id;
    },
    edit: async (channel, ts, text) => void (await control('edit-message', { channel, ts, user: ALICE, text })),
    remove: async (channel, ts) => void (await control('delete-message', { channel, ts, user: ALICE })),
    calls: async (method) => {
      const { log } = await control('log');
      return (log as { kind: string; summary: string }[]).filter(
        ({ kind, summary }) => kind === 'web_api' && summary === method,
      ).length;
    },
    restart: async () => {
      await ended(child);
      child = await run();
    },
    close: async () => {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(mode: object, { team, bot, channel }: SlackWorkspace): object {
  return {
    workspace: { name: 'T', domain: 't', teamId: team },
    app: { appId: 'A01APP', botUserId: bot, botName: 'attache', ...TOKENS, ...mode },
    users: [{ id: ALICE, name: 'alice' }],
    channels: [
      { id: channel, name: 'general', members: [ALICE, bot] },
      { id: CURATORS, name: 'curators', members: [ALICE, bot] },
    ],
  };
}

async function started(options: string[], env: NodeJS.ProcessEnv, url: string): Promise<ChildProcess> {
  const child = spawn('/bin/sh', ['-c', WATCHED, BINARY, ...options], { env, stdio: 'pipe' });
  // A pipe that breaks because the shell is gone is no news.
  child.stdin.on('error', () => {});
  let said = '';
  child.stdout.on('data', (data: Buffer) => void (said += data.toString()));
  child.stderr.on('data', (data: Buffer) => void (said += data.toString()));
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    if (said.includes('is running') && (await fetch(`${url}/_control/state`).catch(() => undefined))?.ok) return child;
    await new Promise((resolve) => void setTimeout(resolve, 25));
  }
  child.stdin.end();
  throw new Error(`local-slack did not start: ${said}`);
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => void child.once('exit', resolve));
  child.stdin?.end();
  if (child.exitCode === null && child.signalCode === null) await gone;
}
