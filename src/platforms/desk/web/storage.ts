/** What the page remembers on this device; where the browser keeps nothing, it forgets. */

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
