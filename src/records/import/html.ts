/** Extracts the article of a web page, without navigation and other surroundings. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { paragraphs } from '../document.ts';

/** What makes a paragraph of its own. */
const BLOCKS = 'p, li, blockquote, pre, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption';

/** Returns the paragraphs of the article of a page, as a browser's reader view finds it; of the whole page where there is no article. Nothing of it is run or fetched. */
export function htmlParagraphs(html: string): string[] {
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
  const blocks = [...body.querySelectorAll(BLOCKS)]
    // The innermost only: a list item that holds paragraphs would say them twice.
    .filter((element) => element.querySelector(BLOCKS) === null)
    .map((element) => (element.textContent ?? '').replace(/\s+/gu, ' '));
  return paragraphs(blocks.length > 0 ? blocks.join('\n') : (body.textContent ?? ''));
}
