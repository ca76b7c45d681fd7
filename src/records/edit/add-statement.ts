/** Writes a statement into the YAML of its document, and leaves every other character unchanged where it can. */
import { Document, isMap, isScalar, isSeq, parseDocument, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import { columnOf, lineAfter, means } from './add-wording.ts';

/** A statement as a form gives it: what it must hold is checked with its record. */
export type WrittenStatement = Readonly<Record<string, unknown>> & { readonly id: string };

/** Groups and lists that are no longer than this stand on one line. */
const ON_ONE_LINE = 90;

/** Returns the text of a document with a statement at the end of its list, or in the place of another, named by its id; undefined where the text is no such YAML or has no such statement. */
export function withStatement(text: string, statement: WrittenStatement, replaces?: string): string | undefined {
  const content = text.replace(/^\uFEFF/u, '');
  const document = parseDocument(content);
  const wanted = parseDocument(content);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const list = document.contents.get('statements', true);
  if (replaces === undefined) {
    if (isSeq(wanted.get('statements', true))) wanted.addIn(['statements'], statement);
    else wanted.setIn(['statements'], [statement]);
  } else {
    const at = isSeq(list) ? list.items.findIndex((one) => isMap(one) && one.get('id') === replaces) : -1;
    if (at === -1) return undefined;
    wanted.setIn(['statements', at], statement);
  }
  return kept(written(text, list, statement, replaces), wanted);
}

/** Returns the text of a document without a statement, named by its id; undefined where it has none of it. */
export function withoutStatement(text: string, id: string): string | undefined {
  const content = text.replace(/^\uFEFF/u, '');
  const document = parseDocument(content);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const list = document.contents.get('statements', true);
  const at = isSeq(list) ? list.items.findIndex((one) => isMap(one) && one.get('id') === id) : -1;
  if (!isSeq(list) || at === -1) return undefined;
  const wanted = parseDocument(content);
  wanted.deleteIn(['statements', at]);
  const shift = text.length - content.length;
  const lines = linesOf(text, shift, list, list.items[at]);
  if (lines === undefined || list.items.length === 1) return kept(undefined, wanted);
  return kept(text.slice(0, lines.from) + text.slice(lines.to), wanted);
}

/** Returns the text where it means what is wanted, or else what the library writes: comments stay, but lines may break elsewhere. */
function kept(byLine: string | undefined, wanted: Document): string | undefined {
  if (byLine !== undefined && means(byLine, wanted)) return byLine;
  const anew = wanted.toString({ lineWidth: 0 });
  return means(anew, wanted) ? anew : undefined;
}

/** Returns the text with the lines of a statement, where its list has lines of its own or is empty. */
function written(
  text: string,
  list: unknown,
  statement: WrittenStatement,
  replaces: string | undefined,
): string | undefined {
  const shift = text.startsWith('\uFEFF') ? 1 : 0;
  const end = /\r\n/u.test(text) ? '\r\n' : '\n';
  if (!isSeq(list)) return undefined;
  const item = (indent: string): string => linesOfStatement(statement, indent).join(end);
  if (replaces !== undefined) {
    const old = list.items.find((one) => isMap(one) && one.get('id') === replaces);
    const lines = linesOf(text, shift, list, old);
    if (lines === undefined) return undefined;
    return text.slice(0, lines.from) + item(columnOf(text, shift, list)) + end + text.slice(lines.to);
  }
  const last = list.items.at(-1);
  if (last === undefined && list.flow === true && list.range) {
    // The first statement takes the place of [].
    const from = text.slice(0, list.range[0] + shift).replace(/[ \t]+$/u, '');
    return `${from}${end}${item('  ')}${text.slice(list.range[1] + shift)}`;
  }
  if (list.flow === true || !isMap(last)) return undefined;
  const ends = endOf(last);
  if (ends === undefined) return undefined;
  const [at, lines] = lineAfter(text, shift, ends, item(columnOf(text, shift, list)), end);
  return text.slice(0, at + shift) + lines + text.slice(at + shift);
}

/** Returns the offset at which a group of fields ends, without the remarks that follow it. */
function endOf(node: YAMLMap): number | undefined {
  const value: unknown = node.items.at(-1)?.value;
  if (node.flow === true) return node.range?.[1];
  if (isMap(value)) return endOf(value);
  if (isSeq(value) && value.flow !== true) {
    const last = value.items.at(-1);
    if (isMap(last)) return endOf(last);
    return isScalar(last) ? last.range?.[1] : undefined;
  }
  return isSeq(value) || isScalar(value) ? value.range?.[1] : undefined;
}

/** Returns the lines that a statement takes in its list: from its dash to the end of its last line. */
function linesOf(
  text: string,
  shift: number,
  list: YAMLSeq,
  node: unknown,
): { readonly from: number; readonly to: number } | undefined {
  if (!isMap(node) || list.flow === true || !node.range) return undefined;
  const ends = endOf(node);
  if (ends === undefined) return undefined;
  const from = text.lastIndexOf('\n', node.range[0] + shift - 1) + 1;
  const lineEnd = text[ends + shift - 1] === '\n' ? ends + shift - 1 : text.indexOf('\n', ends + shift);
  return { from, to: lineEnd === -1 ? text.length : lineEnd + 1 };
}

/** Returns a statement as curators write it: short groups and lists on one line. */
function linesOfStatement(statement: WrittenStatement, indent: string): string[] {
  const document = new Document([statement]);
  visit(document, {
    Collection: (key, node, path) => {
      // The list itself, the statement, and lists of groups.
      if (path.length < 3 || key === null || (isSeq(node) && !node.items.every(isScalar))) return;
      const inside = JSON.stringify(node.toJS(document)).length;
      if (inside <= ON_ONE_LINE) node.flow = true;
    },
  });
  return document
    .toString({ lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => indent + line);
}
