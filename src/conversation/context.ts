/** What an answer depends on beside the request. */
import type { Catalogue } from '../search/catalogue.ts';
import type { ComposeContext } from '../reply/compose/parts.ts';
/** What answering reads, with what help tells: the platform's ways to ask, and whether questions that found nothing are kept. */
export type AnswerContext = ComposeContext & {
  readonly catalogue: Catalogue;
  /** Left out, none are. */
  readonly keepsQuestions?: boolean;
  readonly helpEntries: readonly { readonly label: string; readonly detail: string }[];
};
