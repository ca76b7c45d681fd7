/** Modals: the picker and what it finds, briefs on each other, sharing from them, and what happens late, twice or not at all. */
import { describe, expect, test } from 'vitest';
import { encodeSlackOnlyButton, PICK } from '../../../../src/chat/slack/render/button-id.ts';
import { withPicker, render } from '../../../../src/chat/slack/render/render.ts';
import { pickerOptions, pickerView } from '../../../../src/chat/slack/render/picker.ts';
import { SHORTCUTS } from '../../../../src/chat/slack/events/shortcut.ts';
import { encodeButton, type OpenButton } from '../../../../src/reply/button.ts';
import { realBot, until } from '../harness.ts';
import { checkMessage } from './limits-check.ts';
import { targetsOf, textOf } from '../read-message.ts';
import { checkView } from './view-check.ts';
import { held } from '../../../support/bot.ts';
import { CHANNEL, CHINESE, READER, useViews, WORKSPACE, type Json, type Sent } from '../view-session.ts';
import { pageText, read } from '../read-view.ts';

const value = (request: OpenButton['request'], verb: OpenButton['verb'] = 'open'): string =>
  encodeButton({ verb, request, page: 1, language: 'en' });
const PICKER = encodeSlackOnlyButton({ verb: 'pick', from: 0, language: 'en' });

let number = 0;
const shortcut = (user = READER, name = `s${++number}`): Json => ({
  type: 'shortcut',
  callback_id: SHORTCUTS.global,
  trigger_id: name,
  user: { id: user, username: 'one', team_id: WORKSPACE },
  team: { id: WORKSPACE, domain: 't' },
  action_ts: '1',
});
const inChannel = { channel: { id: CHANNEL, name: 'general' }, view: undefined };

describe('the picker', () => {
  const views = useViews();
  const typed = async (text: string, view: Json | undefined, user = READER): Promise<string[]> => {
    const asked = {
      type: 'block_suggestion',
      action_id: PICK,
      block_id: 'b',
      value: text,
      team: { id: WORKSPACE, domain: 't' },
      user: { id: user, name: 'one' },
      container: { type: 'view' },
      ...(view !== undefined && { view }),
    };
    const { payload } = await views().fake.deliver('interactive', asked);
    return (payload.options as readonly Json[]).map(({ text: label }) => String((label as Json).text));
  };

  test('opens by the shortcut in the language of the reader, and is the reviewed view', async () => {
    const { next, deliver } = views();
    for (const [user, language] of [
      [READER, 'en'],
      [CHINESE, 'zh'],
    ] as const) {
      const opened = await next(async () => await deliver(shortcut(user)));
      expect(opened.method).toBe('views.open');
      await expect(`${pageText(opened.view)}\n`).toMatchFileSnapshot(
        `../../../golden/slack/views/picker-${language}.txt`,
      );
    }
  });

  test('offers all topics before anything is typed, and finds them by beginnings, names and questions, in both languages', async () => {
    const { next, deliver, handed } = views();
    const english = handed(await next(async () => await deliver(shortcut())));
    expect(await typed('', english)).toHaveLength(realBot().bot.conversation.catalogue().briefs.size);
    expect((await typed('chips', english))[0]).toBe('Export controls and technology');
    expect((await typed('ener', english))[0]).toBe('Energy');
    expect((await typed('what happened in busan?', english))[0]).toBe('The Busan summit');
    expect(await typed('zzzz qqqq', english)).toEqual([]);
    const chinese = handed(await next(async () => await deliver(shortcut(CHINESE))));
    expect((await typed('稀土', chinese, CHINESE))[0]).toBe('关键矿产与供应链');
  });

  test('takes the language of the reader where the view does not tell it, and English where Slack does not either', async () => {
    expect((await typed('energy', undefined, CHINESE))[0]).toBe('能源');
    expect((await typed('energy', { type: 'modal', private_metadata: '{"depth":' }, CHINESE))[0]).toBe('能源');
    views().fake.fail('users.info', { error: 'user_not_found' });
    expect((await typed('energy', undefined, 'UNKNOWN'))[0]).toBe('Energy');
  });

  test('is answered though Slack does not tell of the reader', async () => {
    views().fake.fail('users.info', 'silence');
    expect(await typed('energy', undefined, 'USILENT')).not.toEqual([]);
  });

  test('shows the chosen brief on top of itself', async () => {
    const { next, deliver, handed, pressed } = views();
    const picker = handed(await next(async () => await deliver(shortcut())));
    const chosen = {
      type: 'external_select',
      action_id: PICK,
      selected_option: { value: value({ type: 'brief', topic: 'energy' }) },
      action_ts: '1',
    };
    const brief = await next(async () => await deliver(pressed(picker, '', { actions: [chosen] })));
    expect(brief.method).toBe('views.push');
    expect(read(brief.view)).toContain('[[Energy]]');
    expect((brief.view.close as Json).text).toBe('Back');
  });

  test('opens from the button below the topics', async () => {
    const { fake, next, deliver, pressed } = views();
    await fake.deliver('slash_commands', {
      command: '/brief',
      text: '',
      team_id: WORKSPACE,
      channel_id: CHANNEL,
      user_id: READER,
      trigger_id: 'topics1',
      response_url: fake.responseUrl('topics1'),
    });
    const press = pressed({}, PICKER, { ...inChannel, container: { type: 'message', channel_id: CHANNEL } });
    const opened = await next(async () => await deliver(press));
    expect(read(opened.view)).toContain('[[Pick a topic]]');
  });

  test('by a shortcut that Slack brings twice opens once, and by one that is late is logged', async () => {
    const { fake, deliver, sent, next, bot } = views();
    const twice = shortcut();
    await deliver(twice);
    await deliver(twice);
    await next(async () => await deliver(shortcut()));
    await until('both', () => (sent.length >= 2 ? true : undefined));
    expect(sent).toHaveLength(2);
    fake.fail('views.open', { error: 'expired_trigger_id' });
    await deliver(shortcut());
    await until('the fault', () => bot.lines.find((line) => line.includes('slack shortcut')));
  });
});

