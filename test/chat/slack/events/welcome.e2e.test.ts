/** The first message after the bot joins a channel: once, short, in the language of who invited it, and never a flood. */
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../harness.ts';
import { targetsOf, textOf } from '../read-message.ts';
import { CHINESE, envelope, READER, useViews, type Json } from '../view-session.ts';

/** What the store remembers of an earlier process. */
const greetedBefore = new Set<string>();
const views = useViews((bot) => ({ isFirstEver: async (id) => !greetedBefore.has(id) && (await bot.isFirstEver(id)) }));
/** The moment at which the bot's clock stands. */
const NOW = 1_795_521_600;

const join = async (channel: string, over: Json = {}, atSeconds = NOW): Promise<void> => {
  const event = {
    type: 'member_joined_channel',
    user: 'U0BOT',
    channel,
    channel_type: 'C',
    team: 'T01TEST',
    inviter: READER,
    event_ts: '1',
    ...over,
  };
  await views().fake.deliver('events_api', envelope(event, undefined, atSeconds));
};
/** Returns what was posted once a channel that is joined last has been greeted. */
const posted = async (): Promise<Map<string, string>> => {
  await join('CLAST');
  await until('the last greeting', () => views().fake.kept.find(({ channel }) => channel === 'CLAST'));
  return new Map(views().fake.kept.flatMap((one) => (one.channel === 'CLAST' ? [] : [[one.channel, textOf(one)]])));
};

test('tells how to ask in the channel, in the language of who invited it', async () => {
  await join('C1');
  await join('C2', { inviter: CHINESE });
  // Each inviter is looked up, and who is known already is greeted sooner.
  await until('both greetings', () => (views().fake.kept.length === 2 ? true : undefined));
  const greetings = await posted();
  expect([...greetings.keys()].toSorted()).toEqual(['C1', 'C2']);
  expect(greetings.get('C1')).toContain('Attaché is in this channel');
  expect(greetings.get('C2')).toContain('Attaché 已加入本频道');
  // Nobody is called by it, and no link unfolds.
  expect(JSON.stringify(views().fake.kept)).not.toMatch(/<[!@]|"type":"(?:user|usergroup|broadcast)"/u);
  expect(views().fake.kept[0]).toMatchObject({ unfurl_links: 'false' });
});

test.each([
  ['where somebody else joined', { user: READER }],
  ['where nobody invited it, as after a reinstallation', { inviter: undefined }],
])('says nothing %s', async (_where, over) => {
  await join('C1', over);
  expect(await posted()).toEqual(new Map());
});

test('a channel that was greeted before a restart is not greeted again, as Slack sends the event once more', async () => {
  greetedBefore.add('slack:joined:T01TEST:C1');
  onTestFinished(() => greetedBefore.clear());
  await join('C1');
  expect(await posted()).toEqual(new Map());
});

test('says nothing of a backlog', async () => {
  await join('C1', {}, NOW - 3_600);
  expect(await posted()).toEqual(new Map());
});

test('greets a few channels of many that it is brought into at once', async () => {
  for (let index = 0; index < 20; index++) await join(`C${index}`);
  await until('five', () => (views().fake.kept.length >= 5 ? true : undefined));
  await views().home();
  expect(views().fake.kept).toHaveLength(5);
});

test('a channel that it may not write in is a fault in the log and nothing else', async () => {
  views().fake.refuse('C1', 'restricted_action');
  await join('C1');
  const fault = await until('the fault', () => views().bot.lines.find((line) => line.includes('slack joined')));
  expect(fault).toContain('restricted_action');
});

test('shows a mention as people type it, and opens the form of a weekly digest', async () => {
  await join('C01GEN');
  const [greeting] = await until('the greeting', () => (views().fake.kept.length > 0 ? views().fake.kept : undefined));
  expect(textOf(greeting)).toMatch(/@\S+ [^@]+\?/u);
  const weekly = targetsOf(greeting ?? {}).get('Set up a weekly digest') ?? '';
  const over = {
    channel: { id: 'C01GEN', name: 'general' },
    container: { type: 'message', channel_id: 'C01GEN', message_ts: '1.1' },
    response_url: views().fake.responseUrl('w'),
  };
  const { view } = await views().next(async () => await views().deliver(views().pressed({}, weekly, over)));
  const form = JSON.stringify(view);
  expect(form).toContain('"initial_conversation":"C01GEN"');
  expect(form.match(/"initial_options":\[(?<chosen>[^\]]*)\]/u)?.groups?.['chosen']?.match(/"value":"\w+"/gu)).toEqual([
    '"value":"mon"',
  ]);
});
