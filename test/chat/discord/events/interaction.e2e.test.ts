/** Commands, completions, buttons and menus, over real sockets against the strict fake Discord. */
import { describe, expect, test } from 'vitest';
import { BUTTON_PREFIX } from '../../../../src/reply/button.ts';
import { DISCORD_IDS, FLAG } from '../../../peers/discord.ts';
import { ALL } from '../../../reply/awkward.ts';
import { catalogue } from '../catalogue.ts';
import { limitFaults } from '../render/limits-check.ts';
import { said, seen } from '../reading.ts';
import { held } from '../../../support/bot.ts';
import { answerTo as answer, HERE, HOSTILE, NONSENSE, press, serve, topic, type Served } from '../serve.ts';

const { alice, bob, channel } = DISCORD_IDS;
const [firstTopic] = [...catalogue.briefs.keys()];
const BUSAN = 'busan-summit';
/** What is typed for the whole brief, which takes many pages. */
/** What takes several messages. */
const LONG_TOPIC = 'trade-and-tariffs';
const WHOLE = `${LONG_TOPIC} sources`;

describe('/brief', () => {
  test('with a topic answers with its brief at once, privately, and can be shared', async () => {
    const served = await serve();
    const interaction = served.peer.slash({ ...HERE, ...topic(BUSAN) });
    const message = await answer(served, interaction);
    expect(said(message)).toContain('The Busan summit');
    expect(seen(message).buttons.map(({ label }) => label)).toContain('Share in channel');
    expect(interaction.callbacks.map(({ type }) => type)).toEqual([4]);
    expect(served.peer.channelMessages(channel)).toEqual([]);
  });

  test('with a question answers with the brief that it finds', async () => {
    const served = await serve();
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic('what happened in busan') }));
    expect(said(message)).toContain('The Busan summit');
  });

  test('alone shows all topics and a menu of them', async () => {
    const served = await serve();
    const message = await answer(served, served.peer.slash(HERE));
    expect(seen(message).menus[0]?.options).toHaveLength(catalogue.briefs.size);
  });

  test('with what nothing is known about says so', async () => {
    const served = await serve();
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic(NONSENSE) }));
    expect(said(message)).toContain('Nothing here on');
  });

  test.each([
    ['help', 'How to ask'],
    ['sources busan-summit', 'The Busan summit: Sources'],
    ['busan-summit measures', 'The Busan summit: Measures'],
    [WHOLE, 'Trade and tariffs: Sources'],
    ['busan-summit full', 'The Busan summit: Sections'],
    ['status', 'Status'],
    ['dates trade-and-tariffs', 'Trade and tariffs: Dates'],
  ])('with %s answers with that', async (text, title) => {
    const served = await serve();
    expect(said(await answer(served, served.peer.slash({ ...HERE, ...topic(text) })))).toContain(title);
  });

  test('is answered in Chinese where Discord or the question is', async () => {
    const served = await serve();
    const { peer } = served;
    expect(said(await answer(served, peer.slash({ ...HERE, locale: 'zh-TW' })))).toContain('主题');
    expect(said(await answer(served, peer.slash({ ...HERE, ...topic('没有这样的事') })))).toContain('没有');
  });

  test('in a direct message answers there, with nothing to share', async () => {
    const served = await serve();
    const { peer } = served;
    const channelId = peer.dmWith(peer.user(alice));
    const message = await peer.slash({ ...HERE, channelId, ...topic(BUSAN) }).settled();
    expect(said(message)).toContain('The Busan summit');
    expect(seen(message).buttons.map(({ label }) => label)).not.toContain('Share in channel');
    // What is private to an interaction vanishes, and nobody else reads a direct message.
    expect(message.flags & FLAG.EPHEMERAL).toBe(0);
    const turned = await press(served, message, 'Both sides').settled();
    expect([turned.id, turned.flags & FLAG.EPHEMERAL]).toEqual([message.id, 0]);
    expect(said(turned)).toContain('The Busan summit: Both sides');
  });

  test.each(HOSTILE)('with %s is harmless', async (_, text) => {
    const served = await serve();
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic(text) }));
    expect(message.mention_everyone).toBe(false);
    expect(limitFaults({ ...message, content: undefined, embeds: undefined, allowed_mentions: { parse: [] } })).toEqual(
      [],
    );
  });

  test('with 40,000 characters, which no client sends, is harmless', async () => {
    const served = await serve();
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic('word '.repeat(8_000)), forged: true }));
    expect(said(message).length).toBeLessThan(4_000);
  });

  test('a command of an older version is answered as stale', async () => {
    const served = await serve();
    const message = await answer(served, served.peer.slash({ ...HERE, name: 'briefing', forged: true }));
    expect(said(message)).toContain('no longer works');
  });
});