test('the options of the picker keep within what Slack takes, with a thousand long titles too', () => {
  const { bot } = realBot();
  const { briefs, finder } = bot.conversation.catalogue();
  const [brief] = briefs.values();
  if (brief === undefined) throw new Error('no briefs');
  const many = Array.from({ length: 1_000 }, (_, index) => ({
    ...brief,
    id: `${'a'.repeat(36)}${String(index).padStart(4, '0')}`,
    title: { en: `${'Long <title> & '.repeat(20)}${index}` },
    status: index % 2 === 0 ? ('published' as const) : ('retracted' as const),
  }));
  for (const language of ['en', 'zh'] as const) {
    const suggest = (_typed: string, _language: string, most: number) => many.slice(0, most);
    const options = pickerOptions(
      { ...bot.conversation.catalogue(), finder: { ...finder, suggest } },
      'a',
      language,
      bot.now(),
    );
    expect(options).toHaveLength(50);
    // In parts, since a whole message of them is what no message holds; a menu's options are no message.
    for (let at = 0; at < options.length; at += 10) {
      const menu = {
        type: 'static_select',
        action_id: 'x',
        placeholder: { type: 'plain_text', text: 'x', emoji: false },
        options: options.slice(at, at + 10),
      };
      expect(
        checkView({
          ...pickerView(bot.conversation.catalogue(), language),
          blocks: [{ type: 'actions', elements: [menu] }],
        }),
      ).toEqual([]);
    }
  }
});

describe('modals on each other', () => {
  const views = useViews();
  const first = async (over: Json = {}): Promise<Sent> => {
    const { next, deliver, pressed } = views();
    const picker = await next(
      async () =>
        await deliver(
          pressed({}, PICKER, { ...inChannel, container: { type: 'message', channel_id: CHANNEL }, ...over }),
        ),
    );
    return await openIn(picker, value({ type: 'brief', topic: 'energy' }));
  };
  const openIn = async (on: Sent, pressedValue: string, over: Json = {}): Promise<Sent> => {
    const { next, deliver, pressed, handed } = views();
    return await next(async () => await deliver(pressed(handed(on), pressedValue, over)));
  };

  test('lie three deep at most; from then on the last one changes', async () => {
    const { press, handed } = views();
    const brief = await first();
    const sources = await press(handed(brief), 'Both sides');
    expect([brief.method, sources.method]).toEqual(['views.push', 'views.push']);
    const back = await press(handed(sources), 'Back to overview');
    expect(back).toMatchObject({ method: 'views.update', for: sources.id, id: sources.id });
    expect(read(back.view)).toContain('Where they differ');
    const sides = await press(handed(back), 'Both sides');
    expect(sides).toMatchObject({ method: 'views.update', id: sources.id });
    expect(read(sides.view)).toContain('China, in its own documents');
  });

  test.each(['push_limit_reached', 'expired_trigger_id'])(
    'where Slack refuses with %s the one below changes',
    async (error) => {
      views().fake.fail('views.push', { error });
      const brief = await first();
      expect(brief.method).toBe('views.update');
      expect(read(brief.view)).toContain('[[Energy]]');
      // It lies where the picker lay, so that two more fit on it.
      const sources = await views().press(views().handed(brief), 'Both sides');
      expect(sources.method).toBe('views.push');
    },
  );

  test('share in the channel that the picker was opened in, once, and say so', async () => {
    const { press, handed, fake } = views();
    const brief = await first();
    const told = await press(handed(brief), 'Share in channel');
    expect(textOf(told.view)).toContain('The card is in this channel now');
    expect(fake.kept.map(({ channel }) => channel)).toEqual([CHANNEL]);
    expect(textOf(fake.kept[0])).toContain('Shared by one');
    expect(fake.kept[0]).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
    await press(handed(brief), 'Share in channel');
    expect(fake.kept).toHaveLength(1);
  });

  test('say how to invite the bot where it cannot share', async () => {
    const { press, handed, fake } = views();
    fake.refuse(CHANNEL, 'not_in_channel');
    const brief = await first();
    expect(textOf((await press(handed(brief), 'Share in channel')).view)).toContain('/invite @attache');
  });

  test('refuse to share from where there is no channel, though the button was made up', async () => {
    const { home } = views();
    const tab = { ...(await home()), type: 'modal', private_metadata: '{}' } as Json;
    const told = await views().next(
      async () => await views().deliver(views().pressed(tab, value({ type: 'brief', topic: 'energy' }, 'share'))),
    );
    expect(textOf(told.view)).toContain('Sharing needs a channel');
    expect(views().fake.kept).toEqual([]);
  });

  test('hold every brief in both languages within what Slack takes of a view', async () => {
    const { home, pressed, deliver, next } = views();
    const tab = await home();
    for (const topic of realBot().bot.conversation.catalogue().briefs.keys())
      for (const language of ['en', 'zh'] as const)
        for (const type of ['brief', 'sections'] as const) {
          const asked = encodeButton({ verb: 'open', request: { type, topic }, page: 1, language });
          expect(checkView((await next(async () => await deliver(pressed(tab, asked)))).view)).toEqual([]);
        }
  });
});

