/** How much of a screen texts and claims take, so that an answer fits a phone's: in words, which are read, and in characters, which take room. */
import { wordCount } from '../../shared/text.ts';
import type { Claim } from '../reply.ts';

/** The words of a text, and its width in characters, of which a Chinese one takes two. */
export type Size = { readonly words: number; readonly characters: number };

/** Returns the size of texts. */
export const sizeOf = (...texts: readonly string[]): Size => {
  const text = texts.join(' ');
  return { words: wordCount(text), characters: text.length + (text.match(WIDE)?.length ?? 0) };
};

const WIDE = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFF60]/gu;

/** Returns the size of a claim or of another text with citations; the marks are not read, those within details neither, but take room. */
export function sizeOfCited({
  state = '',
  lead,
  text,
  detail = [],
  marks,
}: Pick<Claim, 'text' | 'marks' | 'lead' | 'state'> & { readonly detail?: Claim['detail'] }): Size {
  const read = [state, text, ...detail].join(' ');
  const links = [...(lead === undefined ? [] : [lead]), ...marks];
  return { words: wordCount(read), characters: sizeOf(read, ...links.map((mark) => mark.text)).characters };
}

/** Returns the size of a line with who said it before it, which is read too. */
export const sizeOfLine = (line: Parameters<typeof sizeOfCited>[0]): Size =>
  together(sizeOfCited(line), { words: wordCount(line.lead?.text ?? ''), characters: 0 });

/** Returns the size of several things together. */
export const together = (...sizes: readonly Size[]): Size => ({
  words: sizes.reduce((sum, { words }) => sum + words, 0),
  characters: sizes.reduce((sum, { characters }) => sum + characters, 0),
});

/** Returns whether a size is within another. */
export const within = (size: Size, most: Size): boolean =>
  size.words <= most.words && size.characters <= most.characters;
