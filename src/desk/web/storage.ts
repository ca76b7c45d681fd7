/** What the page remembers on this device, and in this tab; where the browser keeps nothing, it forgets. */

const PREFIX = 'attache.';

/** Returns what was remembered under a name, or undefined. */
export function loadSetting(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a text under a name, where the browser allows it. */
export function saveSetting(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A private window: it is remembered as long as the page is open.
  }
}

/** Returns what was kept under a name in this tab of the browser, undefined where nothing was: it ends with the tab. */
export function loadOfTab(name: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + name) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value in this tab, or forgets what was kept where it is undefined; returns whether the browser had room. */
export function saveOfTab(name: string, value: unknown): boolean {
  try {
    if (value === undefined) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    // Too large for the browser, or a private window.
    return false;
  }
}

export const newName = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
