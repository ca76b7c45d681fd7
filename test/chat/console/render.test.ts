import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../src/records/schema.ts';
import { PLAIN, render } from '../../../src/chat/console/render.ts';
import { harmless, type Terminal } from '../../../src/chat/console/text.ts';
import { helpEntriesOf } from '../../../src/conversation/help.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { answer } from '../../../src/conversation/answer-request.ts';
import { type BriefRequest } from '../../../src/reply/button.ts';
import { SECTIONS } from '../../../src/reply/section.ts';
import { unitsOf, type FindResult, type TopicAnswer } from '../../../src/search/result.ts';
import { awkward } from '../../reply/awkward.ts';
import { NOW, ownCatalogue, ownIds } from '../../support/records.ts';
import { lostOf, textsOf } from '../../support/reply-texts.ts';
import { ESCAPE, seen, STEERING } from '../../support/terminal.ts';

const GOLDEN = join(import.meta.dirname, '..', '..', 'golden', 'console');
const RICH: Terminal = { columns: 80, styled: true, linked: true };

/** A message of three topics. */
const MESSAGE =
  'For the call with Beijing and Washington: will the tariffs stay, do rare earths flow, and are Chinese students coming back?';

const catalogue = ownCatalogue();
const ask = (request: BriefRequest, language: Language = 'en'): Reply =>
  answer(request, {
    catalogue,
    language,
    now: NOW,
    audience: 'everyone',
    helpEntries: helpEntriesOf('terminal', language),
  });

/** Lines that are wider than the terminal, without the addresses, which stay whole so that they can be copied. */
const wide = (text: string, columns: number): string[] =>
  seen(text)
    .split('\n')
    .filter((line) => stringWidth(line) > columns && !/^\s*https:\/\/\S+$/u.test(line));

describe('briefs on a plain terminal of 80 columns', () => {
  test.each(ownIds())('%s has no line wider than the terminal', (topic) => {
    for (const language of ['en', 'zh'] as const)
      expect(wide(render(ask({ type: 'brief', topic }, language)), 80)).toEqual([]);
  });

  test.each<[string, BriefRequest, Language]>([
    ['topics', { type: 'topics' }, 'en'],
    ['topics-zh', { type: 'topics' }, 'zh'],
    ['help', { type: 'help' }, 'en'],
    ['help-zh', { type: 'help' }, 'zh'],
    ...SECTIONS.map((section): [string, BriefRequest, Language] => [
      `ai-governance-${section}`,
      { type: 'section', section, topic: 'ai-governance' },
      'en',
    ]),
    ['energy-sections', { type: 'sections', topic: 'energy' }, 'en'],
    ['taiwan-sides-zh', { type: 'section', section: 'sides', topic: 'taiwan' }, 'zh'],
    ['ai-governance', { type: 'brief', topic: 'ai-governance' }, 'en'],
    ['ai-governance-related', { type: 'related', topic: 'ai-governance' }, 'en'],
    ['ai-governance-zh', { type: 'brief', topic: 'ai-governance' }, 'zh'],
    ['message', { type: 'message', text: MESSAGE }, 'en'],
    ['message-zh', { type: 'message', text: MESSAGE }, 'zh'],
    ['message-nothing', { type: 'message', text: 'Who won the cup final?' }, 'en'],
    ['no-such-topic', { type: 'brief', topic: 'ai-governence' }, 'en'],
    ['news', { type: 'news' }, 'en'],
    ['news-zh', { type: 'news' }, 'zh'],
    ['about', { type: 'about' }, 'en'],
    ['about-zh', { type: 'about' }, 'zh'],
    ['greeting', { type: 'greeting' }, 'en'],
    ['thanks', { type: 'thanks' }, 'en'],
    ['sharing', { type: 'sharing' }, 'en'],
  ])('%s looks as it was reviewed', async (name, request, language) => {
    await expect(render(ask(request, language))).toMatchFileSnapshot(join(GOLDEN, `${name}.txt`));
  });
});

const FACT_SHEET = 'wh-2026-09-25-fact-sheet-china-state-visit';

/** Returns the answer of a topic to a question, with statements of the own records by their ids. */
function found(topic: string, statements: readonly string[], over: Partial<TopicAnswer> = {}): TopicAnswer {
  const brief = catalogue.briefs.get(topic);
  if (brief === undefined) throw new Error(`there is no ${topic}`);
  return {
    brief,
    units: unitsOf(
      brief,
      statements.flatMap((id) => catalogue.statements.get(id) ?? []),
    ),
    ...over,
  };
}

const asked = (result: FindResult, language: Language = 'en'): string =>
  render(
    answer(
      { type: 'ask', question: 'who won the cup final' },
      {
        catalogue: { ...catalogue, finder: { ...catalogue.finder, find: () => result } },
        language,
        now: NOW,
        audience: 'everyone',
        helpEntries: helpEntriesOf('terminal', language),
      },
    ),
  );

