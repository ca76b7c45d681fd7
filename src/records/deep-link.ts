/** Links to the cited words of a source document. */
import type { Citation } from './citation.ts';
import type { Source } from './schema.ts';

/** Returns an address that opens the source at the first of the cited words and marks the others, in browsers that know text fragments. */
export function deepLink(source: Source, ...citations: readonly Citation[]): string {
  const directives = citations.map(({ find }) => `text=${encode(find)}`);
  // An address may have a fragment of its own, which the directive follows.
  return `${source.url}${source.url.includes('#') ? '' : '#'}:~:${directives.join('&')}`;
}

/** A hyphen separates the parts of a text directive, so it must be encoded too: https://wicg.github.io/scroll-to-text-fragment/ */
const encode = (words: string): string =>
  encodeURIComponent(words).replaceAll('-', '%2D').replaceAll("'", '%27').replaceAll('(', '%28').replaceAll(')', '%29');
