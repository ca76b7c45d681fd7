/** The address of what is open: `#/TAB/WHERE`, so that it can be sent to somebody and the browser's own back button works. */
import { useSyncExternalStore } from 'react';

export type Route = { readonly tab: string; readonly at: string };

const subscribe = (changed: () => void): (() => void) => {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
};

/** Returns the tab and the place in it that the address names; both are empty where it names none. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const [, tab = '', at = ''] = /^#\/([a-z-]*)\/?(.*)$/u.exec(hash) ?? [];
  return { tab, at: decode(at) };
}

/** Returns the address of a place in a tab. */
export const hrefOf = (tab: string, at = ''): string =>
  `#/${tab}${at === '' ? '' : `/${at.split('/').map(encodeURIComponent).join('/')}`}`;

/** A hand-written address may hold a lone percent sign. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
