/** Renders a reply for a terminal or a plain text file: wrapped, with choices numbered. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import { topicOf } from '../../reply/button.ts';
import { afterLead, type Action, type Block, type Reply } from '../../reply/reply.ts';
import { BETWEEN_MARKS, type CitationMark } from '../../views/marks.ts';
import { bold, dim, harmless, link, wrap, type Terminal } from './text.ts';

/** A terminal without styles or links, such as a pipe. */
export const PLAIN: Terminal = { columns: 80, styled: false, linked: false };

/** What is typed to see what is new. */
const NEWS: Readonly<Record<Language, string>> = { en: 'what’s new', zh: '最新' };

/** Returns the text of a reply, ending in a line break: all its blocks, and its actions as commands to type. */
export function render(reply: Reply, terminal: Terminal = PLAIN): string {
  const t = messages(reply.language);
  const title = harmless(reply.title);
  const commands = reply.actions.flatMap((action) => commandOf(action, reply.language));
  const parts = [
    ...(title === '' ? [] : [bold(wrap(title, terminal), terminal)]),
    ...reply.blocks.map((block) => renderBlock(block, reply.language, terminal)).filter((part) => part !== ''),
    ...(commands.length === 0
      ? []
      : [dim(wrap(t('console.toGoOn', { commands: harmless(commands.join(' · ')) }), terminal), terminal)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Returns the command that replaces a button; undefined for sharing and for actions that only a chat has. */
function commandOf({ label, target }: Action, language: Language): string[] {
  if (target.verb !== 'open') return [];
  const { request } = target;
  // A question can be asked in the same words.
  if (/[?？]$/u.test(label)) return [label];
  if (request.type === 'news') return [NEWS[language]];
  // Its topics can be asked for one by one.
  if (request.type === 'several') return [];
  const topic = topicOf(request);
  if (request.type === 'status' || request.type === 'dates') {
    // A board of some kind alone has no words of its own.
    if (request.kind !== undefined) return [];
    return [[topic ?? request.relationship, request.type].filter((word) => word !== undefined).join(' ')];
  }
  if (topic === undefined) return [request.type];
  if (request.type === 'brief' || request.type === 'answer') return [topic];
  return [`${topic} ${request.type === 'section' ? request.section : request.type}`];
}

function renderBlock(block: Block, language: Language, terminal: Terminal): string {
  const t = messages(language);
  const heading = (text: string): string[] => (text === '' ? [] : [bold(wrap(harmless(text), terminal), terminal)]);
  const bullet = (text: string): string => wrap(text, terminal, '  ', '- ');
  const about = (title: string, what: string): string => (title === '' ? what : t('reply.about', { title, what }));
  switch (block.type) {
    case 'summary':
      return [...heading(block.heading), wrap(cited(block.text, block.marks, terminal), terminal)].join('\n');
    case 'badge':
      return [
        ...(block.warning === undefined
          ? []
          : [bold(wrap(`! ${harmless(block.warning)}`, terminal, '  ', ''), terminal)]),
        dim(wrap(block.items.map(harmless).join(' · '), terminal), terminal),
      ].join('\n');
    case 'claims':
      return [
        ...heading(block.heading),
        ...block.claims.map(({ state = '', lead, text, detail, marks }) => {
          const stated = state === '' ? '' : `${bold(harmless(state), terminal)} `;
          const said = `${stated}${lead === undefined ? '' : `${mark(lead, terminal)}${afterLead(lead)}`}`;
          return bullet([`${said}${cited(text, marks, terminal)}`, ...detail.map(harmless)].join(' · '));
        }),
      ].join('\n');
    case 'watch':
      return [
        ...heading(block.heading),
        ...block.items.map(({ text, expected, wouldChange, marks }) =>
          [
            bullet(cited(expected === undefined ? text : text + t('reply.aside', { text: expected }), marks, terminal)),
            dim(wrap(harmless(wouldChange), terminal, '  '), terminal),
          ].join('\n'),
        ),
      ].join('\n');
    case 'points':
      return [
        ...heading(block.heading),
        ...block.items.map(({ label, text, marks }) => bullet(about(harmless(label), cited(text, marks, terminal)))),
      ].join('\n');
    case 'gaps':
      return [...heading(block.heading), ...block.items.map((item) => bullet(harmless(item)))].join('\n');
    case 'sources':
      return [
        ...heading(block.heading),
        ...block.items.map(({ title, detail, disclosure, url }) =>
          [
            wrap(harmless(title), terminal, '    ', '  - '),
            wrap(harmless(detail), terminal, '    '),
            wrap(harmless(disclosure), terminal, '    '),
            // An address stays whole on its line, so that it can be copied.
            `    ${link(harmless(url), url, terminal)}`,
          ].join('\n'),
        ),
      ].join('\n');
    case 'list':
      return [
        ...heading(block.heading),
        ...block.items.map(({ label, channel, person, detail }) =>
          bullet(
            t('reply.about', {
              title: harmless(label),
              what: [channel ?? '', person ?? '', detail].map(harmless).filter(Boolean).join(' · '),
            }),
          ),
        ),
      ].join('\n');
    case 'choices':
      return [
        ...heading(block.prompt),
        ...block.choices.map(({ label, detail, target }) =>
          bullet(
            about(
              topicOf(target.request) ?? '',
              [label, detail]
                .map(harmless)
                .filter((part) => part !== '')
                .join(' · '),
            ),
          ),
        ),
      ].join('\n');
    case 'note':
      return [
        wrap(`${block.tone === 'warning' ? '! ' : ''}${cited(block.text, block.marks ?? [], terminal)}`, terminal),
        ...(block.link === undefined ? [] : [link(harmless(block.link.label), block.link.url, terminal)]),
      ].join('\n');
  }
}

/** Returns a text followed by its citations, joined so that wrapping never separates the two. */
function cited(text: string, marks: readonly CitationMark[], terminal: Terminal): string {
  // Each bracket stays with the words beside it, which are within a link.
  const references = marks.map((one, index) =>
    mark({ ...one, text: `${index === 0 ? '[' : ''}${one.text}${index === marks.length - 1 ? ']' : ''}` }, terminal),
  );
  return [harmless(text), ...(references.length === 0 ? [] : [references.join(BETWEEN_MARKS)])].join(' ');
}

/** A citation as a link, whose words stay on one line where they have room there; of a longer one each is linked, and the paragraphs stay together. */
const mark = ({ text, url }: CitationMark, terminal: Terminal): string => {
  const words = harmless(text);
  return words.length <= terminal.columns - INDENT_COLUMNS
    ? link(words.replaceAll(' ', '\u00A0'), url, terminal)
    : words
        .replaceAll(/ (?=¶)/gu, '\u00A0')
        .split(' ')
        .map((word) => link(word, url, terminal))
        .join(' ');
};

/** What stands before a line at most. */
const INDENT_COLUMNS = 4;
