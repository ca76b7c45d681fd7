/** The help entries of the desk, and the help for digests by text. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import type { Reply } from '../../reply/reply.ts';
import type { AskContext } from '../../conversation/context.ts';

const ENTRIES = ['all', 'topic', 'full', 'question', 'digest'] as const;
const DIGEST_ENTRIES = ['form', 'list', 'subscribe', 'change', 'others'] as const;

/** Returns the help entries of the desk in a language. */
export function helpEntries(language: Language): AskContext['helpEntries'] {
  const t = messages(language);
  return ENTRIES.map((name) => ({ label: t(`desk.help.${name}.label`), detail: t(`desk.help.${name}.detail`) }));
}

/** Returns the help for managing digests by text. */
export function digestHelp(language: Language): Reply {
  const t = messages(language);
  return {
    title: t('digests.titles.list'),
    language,
    audience: 'asker',
    blocks: [
      {
        type: 'list',
        heading: t('digests.howTo'),
        items: DIGEST_ENTRIES.map((name) => ({
          label: t(`desk.digestHelp.${name}.label`),
          detail: t(`desk.digestHelp.${name}.detail`),
        })),
      },
    ],
    actions: [],
  };
}
