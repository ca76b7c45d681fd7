/** The conversation: what is typed, pressed or filled in is answered as the bot answers in a chat. */
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { SubscriptionFault } from '../../../conversation/digests/subscription-input.ts';
import { noteReply } from '../../../conversation/digests/notes.ts';
import type { FlagFault, FlagForm } from '../../../conversation/flags/types.ts';
import { actorIn, flaggerIn, onClick, onTyped, type DeskResult } from './conversation.ts';
import { DESK_CHANNEL_REF } from './courier.ts';
import { parseBody, type DeskContext } from './context.ts';
import type { DigestForm } from './digest-form.ts';
import { createShow, type RenderedReply } from './show.ts';

/** What the page shows next: a reply, or a form to fill in. */
export type SayResult =
  | ({ readonly type: 'reply' } & RenderedReply)
  | { readonly type: 'digest'; readonly form: DigestForm }
  | { readonly type: 'flag'; readonly form: FlagForm };

/** What became of a form: the reply, and where it cannot be done the faults by field. */
export type FormResult<Fault> = { readonly shown: RenderedReply; readonly faults: readonly Fault[] };
type DigestFormResult = FormResult<SubscriptionFault>;
type FlagFormResult = FormResult<FlagFault>;

const language = z.enum(['en', 'zh']);
/** Made by the page for each question and press. */
const request = z.string().regex(/^[\w.-]{1,64}$/u);
const zone = z.string().max(80);
const text = z.string().max(4_000);

const TypedBody = z.strictObject({ text: text.min(1), language, zone, request });
const ClickBody = z.strictObject({ id: z.string().max(200), language, zone, request });
const DigestFormBody = z.strictObject({
  id: z.string().max(24).optional(),
  language,
  wish: z.strictObject({
    topics: text,
    days: text,
    time: text,
    zone: text,
    language: text,
    whenQuiet: text,
  }),
});
const FlagFormBody = z.strictObject({
  topic: z.string().max(60),
  statement: z.string().max(60),
  text: z.string().max(10_000),
  link: text,
  language,
});

/** Returns the routes of the conversation. */
export function say({ bot, live }: DeskContext): Hono {
  const show = createShow(bot);
  const tell = async (context: Context, answered: DeskResult): Promise<Response> => {
    const said: SayResult =
      answered.type === 'reply' ? { type: 'reply', ...(await show(answered.reply, answered.page)) } : answered;
    return context.json(said);
  };
  return new Hono()
    .post('/say', async (context) => {
      const body = await parseBody(context, TypedBody);
      return body instanceof Response ? body : tell(context, await onTyped(body.text, body, bot));
    })
    .post('/press', async (context) => {
      const body = await parseBody(context, ClickBody);
      if (body instanceof Response) return body;
      const answered = await onClick(body.id, body, bot);
      live.dispatchEvent(new Event('posted'));
      return tell(context, answered);
    })
    .post('/digest', async (context) => {
      const body = await parseBody(context, DigestFormBody);
      if (body instanceof Response) return body;
      const { digests } = bot;
      if (digests === undefined)
        return context.json({ shown: await show(noteReply('no-store', body.language)), faults: [] });
      const actor = actorIn(body.language);
      const done =
        body.id === undefined
          ? await digests.subscribe(DESK_CHANNEL_REF, body.wish, actor)
          : await digests.change(body.id, body.wish, actor);
      const filled: DigestFormResult = { shown: await show(done.reply), faults: done.ok ? [] : done.faults };
      return context.json(filled);
    })
    .post('/flag', async (context) => {
      const body = await parseBody(context, FlagFormBody);
      if (body instanceof Response) return body;
      const { language: said, ...given } = body;
      if (bot.flags === undefined) return context.json({ shown: await show(noteReply('no-store', said)), faults: [] });
      const done = await bot.flags.flag(given, flaggerIn(said));
      const filled: FlagFormResult = { shown: await show(done.reply), faults: done.ok ? [] : done.faults };
      return context.json(filled);
    });
}
