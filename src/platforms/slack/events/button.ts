/** Answers presses of buttons and choices from menus: privately, and never changing the message that others see. */
import type { AckFn, BlockAction, BlockElementAction, RespondFn } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import { replyTexts } from '../../../reply/texts/reply.ts';
import { decodeDigestButton, decodeFlagButton, decodeOpenButton, type OpenButton } from '../../../reply/button.ts';
import { decodeOwn } from '../render/button-id.ts';
import { pickerView } from '../render/picker.ts';
import type { Click } from './digest.ts';
import { openFlagForm } from './flag.ts';
import { onViewButton, type EventHandlers, type SlackButtonAction } from './view-button.ts';
import { render, renderNotice, type SlackMessage } from '../render/render.ts';
import { createSharing } from './share.ts';
import {
  reportFailure,
  failure,
  isFirst,
  rendered,
  postEphemeral,
  type Recipient,
  type SlackContext,
} from '../connection/context.ts';
import { isLate, show, modalContextOf } from '../render/modal.ts';
import { HELP_ENTRIES } from '../render/help.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';

type ButtonEvent = {
  readonly body: BlockAction;
  readonly action: BlockElementAction;
  readonly ack: AckFn<void>;
  readonly respond: RespondFn;
};

/** Returns what answers one press; it never rejects. */
export function createOnButton(
  slack: SlackContext,
  handlers: Pick<EventHandlers, 'digestEvents' | 'home'>,
): (event: ButtonEvent) => Promise<void> {
  const all = { slack, ...handlers, sharing: createSharing(slack) };
  return async (event) => await onButton(all, event);
}

async function onButton(handlers: EventHandlers, { body, action, ack, respond }: ButtonEvent): Promise<void> {
  const { slack } = handlers;
  const value = valueOf(action);
  const clicked: SlackButtonAction = {
    target: decodeOpenButton(value),
    digest: decodeDigestButton(value),
    flag: decodeFlagButton(value),
    own: decodeOwn(value),
  };
  let language = (clicked.target ?? clicked.digest ?? clicked.flag ?? clicked.own)?.language ?? 'en';
  const askedIn = askedInOf(body);
  try {
    // Nothing can be said in acknowledging a press, so it need not wait for the answer.
    await ack();
  } catch (error) {
    slack.bot.fault(error, 'slack press: acknowledging');
  }
  const tell = askedIn.channel === '' ? undefined : tellIn(slack, askedIn, respond);
  try {
    if (!(await isFirst(slack, `press:${body.trigger_id ?? action.action_ts}`))) return;
    const click = {
      user: askedIn.user,
      workspace: body.team?.id ?? '',
      channel: askedIn.channel,
      trigger: body.trigger_id,
    };
    if (tell === undefined) {
      const modalContext = modalContextOf(body.view, body.trigger_id, language);
      return await onViewButton(handlers, clicked, {
        modalContext,
        click,
        name: nameOf(body),
        view: body.view?.id ?? '',
      });
    }
    // A message in the open is in the language of who asked or subscribed; a private one already in that of who presses.
    if (isOpen(body) && isBeginning(clicked)) language = (await slack.people.language(askedIn.user)) ?? language;
    await onMessageButton(
      handlers,
      inLanguage(clicked, language),
      { ...click, askedIn, name: nameOf(body), message: messageOf(body) },
      tell,
    );
  } catch (error) {
    if (tell !== undefined && isLate(error))
      return await tell(renderNotice(slackTexts(language).tooSlow)).catch(
        (failed: unknown) => void slack.bot.fault(failed, 'slack press: telling the asker'),
      );
    if (tell !== undefined) return await reportFailure(slack, error, 'press', language, tell);
    const reference = slack.bot.fault(error, 'slack press');
    // A trigger that has run out opens nothing any more; the Home tab can still tell.
    if (body.view?.type === 'modal') return;
    await handlers.home.refresh(body.team?.id ?? '', askedIn.user, {
      warning: (shown) => (isLate(error) ? slackTexts(shown).tooSlow : replyTexts(shown).failed(reference)),
    });
  }
}

type MessageClick = Click & { readonly askedIn: Recipient; readonly name: string; readonly message: string };

