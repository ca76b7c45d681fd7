/** What the records know of a publisher, so that it is told once. */
import { nameKey, compareTexts } from '../../shared/text.ts';
import type { Source } from '../schema.ts';

export type KnownPublisher = Pick<Source, 'publisher' | 'kind' | 'party' | 'disclosure'>;

/** Returns the publishers of documents, each as the newest document of it tells it, by name. */
export function knownPublishers(sources: Iterable<Source>, relationship: string): readonly KnownPublisher[] {
  const newest = new Map<string, Source>();
  for (const source of sources) {
    if (!source.relationships.includes(relationship)) continue;
    const before = newest.get(source.publisher.en);
    if (before === undefined || before.publishedOn < source.publishedOn) newest.set(source.publisher.en, source);
  }
  return [...newest.values()]
    .map(({ publisher, kind, party, disclosure }) => ({ publisher, kind, party, disclosure }))
    .toSorted((a, b) => compareTexts(a.publisher.en, b.publisher.en));
}

/** Returns the publisher of a name, in either language and however it is spelt; undefined where the records know none. */
export function publisherNamed(name: string, publishers: readonly KnownPublisher[]): KnownPublisher | undefined {
  const key = nameKey(name);
  return key === ''
    ? undefined
    : publishers.find(({ publisher }) => [publisher.en, publisher.zh ?? ''].some((one) => nameKey(one) === key));
}
