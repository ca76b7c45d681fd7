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

/** Forgets what was remembered under a name. */
export function removeSetting(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing is remembered there.
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

/** Returns everything that is remembered under names that begin so. */
export function loadSettings(start: string): readonly string[] {
  try {
    return Object.entries(localStorage).flatMap(([name, value]) =>
      name.startsWith(PREFIX + start) ? [String(value)] : [],
    );
  } catch {
    return [];
  }
}

export const newName = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
