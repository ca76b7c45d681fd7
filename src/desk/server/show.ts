/** Replies for the page: as they are, and as each chat would show them. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';
import { encodeButton } from '../../reply/button.ts';
import type { Reply } from '../../reply/reply.ts';
import type { Bot } from '../../chat/platform.ts';

/** A reply with its payloads, by the name of the chat. */
export type RenderedReply = {
  readonly reply: Reply;
  readonly previews: Readonly<Record<string, readonly unknown[]>>;
  /** The requested message of the reply, counted from 1. */
  readonly page: number;
  /** The id of the button that shows the reply again; undefined where none can. */
  readonly again?: string | undefined;
};

/** Returns a function that renders replies for the page. */
export function createShow({
  previews,
}: Pick<Bot, 'previews'>): (reply: Reply, page?: number) => Promise<RenderedReply> {
  return async (reply, page = 1) => {
    const rendered = [...previews].map(async ([name, render]) => [name, await render(reply)] as const);
    const { again: request, language } = reply;
    const again = request && encodeButton({ verb: 'open', request, page: 1, language });
    return { reply, previews: Object.fromEntries(await Promise.all(rendered)), page, again };
  };
}

/** Returns a reply of one sentence, for the person who clicked. */
export function notice(text: string, language: Language): Reply {
  return {
    title: '',
    language,
    audience: 'asker',
    blocks: [{ type: 'note', tone: 'plain', text }],
    actions: [],
  };
}

/** Returns the reply to a button of another version. */
export const stale = (language: Language): Reply => notice(messages(language)('reply.staleButton'), language);
