/** "Something wrong?" in Slack: the form from below a brief, from a modal and from the Home tab; errors at their fields; kept once. */
import { describe, expect, test } from 'vitest';
import {
  type FlagInput,
  type FlagResult,
  type Flagger,
  flagForm,
  optionValue,
} from '../../../../src/conversation/flags/flags.ts';
import { formView, parseForm } from '../../../../src/chat/slack/render/form.ts';
import { newForm, newReply } from '../../../support/flag-form.ts';
import { realBot, until } from '../harness.ts';
import { textOf } from '../read-message.ts';
import { checkView } from '../render/view-check.ts';
import { CHANNEL, READER, useViews, WORKSPACE, type Json, type ViewSession } from '../view-session.ts';
import { read } from '../read-view.ts';

const FLAG = 'attache1/flag/energy/en';
const inChannel = {
  channel: { id: CHANNEL, name: 'general' },
  container: { type: 'message', message_ts: '1.1', channel_id: CHANNEL, is_ephemeral: true },
  view: undefined,
};

const flagged: { given: FlagInput; by: Flagger }[] = [];
let outcome: () => Promise<FlagResult>;
const flags = {
  form: (topic: string) =>
    topic === 'energy'
      ? ({ ok: true, form: newForm({ topic: 'energy' }) } as const)
      : ({ ok: false, reply: newReply('There is no such brief.') } as const),
  flag: async (given: FlagInput, by: Flagger): Promise<FlagResult> => {
    flagged.push({ given, by });
    return await outcome();
  },
};

let number = 0;
const values = (text: string | null, link: string | null = null): Json => ({
  statement: { statement: { type: 'static_select', selected_option: { value: 's1' } } },
  text: { text: { type: 'plain_text_input', value: text } },
  link: { link: { type: 'plain_text_input', value: link } },
});
const submit = async ({ fake }: ViewSession, view: Json, filled: Json, trigger = `f${++number}`): Promise<Json> => {
  const { payload } = await fake.deliver('interactive', {
    type: 'view_submission',
    team: { id: WORKSPACE },
    user: { id: READER },
    trigger_id: trigger,
    view: { ...view, id: 'V1', state: { values: filled } },
  });
  return payload;
};

