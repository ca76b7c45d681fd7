/** A session with a Slack that nobody here wrote, for what is opened, pressed and filled in there: with a bot that has a store. */
import { afterEach, beforeEach, expect } from 'vitest';
import { ALICE, startLocalSlack, type LocalSlack } from '../../peers/slack.ts';
import { startDigestBot, type DigestBot } from './events/digest-session.ts';
import { until } from './harness.ts';
import { checkView } from './render/view-check.ts';
import { valuesOf, type Json } from './view-session.ts';

type Heard = {
  readonly t: string;
  readonly view?: Json;
  readonly stack?: readonly Json[];
  readonly errors?: Readonly<Record<string, string>>;
};

export type LocalViews = {
  readonly slack: LocalSlack;
  readonly bot: DigestBot;
  /** Does something and returns what the tab or the topmost modal becomes by it. */
  readonly after: (what: 'home' | 'view', act: () => unknown) => Promise<Json>;
  /** Fills in the topmost modal and returns the errors at its fields. */
  readonly errors: (values: Json) => Promise<Readonly<Record<string, string>>>;
  /** Does something as Alice. */
  readonly say: (message: Json) => void;
  /** Presses a button of a view by its label. */
  readonly press: (view: Json, label: string) => void;
};

/** Gives each test of a file a session of its own, at whose end the log must tell of no fault; the returned function returns it. */
export function useLocalViews(env: Record<string, string> = {}): () => LocalViews {
  let session: (LocalViews & { readonly ui: WebSocket }) | undefined;
  beforeEach(async () => {
    session = await open(env);
  });
  afterEach(async () => {
    if (session === undefined) return;
    const { ui, bot, slack } = session;
    ui.close();
    await bot.close();
    await slack.close();
    const errors = bot.lines.filter((line) => line.includes('"level":"error"'));
    if (errors.length > 0) throw new Error(`faults in the log: ${errors.join('')}`);
  });
  return () => {
    if (session === undefined) throw new Error('no session outside a test');
    return session;
  };
}

async function open(env: Record<string, string>): Promise<LocalViews & { readonly ui: WebSocket }> {
  const slack = await startLocalSlack({ mode: 'socket' });
  const bot = await startDigestBot(slack.apiUrl, env);
  let heard: Heard[] = [];
  const ui = new WebSocket(`${slack.url.replace('http', 'ws')}/ui`);
  ui.addEventListener('message', ({ data }) => void heard.push(JSON.parse(String(data)) as Heard));
  await new Promise((resolve) => ui.addEventListener('open', resolve));
  const say: LocalViews['say'] = (message) => ui.send(JSON.stringify({ user: ALICE, ...message }));
  return {
    slack,
    bot,
    ui,
    say,
    after: async (what, act) => {
      heard = [];
      act();
      const seen = await until(what, () => {
        const last = heard.findLast(({ t }) => t === what);
        return last?.view ?? last?.stack?.at(-1);
      });
      expect(checkView(seen)).toEqual([]);
      return seen;
    },
    errors: async (values) => {
      heard = [];
      say({ t: 'view_submit', values });
      return await until('errors', () => heard.findLast(({ t }) => t === 'view_errors')?.errors);
    },
    press: (view, label) => {
      const value = valuesOf(view).get(label);
      if (value === undefined) throw new Error(`no ${label} among ${[...valuesOf(view).keys()].join(', ')}`);
      const action = { type: 'button', action_id: 'attache/0', value };
      say({ t: 'block_action', channel: '', messageTs: '', appId: 'A01APP', action });
    },
  };
}
