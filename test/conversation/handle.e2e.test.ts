import { describe, expect, test } from 'vitest';
import { onChannelSettings, submitChannelSettingsForm } from '../../src/conversation/channel-settings/handle.ts';
import type { Asker, Conversation } from '../../src/conversation/conversation.ts';
import { isAvailable, onClick, onRequest } from '../../src/conversation/handle.ts';
import { parseCommand, parseMessage } from '../../src/conversation/parse-text.ts';
import { submitFlagForm } from '../../src/conversation/flags/handle.ts';
import type { OpenButton } from '../../src/reply/button.ts';
import { standing } from '../support/form.ts';
import { asker, HERE, newBot, newConversation, REFUSED } from './asking.ts';

const opening = (over: Partial<OpenButton> = {}): OpenButton => ({
  verb: 'open',
  request: { type: 'brief', topic: 'energy' },
  page: 1,
  language: 'en',
  ...over,
});
type Typed = { readonly type: 'command' | 'message' | 'quote'; readonly text: string };

/** Returns the answer to a text, or to a message by somebody else. */
async function onText({ type, text }: Typed, who: Asker, conversation: Conversation) {
  if (type === 'quote') return await onRequest({ type: 'message', text }, 'command', who, conversation);
  const parse = type === 'command' ? parseCommand : parseMessage;
  return await onRequest(parse(text, conversation.catalogue()).request, type, who, conversation);
}

const GONE = { request: { type: 'brief', topic: 'gone' } } as const;

describe('what is typed', () => {
  test('behind the command is read as a command, and seen by whom such answers are for', async () => {
    const conversation = newConversation();
    for (const audience of ['asker', 'everyone'] as const) {
      const { reply } = await onText({ type: 'command', text: 'energy' }, asker({ audience }), conversation);
      expect([reply.again, reply.audience]).toEqual([{ type: 'brief', topic: 'energy' }, audience]);
    }
  });

  test('to ask how to ask is answered to the asker alone, with how one asks there', async () => {
    const { reply } = await onText(
      { type: 'command', text: 'help' },
      asker({ audience: 'everyone' }),
      newConversation(),
    );
    expect(reply).toMatchObject({ audience: 'asker', again: { type: 'help' } });
    expect(JSON.stringify(reply.blocks)).toContain('somehow');
  });

  test('to the bot in the open is answered for everyone, a greeting in a line', async () => {
    const conversation = newConversation();
    const { reply } = await onText({ type: 'message', text: 'hello' }, asker(), conversation);
    expect(reply).toMatchObject({ audience: 'everyone', blocks: [{ type: 'note' }] });
    expect(reply.actions).toHaveLength(2);
  });

  test('behind the command is open where answers are, if it finds something; the rest is for the asker', async () => {
    const conversation = newConversation();
    const open = asker({ audience: 'everyone' });
    const audienceOf = async (text: string): Promise<string> =>
      (await onText({ type: 'command', text }, open, conversation)).reply.audience;
    for (const text of ['energy', 'energy sides', 'what’s new']) expect(await audienceOf(text)).toBe('everyone');
    for (const text of ['', 'hi', 'thanks', 'who are you', 'who won the cup final', 'digests', 'settings'])
      expect([text, await audienceOf(text)]).toEqual([text, 'asker']);
  });

  test('that names digests or settings shows those of the channel, to whom may see them', async () => {
    const conversation = newConversation();
    for (const type of ['command', 'message'] as const) {
      expect((await onText({ type, text: 'digests' }, asker(), conversation)).reply.title).toBe('Digests');
      expect((await onText({ type, text: 'settings' }, asker(), conversation)).reply.title).toBe(
        'Settings of this channel',
      );
      const barred = asker({ refusal: async () => REFUSED });
      for (const text of ['digests', 'settings'])
        expect((await onText({ type, text }, barred, conversation)).reply).toEqual(REFUSED);
    }
  });

  test('that names settings with a word beside that is none shows them, and says which word', async () => {
    const conversation = newConversation();
    for (const type of ['command', 'message'] as const) {
      const { reply } = await onText({ type, text: 'settings foo' }, asker(), conversation);
      expect(reply.title).toBe('Settings of this channel');
      expect(reply.blocks.map((block) => block.type)).toEqual(['note', 'list', 'note', 'note']);
      expect(reply.blocks[0]).toMatchObject({ tone: 'warning', text: expect.stringContaining('“foo”') });
    }
    const input = { language: 'zh', unknown: 'loud' };
    expect(await onChannelSettings(input, asker(), conversation)).toMatchObject({
      reply: { blocks: [{ text: expect.stringContaining('“loud”') }, {}, {}, {}] },
    });
    expect(await conversation.channelSettings.read(HERE)).toEqual({ language: undefined, audience: 'asker' });
  });

  test('in a private conversation that names digests lists those that the asker owns, of whatever channel', async () => {
    const conversation = newConversation();
    const alone = asker({ isPrivate: true, channelRef: { ...HERE, workspace: '', channel: '' } });
    const none = (await onText({ type: 'message', text: 'digests' }, alone, conversation)).reply;
    expect(JSON.stringify(none.blocks)).toContain('You own no digests.');
    const actor = { person: 'alice', language: 'en', within: { platform: 'nowhere', workspace: 'w1' } } as const;
    const input = { topics: 'energy', days: 'weekdays', time: '09:00', zone: 'Asia/Shanghai' };
    expect((await conversation.digests.subscribe(HERE, input, actor)).ok).toBe(true);
    await conversation.digests.subscribe({ ...HERE, channel: 'c2' }, input, { ...actor, person: 'bob' });
    const { reply } = await onText({ type: 'message', text: 'digests' }, alone, conversation);
    expect(reply.blocks.filter(({ type }) => type === 'list')).toHaveLength(1);
    const settings = (await onText({ type: 'message', text: 'settings' }, alone, conversation)).reply;
    expect(JSON.stringify(settings.blocks)).toContain('belong to a channel');
  });

  test('by somebody else is looked through for topics, and not repeated', async () => {
    const { reply } = await onText({ type: 'quote', text: 'My diary: nothing at all' }, asker(), newConversation());
    expect(reply).toMatchObject({ audience: 'asker', outcome: 'nothing' });
    expect(JSON.stringify(reply)).not.toContain('diary');
  });

  test('is answered in the language of the asker', async () => {
    expect(
      (await onText({ type: 'command', text: '' }, asker({ language: 'zh' }), newConversation())).reply.language,
    ).toBe('zh');
  });
});

