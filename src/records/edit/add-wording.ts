/** Adds one line to the YAML of a brief, a question or an alias, and leaves every other character unchanged. */
import { isDeepStrictEqual } from 'node:util';
import { isMap, isScalar, isSeq, parseDocument, stringify, type Document, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Language } from '../schema.ts';

type SequenceNode = 'questions' | 'aliases';

/** Returns the text with a wording added at the end of one of its lists, which is created where it is missing; undefined where the text is not such YAML. */
export function withWording(text: string, list: SequenceNode, language: Language, wording: string): string | undefined {
  const document = parseDocument(text.replace(/^\uFEFF/u, ''));
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const wanted = parseDocument(text.replace(/^\uFEFF/u, ''));
  try {
    if (wanted.hasIn([list, language])) wanted.addIn([list, language], wording);
    else wanted.setIn([list, language], [wording]);
  } catch {
    return undefined;
  }
  const byLine = inserted(text, document.contents.get(list, true), language, wording);
  if (byLine !== undefined && means(byLine, wanted)) return byLine;
  // Where the position of the new line is ambiguous, the library writes the text: comments stay, but lines may break elsewhere.
  const anew = wanted.toString({ lineWidth: 0 });
  return means(anew, wanted) ? anew : undefined;
}

/** Whether a text is YAML of the same value as a document. */
export function means(text: string, wanted: Document): boolean {
  const document = parseDocument(text.replace(/^\uFEFF/u, ''));
  return document.errors.length === 0 && isDeepStrictEqual(document.toJS(), wanted.toJS());
}

/** Inserts the wording on a line of its own, or inside the brackets of a list in brackets. */
function inserted(text: string, lists: unknown, language: Language, wording: string): string | undefined {
  if (!isMap(lists)) return undefined;
  const shift = text.startsWith('\uFEFF') ? 1 : 0;
  const put = (at: number, what: string): string => text.slice(0, at + shift) + what + text.slice(at + shift);
  const list = lists.get(language, true);
  const end = /\r\n/u.test(text) ? '\r\n' : '\n';
  if (isSeq(list)) {
    const last = list.items.at(-1);
    const range = isScalar(last) ? last.range : undefined;
    if (list.flow === true) {
      const close = (list.range?.[1] ?? 0) - 1;
      if (range === undefined || range === null) return put(close, JSON.stringify(wording));
      return put(range[1], `, ${JSON.stringify(wording)}`);
    }
    if (range === undefined || range === null) return undefined;
    return put(...lineAfter(text, shift, range[1], `${columnOf(text, shift, list)}- ${scalar(wording)}`, end));
  }
  if (list !== undefined || lists.flow === true) return undefined;
  // A list without this language gets it after the other, in the same form.
  const other: unknown = lists.items[0]?.value;
  const name = lists.items[0]?.key;
  if (!isSeq(other) || !isScalar(name)) return undefined;
  const from = other.items.at(-1);
  const indent = columnOf(text, shift, lists);
  const inner = other.flow === true ? `${indent}  ` : columnOf(text, shift, other);
  const lines = `${indent}${language}:${end}${inner}- ${scalar(wording)}`;
  const at = other.flow === true ? other.range?.[1] : isScalar(from) ? from.range?.[1] : undefined;
  return at === undefined ? undefined : put(...lineAfter(text, shift, at, lines, end));
}

/** Returns where to insert a line after the one in which something ends, and the line with its line break. */
export function lineAfter(text: string, shift: number, ended: number, line: string, end: string): [number, string] {
  const at = ended + shift;
  if (text[at - 1] === '\n') return [ended, `${line}${end}`];
  const next = text.indexOf('\n', at);
  return next === -1 ? [text.length - shift, `${end}${line}`] : [next + 1 - shift, `${line}${end}`];
}

/** Returns the white space before the first item of a list or the first field of a group. */
export function columnOf(text: string, shift: number, node: YAMLSeq | YAMLMap): string {
  const at = (node.range?.[0] ?? 0) + shift;
  return ' '.repeat(at - (text.lastIndexOf('\n', at - 1) + 1));
}

const scalar = (wording: string): string => stringify(wording, { lineWidth: 0 }).trimEnd();
