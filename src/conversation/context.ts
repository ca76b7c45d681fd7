/** What an answer depends on besides the request. */
import type { Catalogue } from '../search/catalogue.ts';
import type { ComposeContext } from '../reply/compose/parts.ts';
import type { Language } from '../records/schema.ts';
import type { Reply } from '../reply/reply.ts';

/** How a question reached the bot, as far as the answer depends on it. */
export type AskContext = {
  readonly language: Language;
  readonly audience: Reply['audience'];
  /** Whether those who keep the records read it: in repair mode they are told so. */
  readonly isForCurators?: boolean | undefined;
  /** How to use the bot on this platform, for the help. */
  readonly helpEntries: readonly { readonly label: string; readonly detail: string }[];
};

/** The input of an answer: the catalogue, the help entries of the platform, and whether unanswered questions are stored. */
export type AnswerContext = ComposeContext &
  Pick<AskContext, 'helpEntries' | 'isForCurators'> & {
    readonly catalogue: Catalogue;
    /** False when omitted. */
    readonly keepsQuestions?: boolean;
  };
