/** What an answer depends on beside the request. */
import type { Catalogue } from '../search/catalogue.ts';
import type { ComposeContext } from '../reply/compose/parts.ts';
import type { Language } from '../records/schema.ts';
import type { Reply } from '../reply/reply.ts';

/** How a question was asked, as far as the answer depends on it. */
export type AskContext = {
  readonly language: Language;
  readonly audience: Reply['audience'];
  /** How one asks where the asker is: help tells it. */
  readonly helpEntries: readonly { readonly label: string; readonly detail: string }[];
};

/** What answering reads, with what help tells: the platform's ways to ask, and whether questions that found nothing are kept. */
export type AnswerContext = ComposeContext &
  Pick<AskContext, 'helpEntries'> & {
    readonly catalogue: Catalogue;
    /** Left out, none are. */
    readonly keepsQuestions?: boolean;
  };
