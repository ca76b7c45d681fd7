/** Awkward replies: what a careless or hostile text would do to a renderer, the same for every platform. */
import { STATEMENT_KINDS } from '../../src/records/schema.ts';
import type { Action, Block, Choice, Claim, Reply } from '../../src/reply/reply.ts';
import type { CitationMark } from '../../src/views/marks.ts';
import type { OpenButton } from '../../src/reply/button.ts';

/** Mentions of Slack and Discord, in the forms that would ping. */
export const MENTIONS =
  '<!channel> <!here> <!everyone> <!subteam^S1> <@U1|x> <@U1> <#C1|general> <!date^0^{date}|x> @everyone @here ' +
  '<@123456789012345678> <@!123456789012345678> <@&123456789012345678> <#123456789012345678> </brief:123456789012345678>';

/** Markup of both platforms, entities and links. */
export const MARKUP =
  '& &lt;b&gt; a|b || spoiler || *b* **b** _i_ __u__ ~s~ ~~s~~ `c` ```x``` > quote # head ## h2 -# small - item 1. one ' +
  '[t](https://evil.example/u) <https://evil.example|safe> https://evil.example/?a=1&b=2 <t:0:R> <:e:123456789012345678> :smile: \\* \\';

/** Chinese, right-to-left text with marks and overrides, emoji joined by ZWJ, combining marks, a lone surrogate. */
export const SCRIPTS =
  '中文：双方同意，暂停一年。 עברית \u200Fالعربية\u200F \u202Ecba\u202C \u2066isolate\u2069 👩‍👩‍👧‍👦 🏳️‍🌈 é\u0301\u0301 \u{1F1E8}\u{1F1F3} \u0007\u0000 \uD800 end';

/** Everything awkward at once, short enough for a field that records bound to 480 characters. */
export const ALL = `${MENTIONS} ${MARKUP} ${SCRIPTS}`;

/** A text of 10,000 characters made of words that can be told apart, so that a lost one is noticed. */
export const LONG_WORDS = numbered('word', 10_000);

/** A text of 10,000 Chinese characters with stops and no white space. */
export const LONG_CHINESE = numbered('字，', 10_000).replaceAll(' ', '');

/** A text of 10,000 characters without any place to break it, of characters that are several code units each. */
export const LONG_UNBROKEN = '👩‍👩‍👧‍👦'.repeat(909) + 'x';

/** A text of 10,000 characters each of which needs escaping. */
export const LONG_ESCAPES = '<&>'.repeat(3_334).slice(0, 10_000);

function numbered(word: string, length: number): string {
  let text = '';
  for (let index = 0; text.length < length; index++) text += `${word}${index} `;
  return text.slice(0, length).trimEnd();
}

const open = (topic: string): OpenButton => ({
  verb: 'open',
  request: { type: 'brief', topic },
  page: 1,
  language: 'en',
});

const mark = (source: number, paragraph: number): CitationMark => ({
  paragraphs: [paragraph, paragraph + 2],
  text: `Source ${source}, Oct 30, 2025 ¶${paragraph}, ¶${paragraph + 2}`,
  url: `https://example.org/${source}?a=1&b=2#:~:text=${encodeURIComponent(`words | of > ${paragraph}`)}`,
});

const claim = (index: number, text: string, over: Partial<Claim> = {}): Claim => ({
  id: `claim-${index}`,
  kind: STATEMENT_KINDS[index % STATEMENT_KINDS.length] ?? 'position',
  text,
  detail: ['30 October 2025'],
  marks: [mark(1, index + 1), mark(2, index + 2), mark(3, index + 3)],
  ...over,
});

const choice = (index: number, over: Partial<Choice> = {}): Choice => ({
  label: `Choice ${index}`,
  detail: `What choice ${index} covers`,
  target: open(`choice-${index}`),
  ...over,
});

const actions = (label: (name: string) => string): Action[] => [
  {
    label: label('Sources'),
    target: { ...open('a-topic'), request: { type: 'section', section: 'sources', topic: 'a-topic' } },
  },
  {
    label: label('Changes'),
    target: { ...open('a-topic'), request: { type: 'section', section: 'changes', topic: 'a-topic' } },
  },
  { label: label('Related'), target: { ...open('a-topic'), request: { type: 'related', topic: 'a-topic' } } },
  { label: label('Share'), target: { ...open('a-topic'), verb: 'share' } },
];

/** Returns one block of every type, each of its texts made by `text`, which is told where it will stand. */
function everyBlock(text: (where: string) => string): Block[] {
  return [
    { type: 'summary', heading: text('heading'), text: text('summary'), marks: [mark(1, 1), mark(1, 2)] },
    { type: 'badge', items: [text('badge'), text('badge')], warning: text('warning') },
    {
      type: 'claims',
      heading: text('heading'),
      claims: [
        claim(0, text('claim'), { detail: [text('detail'), text('detail')] }),
        claim(1, text('claim'), { lead: { ...mark(4, 1), text: `${text('who')}:` }, detail: [] }),
      ],
    },
    {
      type: 'watch',
      heading: text('heading'),
      items: [
        { text: text('watch'), expected: text('expected'), wouldChange: text('change'), marks: [mark(1, 3)] },
        { text: text('watch'), wouldChange: text('change'), marks: [] },
      ],
    },
    {
      type: 'points',
      heading: text('heading'),
      items: [
        { label: text('label'), text: text('point'), marks: [mark(1, 4)] },
        { label: '', text: text('point'), marks: [] },
      ],
    },
    { type: 'gaps', heading: text('heading'), items: [text('gap'), text('gap')] },
    {
      type: 'sources',
      heading: text('heading'),
      items: [
        {
          number: 1,
          title: text('title'),
          detail: text('detail'),
          disclosure: text('disclosure'),
          url: 'https://example.org/1?a=1&b=2',
        },
      ],
    },
    {
      type: 'list',
      heading: text('heading'),
      items: [
        { label: text('label'), detail: text('detail') },
        { label: text('label'), detail: '' },
      ],
    },
    {
      type: 'choices',
      prompt: text('prompt'),
      choices: [
        choice(0, { label: text('label'), detail: text('detail') }),
        choice(1, { label: text('label'), detail: '' }),
      ],
    },
    { type: 'note', tone: 'plain', text: text('note') },
    { type: 'note', tone: 'warning', text: text('note') },
  ];
}

