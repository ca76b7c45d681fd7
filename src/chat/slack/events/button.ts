/** Answers clicks on buttons and choices from menus: below messages privately, without changing what others see; in the Home tab and in modals in a modal, or by the new Home tab. */
import { messages } from '../../../locales/messages.ts';
import type { AckFn, BlockAction, BlockElementAction, RespondFn, types } from '@slack/bolt';
import { onClick } from '../../../conversation/handle.ts';
import type { Openable, DigestButtonAction } from '../../../reply/button.ts';
import type { ReplyResult, ConversationResult } from '../../../conversation/conversation.ts';
import type { SlackOrigin, AskerOf } from './asker.ts';
import { ANSWER, decodeSlackButton, type SlackButton, type ConfirmButton } from '../render/button-id.ts';
import { finishedPost } from '../render/edited-message.ts';
import { formView } from '../render/form.ts';
import { pickerView } from '../render/picker.ts';
import { renderNotice, type SlackMessage, pageOpened } from '../render/render.ts';
import { reportFailure, isFirst, postEphemeral, type Recipient, type SlackContext } from '../connection/context.ts';
import { isDirect } from '../ids.ts';
import {
  isTriggerExpired,
  modalContextOf,
  show,
  replyName,
  type ModalContext,
  messageView,
  replyView,
} from '../render/modal.ts';
import { findManaged, openDigestForm } from '../../../conversation/digests/handle.ts';
import { textOf } from '../../../conversation/digests/short-replies.ts';
import type { Home } from './home.ts';
import { digestName } from '../../../digest/digest-name.ts';
import { confirmForm } from '../render/confirm-form.ts';

type ButtonEvent = {
  readonly body: BlockAction;
  readonly action: BlockElementAction;
  readonly ack: AckFn<void>;
  readonly respond: RespondFn;
};

/** Returns the handler of clicks; it never rejects. */
export function createOnButton(
  slack: SlackContext,
  handlers: Pick<EventHandlers, 'askerOf' | 'home'>,
): (event: ButtonEvent) => Promise<void> {
  const all = { slack, ...handlers };
  return async (event) => await onButton(all, event);
}

async function onButton(handlers: EventHandlers, { body, action, ack, respond }: ButtonEvent): Promise<void> {
  const { slack } = handlers;
  const clicked = decodeSlackButton(valueOf(action));
  let language = clicked?.language ?? 'en';
  const recipient = recipientOf(body);
  try {
    // The acknowledgement of a click carries no message, so it need not wait for the answer.
    await ack();
  } catch (error) {
    slack.bot.fault(error, 'slack press: acknowledging');
  }
  const showing = recipient.channel === '' ? undefined : showingAt(slack, body, action, respond);
  const notify = showing?.notify;
  try {
    if (!(await isFirst(slack, `press:${body.trigger_id ?? action.action_ts}`))) return;
    const origin: SlackOrigin = {
      user: recipient.user,
      workspace: body.team?.id ?? '',
      channel: recipient.channel,
      language,
      eventId: body.trigger_id,
      message: messageOf(body),
      name: nameOf(body),
      audience: isDirect(recipient.channel) ? 'everyone' : 'asker',
    };
    if (showing === undefined) {
      const modalContext = modalContextOf(body.view, body.trigger_id, language);
      return await onViewButton(handlers, clicked, { modalContext, origin, view: body.view?.id ?? '' });
    }
    // A public message is in the language of the person who requested it or of its subscription; a private one is already in the language of the person who clicks.
    if (isOpen(body) && isBeginning(clicked)) language = (await slack.people.language(recipient.user)) ?? language;
    const inLanguage = clicked && { ...clicked, language };
    await onMessageButton(handlers, inLanguage, origin, showing);
  } catch (error) {
    if (notify !== undefined && isTriggerExpired(error))
      return await notify(renderNotice(messages(language)('slack.tooSlow'))).catch(
        (failed: unknown) => void slack.bot.fault(failed, 'slack press: telling the asker'),
      );
    if (notify !== undefined) return await reportFailure(slack, error, 'press', language, notify);
    const reference = slack.bot.fault(error, 'slack press');
    // An expired trigger opens no modal; the Home tab can still show the message.
    if (body.view?.type === 'modal') return;
    await handlers.home.refresh(body.team?.id ?? '', recipient.user, {
      warning: (reader) =>
        isTriggerExpired(error) ? messages(reader)('slack.tooSlow') : messages(reader)('reply.failed', { reference }),
    });
  }
}

/** Shows messages to the person who clicked alone. */
type Showing = {
  /** Posts a further message. */
  readonly notify: (message: SlackMessage) => Promise<void>;
  /** Puts a message in the place of the clicked one; undefined where others see that too, or where it must stay. */
  readonly replace: ((message: SlackMessage) => Promise<void>) | undefined;
  /** Leaves the clicked message as it is for everyone, with a note in the place of its button *Done*. */
  readonly finish: (note: string) => Promise<void>;
};

