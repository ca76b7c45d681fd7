/** Extracts the text of a document of a word processor (DOCX). */
import { errorMessage } from '../../shared/errors.ts';
import { piecesOf } from './html.ts';
import { unreadable, UnreadableDocument } from './unreadable-document.ts';

/** Returns the paragraphs of a DOCX, each row of a table one; nothing outside the file is opened. */
export async function docxParagraphs(bytes: Uint8Array, file: string): Promise<readonly string[]> {
  const { default: mammoth } = await import('mammoth');
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      // Pictures would be copied into the text; what a file names outside itself is never opened.
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })), externalFileAccess: false },
    );
    return piecesOf(value);
  } catch (error) {
    throw new UnreadableDocument(unreadable('damaged-docx', { file, why: errorMessage(error).slice(0, 100) }), {
      cause: error,
    });
  }
}
