/** What help tells about digests in Slack. */
import { messages } from '../../../locales/messages.ts';
import type { Language } from '../../../records/schema.ts';
import type { Reply } from '../../../reply/reply.ts';

const ENTRIES = ['form', 'list', 'subscribe', 'change', 'others', 'handover'] as const;

/** Returns how digests are managed by text. */
export function helpReply(language: Language): Reply {
  const t = messages(language);
  return {
    title: t('digests.titles.list'),
    language,
    audience: 'asker',
    blocks: [
      {
        type: 'list',
        heading: t('digests.howTo'),
        items: ENTRIES.map((name) => ({
          label: t(`slack.digestHelp.${name}.label`),
          detail: t(`slack.digestHelp.${name}.detail`),
        })),
      },
    ],
    actions: [],
  };
}
