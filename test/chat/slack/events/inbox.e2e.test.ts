/** What people flag, from the real form to the curators, in both languages, through restarts and where their channel is gone. */
import { describe, expect, test } from 'vitest';
import { inboxIn } from '../../../support/inbox.ts';
import { until } from '../harness.ts';
import { targetsOf, textOf } from '../read-message.ts';
import { checkView } from '../render/view-check.ts';
import { CHANNEL, READER, useViews, WORKSPACE, type Json } from '../view-session.ts';
import { pageText } from '../read-view.ts';

const CURATORS = 'C09CUR';
/** By which a post is looked up. */
const markerOf = ({ blocks }: Json): unknown => (blocks as readonly Json[])[0]?.block_id;
const inChannel = {
  channel: { id: CHANNEL, name: 'general' },
  container: { type: 'message', message_ts: '1.1', channel_id: CHANNEL, is_ephemeral: true },
  view: undefined,
};

describe('what people flag', () => {
  const views = useViews(undefined, { CURATOR_CHANNEL: `slack:${CURATORS}` });
  let number = 0;

  const opened = async (language = 'en'): Promise<Json> => {
    const { fake, next, deliver, pressed } = views();
    const click = pressed({}, `attache1/flag/energy/${language}`, {
      ...inChannel,
      response_url: fake.responseUrl('r'),
    });
    return (await next(async () => await deliver(click))).view;
  };
  const submitted = async (view: Json, statement: string | undefined, text: string, link = ''): Promise<Json> => {
    const values = {
      ...(statement !== undefined && {
        statement: { statement: { type: 'static_select', selected_option: { value: statement } } },
      }),
      text: { text: { type: 'plain_text_input', value: text } },
      link: { link: { type: 'plain_text_input', value: link === '' ? null : link } },
    };
    const { payload } = await views().fake.deliver('interactive', {
      type: 'view_submission',
      team: { id: WORKSPACE },
      user: { id: READER },
      trigger_id: `f${++number}`,
      view: { ...view, id: 'V1', state: { values } },
    });
    return payload;
  };
  const flagged = async (text: string): Promise<void> => {
    expect(await submitted(await opened(), '*', text)).toMatchObject({ response_action: 'update' });
  };
  const inbox = async (): Promise<string> => await inboxIn(views().bot.dataDir, views().bot.clock.now);
  const posts = (): string[] =>
    views()
      .fake.kept.filter(({ channel }) => channel === CURATORS)
      .map(textOf);
  const postedInStore = async (): Promise<unknown> =>
    await until('the store', async () => {
      const [flag] = await views().bot.store().openFlags(1);
      return (
        await views()
          .bot.store()
          .delivery(flag?.id ?? '')
      )?.message;
    });
  const log = (): string => views().bot.lines.join('');

  test.each(['en', 'zh'])('is asked for by the reviewed form in the language of the brief: %s', async (language) => {
    const view = await opened(language);
    expect(checkView(view)).toEqual([]);
    await expect(`${pageText(view)}\n`).toMatchFileSnapshot(`../../../golden/slack/views/flag-${language}.txt`);
  });

  test('has its faults told at the fields in the language of the form, and is thanked for in it', async () => {
    const form = await opened('zh');
    expect(await submitted(form, undefined, '短', 'javascript:alert(1)')).toEqual({
      response_action: 'errors',
      errors: {
        statement: '请选择所指的内容。',
        text: '请说明哪里有误，至少10个字符。',
        link: '这不是网址。网址以 https:// 或 http:// 开头；也可不填。',
      },
    });
    expect(posts()).toEqual([]);
    const done = await submitted(form, '*bottom-line', '原文没有提到管道，这里却写了。');
    expect(textOf(done.view)).toContain('“能源”简报的编辑人员会查看。');
    expect(await until('the post', () => posts()[0])).toContain('读者指出问题：能源');
  });

  test('of more than five things within an hour is a flood, and told where it was written', async () => {
    for (const one of ['first', 'second', 'third', 'fourth', 'fifth']) await flagged(`This is the ${one} thing.`);
    expect(await submitted(await opened(), '*', 'This is the sixth thing.')).toMatchObject({
      response_action: 'errors',
      errors: { text: expect.stringContaining('within an hour') },
    });
    expect(await inbox()).toContain('5 flags');
  });

  test('waits where the channel of the curators is gone, is listed so, and comes once it is back', async () => {
    const { fake, bot } = views();
    fake.refuse(CURATORS, 'channel_not_found');
    await flagged('The date of the call is wrong.');
    await until('the log', () => log().includes('it is kept and tried again') || undefined);
    expect(await inbox()).toContain('The date of the call is wrong.');
    // Gone also for a new process, which says so at its start.
    fake.fail('conversations.history', { error: 'channel_not_found' });
    await bot.restart();
    await until('the log', () => log().includes('CURATOR_CHANNEL: flags cannot be posted there') || undefined);
    expect(posts()).toEqual([]);

    fake.accept(CURATORS);
    bot.moveTo('2026-11-24T12:11:00Z');
    expect(await until('the post', () => posts()[0])).toContain('The date of the call is wrong.');
    await postedInStore();
    await bot.restart();
    bot.moveTo('2026-11-24T13:00:00Z');
    await flagged('The second thing that is wrong.');
    await until('the second post', () => posts()[1]);
    expect(posts().filter((one) => one.includes('The date of the call'))).toHaveLength(1);
  });

  test('is closed by Done below the post, which then says so and is found by its marker still', async () => {
    const { fake, deliver, pressed } = views();
    await flagged('The date of the call is wrong.');
    const post = await until('the post', () => fake.kept.find(({ channel }) => channel === CURATORS));
    await postedInStore();
    const done = async (name: string): Promise<Json> => {
      const click = pressed({}, targetsOf(post).get('Done') ?? '', {
        view: undefined,
        channel: { id: CURATORS, name: 'curators' },
        container: { type: 'message', message_ts: post.ts, channel_id: CURATORS },
        message: { type: 'message', ts: post.ts, text: post.text, blocks: post.blocks },
        response_url: fake.responseUrl(name),
      });
      await deliver(click);
      return await until('the edit', () => fake.responses.find(({ to }) => to === name));
    };
    const edited = await done('first');
    expect(edited.replace_original).toBe(true);
    expect(edited.text).toBe(post.text);
    expect(textOf(edited)).toBe(`${textOf(post)}Marked as done by one.`);
    expect([...targetsOf(edited).keys()]).toEqual(['Open the brief']);
    expect(markerOf(edited)).toBe(markerOf(post));
    expect(await inbox()).toContain('Nobody has flagged anything.');
    expect(textOf(await done('second'))).toContain('It was already marked as done');
  });

  test('whose answer was lost is looked for after a restart, and not posted twice', async () => {
    const { fake, bot } = views();
    fake.fail('chat.postMessage', 'cut-after');
    await flagged('The date of the call is wrong.');
    await until('the log', () => log().includes('it will be looked up') || undefined);
    expect(posts()).toHaveLength(1);
    await bot.restart();
    bot.moveTo('2026-11-24T12:02:00Z');
    await postedInStore();
    expect(posts()).toHaveLength(1);
  });
});
