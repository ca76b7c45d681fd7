/** The Home tab, the picker and forms against a Slack that nobody here wrote: opened, pressed, filled in and seen to change. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ALICE, GENERAL, localSlackExists, startLocalSlack, type LocalSlack } from '../../peers/slack.ts';
import { startDigestBot, type DigestBot } from './digest-session.ts';
import { until } from './harness.ts';
import { checkView } from './view-check.ts';
import { read, valuesOf, type Json } from './view-session.ts';

type Heard = { readonly t: string; readonly view?: Json; readonly stack?: readonly Json[] };

describe.runIf(localSlackExists('the Home tab against local-slack'))('the Home tab', () => {
  let slack: LocalSlack;
  let bot: DigestBot;
  let ui: WebSocket;
  let heard: Heard[];

  beforeEach(async () => {
    slack = await startLocalSlack({ mode: 'socket' });
    bot = await startDigestBot(slack.apiUrl);
    heard = [];
    ui = new WebSocket(`${slack.url.replace('http', 'ws')}/ui`);
    ui.addEventListener('message', ({ data }) => void heard.push(JSON.parse(String(data)) as Heard));
    await new Promise((resolve) => ui.addEventListener('open', resolve));
  });
  afterEach(async () => {
    ui.close();
    await bot.close();
    await slack.close();
    const errors = bot.lines.filter((line) => line.includes('"level":"error"'));
    if (errors.length > 0) throw new Error(`faults in the log: ${errors.join('')}`);
  });

  /** Does something and returns what the tab or the topmost modal becomes by it. */
  const after = async (what: 'home' | 'view', act: () => void): Promise<Json> => {
    heard = [];
    act();
    const seen = await until(what, () => {
      const last = heard.findLast(({ t }) => t === what);
      return last?.view ?? last?.stack?.at(-1);
    });
    expect(checkView(seen)).toEqual([]);
    return seen;
  };
  const say = (message: Json): void => ui.send(JSON.stringify({ user: ALICE, ...message }));
  const press = (view: Json, label: string): void => {
    const value = valuesOf(view).get(label);
    if (value === undefined) throw new Error(`no ${label} among ${[...valuesOf(view).keys()].join(', ')}`);
    const action = { type: 'button', action_id: 'attache/0', value };
    say({ t: 'block_action', channel: '', messageTs: '', appId: 'A01APP', action });
  };

  test('leads from a first look to a digest, and shows it paused, resumed and removed', async () => {
    const empty = await after('home', () => say({ t: 'open_home' }));
    expect(read(empty)).toContain('You have no digests yet.');
    const form = await after('view', () => press(empty, 'Subscribe a channel'));
    expect(read(form)).toContain('[[Subscribe a channel]]');
    const values = {
      channel: { channel: { type: 'conversations_select', selected_conversation: GENERAL } },
      topics: { topics: { type: 'multi_static_select', selected_options: [{ value: 'energy' }] } },
      days: { days: { type: 'checkboxes', selected_options: [{ value: 'mon' }] } },
      time: { time: { type: 'timepicker', selected_time: '09:00' } },
      zone: { zone: { type: 'plain_text_input', value: 'Beijing' } },
      language: { language: { type: 'static_select', selected_option: { value: 'en' } } },
      whenQuiet: { whenQuiet: { type: 'radio_buttons', selected_option: { value: 'skip' } } },
    };
    const subscribed = await after('home', () => say({ t: 'view_submit', values }));
    expect(read(subscribed)).toContain(`#${GENERAL}\nEnergy · Monday at 09:00, Shanghai time`);
    // Slack says where Alice is.
    expect(read(subscribed)).toContain('Next: Sun November 29, 2026, 17:00 (Los Angeles)');
    const paused = await after('home', () => press(subscribed, 'Pause'));
    expect(read(paused)).toContain('⚠ Paused: on request');
    const resumed = await after('home', () => press(paused, 'Resume'));
    expect(read(resumed)).toContain('Next: Sun November 29');
    const change = await after('view', () => press(resumed, 'Change'));
    expect(JSON.stringify(change)).toContain('"initial_value":"Asia/Shanghai"');
    const removed = await after('home', () => press(resumed, 'Remove'));
    expect(read(removed)).toContain('You have no digests yet.');
  });

  test('posts a digest at once when asked to, and tells it in its log', async () => {
    const body = { channel: GENERAL, user: ALICE, command: '/digest', text: 'subscribe energy zone: Beijing' };
    const tab = await after('home', () => {
      void fetch(`${slack.url}/_control/command`, { method: 'POST', body: JSON.stringify(body) });
    });
    expect(read(await after('view', () => press(tab, 'Send now')))).toContain('is being posted now');
    await until('the digest', async () =>
      (await slack.messages(GENERAL)).find(({ subtype, user }) => subtype === undefined && user !== ALICE),
    );
    expect(read(await after('view', () => press(tab, 'Log')))).toContain('sent');
  });

  test('opens briefs and the picker in modals', async () => {
    const tab = await after('home', () => say({ t: 'open_home' }));
    const brief = await after('view', () => press(tab, 'Read'));
    expect(read(brief)).toContain('Bottom line');
    expect(read(await after('view', () => press(tab, 'Pick a topic')))).toContain('[[Pick a topic]]');
    expect(read(await after('view', () => press(tab, 'How to ask')))).toContain('[[How to ask]]');
  });
});
