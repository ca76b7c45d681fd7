/** `/brief settings`: the form and the text, who may, errors at their fields, and what happens late or twice. */
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_SETTINGS,
  settingsForm,
  type ChannelSettings,
} from '../../../../src/conversation/channel-settings/channel-settings.ts';
import { formView } from '../../../../src/chat/slack/render/form.ts';
import { until } from '../harness.ts';
import { targetsOf, textOf } from '../read-message.ts';
import { checkView } from '../render/view-check.ts';
import { held } from '../../../support/bot.ts';
import {
  CHANNEL,
  CHINESE,
  envelope,
  READER,
  useViews,
  WORKSPACE,
  type Json,
  type ViewSession,
} from '../view-session.ts';
import { read, pageText } from '../read-view.ts';

let number = 0;
const CHANNEL_REF = { platform: 'slack', workspace: WORKSPACE, channel: CHANNEL } as const;
/** What is kept of the channel; undefined where nothing was ever set. */
const stored = async ({ bot }: ViewSession): Promise<ChannelSettings | undefined> =>
  await bot.store().channelSettings(CHANNEL_REF);

function commanded(text: string, { fake }: ViewSession): Record<string, unknown> {
  const name = `p${++number}`;
  return {
    command: '/brief',
    text,
    team_id: WORKSPACE,
    channel_id: CHANNEL,
    user_id: READER,
    trigger_id: name,
    response_url: fake.responseUrl(name),
  };
}
const send = async (session: ViewSession, text: string, over: Json = {}): Promise<void> =>
  void (await session.fake.deliver('slash_commands', { ...commanded(text, session), ...over }));
const responseTo = async (session: ViewSession, text: string, over: Json = {}): Promise<string> => {
  const before = session.fake.responses.length;
  await send(session, text, over);
  return textOf(await until('an answer', () => session.fake.responses[before]));
};
const submit = async ({ fake }: ViewSession, view: Json, values: Json): Promise<Json> => {
  const { payload } = await fake.deliver('interactive', {
    type: 'view_submission',
    team: { id: WORKSPACE },
    user: { id: READER },
    trigger_id: `f${++number}`,
    view: { ...view, id: 'V1', state: { values } },
  });
  return payload;
};
const chosen = (language: string, answers: string): Json => ({
  language: { language: { type: 'static_select', selected_option: { value: language } } },
  answers: { answers: { type: 'radio_buttons', selected_option: { value: answers } } },
});

describe('with a store', () => {
  const views = useViews();

  test('the form opens with what holds, in the language of the reader, and is the reviewed view', async () => {
    await responseTo(views(), 'settings language zh answers open');
    for (const [user, language] of [
      [READER, 'en'],
      [CHINESE, 'zh'],
    ] as const) {
      const { view } = await views().next(async () => await send(views(), 'settings', { user_id: user }));
      expect(checkView(view)).toEqual([]);
      await expect(`${pageText(view)}\n`).toMatchFileSnapshot(`../../../golden/slack/views/settings-${language}.txt`);
    }
  });

  test('what is sent is set for the channel that it was opened in, and said back', async () => {
    const { view } = await views().next(async () => await send(views(), 'settings'));
    const answer = await submit(views(), view, chosen('zh', 'open'));
    expect(answer).toMatchObject({ response_action: 'update' });
    expect(textOf(answer.view)).toContain('open: everyone in the channel sees them');
    expect(await stored(views())).toEqual({ language: 'zh', audience: 'everyone' });
  });

  test('faults stand at their fields', async () => {
    const { view } = await views().next(async () => await send(views(), 'settings'));
    expect(await submit(views(), view, chosen('fr', 'loud'))).toEqual({
      response_action: 'errors',
      errors: {
        language: 'The language is en, zh, or own for each reader’s own.',
        answers: 'Answers are private or open.',
      },
    });
    expect(await stored(views())).toBeUndefined();
  });

  test.each([
    ['settings language zh answers open', { language: 'zh', audience: 'everyone' }],
    ['设置 语言：中文，回答：公开', { language: 'zh', audience: 'everyone' }],
    ['settings open', { language: undefined, audience: 'everyone' }],
  ])('by text (%s) it is set at once', async (text, settings) => {
    expect(await responseTo(views(), text)).toContain('Changed');
    expect(await stored(views())).toEqual(settings);
  });

  test('what cannot be set by text is told, and a question that begins so is a question', async () => {
    expect(await responseTo(views(), 'settings language')).toContain('The language is en, zh, or own');
    expect(await responseTo(views(), 'settings zh loud', { user_id: CHINESE })).toContain('未知设置：“loud”');
    const { payload } = await views().fake.deliver('slash_commands', {
      ...commanded('settings of the talks', views()),
      user_id: READER,
    });
    expect(textOf(payload)).not.toContain('nknown setting');
    expect(await stored(views())).toBeUndefined();
  });

  test('with a trigger that has run out says what holds', async () => {
    await responseTo(views(), 'settings zh');
    views().fake.fail('views.open', { error: 'expired_trigger_id' });
    const answer = await responseTo(views(), 'settings');
    expect(answer).toContain('Settings of this channel');
    expect(answer).toContain('Chinese (中文)');
  });

  test('a form that is none of ours sets nothing', async () => {
    const { view } = await views().next(async () => await send(views(), 'settings'));
    await submit(views(), { ...view, private_metadata: '[]' }, chosen('zh', 'open'));
    expect(await stored(views())).toBeUndefined();
  });
});

