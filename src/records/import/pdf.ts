/** Extracts the text of a PDF: lines assembled into paragraphs, without page numbers and with the running heads apart. */
import { getDocumentProxy } from 'unpdf';
import { paragraphs } from '../paragraphs.ts';
import type { ImportedParagraph, ProposedDetails } from './imported-document.ts';
import { joinTexts } from './join-lines.ts';
import { unreadable, UnreadableDocument, type Progress } from './unreadable-document.ts';
/** A line of a page: its text, its position (in points from the bottom and the left) and the height of its letters. */
export type PdfLine = { readonly text: string; readonly y: number; readonly x: number; readonly height: number };

const MAX_PAGES = 2_000;
const PAGE_NUMBER = /^[\s\d|/–-]+$/u;
/** Lines this much further apart than usual for the height of their letters are two paragraphs. */
const GAP = 1.45;
/** A line that is indented by so many letter heights begins a paragraph. */
const INDENT = 0.8;
/** A line at the same height on this many pages is a running head. */
const RUNNING_PAGES = 2;
/** Running heads stand as exactly as printers set them; scanned ones do not. */
const RUNNING_POINTS = 4;

export type PdfContent = {
  readonly paragraphs: readonly ImportedParagraph[];
  readonly proposed: Pick<ProposedDetails, 'title' | 'authors'>;
};

/** Returns the paragraphs of a PDF, its running heads first, with what it says of itself; rejects with UnreadableDocument for one that is damaged, encrypted or holds pictures only. */
export async function readPdf(bytes: Uint8Array, file: string, progress: Progress): Promise<PdfContent> {
  const pdf = await openPdf(bytes, file);
  try {
    if (pdf.numPages > MAX_PAGES)
      throw new UnreadableDocument(unreadable('pages', { file, count: pdf.numPages, most: MAX_PAGES }));
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
    if (found.some(({ furniture }) => furniture === undefined))
      return { paragraphs: found, proposed: detailsOf((await pdf.getMetadata()).info) };
    throw new UnreadableDocument(unreadable('pictures', { file }));
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** Returns the title and the authors that a PDF names; what programs put there by themselves is none. */
function detailsOf(info: object): PdfContent['proposed'] {
  const said = (name: string): string => {
    const value: unknown = Object.entries(info).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value.replace(/\s+/gu, ' ').trim() : '';
  };
  const title = said('Title');
  const isName = /^(?:untitled|microsoft word|powerpoint)|\.(?:docx?|indd|pdf|pptx?|qxd|rtf)$|_/iu.test(title);
  return {
    authors: said('Author')
      .split(/\s*[;、]\s*|\s+and\s+/u)
      .filter((name) => /\p{L}{2}/u.test(name) && name.length <= 80)
      .slice(0, 20),
    ...(title.length >= 4 && title.length <= 200 && !isName && { title }),
  };
}

async function openPdf(bytes: Uint8Array, file: string): Promise<Awaited<ReturnType<typeof getDocumentProxy>>> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0 });
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') throw new UnreadableDocument(unreadable('encrypted', { file }), { cause: error });
    throw new UnreadableDocument(unreadable('damaged-pdf', { file }), { cause: error });
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

/** Returns the paragraphs of pages of lines, before them each running head once. */
export function paragraphsOf(pages: readonly (readonly PdfLine[])[]): ImportedParagraph[] {
  const running = runningHeads(pages);
  const texts: string[] = [];
  let open = '';
  const close = (): void => {
    if (open !== '') texts.push(open);
    open = '';
  };
  const content = pages.map((page) =>
    page.filter((line) => !PAGE_NUMBER.test(line.text) && !running.has(headKey(line))),
  );
  const letters = median(content.flat().map(({ height }) => height)) || 1;
  const heightOf = ({ height }: PdfLine): number => height || letters;
  const apart = (before: PdfLine, line: PdfLine): number =>
    (before.y - line.y) / Math.max(heightOf(before), heightOf(line));
  // Of the whole document: a page of two lines has no usual distance of its own. By the height of the letters: the lines of a heading stand further apart.
  const usual = median(content.flatMap((page) => page.slice(1).map((line, index) => apart(page[index] ?? line, line))));
  for (const lines of content) {
    const left = Math.min(...lines.map(({ x }) => x));
    for (const [index, line] of lines.entries()) {
      const before = lines[index - 1];
      const begins =
        before === undefined || before.y < line.y
          ? // Over the end of a page or a column a sentence that has not ended goes on.
            /[.!?。！？:：”"’)]$/u.test(open)
          : apart(before, line) > usual * GAP ||
            Math.abs(before.height - line.height) > 1.5 ||
            (line.x - left > line.height * INDENT && before.x - left <= line.height * INDENT);
      if (begins) close();
      open = joinTexts(open, line.text);
    }
  }
  close();
  const heads = [...new Set(running.values())].filter((text) => !PAGE_NUMBER.test(text));
  return heads
    .map((text): ImportedParagraph => ({ text, furniture: 'running-head' }))
    .concat(paragraphs(texts.join('\n')).map((text) => ({ text })));
}

const headKey = ({ y, text }: PdfLine): string => `${Math.round(y / RUNNING_POINTS)} ${text.replace(/\d+/gu, '#')}`;

/** Returns the lines that come again at the top or the bottom of pages, by their keys, as they stand first. */
function runningHeads(pages: readonly (readonly PdfLine[])[]): ReadonlyMap<string, string> {
  const seen = new Map<string, { readonly text: string; times: number }>();
  for (const page of pages) {
    const edges = [page[0], page[1], page.at(-1), page.at(-2)].flatMap((one) => one ?? []);
    for (const [key, line] of new Map(edges.map((one) => [headKey(one), one]))) {
      const before = seen.get(key);
      if (before === undefined) seen.set(key, { text: line.text, times: 1 });
      else before.times += 1;
    }
  }
  return new Map([...seen].flatMap(([key, { text, times }]) => (times >= RUNNING_PAGES ? [[key, text] as const] : [])));
}

function median(values: readonly number[]): number {
  const sorted = values.filter((value) => value > 0).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
