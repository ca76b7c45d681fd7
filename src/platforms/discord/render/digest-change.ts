/** What stands in the place of a form that changes a digest: Discord's command has a field for each setting. Pure. */
import type { ConversationForm } from '../../../conversation/event.ts';
import type { Reply } from '../../../reply/reply.ts';
import { commandOf } from '../commands/digest.ts';

/** Returns how a digest is changed by its command, as somebody whose Discord speaks a language sees it. */
export function changeReply(
  { subscription, language, note }: Extract<ConversationForm, { readonly type: 'digest' }>,
  locale: string | undefined,
): Reply {
  const command = `${commandOf('change', locale, 'digest')}:${subscription?.id ?? ''}`;
  const text = language === 'zh' ? `用 ${command} 加上要修改的内容。` : `Type ${command} with what is to change.`;
  return {
    title: '',
    language,
    audience: 'asker',
    blocks: [...(note === undefined ? [] : [note]), text].map((said) => ({ type: 'note', tone: 'plain', text: said })),
    actions: [],
  };
}
