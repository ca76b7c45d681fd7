/** A store in memory for a process that keeps nothing: opened when something first needs it, gone when the process ends. */
import type { Store } from './store.ts';

/** Returns a store that holds nothing yet; the engine and its tables are loaded with the first call. */
export function memoryStore(now: () => Temporal.Instant): Store {
  let opened: Promise<Store> | undefined;
  const open = (): Promise<Store> => (opened ??= import('./open.ts').then(({ openMemory }) => openMemory(now())));
  return lazyStore<Store>(open, {
    shared: false,
    board: lazyStore(async () => (await open()).board),
    close: async () => await (await opened)?.close(),
  });
}

type Method = (...given: readonly unknown[]) => unknown;

/** Returns what has some fields now, and otherwise calls what is opened then: every method of a store is asynchronous. */
function lazyStore<Opened extends object>(open: () => Promise<Opened>, known: Partial<Opened> = {}): Opened {
  return new Proxy(known as Opened, {
    get: (target, name): unknown => {
      if (name in target) return Reflect.get(target, name);
      return async (...given: readonly unknown[]) => {
        const opened = await open();
        return await (Reflect.get(opened, name) as Method)(...given);
      };
    },
  });
}
