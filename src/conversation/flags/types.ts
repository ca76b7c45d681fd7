/** Flags by readers: the form, its faults, and the result. */
import type { Language } from '../../records/schema.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import type { Reply } from '../../reply/reply.ts';

/** The content of a flag form with all its texts. */
export type FlagForm = {
  /** At most 24 characters, as many as Slack allows over a form. */
  readonly title: string;
  readonly topic: string;
  readonly language: Language;
  /** Which brief it is about, and what happens to the submitted text. */
  readonly about: string;
  readonly statement: {
    readonly label: string;
    readonly placeholder: string;
    /** The brief as a whole, its bottom line, its key points, then its other statements, the newest first; a platform clips the list and the labels to its own limits. */
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

/** Who flags, and where; the person's id is used only to limit floods. */
export type Flagger = { readonly channelRef: ChannelRef; readonly person: string; readonly language: Language };

/** `form` is for what no field can correct: the brief no longer exists, or the person flags too often. */
export type FlagFault = { readonly field: 'statement' | 'text' | 'link' | 'form'; readonly message: string };

export type FlagResult =
  | { readonly ok: true; readonly reply: Reply }
  /** The faults by field, for a form; the reply states the same in words. Nothing was stored. */
  | { readonly ok: false; readonly faults: readonly FlagFault[]; readonly reply: Reply };

export type Flags = {
  /** Returns the form for a brief, or a reply that says why there is none: the brief does not exist or is retracted. */
  readonly form: (
    topic: string,
    language: Language,
  ) => { readonly ok: true; readonly form: FlagForm } | { readonly ok: false; readonly reply: Reply };
  /** Stores a flag and returns a confirmation, or every fault; rejects only if the store does. */
  readonly flag: (input: FlagInput, by: Flagger) => Promise<FlagResult>;
};
