/** The chooser: asks a model which of the candidates answer, within its limits; whatever fails, the built-in choice stands. */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Choice, ChoiceRequest, ModelChooser } from '../conversation/model-chooser.ts';
import { dayOf } from '../records/dates.ts';
import type { RecordCatalogue } from '../records/catalogue.ts';
import type { Logger } from '../shared/logger.ts';
import { lruOptions } from '../shared/lru-options.ts';
import { ChoiceSchema, messagesOf } from './exchange.ts';
import { ModelError, type AskModel } from './model.ts';
import type { ModelSettings } from './settings.ts';

/** What became of a question: counted by operators. */
export type ModelOutcome =
  | Choice['verdict']
  | 'cached'
  | 'timeout'
  | 'refused'
  | 'unusable'
  | 'resting'
  | 'limit'
  | 'busy';

export type ChooserOptions = {
  readonly settings: ModelSettings;
  readonly log: Logger;
  /** Milliseconds that no change of the clock moves. */
  readonly monotonic: () => number;
  /** Counts a request of a day in all replicas; returns false where the limit, or the workspace's share of it, is used up. */
  readonly takeRequest: (day: string, workspace: string, limit: number) => Promise<boolean>;
  readonly counted?: ((outcome: ModelOutcome) => void) | undefined;
};

/** After so many failures in a row the model rests for so long, and as long as the server asks for, up to an hour. */
const FAILURES = 5;
const REST_MS = 60_000;
const MAX_REST_MS = 3_600_000;
/** More questions at once are left to the built-in choice: they would only wait for each other. */
const MAX_AT_ONCE = 8;
const MAX_CACHED = 2_000;

/** Creates a chooser; it sends nothing before the first question. */
export function createChooser(options: ChooserOptions): ModelChooser {
  const { settings, log, monotonic, takeRequest, counted = () => {} } = options;
  const cache = new LRUCache<string, { readonly verdict: Choice['verdict']; readonly picks: readonly number[] }>(
    lruOptions(MAX_CACHED),
  );
  // A catalogue that is published anew asks anew.
  const numbers = new WeakMap<RecordCatalogue, number>();
  let catalogues = 0;
  /** The client library is loaded at the first question. */
  let ask: AskModel | undefined;
  let failures = 0;
  let restsUntil = 0;
  let running = 0;
  const isResting = (): boolean => monotonic() < restsUntil;
  const rest = (ms: number): void => {
    restsUntil = Math.max(restsUntil, monotonic() + Math.min(ms, MAX_REST_MS));
    log.warn(
      { seconds: Math.round(Math.min(ms, MAX_REST_MS) / 1_000) },
      'the model rests; questions are answered without it',
    );
  };

  const choose = async (request: ChoiceRequest): Promise<Choice | undefined> => {
    const { candidates, catalogue } = request;
    const messages = messagesOf(request);
    const number = numbers.getOrInsertComputed(catalogue, () => (catalogues += 1));
    const key = hash('sha256', JSON.stringify([number, messages]));
    const known = cache.get(key);
    const chosen = (read: { readonly verdict: Choice['verdict']; readonly picks: readonly number[] }): Choice => ({
      verdict: read.verdict,
      picks: [...new Set(read.picks)].flatMap((pick) => candidates[pick - 1] ?? []),
    });
    if (known !== undefined) {
      counted('cached');
      return chosen(known);
    }
    if (isResting()) {
      counted('resting');
      return undefined;
    }
    if (running >= MAX_AT_ONCE) {
      counted('busy');
      return undefined;
    }
    running += 1;
    try {
      if (!(await takeRequest(dayOf(request.now), request.workspace, settings.dailyLimit))) {
        counted('limit');
        return undefined;
      }
      if (ask === undefined) {
        const { createModel } = await import('./model.ts');
        ask = createModel(settings);
      }
      const read = readChoice(await ask(messages), candidates.length);
      failures = 0;
      cache.set(key, read);
      counted(read.verdict);
      return chosen(read);
    } catch (error) {
      const failure = error instanceof ModelError ? error.failure : 'unusable';
      counted(failure);
      failures += 1;
      // Neither the question nor the address: the reason alone.
      log.warn({ failure, ...(!(error instanceof ModelError) && { err: error }) }, 'the model made no choice');
      const wait = error instanceof ModelError ? error.retryAfterMs : undefined;
      if (failures >= FAILURES || wait !== undefined) {
        failures = 0;
        rest(Math.max(wait ?? 0, wait === undefined ? REST_MS : 0));
      }
      return undefined;
    } finally {
      running -= 1;
    }
  };
  return { host: new URL(settings.url).host, model: settings.name, choose, isResting };
}

/** Returns what a model chose; throws ModelError('unusable') for anything but a verdict and numbers of candidates. */
function readChoice(
  text: string,
  candidates: number,
): { readonly verdict: Choice['verdict']; readonly picks: number[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ModelError('unusable');
  }
  const read = ChoiceSchema.safeParse(value);
  if (!read.success) throw new ModelError('unusable');
  const { verdict, picks } = read.data;
  if (verdict === 'none') return { verdict, picks: [] };
  if (picks.length === 0 || picks.some((pick) => pick > candidates)) throw new ModelError('unusable');
  return { verdict, picks };
}
