/** Reads a source document, as text, HTML or PDF, into its paragraphs. */
import { errorMessage } from '../../shared/error-code.ts';
import { unreadable, type Progress } from './unreadable.ts';
import { readFileSync, statSync } from 'node:fs';
import { paragraphs } from '../document.ts';
import { AttacheError } from '../../shared/errors.ts';
/** Far above any document that is read by people; a larger file is a mistake. */
const DOCUMENT_MOST_BYTES = 50_000_000;

/** Returns the paragraphs of a document, in order and none empty; rejects with AttacheError('unreadable-document') that says what it is instead and what to do. */
export async function importDocument(file: string, progress: Progress = () => {}): Promise<string[]> {
  const bytes = readBytes(file);
  const found = await paragraphsIn(bytes, file, progress);
  if (found.length > 0) return found;
  throw unreadable(file, 'has no paragraph of text', 'name the document itself, not a page that leads to it');
}

async function paragraphsIn(bytes: Uint8Array, file: string, progress: Progress): Promise<string[]> {
  // The format is detected from the bytes; a file extension may be wrong.
  if (startsLike(bytes, '%PDF-')) {
    const { pdfParagraphs } = await import('./pdf.ts');
    return await pdfParagraphs(bytes, file, progress);
  }
  if (/\.pdf$/iu.test(file))
    throw unreadable(file, 'is no PDF, though it is named so', 'download it again, or give it its right ending');
  const text = textOf(bytes, file);
  if (/\.x?html?$/iu.test(file) || /^\uFEFF?\s*(?:<!doctype html|<html)\b/iu.test(text)) {
    const { htmlParagraphs } = await import('./html.ts');
    return htmlParagraphs(text, file);
  }
  return paragraphs(text);
}

function readBytes(file: string): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size > DOCUMENT_MOST_BYTES)
      throw unreadable(file, `is larger than ${DOCUMENT_MOST_BYTES / 1e6} MB`, 'name the text of the document');
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    if (error instanceof AttacheError) throw error;
    const why = errorMessage(error);
    throw unreadable(file, `cannot be read: ${why}`, 'check the path and its rights', error);
  }
}

// A PDF may have some bytes before its mark: https://www.pdfa.org, ISO 32000-2 7.5.2 and its implementation notes.
function startsLike(bytes: Uint8Array, mark: string): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1_024)).includes(mark);
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Reported below: the bytes are not text.
  }
  throw unreadable(
    file,
    'is neither text in UTF-8, nor HTML, nor a PDF',
    'save it as one of these (a word processor can export a PDF or plain text)',
  );
}
