/** What people flag and what channels set in Discord, down to the store and back: nothing of it is a stand-in. */
import { describe, expect, test, vi } from 'vitest';
import { DISCORD_IDS, FLAG, type Interaction, type Message, type Modal } from '../../../peers/discord.ts';
import { inboxIn } from '../../../support/inbox.ts';
import { serveStored, type ServedInbox } from '../inbox-serving.ts';
import { pageText, said, seen } from '../reading.ts';
import { answerTo as answer, HERE, press, topic } from '../serve.ts';

const { alice, bob, channel, otherChannel } = DISCORD_IDS;
const CHINESE = 'zh-CN';

const briefed = (served: ServedInbox, locale = 'en-US'): Promise<Message> =>
  answer(served, served.peer.slash({ ...HERE, ...topic('energy'), locale }));

async function opened(served: ServedInbox, message: Message, label = 'Something wrong?'): Promise<Modal> {
  const click = press(served, message, label);
  await click.response;
  const modal = click.modal();
  if (modal === undefined) throw new Error('no form was opened');
  return modal;
}

type Fields = Record<string, string | string[]>;

/** Sends the form that is open. */
const submitted = ({ peer }: ServedInbox, { custom_id: customId }: Modal, fields: Fields): Interaction =>
  peer.modalSubmit({ customId, fields, user: alice });

/** Sends a form as no client of Discord's would let it through. */
const forced = ({ peer }: ServedInbox, { custom_id: customId }: Modal, fields: Record<string, string>): Interaction =>
  peer.modalSubmit({ customId, fields, user: alice, channelId: channel, forged: true });

async function flagged(served: ServedInbox, text: string): Promise<void> {
  const modal = await opened(served, await briefed(served));
  const told = said(await answer(served, submitted(served, modal, { statement: ['*'], text })));
  expect(told).toContain('Thank you: your report is saved');
}

const inbox = (served: ServedInbox, ...args: readonly string[]): Promise<string> =>
  inboxIn(served.dataDir, served.now(), ...args);
const posts = ({ peer }: ServedInbox): string[] => peer.channelMessages(otherChannel).map(said);
const firstPost = (served: ServedInbox): Promise<string> => served.peer.waitFor(() => posts(served)[0]);

/** Waits until the store has it that the flag was posted. */
const postedInStore = async ({ store }: ServedInbox): Promise<void> =>
  await vi.waitFor(async () => {
    const [flag] = await store().openFlags(1);
    expect(await store().delivery(flag?.id ?? '')).toMatchObject({ state: 'sent' });
  });

describe('what people flag', () => {
  test.each([
    ['en', 'en-US', 'Something wrong?'],
    ['zh', CHINESE, '内容有误？'],
  ])('is asked for by the reviewed form in the language of the reader: %s', async (language, locale, label) => {
    const served = await serveStored();
    const modal = await opened(served, await briefed(served, locale), label);
    await expect(`${pageText(modal)}\n`).toMatchFileSnapshot(`../../../golden/discord/flag-form-${language}.txt`);
  });

  test('with missing and oversized fields says which, keeps what was typed, and is kept once it is right', async () => {
    const served = await serveStored();
    const modal = await opened(served, await briefed(served));
    const empty = await answer(served, forced(served, modal, {}));
    expect(said(empty)).toContain('Choose what it is about.');
    expect(said(empty)).toContain('Say what is wrong, in at least 10 characters.');
    const long = { statement: '*', text: 'x'.repeat(2_001), link: 'not an address' };
    const refused = await answer(served, forced(served, modal, long));
    expect(said(refused)).toContain('At most 2,000 characters; these are 2,001.');
    expect(said(refused)).toContain('This is not a web address.');
    expect(await inbox(served)).toContain('Nobody has flagged anything.');

    const again = await opened(served, refused, 'Edit and send again');
    const right = { statement: ['*bottom-line'], text: 'Nothing on the pipelines.', link: 'https://example.org/pipes' };
    const sent = submitted(served, again, right);
    await sent.response;
    const post = await firstPost(served);
    expect(post).toContain('Flagged: Energy');
    expect(post).toContain('Nothing on the pipelines.');
    await postedInStore(served);
    const listed = await inbox(served);
    expect(listed).toContain('1 flag -');
    expect(listed).toContain('Nothing on the pipelines. · https://example.org/pipes');
    const id = /attache inbox --done (\w+)/u.exec(post)?.[1] ?? '';
    const [message] = served.peer.channelMessages(otherChannel);
    await press(served, message!, 'Done').response;
    await served.peer.waitFor(() =>
      said(served.peer.messageNow(message!.id) ?? {}).includes('Marked as done by alice'),
    );
    const finished = served.peer.messageNow(message!.id)!;
    // The post keeps what it said, and its marker; a click on what somebody else still sees is told that it is done.
    expect(said(finished)).toContain('Nothing on the pipelines.');
    expect(seen(finished).buttons.map(({ label }) => label)).toEqual(['Open the brief']);
    expect(JSON.stringify(finished.components)).toContain(`#${id}`);
    expect(await inbox(served)).toContain('Nobody has flagged anything.');
    expect(posts(served)).toHaveLength(1);
  });

  test('in Chinese has its faults told in Chinese, and comes so to the curators', async () => {
    const served = await serveStored();
    const modal = await opened(served, await briefed(served, CHINESE), '内容有误？');
    const refused = said(await answer(served, forced(served, modal, { text: '短' })));
    expect(refused).toContain('请选择所指的内容。');
    expect(refused).toContain('请说明哪里有误，至少10个字符。');
    const right = { statement: ['*bottom-line'], text: '原文没有提到管道，这里却写了。' };
    expect(said(await answer(served, submitted(served, modal, right)))).toContain('谢谢，已保存');
    expect(await firstPost(served)).toContain('读者指出问题：能源');
  });

  test('is not posted again after a restart', async () => {
    const served = await serveStored();
    await flagged(served, 'The first thing that is wrong.');
    await firstPost(served);
    await postedInStore(served);
    await served.restart();
    // What would be posted again would be before what is flagged now.
    await flagged(served, 'The second thing that is wrong.');
    await served.peer.waitFor(() => posts(served)[1]);
    expect(posts(served).map((post) => post.includes('The first thing'))).toEqual([true, false]);
  });

  test('waits where the curators’ channel lets nothing through, is listed so and said at the start, and comes later', async () => {
    const served = await serveStored();
    served.peer.setBotPermissions(otherChannel, 0n);
    await flagged(served, 'The date of the call is wrong.');
    await served.peer.waitFor(() => served.lines.join('').includes('it is kept and tried again'));
    expect(await inbox(served)).toContain('The date of the call is wrong.');
    await served.restart();
    const warned = (): boolean => served.lines.join('').includes('CURATOR_CHANNEL: flags cannot be posted there');
    await served.peer.waitFor(warned);
    served.peer.setBotPermissions(otherChannel, 274_877_975_552n);
    served.later({ minutes: 11 });
    expect(await firstPost(served)).toContain('The date of the call is wrong.');
    await postedInStore(served);
    expect(posts(served)).toHaveLength(1);
  });

  test('is kept where the curators’ channel was deleted', async () => {
    const served = await serveStored();
    served.peer.deleteChannel(otherChannel);
    await flagged(served, 'The date of the call is wrong.');
    await served.peer.waitFor(() => served.lines.join('').includes('it is kept and tried again'));
    served.later({ minutes: 11 });
    const tries = (): number =>
      served.lines.filter((line) => line.includes('a flag could not be posted to the curators')).length;
    await served.peer.waitFor(() => tries() > 1);
    expect(await inbox(served)).toContain('The date of the call is wrong.');
  });
});