describe('completion', () => {
  test('offers every topic by its title', async () => {
    const served = await serve();
    const choices = await completing(served, '');
    expect(choices.map(({ value }) => value).toSorted()).toEqual([...catalogue.briefs.keys()].toSorted());
    expect(choices.length).toBeGreaterThanOrEqual(15);
    for (const { name, value } of choices) expect(name).toBe(catalogue.briefs.get(value)?.title.en);
  });

  test('offers what fits what is typed, whatever that is', async () => {
    const served = await serve();
    expect(await completing(served, 'busa')).toContainEqual({ name: 'The Busan summit', value: BUSAN });
    for (const odd of [ALL, '\u0000']) expect(Array.isArray(await completing(served, odd))).toBe(true);
  });

  test('offers what is typed as the question that Enter asks, behind the topics that begin so', async () => {
    const served = await serve();
    for (const question of [NONSENSE, '@everyone', 'who ships the coal'])
      expect(await completing(served, question)).toContainEqual({ name: `Ask: ${question}`, value: question });
    const names = (await completing(served, 'busa')).map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['The Busan summit', 'Ask: busa']);
    // A name that is whole needs no question.
    expect((await completing(served, 'the busan summit')).map(({ name }) => name)).not.toContain(
      'Ask: the busan summit',
    );
    const long = await completing(served, 'x'.repeat(101));
    expect(long.some(({ name }) => name.startsWith('Ask'))).toBe(false);
  });

  test('of long titles and many topics keeps the limits, in the reader’s language', async () => {
    const brief = catalogue.briefs.get(BUSAN)!;
    const long = { ...brief, title: { en: 'word '.repeat(40).trim(), zh: '字'.repeat(200) } };
    const many = {
      ...catalogue,
      finder: { ...catalogue.finder, suggest: () => Array.from({ length: 60 }, () => long) },
    };
    const served = await serve({ bot: () => ({ catalogue: () => many }) });
    expect(await completing(served, 'x')).toHaveLength(25);
    const [asked, first] = await completing(served, 'x', 'zh-CN');
    expect(asked).toEqual({ name: '提问：x', value: 'x' });
    expect(first?.name).toBe(`${'字'.repeat(99)}…`);
  });

  test('that fails offers nothing, and the fault is in the log', async () => {
    const broken = {
      ...catalogue,
      finder: {
        ...catalogue.finder,
        suggest: () => {
          throw new Error('broken finder');
        },
      },
    };
    const served = await serve({ bot: () => ({ catalogue: () => broken }) });
    expect(await completing(served, 'x')).toEqual([]);
    expect(served.lines.join('')).toContain('broken finder');
  });

  test('that comes too late is nothing to speak of', async () => {
    const served = await serve({ peer: { callbackDeadlineMs: 0 } });
    const interaction = served.peer.autocomplete({ ...HERE, focused: { name: 'topic', value: 'x' } });
    await served.peer.waitFor(() => interaction.callbacks.length > 0);
    expect(interaction.callbacks[0]?.status).toBe(404);
    expect(served.lines.join('')).not.toContain('"fault"');
  });
});

