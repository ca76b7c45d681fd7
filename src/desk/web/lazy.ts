/** Parts of the page that are loaded when they are opened: one that could not be had comes as soon as the server is back. */
import { lazy as lazyOnce, type ComponentType, type LazyExoticComponent } from 'react';
import { isConnected, noteConnectivity, onConnectivity } from './server-signals.ts';

type Loaded<Props> = { readonly default: ComponentType<Props> };

const RELOADED = 'attache.reloaded';
/** Whoever was reloaded so shortly before is told instead. */
const RELOAD_MS = 60_000;

/** Returns a part of the page that is loaded when it is shown first. */
export const lazy = <Props>(load: () => Promise<Loaded<Props>>): LazyExoticComponent<ComponentType<Props>> =>
  lazyOnce(async () => {
    try {
      return await load();
    } catch {
      noteConnectivity(false);
      await reached();
      return await load().catch(reloadOnce);
    }
  });

const reached = async (): Promise<void> =>
  await new Promise((resolve) => {
    const stop = onConnectivity(() => {
      if (!isConnected()) return;
      stop();
      resolve();
    });
  });

/** The server has another edition of the page by now, or the browser remembers that it could not load this part: the whole page is loaded again. */
function reloadOnce(error: unknown): Promise<never> {
  try {
    const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
    if (Date.now() - last < RELOAD_MS) throw error;
    sessionStorage.setItem(RELOADED, String(Date.now()));
  } catch {
    throw error;
  }
  location.reload();
  return new Promise(() => undefined);
}
