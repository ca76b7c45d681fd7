/** What a brief cites: its sources, and links to the cited words. */
import type { RecordCatalogue } from './catalogue.ts';
import type { Citation, Brief, Source } from './schema.ts';

/** Returns the sources that a brief cites or searched, in the order in which they first appear. */
export function citedSources(brief: Pick<Brief, 'statements' | 'gaps'>, catalogue: RecordCatalogue): Source[] {
  const ids = new Set([
    ...brief.statements.flatMap((statement) => statement.citations.map(({ source }) => source)),
    ...brief.gaps.flatMap(({ searched }) => searched),
  ]);
  return [...ids].flatMap((id) => catalogue.sources.get(id) ?? []);
}

/** Returns an address that opens the source at the first of the cited words and marks the others, in browsers that know text fragments. */
export function deepLink(
  source: Pick<Source, 'url'>,
  ...citations: readonly (Pick<Citation, 'find'> & Partial<Citation>)[]
): string {
  const directives = citations.map(({ find }) => `text=${encode(find)}`);
  // An address may have a fragment of its own, which the directive follows.
  return `${source.url}${source.url.includes('#') ? '' : '#'}:~:${directives.join('&')}`;
}

/** A hyphen separates the parts of a text directive, so it must be encoded too: https://wicg.github.io/scroll-to-text-fragment/ */
const encode = (words: string): string =>
  encodeURIComponent(words).replaceAll('-', '%2D').replaceAll("'", '%27').replaceAll('(', '%28').replaceAll(')', '%29');
