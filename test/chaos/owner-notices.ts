/** What the owner of a digest is told of somebody else's act: sent once, at once, as the answer to that act is, so that no delivery stands for it. */
import { messages } from '../../src/locales/messages.ts';

/** The sentences, in both languages. */
export const OWNER_NOTICES: ReadonlySet<string> = new Set(
  (['en', 'zh'] as const).flatMap((language) =>
    (['paused', 'changed', 'removed'] as const).map((how) => messages(language)(`digests.byOther.${how}`)),
  ),
);
