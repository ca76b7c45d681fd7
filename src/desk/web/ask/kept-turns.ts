/** Keeps the conversation through a reload, in this tab of the browser alone: it ends with the tab. */
import type { SayResult } from '../../server/conversation.ts';
import { ApiFault } from '../api.ts';
import { loadOfTab, saveOfTab } from '../storage.ts';

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
const NAME = 'turns.1';
/** Where all do not fit, so many do. */
const FEW = 5;

/** Returns the turns that were kept, the newest first; none where there are none that can be read. */
export function keptTurns(): readonly Turn[] {
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
export function keepTurns(turns: readonly Turn[]): void {
  for (const some of [turns, turns.slice(0, FEW), []]) if (saveOfTab(NAME, some.map(writable))) return;
}

/** What an error says is no part of it for JSON. */
const writable = ({ fault, ...turn }: Turn) =>
  fault === undefined ? turn : { ...turn, fault: { code: fault.code, message: fault.message, body: fault.body } };
