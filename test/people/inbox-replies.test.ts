import { describe, expect, test } from 'vitest';
import type { Flag } from '../../src/people/inbox.ts';
import { MAX_TEXT } from '../../src/conversation/flags/flags.ts';
import { curatorReply, inboxReply } from '../../src/people/inbox-replies.ts';
import { platforms } from '../../src/app/platforms.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { flagOf } from '../support/flag.ts';
import { catalogueOf, ownCatalogue } from '../support/records.ts';

const flag = (over: Partial<Flag> = {}): Flag =>
  flagOf('abc12345', { text: 'They did not shake hands.', link: 'https://example.org/photo', ...over });
const brief = () => catalogueOf().briefs.get('grain-corridor');

describe('what curators are posted', () => {
  test('is which brief and statement, what is wrong, the link, and what to do when it is done with', () => {
    const reply = curatorReply(flag(), brief());
    expect(reply).toMatchObject({ title: 'Flagged: The grain corridor', audience: 'everyone', marker: 'abc12345' });
    expect(reply.blocks).toEqual([
      {
        type: 'list',
        heading: 'Something wrong?',
        items: [
          { label: 'Statement', detail: 'The ministers met in the customs house.' },
          { label: 'What is wrong', detail: 'They did not shake hands.' },
          { label: 'Link', detail: 'https://example.org/photo' },
        ],
      },
      {
        type: 'note',
        tone: 'plain',
        text: 'November 24, 2026 · When it is dealt with: press Done, or run attache inbox --done abc12345',
      },
    ]);
  });
  test('says nothing of who flagged it, nor where', () => {
    expect(JSON.stringify(curatorReply(flag(), brief()))).not.toMatch(/U777|T1|C1/u);
  });
  test.each([
    ['*', 'The brief as a whole, or something that is missing'],
    ['*bottom-line', 'Bottom line: The ministers met; Quill doubts that it lasts.'],
    ['no-longer-there', 'no-longer-there'],
    // Before statements belonged to documents, their ids were these alone.
    ['hands-shaken', 'hands-shaken'],
    ['another-document/hands-shaken', 'another-document/hands-shaken'],
  ])('names %s', (statement, detail) => {
    const [list] = curatorReply(flag({ statement }), brief()).blocks;
    expect(list?.type === 'list' && list.items[0]?.detail).toBe(detail);
  });
  test('is told of a brief that is gone since', () => {
    expect(curatorReply(flag(), undefined).title).toBe('Flagged: grain-corridor');
  });
  test('is in the language of who flagged it', () => {
    expect(curatorReply(flag({ language: 'zh' }), brief()).title).toBe('读者指出问题：The grain corridor');
  });
});

const HOSTILE = [
  'word '.repeat(400),
  'x'.repeat(MAX_TEXT),
  '中'.repeat(MAX_TEXT),
  '😀'.repeat(MAX_TEXT / 2),
  '<@U12345678> <!channel> <#C12345678> <https://evil.example|here> & more '.repeat(27),
  '@everyone @here <@123456789012345678> <@&123456789012345678> [here](https://evil.example) '.repeat(22),
  '*_~`>#-|\\['.repeat(MAX_TEXT / 10),
  '&<>'.repeat(660),
  '# heading\n> quote\n- list\n```code```\n||spoiler||',
].map((text) => text.trim().slice(0, MAX_TEXT));

/** What would be read as more than text, on each platform: on Discord each mark of the text is escaped, on Slack it stands in elements of text only. */
const READ_AS_MORE = {
  slack: /"type":"(?:user|channel|broadcast|usergroup)"|"mrkdwn"|"url":"https:\/\/evil/u,
  discord: /(?:^|[^\\])(?:<@|\]\(https:\/\/evil|@everyone)/u,
};

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  const rendered = async (reply: Reply): Promise<readonly unknown[]> => {
    const render = await (await platforms()).get(platform)?.render();
    if (render === undefined) throw new Error('there is no such platform');
    return render(reply);
  };
  const own = ownCatalogue();
  const [longest] = [...own.briefs.values()]
    .flatMap((one) => one.statements.map(({ id, text }) => ({ one, id, length: text.en.length })))
    .toSorted((a, b) => b.length - a.length);

  describe.each(['en', 'zh'] as const)('in %s', (language) => {
    test.each(HOSTILE)('a flag of whatever text is one message, shown as text: %#', async (text) => {
      const link = `https://example.org/${'%3C'.repeat(493)}`;
      const messages = await rendered(
        curatorReply(
          flag({ text, link, language, topic: longest?.one.id ?? '', statement: longest?.id ?? '' }),
          longest?.one,
        ),
      );
      expect(messages).toHaveLength(1);
      const json = JSON.stringify(messages);
      expect(json).toContain('abc12345');
      expect(json).not.toMatch(READ_AS_MORE[platform]);
    });
  });

  test('nobody is pinged', async () => {
    const [message] = await rendered(curatorReply(flag({ text: '@everyone <!here> <@U1>' }), brief()));
    const pings = { slack: undefined, discord: { parse: [] } }[platform];
    expect((message as { readonly allowed_mentions?: unknown }).allowed_mentions).toEqual(pings);
  });
});

const listed = (over: Partial<Parameters<typeof inboxReply>[0]> = {}, language: 'en' | 'zh' = 'en'): Reply =>
  inboxReply({ flags: [], questions: [], more: false, days: 90, ...over }, catalogueOf(), language);

describe('the inbox', () => {
  test('that is empty says so, and how questions would come in', () => {
    expect(listed().blocks).toEqual([
      { type: 'note', tone: 'plain', text: 'Nobody has flagged anything.' },
      { type: 'note', tone: 'plain', text: expect.stringContaining('KEEP_QUESTIONS=on') },
    ]);
  });
  test('lists flags with their ids', () => {
    const [list] = listed({
      flags: [flag(), flag({ id: 'b', link: '' }), flag({ id: 'c' })],
    }).blocks;
    expect(list).toEqual({
      type: 'list',
      heading: '3 flags',
      items: [
        {
          label: 'abc12345 grain-corridor',
          detail:
            'November 24, 2026 · The ministers met in the customs house. · They did not shake hands. · https://example.org/photo',
        },
        { label: 'b grain-corridor', detail: expect.stringMatching(/hands\.$/u) },
        { label: 'c grain-corridor', detail: expect.stringContaining('They did not') },
      ],
    });
    expect(JSON.stringify(list)).not.toContain('U777');
  });
  test('says when there are more', () => {
    expect(listed({ flags: [flag()], more: true }).blocks[1]).toMatchObject({ text: 'Only the oldest 1 are listed.' });
  });
  test('lists the questions that found nothing, with how often', () => {
    const questions = [
      { text: 'moon landing', count: 3, lastOn: '2026-11-20' },
      { text: 'sun', count: 1, lastOn: '2026-11-21' },
    ];
    expect(listed({ questions }).blocks[1]).toEqual({
      type: 'list',
      heading: '2 questions that found nothing in the last 90 days',
      items: [
        { label: 'moon landing', detail: '3 times, last on November 20, 2026' },
        { label: 'sun', detail: '1 time, last on November 21, 2026' },
      ],
    });
    expect(listed({ questions }, 'zh').blocks[1]).toMatchObject({
      heading: '最近90天没有找到答案的提问：2条',
      items: [{ detail: '3次，最近一次在2026年11月20日' }, {}],
    });
  });
});