/** Answers a press below a message; rejects where nothing could be told. */
async function onMessageButton(
  { slack, digestEvents, sharing }: EventHandlers,
  { target, digest, flag, own }: SlackButtonAction,
  click: MessageClick,
  tell: (message: SlackMessage) => Promise<void>,
): Promise<void> {
  const { askedIn, trigger, channel, name, message } = click;
  const language = (target ?? digest ?? flag ?? own)?.language ?? 'en';
  if (own?.act === 'pick')
    return await show(
      slack,
      { trigger, channel, language },
      'picker',
      Promise.resolve(pickerView(slack.bot.catalogue(), language)),
    );
  if (digest?.action === 'change') {
    const { view, reply } = await digestEvents.form(digest, click);
    if (view !== undefined) return await show(slack, { trigger, channel, language }, 'form', Promise.resolve(view));
    for (const one of render(reply)) await tell(one);
    return;
  }
  if (digest !== undefined) {
    for (const one of render((await digestEvents.act(digest, click)).reply)) await tell(one);
    return;
  }
  if (flag !== undefined) {
    const form = openFlagForm(slack, flag, channel);
    if ('message' in form) return await tell(form.message);
    return await show(slack, { trigger, channel, language }, 'flag', Promise.resolve(form.view));
  }
  if (target === undefined) return await tell(renderNotice(replyTexts(language).staleButton));
  if (target.verb === 'share') return await tell(await sharing({ target, askedIn, who: name, message }));
  await tell(await open(slack, target, isDirect(channel)));
}

/** Returns what tells the presser something, where they pressed and seen by them alone. */
function tellIn(slack: SlackContext, askedIn: Recipient, respond: RespondFn): (message: SlackMessage) => Promise<void> {
  return async (message) => {
    // In a direct message everything is private, and an ephemeral message would be gone at the next reload.
    if (isDirect(askedIn.channel)) {
      const thread = askedIn.thread === undefined ? {} : { thread_ts: askedIn.thread };
      await respond({ ...message, ...thread, response_type: 'in_channel', replace_original: false });
      return;
    }
    const { text, blocks } = message;
    const reply = async (): Promise<unknown> =>
      await respond({ text, blocks, response_type: 'ephemeral', replace_original: false });
    if (askedIn.thread === undefined) return void (await reply());
    // A response address cannot reach into a thread privately; where the bot may not post, the channel must do.
    await postEphemeral(slack, askedIn, message).catch(reply);
  };
}

/** Returns the message that a button opens; never rejects. */
async function open(
  { bot }: SlackContext,
  { request, page, language }: OpenButton,
  direct: boolean,
): Promise<SlackMessage> {
  try {
    const audience = direct ? 'everyone' : 'asker';
    const messages = rendered(await bot.answer(request, { language, audience, helpEntries: HELP_ENTRIES[language] }));
    return messages[page - 1] ?? renderNotice(replyTexts(language).staleButton);
  } catch (error) {
    return failure(bot, error, 'press', language);
  }
}

function valueOf(action: BlockElementAction): string {
  if (action.type === 'button') return action.value ?? '';
  return action.type === 'static_select' || action.type === 'external_select'
    ? (action.selected_option?.value ?? '')
    : '';
}

/** Whether others see the message that was pressed too. */
const isOpen = (body: BlockAction): boolean =>
  body.container?.is_ephemeral !== true && !isDirect(askedInOf(body).channel);

/** What is shared is shared as it stands, and a further page belongs to the one before it. */
const isBeginning = ({ target }: SlackButtonAction): boolean =>
  target === undefined || (target.verb === 'open' && target.page === 1);

const inLanguage = ({ target, digest, flag, own }: SlackButtonAction, language: Language): SlackButtonAction => ({
  target: target && { ...target, language },
  digest: digest && { ...digest, language },
  flag: flag && { ...flag, language },
  own: own && { ...own, language },
});

const isDirect = (channel: string): boolean => channel.startsWith('D');

const nameOf = ({ user }: BlockAction): string => user.name ?? user.username ?? user.id;

const messageOf = (body: BlockAction): string => asText(body.container?.message_ts) ?? body.message?.ts ?? '';

function askedInOf(body: BlockAction): Recipient {
  const thread = asText(body.container?.thread_ts) ?? asText(body.message?.thread_ts);
  const channel = body.channel?.id ?? asText(body.container?.channel_id) ?? '';
  // The message that a thread hangs on is itself read in the channel.
  return { channel, user: body.user.id, thread: thread === messageOf(body) ? undefined : thread };
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
