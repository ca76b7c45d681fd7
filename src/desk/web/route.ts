/** The address of what is open: `#/TAB/WHERE?CHOICES`, so that it can be sent to somebody and the browser's own back button works. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** `choices` are what a list is narrowed to and how it is sorted: one address shows one state of the page. */
type Route = { readonly tab: string; readonly at: string; readonly choices: URLSearchParams };

/** The browser tells of no change that is made without a step to go back to. */
const CHOSEN = 'attache:chosen';

const subscribe = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed);
  addEventListener(CHOSEN, changed);
  return () => {
    removeEventListener('hashchange', changed);
    removeEventListener(CHOSEN, changed);
  };
};

function routeOf(hash: string): Route {
  const [, tab = '', at = '', choices = ''] = /^#\/([a-z-]*)\/?([^?]*)\??(.*)$/u.exec(hash) ?? [];
  return { tab, at: decode(at), choices: new URLSearchParams(choices) };
}

/** Returns the tab, the place in it and the choices that the address names; they are empty where it names none. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => routeOf(hash), [hash]);
}

/** Returns a choice that the address names, or '', and what changes it: the address changes without a step to go back to. */
export function useChoice(name: string): readonly [string, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => routeOf(location.hash).choices.get(name) ?? '');
  const choose = useCallback((chosen: string) => chooseAll({ [name]: chosen }), [name]);
  return [value, choose];
}

/** Changes several choices of the address at once; an empty one is left out of it. */
export function chooseAll(chosen: Readonly<Record<string, string>>): void {
  const { tab, at, choices } = routeOf(location.hash);
  const all = { ...Object.fromEntries(choices), ...chosen };
  history.replaceState(history.state, '', hrefOf(tab, at, all));
  dispatchEvent(new Event(CHOSEN));
}

/** Returns the address of a place in a tab, with the choices that are not empty. */
export function hrefOf(tab: string, at = '', choices: Readonly<Record<string, string>> = {}): string {
  const place = at === '' ? '' : `/${at.split('/').map(encodeURIComponent).join('/')}`;
  const query = new URLSearchParams(Object.entries(choices).filter(([, value]) => value !== '')).toString();
  return `#/${tab}${place}${query === '' ? '' : `?${query}`}`;
}

/** A hand-written address may hold a lone percent sign. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export type TabProps = {
  /** What stands behind the tab's name in the address: `topics/ai-governance` opens the tab `topics` at `ai-governance`. */
  readonly at: string;
};
