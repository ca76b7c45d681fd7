/** Answers clicks on buttons and choices from menus: privately, and without changing the message that others see. */
import type { AckFn, BlockAction, BlockElementAction, RespondFn } from '@slack/bolt';
import { onClick } from '../../../conversation/converse.ts';
import { replyTexts } from '../../../reply/texts/reply.ts';
import type { SlackOrigin } from './asker.ts';
import { decodeSlackButton, type SlackButton } from '../render/button-id.ts';
import { formView } from '../render/form-view.ts';
import { pickerView } from '../render/picker.ts';
import { onViewButton, type EventHandlers } from './view-button.ts';
import { renderNotice, type SlackMessage } from '../render/render.ts';
import {
  reportFailure,
  isFirst,
  pagesOf,
  postEphemeral,
  type Recipient,
  type SlackContext,
} from '../connection/context.ts';
import { isLate, show, modalContextOf } from '../render/modal.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';

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
  const notify = recipient.channel === '' ? undefined : notifyAt(slack, recipient, respond);
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
    if (notify === undefined) {
      const modalContext = modalContextOf(body.view, body.trigger_id, language);
      return await onViewButton(handlers, clicked, { modalContext, origin, view: body.view?.id ?? '' });
    }
    // A public message is in the language of the person who requested it or of its subscription; a private one is already in the language of the person who clicks.
    if (isOpen(body) && isBeginning(clicked)) language = (await slack.people.language(recipient.user)) ?? language;
    const inLanguage = clicked && { ...clicked, language };
    await onMessageButton(handlers, inLanguage, origin, notify);
  } catch (error) {
    if (notify !== undefined && isLate(error))
      return await notify(renderNotice(slackTexts(language).tooSlow)).catch(
        (failed: unknown) => void slack.bot.fault(failed, 'slack press: telling the asker'),
      );
    if (notify !== undefined) return await reportFailure(slack, error, 'press', language, notify);
    const reference = slack.bot.fault(error, 'slack press');
    // An expired trigger opens no modal; the Home tab can still show the message.
    if (body.view?.type === 'modal') return;
    await handlers.home.refresh(body.team?.id ?? '', recipient.user, {
      warning: (reader) => (isLate(error) ? slackTexts(reader).tooSlow : replyTexts(reader).failed(reference)),
    });
  }
}

/** Answers a click below a message; rejects where no answer could be sent. */
async function onMessageButton(
  { slack, askerOf }: EventHandlers,
  clicked: SlackButton | undefined,
  origin: SlackOrigin,
  notify: (message: SlackMessage) => Promise<void>,
): Promise<void> {
  const { bot } = slack;
  const language = clicked?.language ?? 'en';
  const { eventId: trigger, channel } = origin;
  if (clicked?.verb === 'pick') {
    const picker = Promise.resolve(pickerView(bot.catalogue(), language));
    return await show(slack, { trigger, channel, language }, 'picker', picker);
  }
  // Slack's other buttons appear in the Home tab only.
  if (clicked === undefined || clicked.verb === 'home' || clicked.verb === 'subscribe')
    return await notify(renderNotice(replyTexts(language).staleButton));
  const result = await onClick(clicked, askerOf(origin), bot);
  switch (result.type) {
    case 'form': {
      const view = Promise.resolve(formView(result.form, channel, bot.catalogue()));
      return await show(slack, { trigger, channel, language }, 'form', view);
    }
    case 'reply':
      for (const page of pagesOf(result)) await notify(page);
  }
}

/** Returns a function that sends messages to where a person clicked, visible to them alone. */
function notifyAt(
  slack: SlackContext,
  recipient: Recipient,
  respond: RespondFn,
): (message: SlackMessage) => Promise<void> {
  return async (message) => {
    // In a direct message everything is private, and an ephemeral message would disappear at the next reload.
    if (isDirect(recipient.channel)) {
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
  };
}

function valueOf(action: BlockElementAction): string {
  if (action.type === 'button') return action.value ?? '';
  return action.type === 'static_select' || action.type === 'external_select'
    ? (action.selected_option?.value ?? '')
    : '';
}

/** Whether others see the clicked message too. */
const isOpen = (body: BlockAction): boolean =>
  body.container?.is_ephemeral !== true && !isDirect(recipientOf(body).channel);

/** A shared reply keeps its language, and a further page keeps that of the page before it. */
const isBeginning = (clicked: SlackButton | undefined): boolean =>
  clicked?.verb === 'open' ? clicked.page === 1 : clicked?.verb !== 'share';

const isDirect = (channel: string): boolean => channel.startsWith('D');

const nameOf = ({ user }: BlockAction): string => user.name ?? user.username ?? user.id;

const messageOf = (body: BlockAction): string => asText(body.container?.message_ts) ?? body.message?.ts ?? '';

function recipientOf(body: BlockAction): Recipient {
  const thread = asText(body.container?.thread_ts) ?? asText(body.message?.thread_ts);
  const channel = body.channel?.id ?? asText(body.container?.channel_id) ?? '';
  // The first message of a thread is read in the channel itself.
  return { channel, user: body.user.id, thread: thread === messageOf(body) ? undefined : thread };
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
