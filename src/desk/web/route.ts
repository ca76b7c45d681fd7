/** The address of what is open: `#/PAGE/WHERE?CHOICES`, so that it can be sent to somebody and the browser's own back button works. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { TRACKS_FILE } from '../../records/folder.ts';

/** `choices` are what a list is narrowed to and how it is sorted: one address shows one state of the page. */
type Route = { readonly page: string; readonly at: string; readonly choices: URLSearchParams };

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
  const [, page = '', at = '', choices = ''] = /^#\/([a-z-]*)\/?([^?]*)\??(.*)$/u.exec(hash) ?? [];
  return { page, at: decode(at), choices: new URLSearchParams(choices) };
}

/** Returns the page, the place in it and the choices that the address names; they are empty where it names none. */
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

/** Returns the address at which a record is edited, by its folder and file; at a field of it, where one is given. */
export function recordHref(path: string, field = ''): string {
  const [relationship = '', part, file = ''] = path.split('/');
  const id = file.replace(/\.yaml$/u, '');
  if (part === 'topics') return hrefOf('topics', `${relationship}/${id}`, { view: 'edit', field });
  // A statement is written where its document is read.
  const [list, correct = '', ...rest] = field.split('.');
  if (part === 'documents' && list === 'statements')
    return hrefOf('documents', `${relationship}/${id}`, { correct, field: rest.join('.') });
  if (part === 'documents') return hrefOf('documents', `${relationship}/${id}`, { view: 'record', field });
  if (part === TRACKS_FILE) return hrefOf('status', relationship, { field });
  return hrefOf('admin', `records/${path}`, { field });
}

/** Changes several choices of the address at once; an empty one is left out of it. */
export function chooseAll(chosen: Readonly<Record<string, string>>): void {
  const { page, at, choices } = routeOf(location.hash);
  const all = { ...Object.fromEntries(choices), ...chosen };
  history.replaceState(history.state, '', hrefOf(page, at, all));
  dispatchEvent(new Event(CHOSEN));
}

/** Returns the address of a place in a page, with the choices that are not empty. */
export function hrefOf(page: string, at = '', choices: Readonly<Record<string, string>> = {}): string {
  const place = at === '' ? '' : `/${at.split('/').map(encodeURIComponent).join('/')}`;
  const query = new URLSearchParams(Object.entries(choices).filter(([, value]) => value !== '')).toString();
  return `#/${page}${place}${query === '' ? '' : `?${query}`}`;
}

/** A hand-written address may hold a lone percent sign. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export type PageProps = {
  /** What stands behind the page's name in the address: `topics/ai-governance` opens the page `topics` at `ai-governance`. */
  readonly at: string;
};
