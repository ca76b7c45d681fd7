/** A store in memory for a process that keeps nothing: opened when something first needs it, gone when the process ends. */
import type { MemoryKey } from '../conversation/follow-up/memory.ts';
import type { Store } from './store.ts';

/** Returns a store that holds nothing yet; the engine and its tables are loaded with the first call. */
export function memoryStore(now: () => Temporal.Instant): Store {
  let opened: Promise<Store> | undefined;
  const open = (): Promise<Store> => (opened ??= import('./open.ts').then(({ openMemory }) => openMemory(now())));
  const remembered = new Map<string, { readonly about: string; readonly at: Temporal.Instant }>();
  return lazyStore<Store>(open, {
    shared: false,
    fault: () => undefined,
    // Who only asks needs no database.
    rememberAnswer: async (keys, { about }, at) => {
      for (const key of keys) remembered.set(nameOf(key), { about, at });
    },
    rememberedAnswer: async (key, after) => {
      const found = remembered.get(nameOf(key));
      return found !== undefined && Temporal.Instant.compare(found.at, after) > 0 ? found.about : undefined;
    },
    close: async () => await (await opened)?.close(),
  });
}

const nameOf = ({ platform, workspace, channel, key }: MemoryKey): string =>
  [platform, workspace, channel, key].join(' ');

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