const asker = (title: string, blocks: readonly Block[], over: Partial<Reply> = {}): Reply => ({
  title,
  language: 'en',
  audience: 'asker',
  blocks,
  actions: actions((name) => name),
  again: { type: 'brief', topic: 'a-topic' },
  ...over,
});

/** Where the records bound no text, or bound it high: what may be very long. */
const LONG_PLACES = new Set(['summary', 'claim', 'watch', 'point', 'gap', 'note']);

const withLong = (long: string, short: string) => (where: string) => (LONG_PLACES.has(where) ? long : short);

/** Replies that every renderer must take: no mention pings, no markup is read, nothing is lost, no limit is exceeded. */
export const awkward: readonly { readonly name: string; readonly reply: Reply }[] = [
  {
    name: 'everything-everywhere',
    reply: asker(
      ALL,
      everyBlock(() => ALL),
      { actions: actions((name) => `${name} ${ALL}`), marker: 'digest:0f4f2c1e/2026-11-24' },
    ),
  },
  {
    name: 'everything-for-everyone',
    reply: asker(
      ALL,
      everyBlock(() => ALL),
      { audience: 'everyone', language: 'zh', actions: [] },
    ),
  },
  { name: 'long-words', reply: asker('Long words', everyBlock(withLong(LONG_WORDS, 'short'))) },
  { name: 'long-detail', reply: asker('Long detail', longDetail()) },
  {
    name: 'long-chinese',
    reply: asker('长文', everyBlock(withLong(LONG_CHINESE, '短')), { language: 'zh' }),
  },
  { name: 'long-unbroken', reply: asker('Unbroken', everyBlock(withLong(LONG_UNBROKEN, 'short'))) },
  { name: 'long-escapes', reply: asker('Escapes', everyBlock(withLong(LONG_ESCAPES, '<&>'))) },
  { name: 'long-once', reply: asker('No way back', everyBlock(withLong(LONG_WORDS, 'short')), { again: undefined }) },
  {
    name: 'many-choices',
    reply: asker('Many choices', [
      { type: 'choices', prompt: 'Choose one of many', choices: Array.from({ length: 120 }, (_, i) => choice(i)) },
    ]),
  },
  {
    name: 'many-claims',
    reply: asker('Many claims', [
      {
        type: 'claims',
        heading: 'Assessments by An Author, 30 October 2025',
        claims: Array.from({ length: 60 }, (_, i) => claim(i, `Statement ${i}: ${numbered(`s${i}w`, 300)}.`)),
      },
    ]),
  },
  {
    name: 'many-headings',
    reply: asker(
      'Many headings',
      Array.from({ length: 60 }, (_, i): Block => ({
        type: 'claims',
        heading: `Heading ${i}`,
        claims: [claim(i, `Claim ${i}`)],
      })),
      { actions: [] },
    ),
  },
  {
    name: 'empty-blocks',
    reply: asker('Empty blocks', [
      { type: 'summary', heading: 'Empty', text: '', marks: [] },
      { type: 'badge', items: [] },
      { type: 'claims', heading: 'Empty', claims: [] },
      { type: 'watch', heading: 'Empty', items: [] },
      { type: 'points', heading: 'Empty', items: [] },
      { type: 'gaps', heading: 'Empty', items: [] },
      { type: 'sources', heading: 'Empty', items: [] },
      { type: 'list', heading: 'Empty', items: [] },
      { type: 'choices', prompt: 'Empty', choices: [] },
      { type: 'note', tone: 'plain', text: '' },
    ]),
  },
  { name: 'nothing-at-all', reply: asker('', [], { actions: [], again: undefined }) },
  {
    name: 'many-actions',
    reply: asker('Many actions', [{ type: 'note', tone: 'plain', text: 'A note' }], {
      actions: Array.from({ length: 30 }, (_, i) => ({
        label: `Action ${i}`,
        target: open(`action-${i}`),
        primary: i === 0,
      })),
    }),
  },
];

/** Fields other than the main text of an item, as long as the records' own bounds allow and then some, each made of words of its own. */
function longDetail(): Block[] {
  const long = (word: string): string => numbered(word, 900);
  return [
    {
      type: 'claims',
      heading: numbered('h', 400),
      claims: [claim(0, 'A claim', { detail: [long('a'), long('b')] }), claim(1, 'Another', { detail: [long('c')] })],
    },
    {
      type: 'sources',
      heading: 'Sources',
      items: Array.from({ length: 12 }, (_, i) => ({
        number: i + 1,
        title: numbered(`t${i}x`, 200),
        detail: long(`d${i}x`),
        disclosure: numbered(`p${i}x`, 300),
        url: `https://example.org/${'x'.repeat(480)}`,
      })),
    },
    { type: 'badge', items: Array.from({ length: 14 }, (_, i) => long(`i${i}x`)) },
    { type: 'list', heading: 'List', items: [{ label: long('l'), detail: long('m') }] },
    {
      type: 'choices',
      prompt: long('o'),
      choices: Array.from({ length: 30 }, (_, i) =>
        choice(i, { label: `${i} ${long(`n${i}x`)}`, detail: long(`e${i}x`) }),
      ),
    },
  ];
}