describe('a button', () => {
  test('opens the page of a reply that it names, in its own language', async () => {
    const opened = await onClick(opening({ page: 2, language: 'zh' }), asker(), newConversation());
    expect(opened).toMatchObject({ type: 'reply', page: 2, reply: { language: 'zh', audience: 'asker' } });
  });

  test('that shares a brief that is gone says so to who clicked', async () => {
    const conversation = newConversation();
    const shared = await onClick(opening({ verb: 'share', ...GONE }), asker(), conversation);
    expect(shared).toMatchObject({ type: 'reply', reply: { outcome: 'nothing', audience: 'asker' } });
    expect([isAvailable(opening(GONE), conversation), isAvailable(opening(), conversation)]).toEqual([false, true]);
    expect(isAvailable(opening({ request: { type: 'topics' } }), conversation)).toBe(true);
  });

  test('below a brief opens the form in which it is flagged, or says why there is none', async () => {
    const conversation = newConversation();
    const form = await onClick({ verb: 'flag', topic: 'energy', language: 'zh' }, asker(), conversation);
    expect(form).toMatchObject({ type: 'form', form: { button: { verb: 'flag', topic: 'energy', language: 'zh' } } });
    const none = await onClick({ verb: 'flag', topic: 'gone', language: 'en' }, asker(), conversation);
    expect(none).toMatchObject({ type: 'reply', reply: { title: 'Nothing was saved' } });
  });
});

describe('a flag that was filled in', () => {
  const flag = { topic: 'energy', statement: '*', text: 'The date is wrong.' };
  test('is kept with the channel, and told', async () => {
    const { conversation, curatorsInbox } = newBot();
    const { reply, faults } = await submitFlagForm(flag, asker(), conversation);
    expect([reply.title, faults]).toEqual(['Thank you: your report is saved', []]);
    expect((await curatorsInbox.items('en')).flags).toMatchObject([{ topic: 'energy', text: flag.text }]);
  });
  test('is not kept where something is wrong, and each fault is told at its field', async () => {
    const { conversation, curatorsInbox } = newBot();
    const { faults } = await submitFlagForm({ ...flag, statement: undefined, text: 'no' }, asker(), conversation);
    expect(faults.map(({ field }) => field)).toEqual(['statement', 'text']);
    expect((await curatorsInbox.items('en')).flags).toEqual([]);
  });
});

describe('the settings of a channel', () => {
  test('are a form where nothing is to change, filled with what holds', async () => {
    const conversation = newConversation();
    await submitChannelSettingsForm({ language: 'zh', answers: 'open' }, asker(), conversation);
    const opened = await onClick({ verb: 'settings', language: 'en' }, asker(), conversation);
    expect(opened).toEqual(await onChannelSettings({ language: undefined }, asker(), conversation));
    expect(opened.type === 'form' && standing(opened.form)).toEqual({ language: 'zh', answers: 'open' });
  });

  test('are changed by text, and by a form with its faults', async () => {
    const conversation = newConversation();
    expect(await onChannelSettings({ answers: 'open' }, asker(), conversation)).toMatchObject({ type: 'reply' });
    expect(await conversation.channelSettings.read(HERE)).toEqual({ language: undefined, audience: 'everyone' });
    const { faults } = await submitChannelSettingsForm({ language: 'fr' }, asker(), conversation);
    expect(faults.map(({ field }) => field)).toEqual(['language']);
  });

  test('are for those who may manage the channel', async () => {
    const conversation = newConversation();
    const asked: unknown[] = [];
    const stranger = asker({ refusal: async (managed) => (asked.push(managed), REFUSED) });
    expect(await onChannelSettings({ answers: 'open' }, stranger, conversation)).toMatchObject({ reply: REFUSED });
    expect(await onChannelSettings({}, stranger, conversation)).toMatchObject({ type: 'reply', reply: REFUSED });
    expect((await submitChannelSettingsForm({ answers: 'open' }, stranger, conversation)).reply).toBe(REFUSED);
    expect(asked).toEqual(Array.from({ length: 3 }, () => ({ action: 'settings', channelRef: HERE })));
    expect((await conversation.channelSettings.read(HERE)).audience).toBe('asker');
  });
});