/** The command that tells and changes what a channel has set. */
const settings = (values: Readonly<Record<string, string>> = {}, locale = 'en-US') => ({
  ...HERE,
  name: 'digest',
  locale,
  options: [
    {
      name: 'settings',
      type: 1,
      options: Object.entries(values).map(([name, value]) => ({ name, value, type: name === 'channel' ? 7 : 3 })),
    },
  ],
});

describe('what a channel sets', () => {
  test.each([
    ['en', 'en-US'],
    ['zh', CHINESE],
  ])('is told as reviewed: %s', async (language, locale) => {
    const served = await serveStored();
    const shown = await answer(served, served.peer.slash(settings({}, locale)));
    await answer(served, served.peer.slash(settings({ language: 'zh', answers: 'open' })));
    const changed = await answer(served, served.peer.slash(settings({}, locale)));
    await expect(`${[shown, changed].map(pageText).join('\n\n')}\n`).toMatchFileSnapshot(
      `../../../golden/discord/settings-${language}.txt`,
    );
  });

  test('changes the language and the audience of the next answer, also after a restart, there and nowhere else', async () => {
    const served = await serveStored();
    expect(said(await briefed(served))).toContain('Where they differ');
    const changed = served.peer.slash(settings({ language: 'zh', answers: 'open' }));
    expect(said(await answer(served, changed))).toContain('open: everyone in the channel sees them');
    await served.restart();
    const open = await served.peer.slash({ ...HERE, ...topic('energy') }).settled();
    expect(open.flags & FLAG.EPHEMERAL).toBe(0);
    expect(said(open)).toContain('能源');
    const elsewhere = served.peer.slash({ ...HERE, channelId: otherChannel, ...topic('energy') });
    expect(said(await answer(served, elsewhere))).toContain('Where they differ');

    const back = served.peer.slash(settings({ language: 'own', answers: 'private' }));
    expect(said(await answer(served, back))).toContain('private: only who asks sees them');
    expect(said(await briefed(served))).toContain('Where they differ');
  });

  test('is refused to those who do not manage the server, and stays as it was', async () => {
    const served = await serveStored();
    const forged = { ...settings({ language: 'zh', answers: 'open' }), user: bob, forged: true };
    expect(said(await served.peer.slash(forged).settled())).toContain('Manage Server');
    expect(said(await briefed(served))).toContain('Where they differ');
  });

  test('does not become what there is not', async () => {
    const served = await serveStored();
    const odd = { ...settings({ language: 'fr', answers: 'loud' }), forged: true };
    const told = said(await answer(served, served.peer.slash(odd)));
    expect(told).toContain('The language is en, zh, or own');
    expect(told).toContain('Answers are private or open.');
    expect(said(await briefed(served))).toContain('Where they differ');
  });
});
