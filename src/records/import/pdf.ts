/** Extracts the text of a PDF: lines assembled into paragraphs, without page numbers and running heads. */
import { getDocumentProxy } from 'unpdf';
import { paragraphs } from '../document.ts';
import { unreadable, type Progress } from './unreadable.ts';
/** A line of a page: its text, its position (in points from the bottom and the left) and the height of its letters. */
export type PdfLine = { readonly text: string; readonly y: number; readonly x: number; readonly height: number };

const PAGES_MOST = 2_000;
/** Lines this much further apart than usual are two paragraphs. */
const GAP = 1.45;
/** A line that is indented by so many letter heights begins a paragraph. */
const INDENT = 0.8;
/** A line at the same height on this many pages is a running head. */
const RUNNING_PAGES = 3;

/** Returns the paragraphs of a PDF; rejects with AttacheError('unreadable-document') for one that is damaged, encrypted or holds pictures only. */
export async function pdfParagraphs(bytes: Uint8Array, file: string, progress: Progress): Promise<string[]> {
  const pdf = await openPdf(bytes, file);
  try {
    if (pdf.numPages > PAGES_MOST)
      throw unreadable(file, `has ${pdf.numPages} pages`, `name a part of at most ${PAGES_MOST}`);
    const pages: PdfLine[][] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      // oxlint-disable-next-line no-await-in-loop -- page by page, so that one is in memory at a time
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(linesOf(items.flatMap((item) => ('str' in item ? [item as PdfPiece] : []))));
      page.cleanup();
      progress(number, pdf.numPages, 'page');
    }
    const found = paragraphsOf(pages);
    if (found.length > 0) return found;
    throw unreadable(
      file,
      'holds pictures only: there is no text in it',
      'run it through text recognition (OCR) first, or name a copy that has text',
    );
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function openPdf(bytes: Uint8Array, file: string): Promise<Awaited<ReturnType<typeof getDocumentProxy>>> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0 });
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException')
      throw unreadable(file, 'is encrypted and asks for a password', 'name a copy without one', error);
    throw unreadable(file, 'is a damaged PDF, or none', 'download it again, or name its text', error);
  }
}

/** A piece of text as pdf.js gives it: its position is the end of the matrix. https://mozilla.github.io/pdf.js/api */
type PdfPiece = { readonly str: string; readonly transform: readonly number[]; readonly height: number };

/** Returns the lines of a page from top to bottom, pieces of one height joined. */
export function linesOf(pieces: readonly PdfPiece[]): PdfLine[] {
  const lines: { text: string; y: number; x: number; height: number }[] = [];
  for (const { str, transform, height } of pieces) {
    if (str === '') continue;
    const [x = 0, y = 0] = transform.slice(4);
    const line = lines.at(-1);
    if (line !== undefined && Math.abs(line.y - y) < Math.max(line.height, height, 1) / 2) {
      line.text += str;
      if (str.trim() !== '') line.height = Math.max(line.height, height);
    } else if (str.trim() !== '') lines.push({ text: str, y, x, height });
  }
  return lines.map(({ text, x, y, height }) => ({ text: text.replace(/\s+/gu, ' ').trim(), x, y, height }));
}

/** Returns the paragraphs of pages of lines. */
export function paragraphsOf(pages: readonly (readonly PdfLine[])[]): string[] {
  const running = runningHeads(pages);
  const texts: string[] = [];
  let open = '';
  const close = (): void => {
    if (open !== '') texts.push(open);
    open = '';
  };
  const content = pages.map((page) =>
    page.filter((line) => !/^[\s\d|/–-]+$/u.test(line.text) && !running.has(headKey(line))),
  );
  // Of the whole document: a page of two lines has no usual distance of its own.
  const usual = median(content.flatMap((page) => page.slice(1).map((line, index) => (page[index]?.y ?? 0) - line.y)));
  for (const lines of content) {
    const left = Math.min(...lines.map(({ x }) => x));
    for (const [index, line] of lines.entries()) {
      const before = lines[index - 1];
      const begins =
        before === undefined
          ? // Over a page break a sentence that has not ended goes on.
            /[.!?。！？:：”"’)]$/u.test(open)
          : before.y - line.y > usual * GAP ||
            before.y - line.y < 0 ||
            Math.abs(before.height - line.height) > 1.5 ||
            (line.x - left > line.height * INDENT && before.x - left <= line.height * INDENT);
      if (begins) close();
      open = joinLines(open, line.text);
    }
  }
  close();
  return paragraphs(texts.join('\n'));
}

function joinLines(before: string, line: string): string {
  if (before === '') return line;
  // A word that was divided at the end of its line.
  if (/\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(line)) return before.slice(0, -1) + line;
  // Chinese is written without spaces.
  return /\p{sc=Han}$|[，。、；：！？」』）]$/u.test(before) && /^[\p{sc=Han}（「『]/u.test(line)
    ? before + line
    : `${before} ${line}`;
}

const headKey = ({ y, text }: PdfLine): string => `${Math.round(y)} ${text.replace(/\d+/gu, '#')}`;

function runningHeads(pages: readonly (readonly PdfLine[])[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const page of pages)
    for (const key of new Set(
      [page[0], page[1], page.at(-1), page.at(-2)].flatMap((line) => (line === undefined ? [] : [headKey(line)])),
    ))
      seen.set(key, (seen.get(key) ?? 0) + 1);
  return new Set([...seen].flatMap(([key, times]) => (times >= RUNNING_PAGES ? [key] : [])));
}

function median(values: readonly number[]): number {
  const sorted = values.filter((value) => value > 0).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
