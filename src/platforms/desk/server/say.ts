/** The conversation: what is typed, pressed or filled in is answered as the bot answers in a chat. */
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { WishFault } from '../../../conversation/digests/subscription-input.ts';
import { noteReply } from '../../../conversation/digests/notes.ts';
import type { FlagFault, FlagForm } from '../../../conversation/flags/types.ts';
import { actorIn, flaggerIn, pressed, typed, type Answered } from './conversation.ts';
import { DESK_PLACE } from './courier.ts';
import { readBody, type Desk } from './context.ts';
import type { DigestForm } from './digest-form.ts';
import { showing, type Shown } from './show.ts';

/** What the page shows next: a reply, or a form to fill in. */
export type Said =
  | ({ readonly type: 'reply' } & Shown)
  | { readonly type: 'digest'; readonly form: DigestForm }
  | { readonly type: 'flag'; readonly form: FlagForm };

/** What became of a form: the reply, and where it cannot be done the faults by field. */
export type Filled<Fault> = { readonly shown: Shown; readonly faults: readonly Fault[] };
type FilledDigest = Filled<WishFault>;
type FilledFlag = Filled<FlagFault>;

const language = z.enum(['en', 'zh']);
/** Made by the page for each question and press. */
const request = z.string().regex(/^[\w.-]{1,64}$/u);
const zone = z.string().max(80);
const text = z.string().max(4_000);

const Typed = z.strictObject({ text: text.min(1), language, zone, request });
const Pressed = z.strictObject({ id: z.string().max(200), language, zone, request });
const FilledInDigest = z.strictObject({
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
const FilledInFlag = z.strictObject({
  topic: z.string().max(60),
  statement: z.string().max(60),
  text: z.string().max(10_000),
  link: text,
  language,
});

/** Returns the routes of the conversation. */
export function say({ bot, live }: Desk): Hono {
  const show = showing(bot);
  const tell = async (context: Context, answered: Answered): Promise<Response> => {
    const said: Said =
      answered.type === 'reply' ? { type: 'reply', ...(await show(answered.reply, answered.page)) } : answered;
    return context.json(said);
  };
  return new Hono()
    .post('/say', async (context) => {
      const body = await readBody(context, Typed);
      return body instanceof Response ? body : tell(context, await typed(body.text, body, bot));
    })
    .post('/press', async (context) => {
      const body = await readBody(context, Pressed);
      if (body instanceof Response) return body;
      const answered = await pressed(body.id, body, bot);
      live.dispatchEvent(new Event('posted'));
      return tell(context, answered);
    })
    .post('/digest', async (context) => {
      const body = await readBody(context, FilledInDigest);
      if (body instanceof Response) return body;
      const { digests } = bot;
      if (digests === undefined)
        return context.json({ shown: await show(noteReply('no-store', body.language)), faults: [] });
      const actor = actorIn(body.language);
      const done =
        body.id === undefined
          ? await digests.subscribe(DESK_PLACE, body.wish, actor)
          : await digests.change(body.id, body.wish, actor);
      const filled: FilledDigest = { shown: await show(done.reply), faults: done.ok ? [] : done.faults };
      return context.json(filled);
    })
    .post('/flag', async (context) => {
      const body = await readBody(context, FilledInFlag);
      if (body instanceof Response) return body;
      const { language: said, ...given } = body;
      if (bot.inbox === undefined) return context.json({ shown: await show(noteReply('no-store', said)), faults: [] });
      const done = await bot.inbox.flag(given, flaggerIn(said));
      const filled: FilledFlag = { shown: await show(done.reply), faults: done.ok ? [] : done.faults };
      return context.json(filled);
    });
}
