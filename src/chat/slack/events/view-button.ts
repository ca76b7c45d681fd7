/** Answers clicks in the Home tab and in modals: in a modal, or by the new Home tab where that shows the outcome. */
import { messages } from '../../../locales/messages.ts';
import type { types } from '@slack/bolt';
import { onClick } from '../../../conversation/handle.ts';
import { openDigestForm } from '../../../conversation/digests/converse.ts';
import type { ConversationResult } from '../../../conversation/conversation.ts';
import type { DigestButtonAction } from '../../../reply/button.ts';
import type { AskerOf, SlackOrigin } from './asker.ts';
import type { Home } from './home.ts';
import type { ConfirmButton, SlackButton } from '../render/button-id.ts';
import { formView } from '../render/forms.ts';
import { pickerView } from '../render/picker.ts';
import { renderNotice } from '../render/render.ts';
import type { SlackContext } from '../connection/context.ts';
import { digestName } from '../../../digest/digest-name.ts';
import { confirmForm } from '../render/confirm-form.ts';
import { messageView, replyView, show, replyName, type ModalContext } from '../render/modal.ts';

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
    const opened = openDigestForm(askerOf({ ...origin, language }));
    const form = opened.then((result) => viewOf(handlers, result, modalContext));
    return await show(slack, modalContext, 'digest form', form);
  }
  const isPosting = clicked.verb === 'share' || clicked.verb === 'reply';
  if (isPosting && modalContext.channel === '')
    return await show(slack, modalContext, 'share', notice(messages(clicked.language)('slack.notHere')));
  if (clicked.verb === 'ask')
    return await show(slack, modalContext, 'question', askedView(slack, clicked, modalContext, origin));
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
    result.then((made) => viewOf(handlers, made, shownContext)),
  );
}

/** Returns the question about an option of a menu, with the name of the digest that it is about. */
export async function askedView(
  { bot }: SlackContext,
  { action }: ConfirmButton,
  { channel, language }: ModalContext,
  { user, workspace }: SlackOrigin,
): Promise<types.ModalView> {
  const actor = { person: user, language, within: { platform: 'slack', workspace } };
  const found = action.verb === 'digest' ? await bot.conversation.digests.find(action.subscription, actor) : undefined;
  const name = found && digestName(found, { catalogue: bot.conversation.catalogue(), language });
  return confirmForm({ action, channel, language }, name);
}

/** Returns the modal that shows a result. */
export function viewOf(
  { slack }: Pick<EventHandlers, 'slack'>,
  result: ConversationResult,
  modalContext: ModalContext,
): types.ModalView {
  switch (result.type) {
    case 'form':
      return formView(result.form, modalContext.channel, slack.bot.conversation.catalogue());
    case 'reply':
      return replyView(result.reply, result.page ?? 1, modalContext);
  }
}