describe('with an answer of many pages', () => {
  const text = 'All of this is said. '.repeat(30);
  const views = useViews(() => ({
    answer: async () => ({
      title: 'Long',
      language: 'en',
      audience: 'asker',
      blocks: Array.from({ length: 240 }, () => ({ type: 'note', tone: 'plain', text })),
      actions: [{ label: 'Help', target: { verb: 'open', request: { type: 'help' }, page: 1, language: 'en' } }],
      again: { type: 'news' },
    }),
  }));

  test('a modal turns the pages in place, to the end and back', async () => {
    const { press, handed, home, pressed, deliver, next } = views();
    const tab = await home();
    let page = await next(async () => await deliver(pressed(tab, value({ type: 'news' }))));
    const id = page.id;
    const count = Number(/part 1 of (\d+)/u.exec(read(page.view))?.[1]);
    expect(count).toBeGreaterThan(1);
    for (let part = 2; part <= count; part++) {
      page = await press(handed(page), `Continue (${part} of ${count})`);
      expect([page.method, page.id]).toEqual(['views.update', id]);
      expect(read(page.view)).toContain(`part ${part} of ${count}`);
    }
    expect((page.view.close as Json).text).toBe('Close');
    page = await press(handed(page), `Previous (${count - 1} of ${count})`);
    expect([page.method, page.id]).toEqual(['views.update', id]);
    // Another reply lies on top, with Slack's own way back.
    const other = await press(handed(page), 'Help');
    expect(other.method).toBe('views.push');
    expect((other.view.close as Json).text).toBe('Back');
  });
});

describe('with an answer that is slow', () => {
  const { change, release } = held();
  const views = useViews(change);

  test('a note is shown in time, and then the answer in its place', async () => {
    const { home, pressed, fake, sent, press } = views();
    const tab = await home();
    await fake.deliver('interactive', { ...pressed(tab, value({ type: 'brief', topic: 'energy' })) });
    await until('the note', () => sent[1]);
    release();
    const updated = await until('the answer', () => sent.find(({ method }) => method === 'views.update'));
    expect(sent.map(({ method }) => method)).toEqual(['views.publish', 'views.open', 'views.update']);
    expect(textOf(sent[1]?.view)).toContain('Still working on it');
    expect(updated.id).toBe(sent[1]?.id);
    expect(read(updated.view)).toContain('[[Energy]]');
    // It lies alone, so that two more fit on it.
    expect((await press(views().handed(updated), 'Both sides')).method).toBe('views.push');
  });
});

describe('with an answer that fails', () => {
  const views = useViews(() => ({
    answer: async () => {
      throw new Error('it broke');
    },
  }));

  test('the modal says so with a reference that is in the log', async () => {
    const told = await views().press(await views().home(), 'Energy');
    const reference = /reference: (\w{8})/u.exec(textOf(told.view))?.[1];
    expect(views().bot.lines.some((line) => line.includes(`"reference":"${reference}"`))).toBe(true);
  });
});

test.each([0, 1, 25])('a message with %i buttons keeps them beside the one for the picker', (count) => {
  const actions = Array.from({ length: count }, (_, index) => ({
    label: `Topic ${index}`,
    target: { verb: 'open', request: { type: 'topics' }, page: 1, language: 'en' } as const,
  }));
  const [plain] = render({ title: 'T', language: 'en', audience: 'asker', blocks: [], actions });
  if (plain === undefined) throw new Error('no message');
  const message = withPicker(plain, 'en');
  expect(checkMessage(message)).toEqual([]);
  expect([...targetsOf(message).keys()]).toEqual([...targetsOf(plain).keys(), 'Pick a topic']);
});