/** Answers a click below a message; rejects where no answer could be sent. */
async function onMessageButton(
  handlers: EventHandlers,
  clicked: SlackButton | undefined,
  origin: SlackOrigin,
  showing: Showing,
): Promise<void> {
  const { slack, askerOf } = handlers;
  const { bot } = slack;
  const { notify } = showing;
  const language = clicked?.language ?? 'en';
  const { eventId: trigger, channel } = origin;
  const modalContext: ModalContext = { trigger, channel, language };
  if (clicked?.verb === 'pick') {
    const picker = Promise.resolve(pickerView(bot.conversation.catalogue(), language));
    return await show(slack, modalContext, 'picker', picker);
  }
  if (clicked?.verb === 'ask')
    return await show(slack, modalContext, 'question', askedView(handlers, clicked, modalContext, origin));
  // Slack's other buttons appear in the Home tab only.
  if (clicked === undefined || clicked.verb === 'home' || clicked.verb === 'subscribe')
    return await notify(renderNotice(messages(language)('reply.staleButton')));
  const answered = onClick(clicked, askerOf(origin), bot.conversation);
  if (clicked.verb === 'open' && clicked.page === 1 && isLong(clicked.request)) {
    const shown = { ...modalContext, shown: replyName(clicked.request) };
    try {
      const view = answered.then((result) => viewOf(result, shown));
      return await show(slack, shown, 'press', view);
    } catch (error) {
      // The trigger has run out; the response address lasts for half an hour.
      if (!isTriggerExpired(error)) throw error;
    }
  }
  const result = await answered;
  switch (result.type) {
    case 'form': {
      const view = Promise.resolve(formView(result.form, channel));
      return await show(slack, modalContext, 'form', view);
    }
    case 'reply':
      return clicked.verb === 'done' ? await showing.finish(textOf(result.reply)) : await showReply(result, showing);
  }
}

/** Tells whether a reply may take many messages: a modal shows it as one, over what was clicked. */
const isLong = (request: Openable): boolean =>
  request.type === 'section' && request.section !== 'sides' && request.section !== 'sources';

async function showReply(result: ReplyResult, { notify, replace }: Showing): Promise<void> {
  const [first, ...others] = pageOpened(result);
  if (first === undefined) return await notify(renderNotice(messages(result.reply.language)('reply.staleButton')));
  // A response address may be used up: then the answer is a further message.
  if (result.replaces === true && replace !== undefined) await replace(first).catch(async () => await notify(first));
  else await notify(first);
  for (const message of others) await notify(message);
}

/** Returns how messages are shown to a person where they clicked. */
function showingAt(slack: SlackContext, body: BlockAction, action: BlockElementAction, respond: RespondFn): Showing {
  const recipient = recipientOf(body);
  const isPrivate = body.container?.is_ephemeral === true;
  // In a direct message everything is private, and an ephemeral message would disappear at the next reload.
  const isInDirect = isDirect(recipient.channel);
  const isReplaceable = isPrivate || (isInDirect && action.action_id.startsWith(ANSWER));
  return {
    notify: async (message) => {
      if (isInDirect) {
        const thread = recipient.thread === undefined ? {} : { thread_ts: recipient.thread };
        await respond({ ...message, ...thread, response_type: 'in_channel', replace_original: false });
        return;
      }
      const { text, blocks } = message;
      const reply = async (): Promise<unknown> =>
        await respond({ text, blocks, response_type: 'ephemeral', replace_original: false });
      if (recipient.thread === undefined) return void (await reply());
      // A response address cannot post an ephemeral message into a thread; where the bot may not post, the answer goes to the channel.
      await postEphemeral(slack, recipient, message).catch(reply);
    },
    // The address of a click can replace the clicked message, also where that is ephemeral and in a thread.
    replace: isReplaceable
      ? async ({ text, blocks }) => void (await respond({ text, blocks, replace_original: true }))
      : undefined,
    finish: async (note) => {
      const text = asText(body.message?.text) ?? note;
      await respond({ text, blocks: finishedPost(body.message?.blocks, note), replace_original: true });
    },
  };
}

function valueOf(action: BlockElementAction): string {
  if (action.type === 'button') return action.value ?? '';
  return action.type === 'static_select' || action.type === 'external_select' || action.type === 'overflow'
    ? (action.selected_option?.value ?? '')
    : '';
}

/** Whether others see the clicked message too. */
const isOpen = (body: BlockAction): boolean =>
  body.container?.is_ephemeral !== true && !isDirect(recipientOf(body).channel);

