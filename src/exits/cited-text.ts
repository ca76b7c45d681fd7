/** What exits of plain text share: how a citation is told, and what was taken back: by publisher, day, paragraph and the exact words. Pure. */
import { hash } from 'node:crypto';
import { messages } from '../locales/messages.ts';
import { formatDay } from '../records/dates.ts';
import type { Brief, Language, Statement } from '../records/schema.ts';
import { pick } from '../views/text.ts';
import type { CitationView } from '../views/citation.ts';

/** Returns a citation in one line, without its link. */
export const citationText = ({ document, paragraph, selector }: CitationView, language: Language): string =>
  messages(language)('exits.citation', {
    publisher: document.publisher,
    day: formatDay(document.publishedOn, language),
    paragraph,
    exact: quoted(selector.exact),
  });

/** Returns words in quotation marks; those of the document become single ones. */
export const quoted = (exact: string): string => `“${exact.replaceAll('“', '‘').replaceAll('”', '’')}”`;

/** Returns that a topic was retracted, when and why. */
export const retractedText = ({ on, what }: NonNullable<Brief['retraction']>, language: Language): string =>
  messages(language)('calendar.retracted', { day: formatDay(on, language), reason: pick(what, language) });

/** Returns that a statement was withdrawn, when and why. */
export const withdrawnText = ({ on, reason }: NonNullable<Statement['withdrawn']>, language: Language): string =>
  messages(language)('calendar.withdrawn', { day: formatDay(on, language), reason: pick(reason, language) });

/** The namespace of the ids of this project (RFC 9562, version 5), made once. */
const NAMESPACE = Buffer.from('6f1d2b7e93c54a0f8d1e5b7a2c4f6e90', 'hex');

/** Returns the UUID of a name, always the same. */
export function nameUuid(name: string): string {
  const digest = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(name)]), 'hex');
  const variant = ((Number.parseInt(digest[16] ?? '0', 16) & 3) | 8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
