/** The reply where answering failed. */
import type { Language } from '../../records/schema.ts';
import type { Reply } from '../reply.ts';
import { replyTexts } from '../texts/reply.ts';
import { note } from './parts.ts';

/** Returns what the asker is told of a fault: the reference by which it is found in the log. */
export function composeFault(reference: string, language: Language): Reply {
  const texts = replyTexts(language);
  return {
    title: texts.fault,
    outcome: 'fault',
    language,
    audience: 'asker',
    blocks: [note(texts.failed(reference), 'warning')],
    actions: [],
  };
}
