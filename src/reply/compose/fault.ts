/** The reply where answering failed. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import type { Reply } from '../reply.ts';
import { note } from './parts.ts';

/** Returns what the asker is told of a fault: the reference by which it is found in the log. */
export function composeFault(reference: string, language: Language): Reply {
  const t = messages(language);
  return {
    title: t('reply.fault'),
    outcome: 'fault',
    language,
    audience: 'asker',
    blocks: [note(t('reply.failed', { reference }), 'warning')],
    actions: [],
  };
}
