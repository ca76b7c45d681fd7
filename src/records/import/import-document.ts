/** Reads a source document, as text, HTML, PDF or DOCX, into its paragraphs. */
import { readFileSync, statSync } from 'node:fs';
import { errorMessage } from '../../shared/errors.ts';
import { paragraphs } from '../paragraphs.ts';
import { markBoilerplate } from './boilerplate.ts';
import {
  type DocumentBytes,
  type ImportedDocument,
  type ImportedParagraph,
  type ProposedDetails,
} from './imported-document.ts';
import { unreadable, UnreadableDocument, type Progress } from './unreadable-document.ts';
import { dayAtBeginning } from './publication-day.ts';
import { languageOfText } from '../../shared/text.ts';
import type { HeldTexts } from '../held-texts.ts';

/** Far above any document that is read by people; a larger file is a mistake. */
export const MAX_DOCUMENT_BYTES = 20_000_000;
/** A record has at most 2,500, of which each may be joined of a few. */
const MAX_PARAGRAPHS = 20_000;

/** Returns the bytes of a file; throws UnreadableDocument where it cannot be read or is too large. */
export function readDocumentFile(file: string): DocumentBytes {
  try {
    const { size } = statSync(file);
    if (size > MAX_DOCUMENT_BYTES) throw tooLarge(file);
    return { bytes: new Uint8Array(readFileSync(file)), name: file };
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument(unreadable('missing', { file, why: errorMessage(error) }), { cause: error });
  }
}

/** Returns the error for a document of more than the most bytes. */
export const tooLarge = (file: string): UnreadableDocument =>
  new UnreadableDocument(unreadable('too-large', { file, most: MAX_DOCUMENT_BYTES / 1e6 }));

/** Returns the paragraphs of a document, in order and none empty, with what it says of itself; rejects with UnreadableDocument that says what it is instead and what to do. */
export async function importDocument(
  document: DocumentBytes,
  progress: Progress = () => {},
): Promise<ImportedDocument> {
  const found = await parse(document, progress);
  if (found.paragraphs.length > MAX_PARAGRAPHS)
    throw new UnreadableDocument(
      unreadable('too-many-paragraphs', {
        file: document.name,
        count: found.paragraphs.length,
        most: MAX_PARAGRAPHS,
      }),
    );
  const marked = markBoilerplate(found.paragraphs, undefined);
  const texts = marked.flatMap(({ text, furniture }) => (furniture === undefined ? [text] : []));
  if (texts.length === 0) throw new UnreadableDocument(unreadable('empty', { file: document.name }));
  const { title = titleIn(texts, found.format), publishedOn = dayAtBeginning(texts), ...proposed } = found.proposed;
  return {
    format: found.format,
    paragraphs: markBoilerplate(marked, title),
    proposed: { ...proposed, ...(title !== undefined && { title }), ...(publishedOn !== undefined && { publishedOn }) },
  };
}

async function parse(document: DocumentBytes, progress: Progress): Promise<ImportedDocument> {
  const { bytes, name, charset, address } = document;
  const isNamed = (ending: RegExp): boolean => address === undefined && ending.test(name);
  // The format is detected from the bytes; a file extension may be wrong.
  if (startsLike(bytes, '%PDF-')) {
    const { readPdf } = await import('./pdf.ts');
    const { paragraphs: found, proposed } = await readPdf(bytes, name, progress);
    const language = languageOfText(found.map(({ text }) => text).join('\n'));
    return { format: 'pdf', paragraphs: found, proposed: { ...proposed, language, ...(address && { url: address }) } };
  }
  if (isNamed(/\.pdf$/iu)) throw new UnreadableDocument(unreadable('no-pdf', { file: name }));
  if (isWordDocument(bytes)) {
    const { docxParagraphs } = await import('./docx.ts');
    const found = await docxParagraphs(bytes, name);
    return { format: 'docx', paragraphs: plainly(found), proposed: bare(found, address) };
  }
  const text = decodeText(bytes, name, charset);
  if (
    isNamed(/\.x?html?$/iu) ||
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*(?:<!doctype html|<html)\b/iu.test(text)
  ) {
    const { readPage } = await import('./html.ts');
    const { paragraphs: found, proposed } = readPage(text, name, address);
    return { format: 'html', paragraphs: plainly(found), proposed };
  }
  const found = paragraphs(text);
  return { format: 'text', paragraphs: plainly(found), proposed: bare(found, address) };
}

const plainly = (texts: readonly string[]): ImportedParagraph[] => texts.map((text) => ({ text }));

const TITLE_CHARACTERS = { least: 10, most: 150 } as const;

/** Returns the first line of a text as its title, where that is short and no sentence; a page and a PDF have places of their own for it. */
function titleIn([first = '', ...rest]: readonly string[], format: ImportedDocument['format']): string | undefined {
  const { least, most } = TITLE_CHARACTERS;
  const isTitle =
    (format === 'text' || format === 'docx') &&
    rest.length > 0 &&
    first.length >= least &&
    first.length <= most &&
    // An office or a kind of document stands in capitals above many titles.
    !/[.!?。！？;；:：,，]$|^[^\p{Ll}\p{sc=Han}]+$/u.test(first);
  return isTitle ? first : undefined;
}

/** Returns what is known of a text that says nothing of itself. */
const bare = (texts: readonly string[], address: string | undefined): ProposedDetails => ({
  authors: [],
  language: languageOfText(texts.join('\n')),
  ...(address !== undefined && { url: address }),
});

// A PDF may have some bytes before its mark: https://www.pdfa.org, ISO 32000-2 7.5.2 and its implementation notes.
function startsLike(bytes: Uint8Array, mark: string): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1_024)).includes(mark);
}

/** Whether bytes are a zip file that has a text of a word processor in it, by the names that stand before each entry. */
function isWordDocument(bytes: Uint8Array): boolean {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  return isZip && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('word/');
}

/** A page names its encoding within its first kilobyte. https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding */
const PRESCANNED = 1_024;

/** Returns the text of bytes without a byte order mark; throws UnreadableDocument where they are none. `charset` is what the server said. */
export function decodeText(bytes: Uint8Array, file: string, charset?: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCANNED));
  const marked = head.startsWith('\u00FF\u00FE')
    ? 'utf-16le'
    : head.startsWith('\u00FE\u00FF')
      ? 'utf-16be'
      : undefined;
  const [, said] = /<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w-]{2,20})/iu.exec(head) ?? [];
  for (const encoding of [marked, 'utf-8', charset, said]) {
    const text = encoding === undefined ? undefined : decode(bytes, encoding);
    if (text !== undefined && !text.includes('\0')) return text;
  }
  throw new UnreadableDocument(unreadable('not-text', { file }));
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Neither an encoding that there is, nor bytes of it.
    return undefined;
  }
}

/** Each rejects with UnreadableDocument for what a curator can mend. */
export type DocumentImport = {
  /** Returns what is in a document, read in a thread of its own within limits of time and memory. */
  readonly read: (document: DocumentBytes) => Promise<ImportedDocument>;
  /** Fetches and reads what stands at an address of the public web. */
  readonly readAddress: (address: string) => Promise<ImportedDocument>;
  /** The texts kept for reading and checking. */
  readonly held: HeldTexts;
};
