/** Extracts the article of a web page, without navigation and other surroundings, and what the page says of itself. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { paragraphs } from '../paragraphs.ts';
import type { ProposedDetails } from './imported-document.ts';
import { pageDetails } from './page-details.ts';
import { languageOfText } from '../../shared/text.ts';
import { unreadable, UnreadableDocument } from './unreadable-document.ts';

/** What makes a paragraph of its own. */
const BLOCKS = 'p, li, blockquote, pre, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption';

/** A page that people made has some thirty; the work on one grows with the square of it. */
const MAX_LEVELS = 256;
/** Elements without a content, and those whose end may be left out. */
const NOT_COUNTED =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|td|th|tr|thead|tbody|tfoot|option|optgroup|colgroup|rp|rt|html|head|body)$/u;

/** Returns how many elements at most stand inside one another, by the tags alone. */
function deepest(html: string): number {
  let most = 0;
  let now = 0;
  for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]{0,30})/giu)) {
    if (NOT_COUNTED.test(name.toLowerCase())) continue;
    now = end === '/' ? Math.max(0, now - 1) : now + 1;
    if (now > most) most = now;
  }
  return most;
}

export type ReadPage = { readonly paragraphs: readonly string[]; readonly proposed: ProposedDetails };

/** Returns the paragraphs of the article of a page, as a browser's reader view finds it (of the whole page where there is no article), and its details. Nothing of it is run or fetched. */
export function readPage(html: string, file: string, address: string | undefined): ReadPage {
  const deep = deepest(html);
  if (deep > MAX_LEVELS) throw new UnreadableDocument(unreadable('nested', { file, count: deep, most: MAX_LEVELS }));
  // A document of our own around a piece of HTML, so that even a bare paragraph has a body.
  const whole = /<body[\s>]/iu.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  const { document } = parseHTML(whole);
  // Before the scripts go: some of them only hold data.
  const details = pageDetails(document, { language: 'en', address });
  for (const element of document.querySelectorAll('script, style, noscript, template, nav, footer')) element.remove();
  const before = blocksOf(document.body);
  const found = articleOf(document);
  const own = found.length > 0 ? found : before;
  const language = details.language === 'zh' ? 'zh' : languageOfText(own.join('\n'));
  return { paragraphs: own, proposed: { ...details, language } };
}

/** Returns the paragraphs of a piece of HTML that holds nothing but a document. */
export function piecesOf(html: string): string[] {
  return blocksOf(parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.body);
}

function articleOf(document: Document): string[] {
  const article = new Readability(document).parse();
  return article?.content == null ? [] : piecesOf(article.content);
}

function blocksOf(body: HTMLElement): string[] {
  for (const line of body.querySelectorAll('br')) line.replaceWith('\n');
  const all = [...body.querySelectorAll(BLOCKS)];
  const outer = new Set<Element>();
  for (const element of all)
    for (let at = element.parentElement; at !== null && !outer.has(at); at = at.parentElement) outer.add(at);
  // The innermost only: a list item that holds paragraphs would say them twice.
  const blocks = all.filter((element) => !outer.has(element));
  const texts = blocks.length > 0 ? rowsJoined(blocks) : [body.textContent ?? ''];
  // An empty line inside a block, made by two line breaks, parts two paragraphs.
  return paragraphs(texts.flatMap((text) => text.split(/\n\s*\n/u).map((one) => one.replace(/\s+/gu, ' '))).join('\n'));
}

/** Rows of longer cells arrange a page, or hold paragraphs. */
const MAX_CELL_CHARACTERS = 300;

/** Returns the texts of blocks in order, those in a row of a table as one text: a figure says nothing without the head of its row. */
function rowsJoined(blocks: readonly Element[]): string[] {
  const rows = Map.groupBy(blocks, (block) => block.closest('tr') ?? block);
  return [...rows].flatMap(([row, own]) => {
    const texts = own.map((block) => block.textContent ?? '');
    const cells = new Set(own.map((block) => block.closest('td, th')));
    const isRow =
      row.localName === 'tr' &&
      own.length > 1 &&
      cells.size === own.length &&
      texts.every((text) => text.length <= MAX_CELL_CHARACTERS);
    if (!isRow) return texts;
    return [
      texts
        .map((text) => text.replace(/\s+/gu, ' ').trim())
        .filter((text) => text !== '')
        .join(' | '),
    ];
  });
}
