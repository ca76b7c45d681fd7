/** Answers presses in the Home tab and in modals: in a modal, and on the Home tab itself where that shows what became of it. */
import type { types } from '@slack/bolt';
import type { DigestAct, DigestTarget, FlagTarget, Target } from '../../../reply/button.ts';
import { wordsOf } from '../../../reply/texts/reply.ts';
import type { DigestDesk, Pressed } from './digest.ts';
import { openFlagForm } from './flag.ts';
import type { Home } from './home.ts';
import type { OwnButton } from '../render/button-id.ts';
import { pickView } from '../render/picker.ts';
import { render, renderNotice, type Message } from '../render/render.ts';
import type { Sharing } from './share.ts';
import { rendered, type Slack } from '../connection/context.ts';
import { firstOf, messageView, show, type Spot } from '../render/modal.ts';
import { WAYS } from '../render/help.ts';
import { slackWords } from '../../../reply/texts/slack.ts';

/** After these the Home tab itself shows what has become of the digest. */
const SEEN_AT_HOME: ReadonlySet<DigestAct> = new Set(['pause', 'resume', 'remove']);

/** What was pressed: a button of a reply, of a digest, to flag something, or of ours; none where it is of an older version. */
export type Meant = {
  readonly target: Target | undefined;
  readonly digest: DigestTarget | undefined;
  readonly flag: FlagTarget | undefined;
  readonly own: OwnButton | undefined;
};

/** A press in a view: who, from where, and the id of the view or of the press, by which a second one is known. */
export type ViewPress = {
  readonly spot: Spot;
  readonly pressed: Pressed;
  readonly name: string;
  readonly view: string;
};

export type Desks = {
  readonly slack: Slack;
  readonly desk: DigestDesk;
  readonly home: Home;
  readonly sharing: Sharing;
};

/** Answers one press in a view; rejects where nothing could be shown. */
export async function onViewPress(desks: Desks, meant: Meant, press: ViewPress): Promise<void> {
  const { slack, desk, home } = desks;
  const { spot, pressed } = press;
  const { user, workspace } = pressed;
  const { target, digest, flag, own } = meant;
  const view = (message: Message): types.ModalView => messageView(message, spot);
  if (own?.act === 'home') return await home.refresh(workspace, user, { from: own.from });
  if (own?.act === 'pick')
    return await show(slack, spot, 'picker', Promise.resolve(pickView(slack.bot.catalogue(), own.language)));
  if (own !== undefined || digest?.act === 'change') {
    const asked = digest ?? { subscription: '', language: spot.language };
    return await show(slack, spot, 'digest form', formView(desk, asked, pressed, view));
  }
  if (digest !== undefined) {
    const done = desk.act(digest, pressed);
    if (spot.on === undefined && SEEN_AT_HOME.has(digest.act)) {
      // The Home tab is published anew by the change itself; only what did not come about needs saying.
      const settled = await done.catch(() => undefined);
      if (settled?.ok === true) return;
    }
    return await show(
      slack,
      spot,
      'press',
      done.then(({ reply }) => view(firstOf(render(reply)))),
    );
  }
  if (flag !== undefined) {
    const form = openFlagForm(slack, flag, spot.channel);
    return await show(slack, spot, 'flag', Promise.resolve('view' in form ? form.view : view(form.message)));
  }
  if (target === undefined) {
    const stale = renderNotice(wordsOf(spot.language).staleButton);
    return await show(slack, spot, 'press', Promise.resolve(view(stale)));
  }
  if (target.verb === 'share') return await show(slack, spot, 'share', share(desks, target, press).then(view));
  await show(slack, spot, 'press', open(slack, target).then(view));
}

async function open({ bot }: Slack, { request, page, language }: Target): Promise<Message> {
  const messages = rendered(await bot.answer(request, { language, audience: 'asker', ways: WAYS[language] }));
  return messages[page - 1] ?? renderNotice(wordsOf(language).staleButton);
}

async function share({ sharing }: Desks, target: Target, { spot, pressed, name, view }: ViewPress): Promise<Message> {
  if (spot.channel === '') return renderNotice(slackWords(target.language).notHere);
  const place = { channel: spot.channel, user: pressed.user };
  return await sharing({ target, place, who: name, message: view });
}

async function formView(
  desk: DigestDesk,
  asked: Pick<DigestTarget, 'subscription' | 'language'>,
  pressed: Pressed,
  view: (message: Message) => types.ModalView,
): Promise<types.ModalView> {
  const form = await desk.form(asked, pressed);
  return form.view ?? view(firstOf(render(form.reply)));
}
