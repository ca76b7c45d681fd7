/** What readers flag in a brief: the form they fill in, what of it cannot be kept, and that it was kept. */
import type { Language } from '../../records/schema.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import type { Reply } from '../../reply/reply.ts';

/** What a platform's form shows and asks, with all of its words. */
export type FlagForm = {
  /** At most 24 characters, as many as Slack allows over a form. */
  readonly title: string;
  readonly topic: string;
  readonly language: Language;
  /** Which brief it is about, and what becomes of what is sent. */
  readonly about: string;
  readonly statement: {
    readonly label: string;
    readonly placeholder: string;
    /** The brief as a whole, its bottom line, then its statements in order; a platform clips the labels to its own limits. */
    readonly options: readonly { readonly value: string; readonly label: string }[];
  };
  readonly text: { readonly label: string; readonly hint: string; readonly least: number; readonly most: number };
  /** May be left empty. */
  readonly link: { readonly label: string; readonly hint: string; readonly most: number };
  readonly send: string;
  readonly cancel: string;
};

export type FlagInput = {
  readonly topic: string;
  readonly statement: string | undefined;
  readonly text: string | undefined;
  readonly link?: string | undefined;
};

/** Who flags, and where: the person's id is needed against floods only. */
export type Flagger = { readonly channelRef: ChannelRef; readonly person: string; readonly language: Language };

/** `form` is what no single field can mend: the brief is gone, or somebody flags too much. */
export type FlagFault = { readonly field: 'statement' | 'text' | 'link' | 'form'; readonly message: string };

export type FlagResult =
  | { readonly ok: true; readonly reply: Reply }
  /** The faults by field, for a form; the reply says the same in words. Nothing was kept. */
  | { readonly ok: false; readonly faults: readonly FlagFault[]; readonly reply: Reply };

export type Flags = {
  /** Returns the form for a brief, or a reply that says why there is none: the brief is gone or retracted. */
  readonly form: (
    topic: string,
    language: Language,
  ) => { readonly ok: true; readonly form: FlagForm } | { readonly ok: false; readonly reply: Reply };
  /** Keeps what was flagged and returns a confirmation, or every fault; rejects only if the store does. */
  readonly flag: (given: FlagInput, by: Flagger) => Promise<FlagResult>;
};
