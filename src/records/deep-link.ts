/** Links to the cited words of a source document. */
import type { Citation } from './citation.ts';
import type { Source } from './schema.ts';

/** Returns an address that opens the source at the cited words, in browsers that know text fragments. */
export function deepLink(source: Source, citation: Citation): string {
  // A hyphen separates the parts of a text directive, so it must be encoded too: https://wicg.github.io/scroll-to-text-fragment/
  const words = encodeURIComponent(citation.find)
    .replaceAll('-', '%2D')
    .replaceAll("'", '%27')
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
  // An address may have a fragment of its own, which the directive follows.
  return `${source.url}${source.url.includes('#') ? '' : '#'}:~:text=${words}`;
}
