/** "Brief this" on messages of every shape: answered in a modal to the asker alone, wherever the message is, and what happens late, twice or with nothing to read. */
import { expect, test } from 'vitest';
import { SHORTCUTS } from '../../../../src/chat/slack/events/shortcut.ts';
import { until } from '../harness.ts';
import { targetsOf, textOf } from '../read-message.ts';
import { CHINESE, READER, useViews, WORKSPACE, type Json, type Sent } from '../view-session.ts';
import { pageText, read } from '../read-view.ts';

const views = useViews();

let number = 0;
const shortcut = (message: Json, over: Json = {}, name = `m${++number}`): Json => ({
  type: 'message_action',
  callback_id: SHORTCUTS.message,
  trigger_id: name,
  message_ts: '1.1',
  response_url: views().fake.responseUrl(name),
  message: { type: 'message', ts: '1.1', user: 'USOMEBODY', ...message },
  user: { id: READER, name: 'one' },
  channel: { id: 'C0ELSEWHERE', name: 'elsewhere' },
  team: { id: WORKSPACE, domain: 't' },
  action_ts: '1',
  ...over,
});
const briefThis = async (message: Json, over: Json = {}): Promise<Sent> =>
  await views().next(async () => await views().deliver(shortcut(message, over)));

test('a message that is a topic’s name opens its brief, in the language of the reader and not of the message', async () => {
  const opened = await briefThis({ text: 'energy' });
  expect(opened.method).toBe('views.open');
  expect(read(opened.view)).toContain('[[Energy]]');
  expect(read(opened.view)).toContain('Where they differ');
  const chinese = await briefThis({ text: 'energy' }, { user: { id: CHINESE, name: 'zh' } });
  expect(read(chinese.view)).toContain('[[能源]]');
});

test('a message is answered under its words, and a button opens each brief on top', async () => {
  const { press, handed } = views();
  const text =
    'Xi and Trump met in Busan. Washington and Beijing agreed to cut tariffs. The U.S. keeps its export controls on chips for China.';
  const opened = await briefThis({ text });
  const said = read(opened.view);
  expect(said).toContain('“Washington and Beijing agreed to cut tariffs”');
  await expect(`${pageText(opened.view)}\n`).toMatchFileSnapshot('../../../golden/slack/views/brief-this-en.txt');
  const [label = ''] = [...targetsOf(opened.view).keys()];
  const brief = await press(handed(opened), label);
  expect(brief.method).toBe('views.push');
  expect(read(brief.view)).toContain('Where they differ');
});

test('nothing is posted, and nothing needs the bot to be there', async () => {
  await briefThis({ text: 'rare earths' });
  expect(views().fake.kept).toEqual([]);
  expect(views().fake.shown).toEqual([]);
  expect(views().fake.responses).toEqual([]);
});

test('sharing from it goes to the channel of the message, and says how to invite the bot where it is not there', async () => {
  const { press, handed, fake } = views();
  const opened = await briefThis({ text: 'rare earths' });
  fake.refuse('C0ELSEWHERE', 'not_in_channel');
  expect(textOf((await press(handed(opened), 'Share in channel')).view)).toContain('/invite @attache');
  const there = await briefThis({ text: 'rare earths' }, { channel: { id: 'C01GEN', name: 'general' } });
  expect(textOf((await press(handed(there), 'Share in channel')).view)).toContain('The card is in this channel now');
  expect(fake.kept.map(({ channel }) => channel)).toEqual(['C01GEN']);
});

test('replying from it goes to the thread of the message, to its beginning where the message is itself a reply', async () => {
  const { press, handed, fake } = views();
  const here = { channel: { id: 'C01GEN', name: 'general' } };
  for (const [message, thread] of [
    [{ ts: '7.7' }, '7.7'],
    [{ ts: '8.8', thread_ts: '6.6' }, '6.6'],
  ] as const) {
    const opened = await briefThis({ text: 'rare earths', ...message }, here);
    expect(textOf((await press(handed(opened), 'Reply in thread')).view)).toContain('a reply to that message now');
    expect(fake.kept.at(-1)).toMatchObject({ channel: 'C01GEN', thread_ts: thread });
  }
  const away = await briefThis({ text: 'rare earths' });
  fake.refuse('C0ELSEWHERE', 'not_in_channel');
  expect(textOf((await press(handed(away), 'Reply in thread')).view)).toContain('/invite @attache');
});

