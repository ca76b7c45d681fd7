/** Writes who reviewed a topic into its YAML, and leaves every other character unchanged where it can. */
import { isMap, isScalar, parseDocument } from 'yaml';
import { means } from './add-wording.ts';

/** A review by a person: the day (YYYY-MM-DD) and the name. */
export type ReviewEntry = { readonly on: string; readonly name: string };

/** A name that YAML takes as it is, in brackets too. */
const PLAIN = /^\p{L}[\p{L}\p{N} ]*$/u;
const WORDS = /^(?:true|false|null|yes|no|on|off)$/iu;

/** Returns the text of a topic as a person has reviewed it; undefined where it is no such text. */
export function withReview(text: string, { on, name }: ReviewEntry): string | undefined {
  const content = text.replace(/^\uFEFF/u, '');
  const document = parseDocument(content);
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const wanted = parseDocument(content);
  wanted.setIn(['verified'], wanted.createNode({ on, by: { kind: 'person', name } }));
  const written = PLAIN.test(name) && !WORDS.test(name) ? name : JSON.stringify(name);
  const shift = text.length - content.length;
  const places = [
    [['verified', 'on'], on],
    [['verified', 'by', 'kind'], 'person'],
    [['verified', 'by', 'name'], written],
  ] as const;
  const cuts = places.flatMap(([path, value]) => {
    const node: unknown = document.getIn(path, true);
    return isScalar(node) && node.range ? [{ from: node.range[0], to: node.range[1], value }] : [];
  });
  const byPart = cuts
    .toSorted((a, b) => b.from - a.from)
    .reduce((all, { from, to, value }) => all.slice(0, from + shift) + value + all.slice(to + shift), text);
  if (cuts.length === places.length && means(byPart, wanted)) return byPart;
  // Where a part is missing, the library writes the text: comments stay, but lines may break elsewhere.
  const anew = wanted.toString({ lineWidth: 0 });
  return means(anew, wanted) ? anew : undefined;
}
