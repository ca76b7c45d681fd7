/** The Home tab, the picker and forms against a Slack that nobody here wrote: opened, pressed, filled in and seen to change. */
import { describe, expect, test } from 'vitest';
import { ALICE, GENERAL, localSlackExists } from '../../../peers/slack.ts';
import { filledForm } from '../digest-form-values.ts';
import { until } from '../harness.ts';
import { useLocalViews } from '../local-views.ts';
import { read } from '../read-view.ts';

describe.runIf(localSlackExists('the Home tab against local-slack'))('the Home tab', () => {
  const views = useLocalViews();

  test('leads from a first look to a digest, and shows it paused, resumed and removed', async () => {
    const { after, say, press } = views();
    const empty = await after('home', () => say({ t: 'open_home' }));
    expect(read(empty)).toContain('You have no digests yet.');
    const form = await after('view', () => press(empty, 'Subscribe a channel'));
    expect(read(form)).toContain('[[Subscribe a channel]]');
    const values = filledForm({
      days: { days: { type: 'checkboxes', selected_options: [{ value: 'mon' }] } },
      zone: { zone: { type: 'plain_text_input', value: 'Beijing' } },
    });
    const subscribed = await after('home', () => say({ t: 'view_submit', values }));
    expect(read(subscribed)).toContain(`#${GENERAL}\nEnergy · Monday at 09:00, Beijing time`);
    // Slack says where Alice is.
    expect(read(subscribed)).toContain('Next: Sun November 29, 2026, 17:00 (Los Angeles)');
    const paused = await after('home', () => press(subscribed, 'Pause'));
    expect(read(paused)).toContain('⚠ Paused: on request');
    const resumed = await after('home', () => press(paused, 'Resume'));
    expect(read(resumed)).toContain('Next: Sun November 29');
    const change = await after('view', () => press(resumed, 'Change'));
    expect(JSON.stringify(change)).toContain('"initial_value":"Beijing"');
    const removed = await after('home', () => press(resumed, 'Remove'));
    expect(read(removed)).toContain('You have no digests yet.');
  });

  test('posts a digest at once when asked to, and tells it in its log', async () => {
    const { slack, after, press } = views();
    const body = { channel: GENERAL, user: ALICE, command: '/digest', text: 'subscribe energy' };
    const tab = await after('home', () => {
      void fetch(`${slack.url}/_control/command`, { method: 'POST', body: JSON.stringify(body) });
    });
    expect(read(await after('view', () => press(tab, 'Send now')))).toContain('Posting now');
    await until('the digest', async () =>
      (await slack.messages(GENERAL)).find(({ subtype, user }) => subtype === undefined && user !== ALICE),
    );
    expect(read(await after('view', () => press(tab, 'Log')))).toContain('sent');
  });

  test('opens briefs and the picker in modals', async () => {
    const { after, say, press } = views();
    const tab = await after('home', () => say({ t: 'open_home' }));
    const brief = await after('view', () => press(tab, 'Energy'));
    expect(read(brief)).toContain('Where they differ');
    expect(read(await after('view', () => press(tab, 'Pick a topic')))).toContain('[[Pick a topic]]');
    expect(read(await after('view', () => press(tab, 'How to ask')))).toContain('[[How to ask]]');
  });
});
