/** Searching the held texts of documents, for curators. */
import type { HeldTexts } from '../../../records/held-texts.ts';
import { fingerprint } from '../../../records/paragraphs.ts';
import type { KnownDocument } from '../../../records/import/duplicates.ts';
import type { Language } from '../../../records/schema.ts';
import { pick } from '../../../views/text.ts';
import { folded, wordsIn } from '../records/search.ts';

export type HeldParagraph = {
  readonly relationship: string;
  /** The id of the document in the files of its relationship. */
  readonly document: string;
  readonly title: string;
  /** Its number in the record; undefined where the record does not have it so. */
  readonly number: number | undefined;
  /** The paragraph, or what of a long one stands around the first word. */
  readonly text: string;
};
export type HeldSearchView = {
  /** The newest document first. */
  readonly paragraphs: readonly HeldParagraph[];
  /** Whether there are more than are listed. */
  readonly hasMore: boolean;
};

/** So many characters of a paragraph are shown, of them so many before the first word. */
const SHOWN = 300;
const BEFORE = 80;

/** Returns the first paragraphs, at most so many, that have all words of a text; none for a text without any. Ends early where nobody waits any more. */
export async function searchHeld(
  text: string,
  { documents, held }: { readonly documents: readonly KnownDocument[]; readonly held: HeldTexts },
  { language, most, signal }: { readonly language: Language; readonly most: number; readonly signal?: AbortSignal },
): Promise<HeldSearchView> {
  const words = wordsIn(text);
  const paragraphs: HeldParagraph[] = [];
  if (words.length === 0) return { paragraphs, hasMore: false };
  for (const one of documents.toSorted((a, b) => (a.publishedOn < b.publishedOn ? 1 : -1))) {
    if (signal?.aborted === true) break;
    // Each is read from its file, and others are answered meanwhile.
    const { paragraphs: own = [] } = (await held.get(one.relationship, one.id)) ?? {};
    for (const paragraph of own) {
      const compared = folded(paragraph);
      if (!words.every((word) => compared.includes(word))) continue;
      if (paragraphs.length === most) return { paragraphs, hasMore: true };
      const at = one.paragraphs.indexOf(fingerprint(paragraph));
      paragraphs.push({
        relationship: one.relationship,
        document: one.id,
        title: pick(one.title, language),
        number: at === -1 ? undefined : at + 1,
        text: excerptOf(paragraph, compared.indexOf(words[0] ?? '')),
      });
    }
  }
  return { paragraphs, hasMore: false };
}

/** Returns what of a paragraph is shown; where a word begins may be some letters off, since it is found in the folded text. */
function excerptOf(paragraph: string, at: number): string {
  if (paragraph.length <= SHOWN) return paragraph;
  const from = at <= BEFORE ? 0 : at - BEFORE;
  const part = paragraph.slice(from, from + SHOWN);
  return `${from > 0 ? '… ' : ''}${part.trim()}${from + SHOWN < paragraph.length ? ' …' : ''}`;
}
