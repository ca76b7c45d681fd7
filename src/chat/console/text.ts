/** Text on a terminal: without control characters, wrapped to a width, with styles and links where the terminal supports them. */
import stringWidth from 'string-width';

export type Terminal = {
  /** The width in columns. */
  readonly columns: number;
  /** Whether bold and dim are supported. */
  readonly styled: boolean;
  /** Whether links with a text are supported (OSC 8); otherwise sources are listed with their addresses. */
  readonly linked: boolean;
};

/** Returns text that cannot control a terminal: control and direction characters become spaces or are removed. */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\n\r\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '');
}

// CSI styling, and links as OSC 8 closed by ST: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
/** Returns bold text where the terminal supports styles. */
export const bold = (text: string, { styled }: Terminal): string => (styled ? `\u001B[1m${text}\u001B[22m` : text);
/** Returns dimmed text where the terminal supports styles. */
export const dim = (text: string, { styled }: Terminal): string => (styled ? `\u001B[2m${text}\u001B[22m` : text);
/** Returns text that opens an address where the terminal supports links. */
export const link = (text: string, url: string, { linked }: Terminal): string =>
  // The sequence allows only printable ASCII in an address.
  linked ? `\u001B]8;;${url.replace(/[^\x21-\x7E]/gu, '')}\u001B\\${text}\u001B]8;;\u001B\\` : text;

/** Returns text wrapped to the terminal's columns, each line indented, the first one by `first` instead. */
export function wrap(text: string, { columns }: Pick<Terminal, 'columns'>, indent = '', first = indent): string {
  const lines: string[] = [];
  let line = first;
  let width = stringWidth(first);
  let empty = true;
  const room = (): number => Math.max(8, columns);
  const next = (): void => {
    lines.push(line.trimEnd());
    line = indent;
    width = stringWidth(indent);
    empty = true;
  };
  for (const piece of pieces(text)) {
    const size = widthOf(piece);
    // The space after a word may exceed the end of the line, where it is dropped.
    const bare = width + size <= room() ? size : widthOf(piece.trimEnd());
    if (!empty && width + bare > room()) next();
    if (empty && bare > room() - width) {
      // A word longer than a line, such as an address, is broken between characters.
      for (const { segment } of new Intl.Segmenter().segment(piece.trim())) {
        const one = widthOf(segment);
        if (width + one > room() && !empty) next();
        line += segment;
        width += one;
        empty = false;
      }
      line += ' '.repeat(size - bare);
      width += size - bare;
      continue;
    }
    const visible = empty ? piece.trimStart() : piece;
    line += visible;
    width += visible.length === piece.length ? size : widthOf(visible);
    empty = false;
  }
  lines.push(line.trimEnd());
  return lines.join('\n');
}

/** Returns the number of columns of a text; most words are plain ASCII, for which counting is a hundred times faster. */
const widthOf = (text: string): number => (/^[ -~]*$/u.test(text) ? text.length : stringWidth(text));

/** White space at which a line may break; a no-break space is not. */
const SPACE = String.raw`[^\S\u00A0\u202F]`;
const WIDE = String.raw`\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF`;
const CLOSING = String.raw`[\u3001\u3002\uFF01\uFF0C\uFF1A\uFF1B\uFF1F\uFF09\u300B\u2019\u201D]`;
const OPENING = String.raw`[\uFF08\u300A\u2018\u201C]`;
const PIECES = new RegExp(
  [
    String.raw`${OPENING}*\u001B\]8;;[^\u001B]*\u001B\\[^\u001B]*\u001B\]8;;\u001B\\\p{P}*${SPACE}*`,
    `${OPENING}*(?!${OPENING})[${WIDE}]${CLOSING}*${SPACE}*`,
    String.raw`${OPENING}*(?:[^\s${WIDE}\u001B]|[\u00A0\u202F])+${CLOSING}*${SPACE}*`,
    String.raw`\s+`,
    '.',
  ].join('|'),
  'gsu',
);

/** Splits text into words with the space after them; Chinese may break between any two characters, but neither before a stop nor after an opening bracket. Links stay whole. */
function pieces(text: string): string[] {
  return text.match(PIECES) ?? [];
}