/** A shared reply keeps its language, and a further page keeps that of the page before it. */
const isBeginning = (clicked: SlackButton | undefined): boolean =>
  clicked?.verb === 'open' ? clicked.page === 1 : clicked?.verb !== 'share' && clicked?.verb !== 'reply';

const nameOf = ({ user }: BlockAction): string => user.name ?? user.username ?? user.id;

const messageOf = (body: BlockAction): string => asText(body.container?.message_ts) ?? body.message?.ts ?? '';

function recipientOf(body: BlockAction): Recipient {
  const thread = asText(body.container?.thread_ts) ?? asText(body.message?.thread_ts);
  const channel = body.channel?.id ?? asText(body.container?.channel_id) ?? '';
  // The first message of a thread is read in the channel itself.
  return { channel, user: body.user.id, thread: thread === messageOf(body) ? undefined : thread };
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The actions whose outcome the Home tab itself shows. */
const SEEN_AT_HOME: ReadonlySet<DigestButtonAction> = new Set(['pause', 'resume', 'remove']);

/** A click in a view, with the id of the view, which identifies a repeated click. */
export type ViewClick = { readonly modalContext: ModalContext; readonly origin: SlackOrigin; readonly view: string };

export type EventHandlers = {
  readonly slack: SlackContext;
  readonly askerOf: AskerOf;
  readonly home: Home;
};

/** Answers a click in a view; rejects where no view could be shown. */
export async function onViewButton(
  handlers: EventHandlers,
  clicked: SlackButton | undefined,
  click: ViewClick,
): Promise<void> {
  const { slack, askerOf, home } = handlers;
  const { modalContext, origin } = click;
  const { language } = modalContext;
  const notice = (text: string): Promise<types.ModalView> =>
    Promise.resolve(messageView(renderNotice(text), modalContext));
  if (clicked === undefined)
    return await show(slack, modalContext, 'press', notice(messages(language)('reply.staleButton')));
  if (clicked.verb === 'home') return await home.refresh(origin.workspace, origin.user, { from: clicked.from });
  if (clicked.verb === 'pick') {
    const picker = Promise.resolve(pickerView(slack.bot.conversation.catalogue(), clicked.language));
    return await show(slack, modalContext, 'picker', picker);
  }
  if (clicked.verb === 'subscribe') {
    const opened = openDigestForm(undefined, askerOf({ ...origin, language }), slack.bot.conversation);
    const form = opened.then((result) => viewOf(result, modalContext));
    return await show(slack, modalContext, 'digest form', form);
  }
  const isPosting = clicked.verb === 'share' || clicked.verb === 'reply';
  if (isPosting && modalContext.channel === '')
    return await show(slack, modalContext, 'share', notice(messages(clicked.language)('slack.notHere')));
  if (clicked.verb === 'ask')
    return await show(slack, modalContext, 'question', askedView(handlers, clicked, modalContext, origin));
  // A view belongs to no channel: what is shared from it goes to the one that it was opened in, in the thread of what was asked about.
  const { channel, thread } = modalContext;
  const place = isPosting ? { channel, message: click.view, askedAbout: thread } : {};
  const result = onClick(clicked, askerOf({ ...origin, ...place, audience: 'asker' }), slack.bot.conversation);
  if (clicked.verb === 'digest' && modalContext.on === undefined && SEEN_AT_HOME.has(clicked.action)) {
    // The change itself publishes the Home tab again; only a failure needs a modal.
    const settled = await result.catch(() => undefined);
    if (settled?.type === 'reply' && settled.isDone === true) return;
  }
  const shown = clicked.verb === 'open' ? replyName(clicked.request) : undefined;
  const shownContext = { ...modalContext, shown };
  await show(
    slack,
    shownContext,
    'press',
    result.then((made) => viewOf(made, shownContext)),
  );
}

/** Returns the question about an option of a menu, with the name of the digest that it is about; who may not do it is asked nothing. */
async function askedView(
  { slack, askerOf }: EventHandlers,
  { action }: ConfirmButton,
  modalContext: ModalContext,
  origin: SlackOrigin,
): Promise<types.ModalView> {
  const { conversation } = slack.bot;
  const { channel, language } = modalContext;
  if (action.verb !== 'digest') return confirmForm({ action, channel, language });
  const asker = askerOf({ ...origin, language });
  const managed = await findManaged(action.action, action.subscription, asker, conversation);
  if ('refused' in managed) return replyView(managed.refused.reply, 1, modalContext);
  const name = digestName(managed.subscription, { catalogue: conversation.catalogue(), language });
  return confirmForm({ action, channel, language }, name);
}

/** Returns the modal that shows a result. */
const viewOf = (result: ConversationResult, modalContext: ModalContext): types.ModalView =>
  result.type === 'form'
    ? formView(result.form, modalContext.channel)
    : replyView(result.reply, result.page ?? 1, modalContext);
