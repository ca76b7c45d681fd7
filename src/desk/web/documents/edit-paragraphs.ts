/** The paragraphs of a document while they are put right: dropped, joined and parted, never rewritten. */
import type { BoilerplateKind, ImportedParagraph } from '../../../records/import/imported-document.ts';
import { joinTexts } from '../../../records/import/join-lines.ts';

export type EditedParagraph = {
  readonly key: number;
  readonly text: string;
  readonly isDropped: boolean;
  /** Why it was proposed for dropping. */
  readonly furniture?: BoilerplateKind | undefined;
};

/** Paragraphs after a change, and where the cursor goes: the paragraph's key and the place in its text. */
export type ParagraphChange = {
  readonly paragraphs: readonly EditedParagraph[];
  readonly key: number;
  readonly offset: number;
};

/** Returns the paragraphs as they were read, those dropped that look like no part of the document. */
export const editable = (paragraphs: readonly ImportedParagraph[]): readonly EditedParagraph[] =>
  paragraphs.map((paragraph, key) => ({ ...paragraph, key, isDropped: paragraph.furniture !== undefined }));

/** Returns the text of what is kept, one paragraph a line. */
export const keptText = (paragraphs: readonly EditedParagraph[]): string =>
  paragraphs.flatMap(({ isDropped, text }) => (isDropped ? [] : [text])).join('\n');

/** Parts a paragraph in two at a place of its text; undefined where nothing would stand on one side. */
export function splitParagraph(
  paragraphs: readonly EditedParagraph[],
  key: number,
  offset: number,
): ParagraphChange | undefined {
  const index = paragraphs.findIndex((one) => one.key === key);
  const paragraph = paragraphs[index];
  if (paragraph === undefined) return undefined;
  const before = paragraph.text.slice(0, offset).trimEnd();
  const after = paragraph.text.slice(offset).trimStart();
  if (before === '' || after === '') return undefined;
  const added = Math.max(...paragraphs.map((one) => one.key)) + 1;
  const parts = [
    { ...paragraph, text: before },
    { ...paragraph, text: after, key: added },
  ];
  return { paragraphs: paragraphs.toSpliced(index, 1, ...parts), key: added, offset: 0 };
}

/** Joins a paragraph to the nearest kept one above it; undefined where there is none. */
export function joinParagraph(paragraphs: readonly EditedParagraph[], key: number): ParagraphChange | undefined {
  const index = paragraphs.findIndex((one) => one.key === key);
  const paragraph = paragraphs[index];
  const at = paragraphs.findLastIndex((one, place) => place < index && !one.isDropped);
  const above = paragraphs[at];
  if (paragraph === undefined || above === undefined) return undefined;
  const joined = { ...above, text: joinTexts(above.text, paragraph.text) };
  const rest = paragraphs.toSpliced(index, 1).with(at, joined);
  return { paragraphs: rest, key: above.key, offset: Math.min(above.text.length, joined.text.length) };
}

/** Drops a paragraph, or takes it back. */
export function dropParagraph(paragraphs: readonly EditedParagraph[], key: number): ParagraphChange | undefined {
  const index = paragraphs.findIndex((one) => one.key === key);
  const paragraph = paragraphs[index];
  if (paragraph === undefined) return undefined;
  const next = paragraphs.with(index, { ...paragraph, isDropped: !paragraph.isDropped });
  // After a drop the next one is looked at.
  const there = paragraph.isDropped ? paragraph : (paragraphs[index + 1] ?? paragraph);
  return { paragraphs: next, key: there.key, offset: 0 };
}
