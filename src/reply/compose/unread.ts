/** Warnings below a reply, such as what is said beside records that something unread may outdate. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import type { Block, Reply } from '../reply.ts';
import { pick } from '../../views/text.ts';
import { note } from './parts.ts';

/** Returns what is said where topics are shown of a relationship of which a document cannot be read, since it may say otherwise; undefined where there is none. */
export function unreadText(
  { withheld, briefs, relationships }: Pick<Catalogue, 'withheld' | 'briefs' | 'relationships'>,
  topics: readonly string[],
  language: Language,
): string | undefined {
  const unread = withheld?.unread ?? [];
  const shown = new Set(topics.map((id) => briefs.get(id)?.relationship));
  const titles = [...relationships.values()].flatMap(({ id, title }) =>
    unread.includes(id) && shown.has(id) ? [pick(title, language)] : [],
  );
  const t = messages(language);
  return titles.length === 0 ? undefined : t('repair.unread', { relationships: titles.join(t('reply.listed')) });
}

/** Returns a reply with warnings below it, those that are undefined left out. */
export const withWarnings = (reply: Reply, ...lines: readonly (string | undefined)[]): Reply => ({
  ...reply,
  blocks: [...reply.blocks, ...lines.flatMap((text): Block[] => (text === undefined ? [] : [note(text, 'warning')]))],
});