describe('with a store', () => {
  const views = useViews(() => ({ flags }));
  const open = async (over: Json = inChannel): Promise<Json> => {
    const { next, deliver, pressed } = views();
    const { view } = await next(
      async () => await deliver(pressed({}, FLAG, { ...over, response_url: views().fake.responseUrl('r') })),
    );
    return view;
  };

  test('what is sent is kept with its place, and the form says so', async () => {
    flagged.length = 0;
    outcome = async () => ({ ok: true, reply: newReply('Thank you. It is kept.') });
    const answer = await submit(views(), await open(), values('The date is wrong.', 'https://a.example/b'));
    expect(answer).toMatchObject({ response_action: 'update', view: { type: 'modal' } });
    expect(textOf(answer.view)).toContain('It is kept.');
    expect(checkView(answer.view)).toEqual([]);
    expect(flagged).toEqual([
      {
        given: { topic: 'energy', statement: 's1', text: 'The date is wrong.', link: 'https://a.example/b' },
        by: {
          channelRef: { platform: 'slack', workspace: WORKSPACE, channel: CHANNEL },
          person: READER,
          language: 'en',
        },
      },
    ]);
  });

  test('faults stand at their fields, and one that no field can mend where the text is, so that it is not lost', async () => {
    outcome = async () => ({
      ok: false,
      reply: newReply('x'),
      faults: [
        { field: 'text', message: 'Say more.' },
        { field: 'link', message: 'No link.' },
        { field: 'form', message: 'Too many today.' },
      ],
    });
    expect(await submit(views(), await open(), values('x', 'x'))).toEqual({
      response_action: 'errors',
      errors: { text: 'Say more. Too many today.', link: 'No link.' },
    });
  });

  test('a form without any field, as Slack sends empty ones, is passed on empty and not as a fault', async () => {
    flagged.length = 0;
    outcome = async () => ({ ok: false, reply: newReply('x'), faults: [{ field: 'text', message: 'Say what.' }] });
    expect(await submit(views(), await open(), {})).toMatchObject({ errors: { text: 'Say what.' } });
    await submit(views(), await open(), values(null));
    expect(flagged.map(({ given }) => given.text)).toEqual([undefined, '']);
  });

  test('a form that Slack brings twice is kept once', async () => {
    flagged.length = 0;
    outcome = async () => ({ ok: true, reply: newReply('Kept.') });
    const view = await open();
    await submit(views(), view, values('The date is wrong.'), 'same');
    expect(await submit(views(), view, values('The date is wrong.'), 'same')).toEqual({});
    expect(flagged).toHaveLength(1);
  });

  test('a store that fails is told in the form with a reference, and the text stays', async () => {
    outcome = async () => {
      throw new Error('the store broke');
    };
    const { errors } = (await submit(views(), await open(), values('The date is wrong.'))) as { errors?: Json };
    expect(String(errors?.['text'])).toContain('reference');
  });

  test('a store that is slow closes the form in time and tells the outcome in a direct message', async () => {
    const stored = Promise.withResolvers<FlagResult>();
    outcome = () => stored.promise;
    const view = await open();
    expect(await submit(views(), view, values('The date is wrong.'))).toEqual({ response_action: 'clear' });
    stored.resolve({ ok: true, reply: newReply('Thank you. It is kept.') });
    const message = await until('the message', () => views().fake.kept[0]);
    expect(message.channel).toBe(READER);
    expect(textOf(message)).toContain('It is kept.');
  });

  test('a store that is slow and then fails is told in a direct message too', async () => {
    const stored = Promise.withResolvers<FlagResult>();
    outcome = () => stored.promise;
    await submit(views(), await open(), values('The date is wrong.'));
    stored.reject(new Error('the store broke'));
    expect(textOf(await until('the message', () => views().fake.kept[0]))).toContain('reference');
  });

  test('it opens on top of a brief in a modal', async () => {
    const { home, press, handed } = views();
    const brief = await press(await home(), 'Energy');
    const flag = await press(handed(brief), 'Something wrong?');
    expect(flag.method).toBe('views.push');
  });

  test('of a brief that is gone it says so where it was pressed', async () => {
    const { fake, deliver, pressed, home, next } = views();
    const gone = 'attache1/flag/gone-topic/en';
    await deliver(pressed({}, gone, { ...inChannel, response_url: fake.responseUrl('gone') }));
    expect(textOf(await until('the answer', () => fake.responses[0]))).toContain('There is no such brief.');
    const tab = await home();
    expect(textOf((await next(async () => await deliver(pressed(tab, gone)))).view)).toContain(
      'There is no such brief.',
    );
  });

  test('with a trigger that has run out it says to press again', async () => {
    const { fake, deliver, pressed } = views();
    fake.fail('views.open', { error: 'expired_trigger_id' });
    await deliver(pressed({}, FLAG, { ...inChannel, response_url: fake.responseUrl('late') }));
    expect(textOf(await until('the answer', () => fake.responses[0]))).toContain('Please try again');
  });

  test('a form that is none of ours keeps nothing', async () => {
    flagged.length = 0;
    const view = { ...(await open()), private_metadata: '{"form":7}' };
    expect(await submit(views(), view, values('The date is wrong.'))).toMatchObject({ response_action: 'update' });
    expect(flagged).toEqual([]);
  });
});

test.each(['en', 'zh'] as const)(
  'the form of every brief keeps within what Slack takes, its key points in it: %s',
  (language) => {
    for (const brief of realBot().bot.conversation.catalogue().briefs.values()) {
      const view = formView(flagForm(brief, language), CHANNEL);
      expect({ topic: brief.id, faults: checkView(view) }).toEqual({ topic: brief.id, faults: [] });
      for (const point of brief.keyPoints) expect(JSON.stringify(view)).toContain(`"value":"${optionValue(point)}"`);
    }
  },
);

test('the form keeps within what Slack takes, however many statements there are and however long their labels', () => {
  const options = Array.from({ length: 150 }, (_, index) => ({
    value: `statement-${index}`,
    label: `${'Long <statement> & more '.repeat(20)}${index}`,
  }));
  const view = formView(newForm({}, { options, about: ['a'.repeat(5_000)] }), CHANNEL);
  expect(checkView(view)).toEqual([]);
  expect(read(view as unknown as Json)).toContain('[[Something wrong?]]');
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '{"form":"attache1/flag/energy/fr","channel":""}',
  '{"form":"attache1/flag/energy/en"}',
  '{"form":"attache1/open/topics//1/en","channel":"C1"}',
  '{"form":"attache1/settings/en","channel":1}',
])('metadata that is none of ours (%s) is nothing', (metadata) => {
  expect(parseForm(metadata, {})).toBeUndefined();
});
