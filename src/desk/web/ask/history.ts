/** What was asked and answered in this tab of the browser; it stays when another part of the desk is looked at, and through a reload. */
import { useSyncExternalStore } from 'react';
import type { Language } from '../../../records/schema.ts';
import type { SayResult } from '../../server/conversation.ts';
import { api, ApiFault, faultOf, receive } from '../api.ts';
import { newName, loadOfTab, saveOfTab } from '../storage.ts';

export type Turn = {
  readonly id: string;
  readonly kind: 'asked' | 'pressed';
  readonly title: string;
  /** When it was asked, in milliseconds of the epoch. */
  readonly at: number;
  /** Undefined while it is under way. */
  readonly result?: SayResult | undefined;
  readonly fault?: ApiFault | undefined;
  /** Whether the page was left before anything came of it. */
  readonly isLost?: boolean;
};

/** To be changed with what a turn holds. */
const NAME = 'turns.3';
/** Where all do not fit, so many do. */
const FEW = 5;

/** Returns the turns that were kept, the newest first; none where there are none that can be read. */
function loadTurns(): readonly Turn[] {
  try {
    const kept = (loadOfTab(NAME) ?? []) as readonly Turn[];
    return kept.map(({ fault, isLost = false, ...turn }) =>
      Object.assign(turn, {
        fault: fault && new ApiFault(fault.code, fault.message, fault.body),
        isLost: isLost || (turn.result === undefined && fault === undefined),
      }),
    );
  } catch {
    return [];
  }
}

/** Keeps the turns, or the newest of them where there is no room for all. */
function saveTurns(all: readonly Turn[]): void {
  for (const some of [all, all.slice(0, FEW), []]) if (saveOfTab(NAME, some.map(writable))) return;
}

/** What an error says is no part of it for JSON. */
const writable = ({ fault, ...turn }: Turn) =>
  fault === undefined ? turn : { ...turn, fault: { code: fault.code, message: fault.message, body: fault.body } };

/** So many are kept, the newest first. */
const MAX = 30;

let turns: readonly Turn[] = loadTurns();
const listeners = new Set<() => void>();

function set(next: readonly Turn[]): void {
  turns = next;
  saveTurns(turns);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Returns the turns, the newest first. */
export const useTurns = (): readonly Turn[] => useSyncExternalStore(subscribe, () => turns);

/** Puts something else in the place of what a turn shows. */
export function replace(id: string, change: Pick<Turn, 'result' | 'fault'>): void {
  set(turns.map((turn) => (turn.id === id ? { ...turn, ...change } : turn)));
}

export const clear = (): void => set([]);

const zone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Asks what was typed, or chosen by a title, as a new turn. */
export async function ask(text: string, language: Language, title = text): Promise<void> {
  await addTurn('asked', title, (request) =>
    receive(api.say.$post({ json: { text, language, zone: zone(), request } })),
  );
}

/** Presses a button of a turn as a new turn. */
export async function press(clicked: string, id: string, label: string, language: Language): Promise<void> {
  await addTurn('pressed', label, (request) =>
    receive(api.press.$post({ json: { id, language, zone: zone(), request, clicked } })),
  );
}

async function addTurn(
  kind: Turn['kind'],
  title: string,
  send: (request: string) => Promise<SayResult>,
): Promise<void> {
  // One that is sent twice is done once, by its name.
  const id = newName();
  set([{ id, kind, title, at: Date.now() }, ...turns].slice(0, MAX));
  const result = await send(id).catch((error: unknown) => faultOf(error));
  replace(id, result instanceof ApiFault ? { fault: result } : { result });
}
