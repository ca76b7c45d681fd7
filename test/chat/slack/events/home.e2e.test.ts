/** The Home tab in use: published when opened, pressed, refreshed when a digest changes, and what it says when something is in the way. */
import { describe, expect, test } from 'vitest';
import { encodeSlackOnlyButton } from '../../../../src/chat/slack/render/button-id.ts';
import { encodeButton } from '../../../../src/reply/button.ts';
import { realBot, until } from '../harness.ts';
import { CHANNEL, CHINESE, envelope, READER, useViews, WORKSPACE, type Json } from '../view-session.ts';
import { read } from '../read-view.ts';

const views = useViews();
const open = (topic: string): string =>
  encodeButton({ verb: 'open', request: { type: 'brief', topic }, page: 1, language: 'en' });

let number = 0;
/** Types a command and returns once it is answered. */
const command = async (text: string, user = READER): Promise<void> => {
  const { fake } = views();
  const name = `c${++number}`;
  const before = fake.responses.length;
  await fake.deliver('slash_commands', {
    command: '/digest',
    text,
    team_id: WORKSPACE,
    channel_id: CHANNEL,
    user_id: user,
    trigger_id: name,
    response_url: fake.responseUrl(name),
  });
  await until('an answer', () => fake.responses[before]);
};
const SUBSCRIBE = 'subscribe energy';
const published = (): Json[] => views().sent.flatMap(({ method, view }) => (method === 'views.publish' ? [view] : []));
/** Subscribes and waits until the tab shows it. */
const subscribe = async (text = SUBSCRIBE, user = READER): Promise<void> => {
  const before = published().length;
  await command(text, user);
  await until('the tab', () => published()[before]);
};
const only = async () => {
  const [first] = await views().bot.store().subscriptions({});
  if (first === undefined) throw new Error('no digest');
  return first;
};

