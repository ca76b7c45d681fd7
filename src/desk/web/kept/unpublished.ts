/** Records being written, and what keeping them takes. */
import type {
  SaveChangeView,
  UnpublishedChangesView,
  UnpublishedChangeView,
} from '../../server/unpublished-changes.ts';

/** A record being written. */
export type UnpublishedText = {
  readonly text: string;
  /** What stood in the file when it was opened; none of a new record. */
  readonly version: string | undefined;
  /** The text of that version, where it is known: what both sides began from. */
  readonly base?: string | undefined;
};

/** Why the server has not kept a text: it does not answer, fails for a time, does not take it as it is, or not from this person any more. */
export type KeepFailure = 'unreachable' | 'failed' | 'refused' | 'not-allowed';

/** How a text is kept: on the server; on its way there; only here, for a reason; or not, since another page of the person has written another. */
export type Keeping = 'kept' | 'under-way' | KeepFailure | 'elsewhere';

export type UnpublishedRecord = UnpublishedText & {
  /** Its folder and file, as one path. */
  readonly at: string;
  readonly keeping: Keeping;
  /** When the server kept it last. */
  readonly keptAt: string | undefined;
  /** What another page of the person has written. */
  readonly elsewhere: UnpublishedText | undefined;
  /** Counts how often the text became another one in another way than by being typed here. */
  readonly epoch: number;
};

/** What an earlier version of the page has left in the browser, since the server had not taken it; without a text it is to be dropped. */
export type LeftText = Pick<UnpublishedChangeView, 'version' | 'base' | 'text' | 'writer' | 'number'> & {
  readonly at: string;
  readonly after: number;
};

/** A change as the server is sent it. */
export type SentChange = Pick<
  UnpublishedChangeView,
  'folder' | 'file' | 'version' | 'base' | 'text' | 'writer' | 'number'
> & {
  readonly person: string;
  readonly after: number;
};

export type KeeperPorts = {
  /** The id of this page. */
  readonly writer: string;
  readonly load: () => Promise<UnpublishedChangesView>;
  /** Sends a change, also while the page is left. */
  readonly keep: (change: SentChange) => Promise<SaveChangeView>;
  /** Returns why something was not done. */
  readonly whyNot: (error: unknown) => KeepFailure | 'other-person';
  readonly later: (work: () => void, milliseconds: number) => void;
  readonly left: (person: string) => readonly LeftText[];
  readonly forget: (person: string, left: Pick<LeftText, 'at' | 'writer'>) => void;
  /** Called after each change. */
  readonly changed: () => void;
  /** Called when another person has signed in: what was written here is not theirs. */
  readonly leave: () => void;
};
