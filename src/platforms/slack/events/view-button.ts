/** Answers presses in the Home tab and in modals: in a modal, and on the Home tab itself where that shows what became of it. */
import type { types } from '@slack/bolt';
import type { DigestButtonAction, DigestButton, FlagButton, OpenButton } from '../../../reply/button.ts';
import { replyTexts } from '../../../reply/texts/reply.ts';
import type { DigestEvents, Click } from './digest.ts';
import { openFlagForm } from './flag.ts';
import type { Home } from './home.ts';
import type { OwnButton } from '../render/button-id.ts';
import { pickerView } from '../render/picker.ts';
import { render, renderNotice, type SlackMessage } from '../render/render.ts';
import type { Sharing } from './share.ts';
import { rendered, type SlackContext } from '../connection/context.ts';
import { firstOf, messageView, show, type ModalContext } from '../render/modal.ts';
import { HELP_ENTRIES } from '../render/help.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';

/** After these the Home tab itself shows what has become of the digest. */
const SEEN_AT_HOME: ReadonlySet<DigestButtonAction> = new Set(['pause', 'resume', 'remove']);

/** What was pressed: a button of a reply, of a digest, to flag something, or of ours; none where it is of an older version. */
export type SlackButtonAction = {
  readonly target: OpenButton | undefined;
  readonly digest: DigestButton | undefined;
  readonly flag: FlagButton | undefined;
  readonly own: OwnButton | undefined;
};

/** A press in a view: who, from where, and the id of the view or of the press, by which a second one is known. */
export type ViewClick = {
  readonly modalContext: ModalContext;
  readonly click: Click;
  readonly name: string;
  readonly view: string;
};

export type EventHandlers = {
  readonly slack: SlackContext;
  readonly digestEvents: DigestEvents;
  readonly home: Home;
  readonly sharing: Sharing;
};

/** Answers one press in a view; rejects where nothing could be shown. */
export async function onViewButton(
  handlers: EventHandlers,
  clicked: SlackButtonAction,
  viewClick: ViewClick,
): Promise<void> {
  const { slack, digestEvents, home } = handlers;
  const { modalContext, click } = viewClick;
  const { user, workspace } = click;
  const { target, digest, flag, own } = clicked;
  const view = (message: SlackMessage): types.ModalView => messageView(message, modalContext);
  if (own?.act === 'home') return await home.refresh(workspace, user, { from: own.from });
  if (own?.act === 'pick')
    return await show(slack, modalContext, 'picker', Promise.resolve(pickerView(slack.bot.catalogue(), own.language)));
  if (own !== undefined || digest?.action === 'change') {
    const asked = digest ?? { subscription: '', language: modalContext.language };
    return await show(slack, modalContext, 'digest form', formView(digestEvents, asked, click, view));
  }
  if (digest !== undefined) {
    const done = digestEvents.act(digest, click);
    if (modalContext.on === undefined && SEEN_AT_HOME.has(digest.action)) {
      // The Home tab is published anew by the change itself; only what did not come about needs saying.
      const settled = await done.catch(() => undefined);
      if (settled?.ok === true) return;
    }
    return await show(
      slack,
      modalContext,
      'press',
      done.then(({ reply }) => view(firstOf(render(reply)))),
    );
  }
  if (flag !== undefined) {
    const form = openFlagForm(slack, flag, modalContext.channel);
    return await show(slack, modalContext, 'flag', Promise.resolve('view' in form ? form.view : view(form.message)));
  }
  if (target === undefined) {
    const stale = renderNotice(replyTexts(modalContext.language).staleButton);
    return await show(slack, modalContext, 'press', Promise.resolve(view(stale)));
  }
  if (target.verb === 'share')
    return await show(slack, modalContext, 'share', share(handlers, target, viewClick).then(view));
  await show(slack, modalContext, 'press', open(slack, target).then(view));
}

async function open({ bot }: SlackContext, { request, page, language }: OpenButton): Promise<SlackMessage> {
  const messages = rendered(
    await bot.answer(request, { language, audience: 'asker', helpEntries: HELP_ENTRIES[language] }),
  );
  return messages[page - 1] ?? renderNotice(replyTexts(language).staleButton);
}

async function share(
  { sharing }: EventHandlers,
  target: OpenButton,
  { modalContext, click, name, view }: ViewClick,
): Promise<SlackMessage> {
  if (modalContext.channel === '') return renderNotice(slackTexts(target.language).notHere);
  const askedIn = { channel: modalContext.channel, user: click.user };
  return await sharing({ target, askedIn, who: name, message: view });
}

async function formView(
  digestEvents: DigestEvents,
  asked: Pick<DigestButton, 'subscription' | 'language'>,
  click: Click,
  view: (message: SlackMessage) => types.ModalView,
): Promise<types.ModalView> {
  const form = await digestEvents.form(asked, click);
  return form.view ?? view(firstOf(render(form.reply)));
}