test('a window that names no message of Slack’s offers no reply', async () => {
  const { handed, fake } = views();
  const opened = await briefThis({ text: 'rare earths', ts: 'made up' });
  expect(read(opened.view)).not.toContain('Reply in thread');
  const forged = { ...handed(opened), private_metadata: '{"depth":1,"channel":"C01GEN","thread":"<!channel>"}' };
  const told = await views().next(
    async () => await views().deliver(views().pressed(forged, 'attache1/reply/brief/energy/1/en')),
  );
  expect(textOf(told.view)).toContain('no longer know which message');
  expect(fake.kept).toEqual([]);
});

test('a message of nothing we know says so and offers all topics', async () => {
  const opened = await briefThis({ text: 'lunch at noon?' });
  expect(read(opened.view)).toContain('[All topics]');
  const all = await views().press(views().handed(opened), 'All topics');
  expect(all.method).toBe('views.push');
  expect(read(all.view)).toContain('Energy');
});

test('of a reader of whom Slack tells nothing is answered in the language of the message', async () => {
  views().fake.fail('users.info', { error: 'user_not_found' });
  const over = { user: { id: 'UNKNOWN', name: 'x' } };
  expect(read((await briefThis({ text: '能源' }, over)).view)).toContain('分歧');
});

test('a message without text says so', async () => {
  expect(read((await briefThis({ text: '', files: [{ name: 'a.png' }] })).view)).toContain('This message has no text');
});

test('a forwarded message and the preview of a link are read', async () => {
  const forwarded = { text: '', attachments: [{ is_share: true, text: 'LNG deals are back', fallback: 'x' }] };
  expect(read((await briefThis(forwarded)).view)).toContain('[Energy]');
});

test('that Slack brings twice opens one modal', async () => {
  const twice = shortcut({ text: 'rare earths' });
  await views().deliver(twice);
  await views().deliver(twice);
  await briefThis({ text: 'energy' });
  await until('both', () => (views().sent.length >= 2 ? true : undefined));
  expect(views().sent).toHaveLength(2);
});

test('whose trigger has run out is answered at its address, by an ephemeral message', async () => {
  views().fake.fail('views.open', { error: 'expired_trigger_id' });
  await views().deliver(shortcut({ text: 'energy' }));
  const [answer] = await until('the answer', () =>
    views().fake.responses.length > 0 ? views().fake.responses : undefined,
  );
  expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false });
  expect(textOf(answer)).toContain('Energy');
  // Below an ephemeral message Slack no longer tells what was asked about.
  expect(JSON.stringify(answer)).not.toContain('attache1/reply/');
});

test('where Slack fails is told at its address with a reference', async () => {
  views().fake.fail('views.open', { status: 500 });
  await views().deliver(shortcut({ text: 'rare earths' }));
  const [answer] = await until('the answer', () =>
    views().fake.responses.length > 0 ? views().fake.responses : undefined,
  );
  expect(textOf(answer)).toContain('reference');
});

test('where nothing reaches the asker any more it is logged and nothing else', async () => {
  views().fake.fail('views.open', { error: 'expired_trigger_id' });
  views().fake.fail('respond', { status: 404 }, { status: 404 });
  await views().deliver(shortcut({ text: 'rare earths' }));
  const line = await until('the log', () => views().bot.lines.find((one) => one.includes('telling the asker')));
  expect(line).toContain('404');
});

test('a message of 4,000 characters and more is acknowledged and answered', async () => {
  const text = `${'We had a long day and then some. '.repeat(300)} What of rare earths?`;
  await views().fake.deliver('interactive', { ...shortcut({ text }) });
  await until('the modal', () => views().sent[0]);
});

test('a message that tries to mention people or to break out is shown as it is', async () => {
  const opened = await briefThis({ text: '<!channel> <@U1> *bold* <https://evil.example|energy> & more' });
  expect(JSON.stringify(opened.view)).not.toContain('<!channel>');
});
