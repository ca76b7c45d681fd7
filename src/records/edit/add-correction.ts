/** Adds an entry to the corrections of a statement in the YAML of its document, and leaves every other character unchanged where it can. */
import { isMap, isScalar, isSeq, parseDocument, type Document, type YAMLMap } from 'yaml';
import type { StatementCorrection } from '../statement.ts';
import { columnOf, lineAfter, means } from './add-wording.ts';

/** Returns the text of a document with an entry added to the corrections of a statement, named by its id in the document; undefined where the text has no such statement. */
export function withCorrection(text: string, statement: string, entry: StatementCorrection): string | undefined {
  const content = text.replace(/^\uFEFF/u, '');
  const document = parseDocument(content);
  const found = statementIn(document, statement);
  if (document.errors.length > 0 || found === undefined) return undefined;
  const wanted = parseDocument(content);
  const path = ['statements', found.at, 'corrections'];
  if (isSeq(wanted.getIn(path))) wanted.addIn(path, entry);
  else wanted.setIn(path, [entry]);
  const byLine = inserted(text, found.node, entry);
  if (byLine !== undefined && means(byLine, wanted)) return byLine;
  // Where the statement is written in brackets, the library writes the text: comments stay, but lines may break elsewhere.
  const anew = wanted.toString({ lineWidth: 0 });
  return means(anew, wanted) ? anew : undefined;
}

function statementIn(document: Document, id: string): { readonly at: number; readonly node: YAMLMap } | undefined {
  const statements = isMap(document.contents) ? document.contents.get('statements') : undefined;
  if (!isSeq(statements)) return undefined;
  for (const [at, node] of statements.items.entries()) if (isMap(node) && node.get('id') === id) return { at, node };
  return undefined;
}

/** Inserts the entry on lines of its own, behind the others or at the end of the statement. */
function inserted(text: string, node: YAMLMap, entry: StatementCorrection): string | undefined {
  if (node.flow === true) return undefined;
  const shift = text.startsWith('\uFEFF') ? 1 : 0;
  const end = /\r\n/u.test(text) ? '\r\n' : '\n';
  const list = node.get('corrections', true);
  const indent = columnOf(text, shift, node);
  const isBlock = isSeq(list) && list.flow !== true && list.items.length > 0;
  if (list !== undefined && !isBlock) return undefined;
  const before = isBlock ? columnOf(text, shift, list) : `${indent}  `;
  const lines = [
    ...(isBlock ? [] : [`${indent}corrections:`]),
    `${before}- id: ${entry.id}`,
    `${before}  on: ${entry.on}`,
    `${before}  what: ${flow(entry.what)}`,
    `${before}  before: ${flow(entry.before)}`,
  ].join(end);
  const last: unknown = isBlock ? list.items.at(-1) : node.items.at(-1)?.value;
  const ends = isMap(last) || isSeq(last) || isScalar(last) ? last.range?.[1] : undefined;
  if (ends === undefined) return undefined;
  const [at, line] = lineAfter(text, shift, ends, lines, end);
  return text.slice(0, at + shift) + line + text.slice(at + shift);
}

const flow = ({ en, zh }: StatementCorrection['what']): string =>
  `{ en: ${JSON.stringify(en)}${zh === undefined ? '' : `, zh: ${JSON.stringify(zh)}`} }`;
