/** Replies as the page gets them: as they are, and as each chat would show them. */
import type { Language } from '../../../records/schema.ts';
import type { Reply } from '../../../reply/reply.ts';
import { replyTexts } from '../../../reply/texts/reply.ts';
import type { Bot } from '../../platform.ts';

/** A reply with the payloads that it becomes, by the name of the chat. */
export type RenderedReply = {
  readonly reply: Reply;
  readonly previews: Readonly<Record<string, readonly unknown[]>>;
  /** Which of the messages was asked for, counted from 1. */
  readonly page: number;
};

/** Returns what shows a reply. */
export function createShow({
  previews,
}: Pick<Bot, 'previews'>): (reply: Reply, page?: number) => Promise<RenderedReply> {
  return async (reply, page = 1) => {
    const rendered = [...previews].map(async ([name, render]) => [name, await render(reply)] as const);
    return { reply, previews: Object.fromEntries(await Promise.all(rendered)), page };
  };
}

/** Returns a reply of one sentence, for who clicked. */
export function notice(text: string, language: Language): Reply {
  return {
    title: '',
    language,
    audience: 'asker',
    blocks: [{ type: 'note', tone: 'plain', text }],
    actions: [],
  };
}

/** Returns what is said of a button that means nothing any more. */
export const stale = (language: Language): Reply => notice(replyTexts(language).staleButton, language);