const coal = (): TopicAnswer =>
  found('energy', [`${FACT_SHEET}/coal-10-million-tons`, `${FACT_SHEET}/refined-oil-request`]);
const china = (): TopicAnswer =>
  found('taiwan', ['cctv-2026-09-25-xi-trump-talks-washington/xi-taiwan-oppose-independence'], {
    restriction: { party: 'cn' },
  });

describe('answers to questions on a plain terminal', () => {
  test.each<[string, () => FindResult, Language]>([
    ['nothing', () => ({ result: 'none', why: 'nothing', nearest: [], briefs: [], unknown: [], meant: [] }), 'en'],
    ['answer', () => ({ result: 'found', ...coal() }), 'en'],
    ['answer-zh', () => ({ result: 'found', ...coal() }), 'zh'],
    ['answer-side', () => ({ result: 'found', ...china() }), 'en'],
    ['answer-side-zh', () => ({ result: 'found', ...china() }), 'zh'],
    [
      'answer-no-forecast',
      () => ({ result: 'found', ...found('energy', [], { restriction: { from: '2026-01-01', until: '2026-01-31' } }) }),
      'en',
    ],
    ['answer-several', () => ({ result: 'several', answers: [coal(), found('trade-and-tariffs', []), china()] }), 'en'],
    [
      'answer-none',
      () => ({
        result: 'none',
        why: 'nothing',
        nearest: [],
        briefs: [found('outlook', []).brief, coal().brief],
        unknown: ['moon base'],
        meant: [],
      }),
      'en',
    ],
    [
      'answer-none-gap',
      () => ({
        result: 'none',
        why: 'nothing',
        nearest: [],
        briefs: [found('outlook', []).brief, coal().brief],
        unknown: ['nuclear power'],
        meant: [],
      }),
      'en',
    ],
  ])('%s looks as it was reviewed', async (name, result, language) => {
    const text = asked(result(), language);
    expect(wide(text, 80)).toEqual([]);
    await expect(text).toMatchFileSnapshot(join(GOLDEN, `${name}.txt`));
  });
});

describe('awkward replies', () => {
  test.each(awkward)('$name reaches no terminal with a sequence of its own, plain or rich', ({ reply }) => {
    expect(render(reply, PLAIN)).not.toMatch(STEERING);
    expect(seen(render(reply, RICH))).not.toMatch(STEERING);
  });

  test.each(awkward)('$name has no line wider than the terminal', ({ reply }) => {
    for (const columns of [40, 100]) expect(wide(render(reply, { ...PLAIN, columns }), columns)).toEqual([]);
  });

  test.each(awkward)('$name loses nothing, and keeps the order', ({ reply }) => {
    expect(lostOf(render(reply), textsOf(reply), harmless)).toEqual([]);
  });
});

describe('a terminal that can', () => {
  test('sees the same words as one that cannot', () => {
    for (const topic of ownIds()) {
      const reply = ask({ type: 'brief', topic });
      expect(seen(render(reply, RICH))).toBe(render(reply, PLAIN));
    }
  });
  test('gets bold headings, and links on the marks and addresses', () => {
    const text = render(ask({ type: 'brief', topic: 'ai-governance' }), RICH);
    expect(text).toContain('\u001B[1mAI governance\u001B[22m');
    expect(text.replaceAll(ESCAPE, '^')).toMatch(
      /\^\]8;;https:\/\/\S+#:~:text=\S+\^\\\[White\u00A0House,\u00A0Sept\u00A025,\u00A02026\u00A0¶\d+[^\]]*\^\]8;;\^\\/u,
    );
  });
  test('sees the paragraphs of one source in one mark, which a line break does not part', () => {
    const text = render(ask({ type: 'section', section: 'key-points', topic: 'energy' })).replaceAll('\n', ' ');
    expect(text).toMatch(/U\.S\.\u00A0State\u00A0Department,\u00A0May\u00A01,\u00A02026\u00A0¶2,\u00A0¶6\]/u);
  });
  test('gets no link from an address that would steer it', () => {
    const reply: Reply = {
      title: 'T',
      language: 'en',
      audience: 'asker',
      actions: [],
      blocks: [
        {
          type: 'summary',
          heading: 'H',
          text: 'x',
          marks: [{ paragraphs: [2, 5], text: 'Notes ¶2, ¶5', url: 'https://e.org/\u001B\\\u001B[2J\u0007' }],
        },
        {
          type: 'sources',
          heading: 'S',
          items: [{ number: 1, title: 'T', detail: 'D', disclosure: 'D', url: 'https://e.org/\u001B]0;x\u0007' }],
        },
      ],
    };
    expect(seen(render(reply, RICH))).not.toContain('\u001B');
    expect(render(reply, PLAIN)).not.toContain('\u001B');
  });
});