describe('when it is opened', () => {
  test('tells topics and how to ask in the language of the reader, and that there are no digests yet', async () => {
    const english = read(await views().home());
    expect(english).toContain('You have no digests yet.');
    expect(english).toContain('[Pick a topic] [How to ask] [Subscribe a channel]');
    expect(read(await views().home(CHINESE))).toContain('您还没有订阅。');
    expect(views().sent.map((one) => one.for)).toEqual([READER, CHINESE]);
  });

  test('shows the digests of the reader, not those of others, with next times by their own clock', async () => {
    await subscribe();
    await subscribe(SUBSCRIBE.replace('energy', 'outlook'), CHINESE);
    const own = (await views().bot.store().subscriptions({})).find(({ owner }) => owner === READER);
    if (own === undefined) throw new Error('no digest of the reader');
    await views()
      .bot.store()
      .changeSubscription(own.id, {
        schedule: { ...own.schedule, zone: 'Europe/Paris' },
        dueAt: Temporal.Instant.from('2026-11-30T08:00:00Z'),
      });
    const home = read(await views().home());
    expect(home).toContain('Energy · Monday at 09:00, Paris time');
    expect(home).toContain('Next: Mon November 30, 2026, 03:00 (New York)');
    expect(home).not.toContain('Outlook · Monday');
  });

  test('tells what is new since the reader last looked, and the same again to who comes back within an hour', async () => {
    const first = read(await views().home());
    expect(first).toContain('# What is new');
    const at = views().bot.clock.now;
    const later = async (by: Temporal.DurationLike): Promise<string> => {
      views().bot.moveTo(at.add(by).toString());
      return read(await views().home());
    };
    expect(await later({ minutes: 5 })).toBe(first);
    const seen = await later({ hours: 72 });
    expect(seen).toContain('# New since you last looked');
    expect(await later({ hours: 72, minutes: 5 })).toBe(seen);
    // A change publishes the tab, but nobody has looked.
    views().bot.moveTo(at.add({ hours: 100 }).toString());
    await subscribe();
    expect(read(published().at(-1) ?? {})).toContain('# New since you last looked');
    expect(
      (await views().bot.store().lookBefore({ platform: 'slack', workspace: WORKSPACE, person: READER }))?.equals(at),
    ).toBe(true);
  });

  test('is published once for an event that Slack brings twice', async () => {
    const event = { type: 'app_home_opened', user: READER, channel: 'D1', tab: 'home', event_ts: '1' };
    await views().fake.deliver('events_api', envelope(event, 'Ev-twice'));
    await views().fake.deliver('events_api', envelope(event, 'Ev-twice'));
    await until('the tab', () => published()[0]);
    await views().home();
    expect(published()).toHaveLength(2);
  });

  test('is published though Slack tells nothing of the reader', async () => {
    views().fake.fail('users.info', { error: 'user_not_found' });
    expect(read(await views().home())).toContain('How to ask');
  });

  test('waits as long as Slack says', async () => {
    views().fake.fail('views.publish', { retryAfterSeconds: 1 });
    expect(read(await views().home())).toContain('How to ask');
  });

  test('in an app that has no Home tab yet is no fault', async () => {
    views().fake.fail('views.publish', { error: 'not_enabled' });
    const event = { type: 'app_home_opened', user: READER, channel: 'D1', tab: 'home', event_ts: '1' };
    await views().fake.deliver('events_api', envelope(event));
    await until('the call', () => views().fake.calls.find(({ method }) => method === 'views.publish'));
    expect(views().bot.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

describe('a press', () => {
  test('of a topic and of How to ask opens a modal', async () => {
    const { home, press, sent } = views();
    const tab = await home();
    const brief = await press(tab, 'Energy');
    expect(brief.method).toBe('views.open');
    expect(read(brief.view)).toContain('Where they differ');
    expect(read((await press(tab, 'How to ask')).view)).toContain('[[How to ask]]');
    expect(sent).toHaveLength(3);
  });

  test('does not offer to share where there is no channel to share in', async () => {
    const brief = await views().press(await views().home(), 'Energy');
    expect(read(brief.view)).toContain('[Status]');
    expect(read(brief.view)).not.toContain('Share in channel');
  });

  test('of Subscribe a channel opens the form without a channel chosen, and what is sent appears in the tab', async () => {
    const { press, home, fake } = views();
    const form = await press(await home(), 'Subscribe a channel');
    expect(read(form.view)).toContain('[[Subscribe a channel]]');
    expect(JSON.stringify(form.view)).not.toContain('initial_conversation');
    const before = published().length;
    const { payload } = await fake.deliver('interactive', {
      type: 'view_submission',
      team: { id: WORKSPACE },
      user: { id: READER },
      trigger_id: 'submit1',
      view: {
        ...form.view,
        state: {
          values: {
            channel: { channel: { type: 'conversations_select', selected_conversation: CHANNEL } },
            topics: { topics: { type: 'multi_static_select', selected_options: [{ value: 'energy' }] } },
            days: { days: { type: 'checkboxes', selected_options: [{ value: 'mon' }] } },
            time: { time: { type: 'timepicker', selected_time: '09:00' } },
            zone: { zone: { type: 'plain_text_input', value: 'Paris' } },
          },
        },
      },
    });
    expect(payload).toMatchObject({ response_action: 'update' });
    const tab = await until('the tab', () => published()[before]);
    expect(read(tab)).toContain(`#${CHANNEL}\nEnergy · Monday at 09:00, Paris time`);
  });

  test('of Pause, Resume and Remove shows in the tab what became of the digest, and opens nothing', async () => {
    await subscribe();
    const { home, press, handed, sent } = views();
    const paused = await press(await home(), 'Pause');
    expect(paused.method).toBe('views.publish');
    expect(read(paused.view)).toContain('⚠ Paused: on request');
    const resumed = await press(handed(paused), 'Resume');
    expect(read(resumed.view)).toContain('Next: Mon November 30');
    const removed = await press(handed(resumed), 'Remove');
    expect(read(removed.view)).toContain('You have no digests yet.');
    expect(sent.map(({ method }) => method)).not.toContain('views.open');
  });

  test('of Send now, Preview and Log tells in a modal, and of Change opens the form filled', async () => {
    await subscribe();
    const { home, press } = views();
    const tab = await home();
    expect(read((await press(tab, 'Preview')).view)).toContain('Energy');
    const change = await press(tab, 'Change');
    expect(JSON.stringify(change.view)).toContain('"initial_value":"New York"');
    expect(read((await press(tab, 'Log')).view)).toContain('No deliveries yet');
    // Last: the tab is published anew after it.
    expect(read((await press(tab, 'Send now')).view)).toContain('Posting now');
  });

  test('by somebody who may not manage the digest is refused in a modal', async () => {
    await subscribe();
    const { home, next, pressed, deliver, fake } = views();
    const { id } = await only();
    const pause = encodeButton({ verb: 'digest', action: 'pause', subscription: id, language: 'en' });
    const tab = await home();
    const told = await next(
      async () => await deliver(pressed(tab, pause, { user: { id: 'USTRANGER', name: 'stranger' } })),
    );
    expect(read(told.view)).toContain('needs a member of that channel');
    expect((await only()).pausedBecause).toBeUndefined();
    expect(fake.problems).toEqual([]);
  });

  test('of a digest that is gone, of a topic that is gone and of an old button says so', async () => {
    const { home, next, pressed, deliver } = views();
    const tab = await home();
    const told = async (value: string): Promise<string> =>
      read((await next(async () => await deliver(pressed(tab, value)))).view);
    expect(await told('attache1/digest/change/gone1234/en')).toContain('There is no digest “gone1234”');
    expect(await told(open('gone-topic'))).toContain('There is no brief “gone-topic”');
    expect(await told('attache0/open/brief/energy')).toContain('from an older message');
    expect(await told('attache1/slack/unknown/0/en')).toContain('from an older message');
  });

  test('with a trigger that has run out is told in the tab, in the words of the reader', async () => {
    const { home, press, fake } = views();
    const tab = await home(CHINESE);
    fake.fail('views.open', { error: 'expired_trigger_id' });
    const told = await press(tab, '能源', { user: { id: CHINESE, name: 'zh' } });
    expect(told).toMatchObject({ method: 'views.publish', for: CHINESE });
    expect(read(told.view)).toContain('等待时间过长');
    // The next time it is opened nothing is wrong any more.
    expect(read(await home(CHINESE))).not.toContain('等待时间过长');
  });

  test('where Slack fails is told in the tab with a reference that is in the log', async () => {
    const { home, press, fake, bot } = views();
    const tab = await home();
    fake.fail('views.open', { status: 500 });
    const said = read((await press(tab, 'Energy')).view);
    const reference = /reference: (\w{8})/u.exec(said)?.[1];
    expect(bot.lines.some((line) => line.includes(`"reference":"${reference}"`))).toBe(true);
  });

  test('that Slack brings twice opens one modal', async () => {
    const { home, pressed, deliver, sent, press } = views();
    const tab = await home();
    const twice = pressed(tab, open('energy'));
    await deliver(twice);
    await deliver(twice);
    await press(tab, 'How to ask');
    expect(sent.filter(({ method }) => method === 'views.open')).toHaveLength(2);
  });
});

describe('when a digest changes elsewhere', () => {
  test('by a command, the tabs of who did it and of the owner are published anew', async () => {
    await subscribe();
    const { id } = await only();
    const before = views().sent.length;
    await command(`pause ${id}`, CHINESE);
    await until('both tabs', () => (views().sent.length >= before + 2 ? true : undefined));
    const tabs = new Map(
      views()
        .sent.slice(before)
        .map((one) => [one.for, read(one.view)]),
    );
    expect(tabs.get(READER)).toContain('⚠ Paused: on request');
    expect(tabs.get(CHINESE)).toContain('您还没有订阅。');
  });

  test('what only reads publishes nothing', async () => {
    await subscribe();
    await command('list');
    await command('preview');
    await command('log');
    await command('pause nosuch12');
    await views().home();
    expect(views().sent).toHaveLength(2);
  });

  test('many times at once, it is published in turn and the last state stays', async () => {
    await subscribe();
    const { id } = await only();
    const tab = await views().home();
    const press = (act: 'pause' | 'resume') =>
      views().deliver(
        views().pressed(tab, encodeButton({ verb: 'digest', action: act, subscription: id, language: 'en' })),
      );
    for (const act of ['pause', 'resume', 'pause', 'resume', 'pause'] as const) await press(act);
    let before = -1;
    await until('quiet', async () => {
      const quiet = views().sent.length === before;
      before = views().sent.length;
      await new Promise((resolve) => void setTimeout(resolve, 150));
      return quiet && before > 2 ? true : undefined;
    });
    const last = read(published().at(-1) ?? {});
    expect(last.includes('⚠ Paused')).toBe((await only()).pausedBecause === 'asked');
  });

  test('the reader stays where they were among many digests', async () => {
    // A second digest of the same topics would be asked about.
    for (const topic of [...realBot().bot.conversation.catalogue().briefs.keys()].slice(0, 9))
      await subscribe(SUBSCRIBE.replace('energy', topic));
    const { home, press, handed, next, deliver, pressed } = views();
    const second = await press(await home(), 'Show the next');
    expect(read(second.view)).toContain('9–9 of 9');
    const paused = await press(handed(second), 'Pause');
    expect(read(paused.view)).toContain('9–9 of 9');
    const first = encodeSlackOnlyButton({ verb: 'home', from: 0, language: 'en' });
    expect(read((await next(async () => await deliver(pressed(handed(paused), first)))).view)).toContain('1–8 of 9');
  });
});
