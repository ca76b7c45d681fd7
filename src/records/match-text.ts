/** Finds the document that a text is of, by the fingerprints of its paragraphs, and holds it. */
import { align } from './align-paragraphs.ts';
import { fullName, type RecordCatalogue } from './catalogue.ts';
import type { HeldText } from './held-texts.ts';
import type { DocumentImport } from './import/import-document.ts';
import type { DocumentBytes } from './import/imported-document.ts';
import { UnreadableDocument } from './import/unreadable-document.ts';
import { fingerprint } from './paragraphs.ts';
import type { Source } from './schema.ts';

/** What is known of a document that a text may be of. */
type Known = Pick<Source, 'paragraphs'>;

type TextMatcher = (text: readonly string[]) => Source | undefined;

/** A text longer than this is no document of a record, which has at most 2,500 paragraphs. */
const MAX_PARAGRAPHS = 15_000;

/** Returns how many paragraphs of a record a text has; 0 for one that is too long to be a document. */
export const sharedParagraphs = (text: readonly string[], { paragraphs }: Known): number =>
  text.length > MAX_PARAGRAPHS ? 0 : align(text, paragraphs).paragraphs.filter((one) => one?.isSame === true).length;

/** Whether a text with so many paragraphs of a record is its document: half of them at least. */
export const isItsText = (same: number, { paragraphs }: Known): boolean => same > 0 && same * 2 >= paragraphs.length;

/** Returns a function that finds the document of a text among documents, whose fingerprints are indexed once; undefined where it is of none. */
function createTextMatcher(documents: Iterable<Source>): TextMatcher {
  const holders = new Map<string, Source[]>();
  for (const document of documents)
    for (const one of new Set(document.paragraphs)) holders.getOrInsertComputed(one, () => []).push(document);
  return (text) => {
    const shared = new Map<Source, number>();
    for (const one of new Set(text.map((paragraph) => fingerprint(paragraph))))
      for (const document of holders.get(one) ?? []) shared.set(document, (shared.get(document) ?? 0) + 1);
    const ranked = [...shared].toSorted(
      ([a, some], [b, more]) => more / b.paragraphs.length - some / a.paragraphs.length,
    );
    return ranked
      .map(([document]) => document)
      .find((document) => isItsText(sharedParagraphs(text, document), document));
  };
}

/** What came of a text that was given: held now, known before, of no document, or not to be read. */
export type TextOutcome = {
  readonly outcome: 'held' | 'known' | 'none' | 'unreadable';
  /** The document that it is the text of, as relationship/id; empty where it is of none. */
  readonly document: string;
};

type HoldingOptions = Pick<DocumentImport, 'held'> & {
  readonly match: TextMatcher;
  readonly now: () => Temporal.Instant;
};

const matchers = new WeakMap<object, TextMatcher>();

/** Returns what finds the document of a text among those of a catalogue; made once for each. */
export const matcherOf = (catalogue: Pick<RecordCatalogue, 'sources'>): TextMatcher =>
  matchers.getOrInsertComputed(catalogue, () => createTextMatcher(catalogue.sources.values()));

/** Reads a text and holds it as that of the document which it is of, unless one is held of it; rejects where it cannot be written. */
export async function holdText(
  given: DocumentBytes,
  from: HeldText['from'],
  { read, ...options }: HoldingOptions & Pick<DocumentImport, 'read'>,
): Promise<TextOutcome> {
  try {
    return await holdParagraphs(
      (await read(given)).paragraphs.map(({ text }) => text),
      from,
      options,
    );
  } catch (error) {
    // Another one is being read: it is no fault of this one.
    if (error instanceof UnreadableDocument && error.why.code !== 'busy')
      return { outcome: 'unreadable', document: '' };
    throw error;
  }
}

/** The same of paragraphs that were read. */
export async function holdParagraphs(
  paragraphs: readonly string[],
  from: HeldText['from'],
  { held, match, now }: HoldingOptions,
): Promise<TextOutcome> {
  const source = match(paragraphs);
  if (source === undefined) return { outcome: 'none', document: '' };
  const { relationship, id } = source;
  const document = fullName(source);
  if (held.has(relationship, id)) return { outcome: 'known', document };
  await held.put({ id, relationship, paragraphs, readAt: now().toString({ smallestUnit: 'second' }), from });
  return { outcome: 'held', document };
}
