/** Slack's limits, whatever a reply holds and however long it is. */
import { array, assert, constant, nat, oneof, option, property, record, string, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { render } from '../../../../src/chat/slack/render/render.ts';
import { clean } from '../../../../src/chat/slack/render/escape.ts';
import type { Reply } from '../../../../src/reply/reply.ts';
import { checkMessage } from './limits-check.ts';
import { lostOf, textsOf } from '../../../support/reply-texts.ts';
import { labelsOf, placeholdersOf, textOf } from '../read-message.ts';

/** Texts up to a length: all entities, words that occur once in all, anything. */
const text = (most: number) =>
  oneof(
    nat({ max: most }).map((length) => '&'.repeat(length)),
    tuple(nat(), nat({ max: most })).map(([id, length]) => numbered(id, length)),
    string({ unit: 'binary', maxLength: 30 }),
  );

function numbered(id: number, length: number): string {
  return Array.from({ length: Math.ceil(length / 14) }, (_, index) => `${id}-${index}`).join(' ');
}

test('whatever the texts and their lengths, the limits hold and nothing is lost', () => {
  const marks = array(nat({ max: 900 }), { maxLength: 12 }).map((lengths) =>
    lengths.map((length, index) => ({
      source: 1,
      paragraphs: [index + 1],
      text: `1 ¶${index + 1}`,
      url: `https://example.org/?${'&'.repeat(length)}`,
    })),
  );
  const target = constant({ verb: 'open', request: { type: 'topics' }, page: 1, language: 'en' } as const);
  const [heading, body, aside] = [text(600), text(3_000), text(900)];
  const block = oneof(
    record({ type: constant('summary'), heading, text: body, marks }),
    record({
      type: constant('badge'),
      items: array(aside, { maxLength: 14 }),
      warning: option(aside, { nil: undefined }),
    }),
    record({
      type: constant('claims'),
      heading,
      claims: array(
        record({
          id: constant('c'),
          kind: constant('assessment'),
          text: body,
          who: constant(''),
          date: constant(''),
          detail: array(aside, { maxLength: 3 }),
          marks,
        }),
        { maxLength: 5 },
      ),
    }),
    record({
      type: constant('watch'),
      heading,
      items: array(record({ text: body, expected: aside, wouldChange: aside, marks }), { maxLength: 3 }),
    }),
    record({
      type: constant('points'),
      heading,
      items: array(record({ label: aside, text: body, marks }), { maxLength: 3 }),
    }),
    record({ type: constant('gaps'), heading, items: array(body, { maxLength: 3 }) }),
    record({
      type: constant('sources'),
      heading,
      items: array(
        record({
          number: nat({ max: 20 }),
          title: aside,
          detail: aside,
          disclosure: aside,
          url: constant(`https://example.org/${'x'.repeat(480)}`),
        }),
        { maxLength: 4 },
      ),
    }),
    record({ type: constant('list'), heading, items: array(record({ label: aside, detail: body }), { maxLength: 4 }) }),
    record({
      type: constant('choices'),
      prompt: aside,
      // A button without a word on it is shown nowhere, nor is what stands above it.
      choices: array(record({ label: aside.filter((one) => one.trim() !== ''), detail: aside, target }), {
        maxLength: 45,
      }),
    }),
    record({ type: constant('note'), tone: constant('plain'), text: body }),
  );
  const reply = record({
    title: text(400),
    language: constant('en'),
    audience: constant('asker'),
    blocks: array(block, { maxLength: 8 }),
    actions: array(record({ label: text(200), target }), { maxLength: 8 }),
    again: constant({ type: 'topics' }),
  });
  assert(
    property(reply, (given: Reply) => {
      const messages = render(given);
      expect(messages.flatMap(checkMessage)).toEqual([]);
      const shown = messages
        .map((message) => [textOf(message), ...labelsOf(message), ...placeholdersOf(message)].join('\n'))
        .join('\n');
      // Of what has words of its own the place can be told.
      const texts = textsOf(given).flat();
      const own = texts.filter((one) => /^\d+-0 /u.test(one));
      expect(lostOf(shown, [own], clean)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
