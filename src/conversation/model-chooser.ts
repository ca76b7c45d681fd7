/** What a chooser is asked and returns: the port to the model that may choose, and to the count of its requests. */
import type { RecordCatalogue } from '../records/catalogue.ts';
import type { Language } from '../records/schema.ts';
import type { Unit } from '../search/result.ts';

/** What a chooser is asked. */
export type ChoiceRequest = {
  readonly question: string;
  /** At most sixteen; the choice is among these. */
  readonly candidates: readonly Unit[];
  /** What the answer before showed, where the question follows one. */
  readonly shown: readonly Unit[];
  /** Whose share of the daily limit it counts in: the platform and the workspace. */
  readonly workspace: string;
  readonly catalogue: RecordCatalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
};

/** Whether the picks answer the question, or a part of it, or nothing does; at most three picks, best first. */
export type Choice = {
  readonly verdict: 'answers' | 'part' | 'none';
  readonly picks: readonly Unit[];
};

export type ModelChooser = {
  /** The host to which questions go. */
  readonly host: string;
  readonly model: string;
  /** Returns the choice of the model; undefined where it made none in time or may not be asked, and the built-in choice stands. Never rejects. */
  readonly choose: (request: ChoiceRequest) => Promise<Choice | undefined>;
  /** Whether the model is left alone for a while, since it failed. */
  readonly isResting: () => boolean;
};

/** The port to the store. */
export type ModelRequestStore = {
  /** Counts a request to the model on a day, over all replicas; returns false, and counts nothing, where the limit is used up, or half of it by this workspace while others have asked too. */
  readonly takeModelRequest: (day: string, workspace: string, limit: number) => Promise<boolean>;
  /** Deletes the counts of the days before that of an instant. */
  readonly tidyModelRequests: (now: Temporal.Instant) => Promise<void>;
};

/** The choice for one question, as an answer uses it. */
export type ModelChoice = Choice & {
  readonly question: string;
  readonly candidates: readonly Unit[];
  readonly host: string;
};
