/** A page that is gone to begins at its top, with the focus on its heading. */

/** So long a page may take to be there. */
const PATIENCE_MS = 4_000;

/** Ends what waits for the page of the step before. */
let stop = (): void => {};

/** Follows the steps from page to page; to be called once, before anything is drawn. */
export function followNavigation(): void {
  history.scrollRestoration = 'manual';
  addEventListener('hashchange', () => {
    stop();
    stop = beginPage(heading());
  });
}

const heading = (): HTMLElement | null => document.querySelector('main h1');

/** Shows a page from its top and focuses its heading once it is there; where the heading `before` stays, nothing moves. */
function beginPage(before: HTMLElement | null): () => void {
  const observer = new MutationObserver(() => focusHeading());
  const end = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
  const focusHeading = (): void => {
    const found = heading();
    if (found === null || found === before) return;
    end();
    const { activeElement } = document;
    // A statement or a paragraph that the address names has it already.
    if (activeElement !== null && document.querySelector('main')?.contains(activeElement) === true) return;
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
  };
  const timer = setTimeout(end, PATIENCE_MS);
  // By then the next page is drawn, or a word that its records are on their way.
  const frame = requestAnimationFrame(() => {
    if (before !== null && before === heading()) return;
    scrollTo(0, 0);
    const main = document.querySelector('main');
    if (main !== null) observer.observe(main, { childList: true, subtree: true });
    focusHeading();
  });
  return end;
}
