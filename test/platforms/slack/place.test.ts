/** `/brief settings`: the form and the text, who may, errors at their fields, and what happens late or twice. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { PlaceChanged, Places, PlaceSettings, PlaceWish } from '../../../src/places/places.ts';
import { placeForm, readPlaceForm } from '../../../src/platforms/slack/place-form.ts';
import { readPlaceText } from '../../../src/platforms/slack/place.ts';
import { until } from './harness.ts';
import { targetsOf, textOf } from './read-message.ts';
import { checkView } from './view-check.ts';
import {
  CHANNEL,
  CHINESE,
  envelope,
  read,
  READER,
  useViews,
  WORKSPACE,
  type Json,
  type ViewSession,
} from './view-session.ts';

test.each([
  ['settings', { wish: {}, unclear: false }],
  ['  Settings ', { wish: {}, unclear: false }],
  ['settings language zh answers open', { wish: { language: 'zh', answers: 'open' }, unclear: false }],
  ['settings answers: private', { wish: { answers: 'private' }, unclear: false }],
  ['settings language=own', { wish: { language: 'own' }, unclear: false }],
  ['设置 语言：中文 回答：公开', { wish: { language: '中文', answers: '公开' }, unclear: false }],
  ['settings language', { wish: {}, unclear: true }],
  ['settings colour red', { wish: {}, unclear: true }],
  ['energy', undefined],
  ['what are the settings', undefined],
  ['', undefined],
])('the text "%s" asks for %j', (text, asked) => {
  expect(readPlaceText(text)).toEqual(asked);
});

let number = 0;
const settings = { now: { language: undefined, audience: 'asker' } as PlaceSettings };
const changes: { place: unknown; wish: PlaceWish }[] = [];
let outcome: (() => PlaceChanged) | undefined;
const said = (text: string) =>
  ({
    title: 'Answers here',
    language: 'en',
    audience: 'asker',
    blocks: [{ type: 'note', tone: 'plain', text }],
    actions: [],
  }) as const;
const places: Places = {
  read: async () => settings.now,
  show: async () => said('How to set it by text.'),
  change: async (place, wish) => {
    changes.push({ place, wish });
    return outcome?.() ?? { ok: true, settings: settings.now, reply: said('It is set.') };
  },
};

const send = async ({ fake }: ViewSession, text: string, over: Json = {}): Promise<{ milliseconds: number }> => {
  const name = `p${++number}`;
  return await fake.deliver('slash_commands', {
    command: '/brief',
    text,
    team_id: WORKSPACE,
    channel_id: CHANNEL,
    user_id: READER,
    trigger_id: name,
    response_url: fake.responseUrl(name),
    ...over,
  });
};
const told = async (session: ViewSession, text: string, over: Json = {}): Promise<string> => {
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
  const views = useViews(() => ({ places }));

  test('the form opens with what holds, in the language of the reader, and is the reviewed view', async () => {
    settings.now = { language: 'zh', audience: 'everyone' };
    for (const [user, language] of [
      [READER, 'en'],
      [CHINESE, 'zh'],
    ] as const) {
      const { view } = await views().next(async () => await send(views(), 'settings', { user_id: user }));
      expect(checkView(view)).toEqual([]);
      await expect(`${JSON.stringify(view, null, 1)}\n`).toMatchFileSnapshot(
        `../../golden/slack/views/settings-${language}.json`,
      );
    }
  });

  test('what is sent is set for the channel that it was opened in, and said back', async () => {
    changes.length = 0;
    const { view } = await views().next(async () => await send(views(), 'settings'));
    const answer = await submit(views(), view, chosen('zh', 'open'));
    expect(answer).toMatchObject({ response_action: 'update' });
    expect(textOf(answer.view)).toContain('It is set.');
    expect(changes).toEqual([
      {
        place: { platform: 'slack', workspace: WORKSPACE, channel: CHANNEL },
        wish: { language: 'zh', answers: 'open' },
      },
    ]);
  });

  test('faults stand at their fields', async () => {
    outcome = () => ({ ok: false, reply: said('x'), faults: [{ field: 'language', message: 'No such language.' }] });
    const { view } = await views().next(async () => await send(views(), 'settings'));
    expect(await submit(views(), view, chosen('xx', 'open'))).toEqual({
      response_action: 'errors',
      errors: { language: 'No such language.' },
    });
    outcome = undefined;
  });

  test('by text it is set at once, and what is not understood says how', async () => {
    changes.length = 0;
    expect(await told(views(), 'settings language zh answers open')).toContain('It is set.');
    expect(changes.map(({ wish }) => wish)).toEqual([{ language: 'zh', answers: 'open' }]);
    expect(await told(views(), 'settings colour red')).toContain('How to set it by text.');
    expect(changes).toHaveLength(1);
  });

  test('with a trigger that has run out says how to set it by text', async () => {
    views().fake.fail('views.open', { error: 'expired_trigger_id' });
    expect(await told(views(), 'settings')).toContain('How to set it by text.');
  });

  test('is acknowledged at once', async () => {
    expect((await send(views(), 'settings')).milliseconds).toBeLessThan(1_000);
    await until('the form', () => views().sent[0]);
  });

  test('a form that is none of ours sets nothing', async () => {
    changes.length = 0;
    const { view } = await views().next(async () => await send(views(), 'settings'));
    await submit(views(), { ...view, private_metadata: '[]' }, chosen('zh', 'open'));
    expect(changes).toEqual([]);
  });
});

describe('what a channel has set', () => {
  const views = useViews(() => ({ places }));
  const acknowledged = async (text: string, user = READER): Promise<Json> => {
    const name = `a${++number}`;
    const { payload } = await views().fake.deliver('slash_commands', {
      command: '/brief',
      text,
      team_id: WORKSPACE,
      channel_id: CHANNEL,
      user_id: user,
      trigger_id: name,
      response_url: views().fake.responseUrl(name),
    });
    return payload;
  };

  test('opens answers to everybody, without a button to share, except how to ask', async () => {
    settings.now = { language: undefined, audience: 'everyone' };
    const answer = await acknowledged('energy');
    expect(answer.response_type).toBe('in_channel');
    expect([...targetsOf(answer).keys()]).not.toContain('Share in channel');
    expect((await acknowledged('help')).response_type).toBe('ephemeral');
    settings.now = { language: undefined, audience: 'asker' };
    expect((await acknowledged('energy')).response_type).toBe('ephemeral');
  });

  test('says in which language, behind a wish in the question and before the language of the reader', async () => {
    settings.now = { language: 'zh', audience: 'asker' };
    expect(textOf(await acknowledged('energy'))).toContain('能源');
    expect(textOf(await acknowledged('energy en'))).toContain('Bottom line');
    settings.now = { language: 'en', audience: 'asker' };
    expect(textOf(await acknowledged('energy', CHINESE))).toContain('Bottom line');
    settings.now = { language: undefined, audience: 'asker' };
    expect(textOf(await acknowledged('energy', CHINESE))).toContain('能源');
  });

  test('holds for mentions too', async () => {
    settings.now = { language: 'zh', audience: 'asker' };
    const event = { type: 'app_mention', channel: CHANNEL, user: READER, ts: '7.1', text: '<@U0BOT> energy' };
    await views().fake.deliver('events_api', envelope(event));
    expect(textOf(await until('the answer', () => views().fake.kept[0]))).toContain('能源');
  });
});

describe('with open answers that are slow', () => {
  const views = useViews((bot) => ({
    places: { ...places, read: async () => ({ language: undefined, audience: 'everyone' }) },
    answer: async (...asked) => {
      await wait(1_700);
      return await bot.answer(...asked);
    },
  }));

  test('the asker is told alone that it comes, and the answer is for everybody', async () => {
    const { fake } = views();
    const { payload } = await fake.deliver('slash_commands', {
      command: '/brief',
      text: 'energy',
      team_id: WORKSPACE,
      channel_id: CHANNEL,
      user_id: READER,
      trigger_id: 'slow1',
      response_url: fake.responseUrl('slow'),
    });
    expect(payload.response_type).toBe('ephemeral');
    const answer = await until('the answer', () => fake.responses[0]);
    expect(answer).toMatchObject({ response_type: 'in_channel', replace_original: false });
  });
});

describe('where only admins may', () => {
  const views = useViews(() => ({ places }), { DIGEST_MANAGERS: 'admins' });

  test('others are refused by text, by form and when they send one', async () => {
    changes.length = 0;
    expect(await told(views(), 'settings')).toContain('an admin of the workspace');
    expect(await told(views(), 'settings language zh')).toContain('an admin of the workspace');
    const view = placeForm(settings.now, CHANNEL, 'en') as unknown as Json;
    expect(read((await submit(views(), view, chosen('zh', 'open'))).view as Json)).toContain(
      'an admin of the workspace',
    );
    expect(changes).toEqual([]);
  });
});

describe('without a store', () => {
  const views = useViews(() => ({ places: undefined }));

  test('it says that there are no settings', async () => {
    expect(await told(views(), 'settings')).toContain('without a store');
  });
});

test.each(['', '{', '[]', '{"channel":1,"language":"en"}', '{"channel":"C1","language":"fr"}'])(
  'metadata that is none of ours (%s) is nothing',
  (metadata) => {
    expect(readPlaceForm(metadata, {})).toBeUndefined();
  },
);
