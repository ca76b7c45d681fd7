/** The conversation: what is typed is answered, as the reply itself and as each chat would show it. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Reply } from '../../reply/reply.ts';
import { readMessage } from '../../request/command.ts';
import { readLanguage } from '../../request/language.ts';
import { readBody, type Desk } from './desk.ts';

/** A reply with the payloads that it becomes, by the name of the chat. */
export type Shown = { readonly reply: Reply; readonly previews: Readonly<Record<string, readonly unknown[]>> };

const Said = z.strictObject({ text: z.string().min(1).max(4_000), language: z.enum(['en', 'zh']) });

/** Returns the routes of the conversation. */
export function say({ bot }: Desk): Hono {
  const show = async (reply: Reply): Promise<Shown> => ({
    reply,
    previews: Object.fromEntries(
      await Promise.all([...bot.previews].map(async ([name, render]) => [name, await render(reply)] as const)),
    ),
  });
  return new Hono().post('/say', async (context) => {
    const said = await readBody(context, Said);
    if (said instanceof Response) return said;
    const language = readLanguage(said.text).language ?? said.language;
    const reply = await bot.answer(readMessage(said.text, bot.catalogue()), {
      language,
      audience: 'everyone',
      ways: [],
    });
    return context.json(await show(reply));
  });
}