describe('what a channel has set', () => {
  const views = useViews();
  const acknowledged = async (text: string, user = READER): Promise<Json> => {
    const { payload } = await views().fake.deliver('slash_commands', { ...commanded(text, views()), user_id: user });
    return payload;
  };
  const set = async (text: string): Promise<string> => await responseTo(views(), text);

  test('opens answers to everybody, without a button to share, except how to ask', async () => {
    await set('settings language own answers open');
    const answer = await acknowledged('energy');
    expect(answer.response_type).toBe('in_channel');
    expect([...targetsOf(answer).keys()]).not.toContain('Share in channel');
    expect((await acknowledged('help')).response_type).toBe('ephemeral');
    await set('settings language own answers private');
    expect((await acknowledged('energy')).response_type).toBe('ephemeral');
  });

  test('says in which language, behind a wish in the question and before the language of the reader', async () => {
    await set('settings language zh');
    expect(textOf(await acknowledged('energy'))).toContain('能源');
    expect(textOf(await acknowledged('energy en'))).toContain('Where they differ');
    await set('settings language en');
    expect(textOf(await acknowledged('energy', CHINESE))).toContain('Where they differ');
    await set('settings language own answers private');
    expect(textOf(await acknowledged('energy', CHINESE))).toContain('能源');
  });

  test('holds for mentions too', async () => {
    await set('settings language zh');
    const event = { type: 'app_mention', channel: CHANNEL, user: READER, ts: '7.1', text: '<@U0BOT> energy' };
    await views().fake.deliver('events_api', envelope(event));
    expect(textOf(await until('the answer', () => views().fake.kept[0]))).toContain('能源');
  });
});

describe('with open answers', () => {
  const views = useViews();

  test.each(['what’s new', 'tariffs and chips', 'energy sources'])(
    'what answers /brief %j is for everyone, as on Discord',
    async (text) => {
      await responseTo(views(), 'settings open');
      const { payload } = await views().fake.deliver('slash_commands', commanded(text, views()));
      expect(payload.response_type).toBe('in_channel');
    },
  );

  test.each(['', 'topics', 'help', 'digests', 'china', 'xyzzy plugh'])(
    '/brief %j is for who asked alone: it tells the channel nothing',
    async (text) => {
      const { fake } = views();
      await responseTo(views(), 'settings open');
      expect((await fake.deliver('slash_commands', commanded(text, views()))).payload.response_type).toBe('ephemeral');
      expect((await fake.deliver('slash_commands', commanded('energy', views()))).payload.response_type).toBe(
        'in_channel',
      );
    },
  );
});

describe('with open answers that are slow', () => {
  const { change, release } = held();
  const views = useViews(change);

  test('the asker is told alone that it comes, and the answer is for everybody', async () => {
    const { fake } = views();
    await responseTo(views(), 'settings open');
    const { payload } = await fake.deliver('slash_commands', commanded('energy', views()));
    expect(payload.response_type).toBe('ephemeral');
    release();
    const answer = await until('the answer', () => fake.responses[1]);
    expect(answer).toMatchObject({ response_type: 'in_channel', replace_original: false });
  });
});

describe('where only admins may', () => {
  const views = useViews(undefined, { DIGEST_MANAGERS: 'admins' });

  test('others are refused by text, by form and when they send one', async () => {
    expect(await responseTo(views(), 'settings')).toContain('an admin of the workspace');
    expect(await responseTo(views(), 'settings language zh')).toContain('an admin of the workspace');
    const view = formView(settingsForm(DEFAULT_SETTINGS, 'en'), CHANNEL) as unknown as Json;
    expect(read((await submit(views(), view, chosen('zh', 'open'))).view as Json)).toContain(
      'an admin of the workspace',
    );
    expect(await stored(views())).toBeUndefined();
  });
});