describe('buttons and menus', () => {
  test.each([
    [BUSAN, 'Both sides', 'The Busan summit: Both sides'],
    ['sides busan-summit', 'Disagreements', 'The Busan summit: Disagreements'],
    [LONG_TOPIC, 'Status', 'Trade and tariffs: Status'],
    ['status', 'Dates', 'Dates'],
    ['measures busan-summit', 'Back to overview', 'The Busan summit'],
  ])('of %s, %s takes the place of the private answer', async (text, label, title) => {
    const served = await serve();
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic(text) }));
    const opened = await answer(served, press(served, message, label));
    expect(said(opened)).toContain(title);
    expect(opened.id).toBe(message.id);
    expect(served.peer.messageStates(message.id)).toHaveLength(2);
  });

  test('Continue and Back turn the pages of a private answer in place', async () => {
    const served = await serve();
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic(WHOLE) }));
    const turned = async (label: string, title: string) => {
      const now = served.peer.messageNow(message.id)!;
      const pressed = press(served, now, label);
      expect((await pressed.response).type).toBe(7);
      expect(said(served.peer.messageNow(message.id) ?? {})).toContain(title);
      expect(pressed.messages.map(({ id }) => id)).toEqual([message.id]);
    };
    await turned('Continue', 'part 2 of');
    await turned('Back', 'part 1 of');
    await turned('Continue', 'part 2 of');
    expect(served.peer.onlyFor(message.id)).toBe(alice);
  });

  test('a page that takes long is acknowledged and then turned in place', async () => {
    const { change, release } = held();
    let isHeld = false;
    const served = await serve({
      bot: (bot) => ({
        answer: (...asked) => (isHeld ? change(bot).answer(...asked) : bot.conversation.answer(...asked)),
      }),
    });
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic(WHOLE) }));
    isHeld = true;
    const pressed = press(served, message, 'Continue');
    expect((await pressed.response).type).toBe(6);
    release();
    await served.peer.waitFor(() => said(served.peer.messageNow(message.id) ?? {}).includes('part 2 of'));
    expect(pressed.messages.map(({ id }) => id)).toEqual([message.id]);
  });

  test('a page that fails leaves what is read, and says so beside it', async () => {
    let isBroken = false;
    const served = await serve({
      bot: (bot) => ({
        answer: (...asked) =>
          isBroken ? Promise.reject(new Error('broken answer')) : bot.conversation.answer(...asked),
      }),
    });
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic(WHOLE) }));
    isBroken = true;
    expect(said(await answer(served, press(served, message, 'Continue')))).toMatch(/reference: \S{8}/u);
    expect(served.peer.messageStates(message.id)).toHaveLength(1);
  });

  test('a page of a brief that is gone meanwhile is answered beside what is read', async () => {
    let isGone = false;
    const gone = { ...catalogue, briefs: new Map([...catalogue.briefs].filter(([id]) => id !== LONG_TOPIC)) };
    const served = await serve({ bot: () => ({ catalogue: () => (isGone ? gone : catalogue) }) });
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic(WHOLE) }));
    isGone = true;
    const opened = await answer(served, press(served, message, 'Continue'));
    expect(opened.id).not.toBe(message.id);
    expect(served.peer.messageStates(message.id)).toHaveLength(1);
  });

  test('the menu of sections opens the one that is chosen', async () => {
    const served = await serve();
    const message = await answer(served, served.peer.slash({ ...HERE, ...topic(BUSAN) }));
    const menu = seen(message).menus.find(({ placeholder }) => placeholder === 'More…');
    const option = menu?.options.find(({ label }) => label.startsWith('Commitments'));
    const chosen = { message, user: alice, customId: menu?.custom_id ?? '', values: [option?.value ?? ''] };
    expect(said(await answer(served, served.peer.select(chosen)))).toContain('The Busan summit: Commitments');
    expect(served.peer.messageStates(message.id)).toHaveLength(2);
  });

  test('on a message for everyone, each presser is answered alone', async () => {
    const served = await serve();
    const { peer } = served;
    peer.message({ channelId: channel, author: bob, content: `<@${peer.bot.id}> ${WHOLE}` });
    const message = await peer.waitFor(() => peer.channelMessages(channel).find(({ author }) => author.bot));
    const opened = await answer(served, press(served, message, 'Back to overview'));
    expect(said(opened)).toContain('Trade and tariffs');
    expect(said(await answer(served, press(served, message, 'Continue')))).toContain('part 2 of');
    expect(peer.messageStates(message.id)).toHaveLength(1);
  });

  test('a menu opens what was chosen', async () => {
    const served = await serve();
    const message = await answer(served, served.peer.slash(HERE));
    const [menu] = seen(message).menus;
    const option = menu?.options.find(({ value }) => value.includes(`/${firstTopic}/`));
    const opened = await answer(
      served,
      served.peer.select({ message, user: alice, customId: menu?.custom_id ?? '', values: [option?.value ?? ''] }),
    );
    expect(said(opened)).toContain(catalogue.briefs.get(firstTopic ?? '')?.title.en);
  });

  test.each([
    '',
    'x',
    `${BUTTON_PREFIX}/open/brief/../1/en`,
    `${BUTTON_PREFIX}/digest/explode/a1/en`,
    'attache0/open/topics//1/en',
    '#',
    `${BUTTON_PREFIX}/menu`,
  ])('the made-up id %j is answered as stale, in the reader’s language', async (customId) => {
    const served = await serve();
    const { peer } = served;
    const message = await answer(served, peer.slash(HERE));
    const forged = { message, user: alice, customId, forged: true };
    expect(said(await answer(served, peer.click(forged)))).toContain('no longer works');
    expect(said(await answer(served, peer.select({ ...forged, values: [customId], locale: 'zh-CN' })))).toContain(
      '已失效',
    );
    expect(said(await answer(served, peer.select({ ...forged, values: [] })))).toContain('no longer works');
  });

  test.each(['open', 'share'])('a button to %s a brief that is gone says so privately', async (verb) => {
    const served = await serve();
    const message = await answer(served, served.peer.slash(HERE));
    const customId = `${BUTTON_PREFIX}/${verb}/brief/long-gone/1/en`;
    expect(said(await answer(served, served.peer.click({ message, user: alice, customId, forged: true })))).toContain(
      'There is no brief “long-gone”',
    );
    expect(served.peer.channelMessages(channel)).toEqual([]);
  });

  test('a page that is no more shows the last one', async () => {
    const served = await serve();
    const message = await answer(served, served.peer.slash(HERE));
    const customId = `${BUTTON_PREFIX}/open/sources/${LONG_TOPIC}/99/en`;
    expect(said(await answer(served, served.peer.click({ message, user: alice, customId, forged: true })))).toMatch(
      /part (\d+) of \1\n/u,
    );
  });
});

/** Types into the command's option and returns what is offered. */
async function completing(served: Served, value: string, locale?: string): Promise<{ name: string; value: string }[]> {
  const interaction = served.peer.autocomplete({
    ...HERE,
    focused: { name: 'topic', value },
    ...(locale && { locale }),
  });
  const { type: kind, data } = await interaction.response;
  expect(kind).toBe(8);
  return data.choices as { name: string; value: string }[];
}
