/** Where one is after a step: a new page begins at its top with the focus on its heading; one that one returns to stands where it was left. */

import { loadOfTab, saveOfTab, newName } from '../storage.ts';

/** So long a page that is returned to may take to be as long as it was. */
const PATIENCE_MS = 4_000;
const KEPT = 'places';
/** So many places are kept through a reload. */
const MAX = 50;
/** What a reader does who wants to be elsewhere. */
const MOVES = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;

/** How far down each step of the history was left, by the name that stands in its state. */
const places = new Map((loadOfTab(KEPT) ?? []) as readonly (readonly [string, number])[]);
let step = '';
/** Ends what waits for the page of the step before. */
let stop = (): void => {};

/** Follows the steps from page to page; to be called once, before anything is drawn. */
export function followNavigation(): void {
  history.scrollRestoration = 'manual';
  begin();
  addEventListener('hashchange', begin);
  addEventListener('scroll', () => void places.set(step, scrollY), { passive: true });
  addEventListener('pagehide', () => void saveOfTab(KEPT, [...places].slice(-MAX)));
}

const heading = (): HTMLElement | null => document.querySelector('main h1');

function begin(): void {
  stop();
  const known: unknown = (history.state as { readonly step?: unknown } | null)?.step;
  const isFirst = step === '';
  const isReturn = typeof known === 'string';
  step = isReturn ? known : newName();
  if (!isReturn) history.replaceState({ ...(history.state as object | null), step }, '');
  const ends = [
    ...(isReturn ? [returnTo(places.get(step) ?? 0)] : []),
    // Whoever has just opened the desk begins at its very top.
    ...(isFirst ? [] : [open(heading(), isReturn)]),
  ];
  stop = () => {
    for (const end of ends) end();
  };
}

/** Scrolls down as soon as the page is long enough again, unless the reader moves first. */
function returnTo(place: number): () => void {
  const observer = new ResizeObserver(() => {
    if (document.documentElement.scrollHeight < place + innerHeight) return;
    end();
    scrollTo(0, place);
    // What the page itself scrolls to comes before.
    requestAnimationFrame(() => scrollTo(0, place));
  });
  const end = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    for (const move of MOVES) removeEventListener(move, end);
  };
  const timer = setTimeout(end, PATIENCE_MS);
  for (const move of MOVES) addEventListener(move, end, { passive: true });
  observer.observe(document.body);
  return end;
}

/** Shows a page from its top, unless it is returned to, and moves the focus to its heading once it is there; where the heading `before` stays, nothing moves. */
function open(before: HTMLElement | null, isReturn: boolean): () => void {
  const observer = new MutationObserver(() => look());
  const end = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
  const look = (): void => {
    const found = heading();
    if (found === null || found === before) return;
    end();
    const { activeElement } = document;
    // A statement or a paragraph that the address names has it already.
    if (activeElement !== null && document.querySelector('main')?.contains(activeElement) === true) return;
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
  };
  const timer = setTimeout(() => end(), PATIENCE_MS);
  // By then the next page is drawn, or a word that its records are on their way.
  const frame = requestAnimationFrame(() => {
    if (before !== null && before === heading()) return;
    if (!isReturn) scrollTo(0, 0);
    const main = document.querySelector('main');
    if (main !== null) observer.observe(main, { childList: true, subtree: true });
    look();
  });
  return end;
}
