/** The replies to a reader's flag: stored, or why not. Pure. */
import { messages } from '../../locales/messages.ts';
import type { Brief, Language } from '../../records/schema.ts';
import { open, pick, note } from '../../reply/compose/parts.ts';
import type { Reply } from '../../reply/reply.ts';
import type { FlagFault } from './types.ts';

/** Returns the reply to a flag that was not stored, with every reason. */
export function notStoredReply(faults: readonly FlagFault[], language: Language): Reply {
  return {
    title: messages(language)('inbox.notSaved'),
    language,
    audience: 'asker',
    blocks: faults.map(({ message }) => note(message, 'warning')),
    actions: [open(messages(language)('reply.allTopics'), { type: 'topics' }, language)],
  };
}

/** Returns the confirmation that a flag was stored. */
export function storedReply(brief: Brief, language: Language): Reply {
  const t = messages(language);
  return {
    title: t('inbox.saved'),
    language,
    audience: 'asker',
    blocks: [note(t('inbox.savedText', { title: pick(brief.title, language) }))],
    actions: [open(t('inbox.back'), { type: 'brief', topic: brief.id }, language)],
  };
}
