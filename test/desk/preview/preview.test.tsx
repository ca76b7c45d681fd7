/** The previews draw what the payloads say, all of it and nothing else, with a control for every button and choice. */
import { parseHTML } from 'linkedom';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { render as renderDiscord } from '../../../src/chat/discord/render/render.ts';
import { DiscordPreview } from '../../../src/desk/web/preview/discord.tsx';
import { SlackPreview, type SlackPayload } from '../../../src/desk/web/preview/slack.tsx';
import { render as renderSlack } from '../../../src/chat/slack/render/render.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { awkward } from '../../reply/awkward.ts';
import { links as linksOf, said, seen } from '../../chat/discord/reading.ts';
import { targetsOf, textOf } from '../../chat/slack/read-message.ts';
import { replies } from './replies.ts';

const given: (readonly [string, Reply])[] = awkward.map(({ name, reply }) => [`awkward: ${name}`, reply]);
for (const language of ['en', 'zh'] as const)
  for (const [name, reply] of await replies(language)) given.push([`${name}, ${language}`, reply]);

const around = { theme: 'light', language: 'en', time: '9:41', onPress: () => {} } as const;

/** Returns what is drawn, as a document. */
const drawn = (element: ReactElement): Document => parseHTML(`<body>${renderToStaticMarkup(element)}</body>`).document;

/** The text of what matches, one behind the other, without white space; an independent reader's is compared with it. */
const textsIn = (document: Document, selector: string): string =>
  bare([...document.querySelectorAll(selector)].map(({ textContent }) => textContent).join(''));
const bare = (text: string): string => text.replace(/\s+/gu, '');
/** Moments as the drawing shows them. */
const dated = (text: string): string =>
  text.replaceAll(/<t:(\d{9,}):R>/gu, (_, seconds: string) => new Date(Number(seconds) * 1_000).toLocaleString());
/** Marks that begin a line of Discord's markdown. */
const unmarked = (text: string): string =>
  text.replace(/^(?:#{2,3} |-# | *- )/gmu, '').replace(/(?<!\*)\*{1,2}(?=\S)|(?<=\S)\*{1,2}(?!\*)/gu, '');

const attributes = (document: Document, selector: string, name: string): (string | null)[] =>
  [...document.querySelectorAll(selector)].map((element) => element.getAttribute(name));

describe.each(given)('%s', (_name, reply) => {
  test('on Slack', () => {
    for (const message of renderSlack(reply)) {
      const document = drawn(<SlackPreview {...around} messages={[message as SlackPayload]} />);
      expect(textsIn(document, '.slack-header, .slack-context, .slack-section-text, #slack_blocks_to_jsx')).toBe(
        bare(textOf(message)),
      );
      const options = [...document.querySelectorAll('.slack-menu li')].map((option) => option.querySelector('span'));
      const buttons = [...document.querySelectorAll('.slack-button')];
      expect([...buttons, ...options].map((control) => control?.textContent ?? '').toSorted()).toEqual(
        [...controlsOf(message)].toSorted(),
      );
      expect(attributes(document, '.slack-button', 'data-press').every((value) => value?.startsWith('attache1/'))).toBe(
        true,
      );
    }
  });

  test('on Discord', () => {
    for (const message of renderDiscord(reply)) {
      const document = drawn(<DiscordPreview {...around} messages={[message]} />);
      const { texts, buttons, menus } = seen(message);
      const literal = textsIn(document, '.discord-text');
      expect(texts.length).toBe(document.querySelectorAll('.discord-text').length);
      expect(literal.replaceAll('*', '')).toBe(bare(dated(unmarked(said(message)))).replaceAll('*', ''));
      expect(attributes(document, '.discord-text a', 'href')).toEqual(linksOf(message));
      expect(attributes(document, 'discord-button', 'data-press')).toEqual(buttons.map(({ custom_id }) => custom_id));
      expect([...document.querySelectorAll('discord-button')].map(({ textContent }) => textContent)).toEqual(
        buttons.map(({ label }) => label),
      );
      const chosen: string[] = [];
      for (const { placeholder, options } of menus) {
        chosen.push(placeholder);
        for (const { label, description = '' } of options) chosen.push(label, description);
      }
      expect(textsIn(document, '.discord-menu')).toBe(bare(chosen.join('')));
    }
  });
});

/** The labels of a message's buttons and choices, also of several that are alike. */
function controlsOf({ blocks }: { readonly blocks: readonly object[] }): string[] {
  return blocks.flatMap((block) => {
    const { elements = [] } = block as { readonly elements?: readonly { readonly options?: readonly object[] }[] };
    const { type, accessory } = block as { readonly type?: string; readonly accessory?: (typeof elements)[number] };
    const controls = type === 'actions' ? elements : accessory === undefined ? [] : [accessory];
    return controls.flatMap((one) => (one.options ?? [one]).map(labelOf));
  });
}

/** A label is read by itself, since labels that are alike would be one in a map. */
const labelOf = (control: object): string =>
  [...targetsOf({ blocks: [{ type: 'actions', elements: [{ ...control, type: 'button' }] }] }).keys()].join('');

test('nothing is asked of any server, and nothing of a reply is markup', () => {
  for (const [, reply] of given) {
    const html = [
      renderToStaticMarkup(<SlackPreview {...around} messages={renderSlack(reply) as unknown as SlackPayload[]} />),
      renderToStaticMarkup(<DiscordPreview {...around} messages={renderDiscord(reply)} />),
    ].join('');
    // Texts are escaped, so that whatever looks like an attribute inside of a tag is one.
    const tags = html.match(/<[a-z][^>]*>/gu) ?? [];
    const of = (...names: string[]): string[] =>
      tags.flatMap((tag) =>
        [...tag.matchAll(/ ([a-z-]+)="([^"]*)"/gu)].flatMap(([, name = '', value = '']) =>
          names.includes(name) ? [value] : [],
        ),
      );
    expect(
      of('src', 'srcset', 'poster', 'data', 'avatar').filter((one) => !one.startsWith('data:image/svg+xml,')),
    ).toEqual([]);
    expect(of('href').filter((one) => !/^https?:/u.test(one))).toEqual([]);
    expect(tags.filter((tag) => /^<(?:script|iframe|object|style|link|form|input)\b| on[a-z]+=/u.test(tag))).toEqual(
      [],
    );
  }
});

test('what only the asker sees says so, in the language of the page', () => {
  const [, [, reply] = ['', undefined]] = given;
  if (reply === undefined) throw new Error('no reply');
  for (const [language, slack, discord] of [
    ['en', 'Only visible to you', 'Only you can see this'],
    ['zh', '仅对你可见', '只有你能看到此消息'],
  ] as const) {
    const seenBy = { ...around, language, isPrivate: true };
    expect(
      renderToStaticMarkup(<SlackPreview {...seenBy} messages={renderSlack(reply) as unknown as SlackPayload[]} />),
    ).toContain(slack);
    expect(renderToStaticMarkup(<DiscordPreview {...seenBy} messages={renderDiscord(reply)} />)).toContain(discord);
  }
});
