/** What people flag and what channels set, against a Slack that nobody here wrote, down to the store and back: nothing of it is a stand-in. */
import { describe, expect, test } from 'vitest';
import { inboxIn } from '../../../support/inbox.ts';
import { CURATORS, GENERAL, localSlackExists, type StoredMessage } from '../../../peers/slack.ts';
import { until } from '../harness.ts';
import { useLocalViews, type LocalViews } from '../local-views.ts';
import { targetsOf, textOf } from '../read-message.ts';
import { type Json } from '../view-session.ts';
import { read } from '../read-view.ts';

const ENERGY = 'There is nothing in it on the pipelines.';

/** What is filled in; of a field that is left out Slack sends what an empty one holds. */
const filled = (given: { readonly statement?: string; readonly text?: string; readonly link?: string }): Json => ({
  ...(given.statement !== undefined && {
    statement: { statement: { type: 'static_select', selected_option: { value: given.statement } } },
  }),
  ...(given.text !== undefined && { text: { text: { type: 'plain_text_input', value: given.text } } }),
  ...(given.link !== undefined && { link: { link: { type: 'plain_text_input', value: given.link } } }),
});

/** Types a command and returns its answer, for whomever it is. */
async function answered({ slack }: LocalViews, text: string): Promise<StoredMessage> {
  const before = (await slack.messages(GENERAL)).length;
  await slack.command(text);
  return await until('an answer', async () => (await slack.messages(GENERAL)).slice(before)[0]);
}

const posted = async ({ slack }: LocalViews): Promise<string[]> => (await slack.messages(CURATORS)).map(textOf);

describe.runIf(localSlackExists('flags against local-slack'))('what people flag', () => {
  const views = useLocalViews({ CURATOR_CHANNEL: `slack:${CURATORS}` });

  const opened = async (): Promise<Json> => {
    const session = views();
    const brief = await answered(session, 'energy');
    const value = targetsOf(brief).get('Something wrong?') ?? '';
    return await session.after('view', () => session.slack.press(GENERAL, brief.ts, { value }));
  };

  test('has errors at its fields until it can be kept; then it is in the inbox and with the curators, once', async () => {
    const session = views();
    const { after, errors, say, bot } = session;
    expect(read(await opened())).toContain(
      '[[Something wrong?]]\nTell the curators what is wrong in the brief “Energy”.',
    );
    expect(await errors({})).toEqual({
      statement: 'Choose what it is about.',
      text: 'Say what is wrong, in at least 10 characters.',
    });
    expect(await errors(filled({ statement: '*', text: 'x'.repeat(2_001), link: 'not an address' }))).toEqual({
      text: 'At most 2,000 characters; these are 2,001.',
      link: 'This is not a web address. It begins with https:// or http://; you can also leave it empty.',
    });
    expect(await inboxIn(bot.dataDir, bot.clock.now)).toContain('Nobody has flagged anything.');

    const values = filled({ statement: '*bottom-line', text: ENERGY, link: 'https://example.org/pipes' });
    const done = read(await after('view', () => say({ t: 'view_submit', values })));
    expect(done).toContain('The curators of “Energy” will look at it.');
    await until('the post', async () => ((await posted(session)).length > 0 ? true : undefined));
    const [post = '', ...more] = await posted(session);
    expect(more).toEqual([]);
    expect(post).toContain('Flagged: Energy');
    expect(post).toContain(ENERGY);
    expect(post).toContain('https://example.org/pipes');
    await until('the store', async () => {
      const [flag] = await bot.store().openFlags(1);
      return (await bot.store().delivery(flag?.id ?? ''))?.message;
    });
    const listed = await inboxIn(bot.dataDir, bot.clock.now);
    expect(listed).toContain('1 flag -');
    expect(listed).toContain(`${ENERGY} · https://example.org/pipes`);
    const id = /attache inbox --done (\w+)/u.exec(post)?.[1] ?? '';
    expect(await inboxIn(bot.dataDir, bot.clock.now, '--done', id)).toContain(`${id} is done with.`);
    expect(await inboxIn(bot.dataDir, bot.clock.now)).toContain('Nobody has flagged anything.');
  });

  test('is not posted again after a restart', async () => {
    const session = views();
    const { after, say, bot } = session;
    const flag = async (text: string): Promise<void> => {
      await opened();
      await after('view', () => say({ t: 'view_submit', values: filled({ statement: '*', text }) }));
      await until('the post', async () => (await posted(session)).find((one) => one.includes(text)));
    };
    await flag('The first thing that is wrong.');
    await bot.restart();
    // What would be posted again would be before what is flagged now.
    await flag('The second thing that is wrong.');
    expect(await posted(session)).toHaveLength(2);
  });
});

describe.runIf(localSlackExists('settings against local-slack'))('what a channel sets', () => {
  const views = useLocalViews();

  test('by the form changes how the next command is answered, and by text again', async () => {
    const session = views();
    const { after, say, slack, bot } = session;
    expect(await answered(session, 'energy')).toMatchObject({ subtype: 'ephemeral' });
    const form = await after('view', () => slack.command('settings'));
    expect(read(form)).toContain('[[');
    const values = {
      language: { language: { type: 'static_select', selected_option: { value: 'zh' } } },
      answers: { answers: { type: 'radio_buttons', selected_option: { value: 'open' } } },
    };
    const done = read(await after('view', () => say({ t: 'view_submit', values })));
    expect(done).toContain('Chinese (中文)');
    expect(done).toContain('open: everyone in the channel sees them');

    const answer = await answered(session, 'energy');
    expect(answer.subtype).toBeUndefined();
    expect(textOf(answer)).toContain('能源');
    await bot.restart();
    expect(textOf(await answered(session, 'energy'))).toContain('能源');

    expect(textOf(await answered(session, 'settings language en answers private'))).toContain('Changed');
    const again = await answered(session, 'energy');
    expect(again.subtype).toBe('ephemeral');
    expect(textOf(again)).toContain('Where they differ');
  });

  test('with a value that there is not is refused and leaves all as it was; what only begins so is a question', async () => {
    const session = views();
    const refused = textOf(await answered(session, 'settings language klingon answers open'));
    expect(refused).toContain('The language is en, zh, or own');
    expect(await answered(session, 'energy')).toMatchObject({ subtype: 'ephemeral' });
    expect(textOf(await answered(session, 'settings of the talks'))).not.toContain('Settings');
  });
});

describe.runIf(localSlackExists('settings of admins against local-slack'))('what only admins may set', () => {
  const views = useLocalViews({ DIGEST_MANAGERS: 'admins' });

  test('others are refused, and nothing changes', async () => {
    const session = views();
    const refused = textOf(await answered(session, 'settings language zh answers open'));
    expect(refused).toContain('an admin of the workspace');
    const answer = await answered(session, 'energy');
    expect(answer.subtype).toBe('ephemeral');
    expect(textOf(answer)).toContain('Where they differ');
  });
});
