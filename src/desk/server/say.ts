/** The routes of the conversation: texts, clicks and forms are answered as in a chat. */
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { AuditDeed } from '../../people/audit.ts';
import { may } from '../../people/roles.ts';
import { submitDigestForm } from '../../conversation/digests/converse.ts';
import type { SubscriptionFault } from '../../conversation/digests/subscription-input.ts';
import { submitFlagForm } from '../../conversation/flags/converse.ts';
import type { FlagFault, FlagForm } from '../../conversation/flags/types.ts';
import {
  askerOf,
  deedOfClick,
  deedOfFlag,
  deedOfText,
  offeredTo,
  onClicked,
  onTyped,
  type DeskPerson,
  type DeskResult,
} from './conversation.ts';
import type { DigestForm } from './digest-form.ts';
import { createShow, type RenderedReply } from './show.ts';
import { body, type DeskContext } from './context.ts';
import { ID, LANGUAGE } from './shared/inputs.ts';
import { type DeskEnv, needs } from './access/access.ts';

/** What the page shows next: a reply, or a form to fill in. */
export type SayResult =
  | ({ readonly type: 'reply' } & RenderedReply)
  | { readonly type: 'digest'; readonly form: DigestForm }
  | { readonly type: 'flag'; readonly form: FlagForm };

/** The result of a form: the reply, and the faults by field. */
export type FormResult<Fault> = { readonly shown: RenderedReply; readonly faults: readonly Fault[] };
type DigestFormResult = FormResult<SubscriptionFault>;
type FlagFormResult = FormResult<FlagFault>;

/** Created by the page for each question and click. */
const request = z.string().regex(/^[\w.-]{1,64}$/u);
const zone = z.string().max(80);
const text = z.string().max(4_000);

const TypedBody = z.strictObject({ text: text.min(1), language: LANGUAGE, zone, request });
const ClickBody = z.strictObject({
  id: z.string().max(200),
  language: LANGUAGE,
  zone,
  request,
  clicked: request.optional(),
});
const DigestFormBody = z.strictObject({
  id: z.string().max(24).optional(),
  language: LANGUAGE,
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
  topic: ID,
  /** Empty where none was chosen. */
  statement: ID.or(z.literal('')),
  text: z.string().max(10_000),
  link: text,
  language: LANGUAGE,
});

const byOf = (context: Context<DeskEnv>): Pick<DeskPerson, 'by' | 'who'> => ({
  by: context.get('person'),
  who: context.get('who'),
});

/** Writes down what somebody who may do it has done. */
async function noted(context: Context<DeskEnv>, deed: AuditDeed | undefined): Promise<void> {
  if (deed !== undefined && may(context.get('person'), 'manage')) await context.get('note')(deed);
}

/** Returns the routes of the conversation. */
export function say({ bot, live }: DeskContext) {
  const show = createShow(bot);
  const view = async (context: Context<DeskEnv>, result: DeskResult): Promise<SayResult> =>
    result.type === 'reply'
      ? { type: 'reply', ...(await show(offeredTo(context.get('person'), result.reply), result.page)) }
      : result;
  return new Hono<DeskEnv>()
    .post('/say', needs('read'), body(TypedBody), async (context) => {
      const sent = context.req.valid('json');
      const result = await onTyped(sent.text, { ...sent, ...byOf(context) }, bot);
      await noted(context, deedOfText(sent.text));
      return context.json(await view(context, result));
    })
    .post('/press', needs('read'), body(ClickBody), async (context) => {
      const sent = context.req.valid('json');
      const result = await onClicked(sent.id, { ...sent, ...byOf(context) }, bot);
      const deed = deedOfClick(sent.id);
      await noted(context, deed?.act === 'flag-done' ? await deedOfFlag(deed.act, deed.about ?? '', bot) : deed);
      live.dispatchEvent(new Event('posted'));
      return context.json(await view(context, result));
    })
    .post('/digest', needs('manage'), body(DigestFormBody), async (context) => {
      const sent = context.req.valid('json');
      const { reply, faults } = await submitDigestForm(
        { id: sent.id, input: sent.wish },
        askerOf({ ...sent, ...byOf(context) }),
        bot,
      );
      if (faults.length === 0)
        await noted(context, { act: 'digest-managed', about: sent.id ?? sent.wish.topics, detail: 'form' });
      const filled: DigestFormResult = { shown: await show(reply), faults };
      return context.json(filled);
    })
    .post('/flag', needs('read'), body(FlagFormBody), async (context) => {
      const { language: reader, ...input } = context.req.valid('json');
      const asker = askerOf({ language: reader, ...byOf(context) });
      // How many flags somebody may send is counted for each person, and not for the desk.
      const { id, isMachine } = context.get('person');
      const { reply, faults } = await submitFlagForm(input, isMachine ? asker : { ...asker, person: id }, bot);
      const filled: FlagFormResult = { shown: await show(offeredTo(context.get('person'), reply)), faults };
      return context.json(filled);
    });
}
