/** Extracts the article of a web page, without navigation and other surroundings. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { paragraphs } from '../document.ts';
import { unreadable } from './unreadable.ts';

/** What makes a paragraph of its own. */
const BLOCKS = 'p, li, blockquote, pre, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption';

/** A page that people made has some thirty; the work on one grows with the square of it. */
const LEVELS_MOST = 256;
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

/** Returns the paragraphs of the article of a page, as a browser's reader view finds it; of the whole page where there is no article. Nothing of it is run or fetched. */
export function htmlParagraphs(html: string, file: string): string[] {
  const deep = deepest(html);
  if (deep > LEVELS_MOST)
    throw unreadable(
      file,
      `has ${deep} elements inside one another, more than ${LEVELS_MOST}`,
      'save its text as a plain text file and name that',
    );
  // A document of our own around a piece of HTML, so that even a bare paragraph has a body.
  const whole = /<body[\s>]/iu.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
  const { document } = parseHTML(whole);
  for (const element of document.querySelectorAll('script, style, noscript, template, nav, footer')) element.remove();
  const before = blocksOf(document.body);
  const article = new Readability(document).parse();
  if (article?.content == null) return before;
  const found = blocksOf(parseHTML(`<!doctype html><html><body>${article.content}</body></html>`).document.body);
  return found.length > 0 ? found : before;
}

function blocksOf(body: HTMLElement): string[] {
  const all = [...body.querySelectorAll(BLOCKS)];
  const outer = new Set<Element>();
  for (const element of all)
    for (let at = element.parentElement; at !== null && !outer.has(at); at = at.parentElement) outer.add(at);
  const blocks = all
    // The innermost only: a list item that holds paragraphs would say them twice.
    .filter((element) => !outer.has(element))
    .map((element) => (element.textContent ?? '').replace(/\s+/gu, ' '));
  return paragraphs(blocks.length > 0 ? blocks.join('\n') : (body.textContent ?? ''));
}
