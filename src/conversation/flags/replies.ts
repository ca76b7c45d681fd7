/** The replies to a reader's flag: stored, or why not. Pure. */
import type { Brief, Language } from '../../records/schema.ts';
import { open, pick, note } from '../../reply/compose/parts.ts';
import type { Reply } from '../../reply/reply.ts';
import { replyTexts } from '../../reply/texts/reply.ts';
import type { FlagFault } from './types.ts';
import { inboxTexts } from '../../reply/texts/inbox.ts';

/** Returns the reply to a flag that was not stored, with every reason. */
export function notStoredReply(faults: readonly FlagFault[], language: Language): Reply {
  return {
    title: inboxTexts(language).notSaved,
    language,
    audience: 'asker',
    blocks: faults.map(({ message }) => note(message, 'warning')),
    actions: [open(replyTexts(language).allTopics, { type: 'topics' }, language)],
  };
}

/** Returns the confirmation that a flag was stored. */
export function storedReply(brief: Brief, language: Language): Reply {
  const texts = inboxTexts(language);
  return {
    title: texts.saved,
    language,
    audience: 'asker',
    blocks: [note(texts.savedText(pick(brief.title, language)))],
    actions: [open(texts.back, { type: 'brief', topic: brief.id }, language)],
  };
}
