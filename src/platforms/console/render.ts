/** Renders a reply for a terminal or a plain text file: wrapped, numbered where there is something to choose. */
import type { Block, Mark, Reply } from '../../reply/reply.ts';
import { bold, dim, harmless, link, wrap, type Terminal } from './text.ts';

/** A terminal without styles or links, such as a pipe. */
export const PLAIN: Terminal = { columns: 80, styled: false, linked: false };

/** Returns the text of a reply, ending in a line break; nothing of the reply is left out. */
export function render(reply: Reply, terminal: Terminal = PLAIN): string {
  const title = harmless(reply.title);
  const parts = [
    bold(wrap(title, terminal), terminal),
    ...reply.blocks.map((block) => renderBlock(block, terminal)).filter((part) => part !== ''),
  ];
  return `${parts.join('\n\n')}\n`;
}

function renderBlock(block: Block, terminal: Terminal): string {
  const heading = (text: string): string => bold(wrap(harmless(text), terminal), terminal);
  const bullet = (text: string): string => wrap(text, terminal, '  ', '- ');
  switch (block.type) {
    case 'summary':
      return `${heading(block.heading)}\n${wrap(cited(block.text, block.marks, terminal), terminal)}`;
    case 'badge':
      return [
        ...(block.warning === undefined
          ? []
          : [bold(wrap(`! ${harmless(block.warning)}`, terminal, '  ', ''), terminal)]),
        dim(wrap(block.items.map(harmless).join(' · '), terminal), terminal),
      ].join('\n');
    case 'claims':
      return [
        heading(block.heading),
        ...block.claims.map(({ text, detail, marks }) =>
          bullet(cited(detail.length === 0 ? text : `${text} (${detail.join(' · ')})`, marks, terminal)),
        ),
      ].join('\n');
    case 'watch':
      return [
        heading(block.heading),
        ...block.items.map(({ text, expected, wouldChange, marks }) =>
          [
            bullet(cited(expected === undefined ? text : `${text} (${expected})`, marks, terminal)),
            dim(wrap(harmless(wouldChange), terminal, '  '), terminal),
          ].join('\n'),
        ),
      ].join('\n');
    case 'gaps':
      return [heading(block.heading), ...block.items.map((item) => bullet(harmless(item)))].join('\n');
    case 'sources':
      return [
        heading(block.heading),
        ...block.items.map(({ number, title, detail, disclosure, url }) =>
          [
            wrap(`${harmless(title)}`, terminal, '    ', `[${number}] `),
            wrap(harmless(detail), terminal, '    '),
            wrap(harmless(disclosure), terminal, '    '),
            // An address stays whole on its line, so that it can be copied.
            `    ${link(harmless(url), url, terminal)}`,
          ].join('\n'),
        ),
      ].join('\n');
    case 'list':
      return [
        heading(block.heading),
        ...block.items.map(({ label, detail }) => bullet(`${harmless(label)}: ${harmless(detail)}`)),
      ].join('\n');
    case 'choices':
      return [
        heading(block.prompt),
        ...block.choices.map(({ label, detail, target }) =>
          bullet(
            `${'topic' in target.request ? `${target.request.topic}: ` : ''}${harmless(label)}. ${harmless(detail)}`,
          ),
        ),
      ].join('\n');
    case 'note':
      return wrap(`${block.tone === 'warning' ? '! ' : ''}${harmless(block.text)}`, terminal);
  }
}

/** A text with its citations behind it, so that wrapping never parts the two. */
function cited(text: string, marks: readonly Mark[], terminal: Terminal): string {
  const shown = marks.map(({ source, paragraph, url }) => link(`[${source}\u00A0¶${paragraph}]`, url, terminal));
  return [harmless(text), ...shown].join(' ');
}
