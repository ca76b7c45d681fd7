/** Answers presses of buttons and choices from menus: privately, and never changing the message that others see. */
import type { AckFn, BlockAction, BlockElementAction, RespondFn } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import { wordsOf } from '../../../reply/texts/reply.ts';
import { decodeDigestTarget, decodeFlagTarget, decodeTarget, type Target } from '../../../reply/button.ts';
import { decodeOwn } from '../render/button-id.ts';
import { pickView } from '../render/picker.ts';
import type { Pressed } from './digest.ts';
import { openFlagForm } from './flag.ts';
import { onViewPress, type Desks, type Meant } from './view-button.ts';
import { render, renderNotice, type Message } from '../render/render.ts';
import { createSharing } from './share.ts';
import { confess, failure, isFirst, rendered, whisper, type Place, type Slack } from '../connection/context.ts';
import { isLate, show, spotOf } from '../render/modal.ts';
import { WAYS } from '../render/help.ts';
import { slackWords } from '../../../reply/texts/slack.ts';

type Heard = {
  readonly body: BlockAction;
  readonly action: BlockElementAction;
  readonly ack: AckFn<void>;
  readonly respond: RespondFn;
};

/** Returns what answers one press; it never rejects. */
export function createOnPress(slack: Slack, desks: Pick<Desks, 'desk' | 'home'>): (heard: Heard) => Promise<void> {
  const all = { slack, ...desks, sharing: createSharing(slack) };
  return async (heard) => await onPress(all, heard);
}

async function onPress(desks: Desks, { body, action, ack, respond }: Heard): Promise<void> {
  const { slack } = desks;
  const value = valueOf(action);
  const meant: Meant = {
    target: decodeTarget(value),
    digest: decodeDigestTarget(value),
    flag: decodeFlagTarget(value),
    own: decodeOwn(value),
  };
  let language = (meant.target ?? meant.digest ?? meant.flag ?? meant.own)?.language ?? 'en';
  const place = placeOf(body);
  try {
    // Nothing can be said in acknowledging a press, so it need not wait for the answer.
    await ack();
  } catch (error) {
    slack.bot.fault(error, 'slack press: acknowledging');
  }
  const tell = place.channel === '' ? undefined : tellIn(slack, place, respond);
  try {
    if (!(await isFirst(slack, `press:${body.trigger_id ?? action.action_ts}`))) return;
    const pressed = {
      user: place.user,
      workspace: body.team?.id ?? '',
      channel: place.channel,
      trigger: body.trigger_id,
    };
    if (tell === undefined) {
      const spot = spotOf(body.view, body.trigger_id, language);
      return await onViewPress(desks, meant, { spot, pressed, name: nameOf(body), view: body.view?.id ?? '' });
    }
    // A message in the open is in the language of who asked or subscribed; a private one already in that of who presses.
    if (isOpen(body) && isBeginning(meant)) language = (await slack.people.language(place.user)) ?? language;
    await onMessagePress(
      desks,
      inLanguage(meant, language),
      { ...pressed, place, name: nameOf(body), message: messageOf(body) },
      tell,
    );
  } catch (error) {
    if (tell !== undefined && isLate(error))
      return await tell(renderNotice(slackWords(language).tooSlow)).catch(
        (failed: unknown) => void slack.bot.fault(failed, 'slack press: telling the asker'),
      );
    if (tell !== undefined) return await confess(slack, error, 'press', language, tell);
    const reference = slack.bot.fault(error, 'slack press');
    // A trigger that has run out opens nothing any more; the Home tab can still tell.
    if (body.view?.type === 'modal') return;
    await desks.home.refresh(body.team?.id ?? '', place.user, {
      warning: (shown) => (isLate(error) ? slackWords(shown).tooSlow : wordsOf(shown).failed(reference)),
    });
  }
}

type MessagePress = Pressed & { readonly place: Place; readonly name: string; readonly message: string };

/** Answers a press below a message; rejects where nothing could be told. */
async function onMessagePress(
  { slack, desk, sharing }: Desks,
  { target, digest, flag, own }: Meant,
  pressed: MessagePress,
  tell: (message: Message) => Promise<void>,
): Promise<void> {
  const { place, trigger, channel, name, message } = pressed;
  const language = (target ?? digest ?? flag ?? own)?.language ?? 'en';
  if (own?.act === 'pick')
    return await show(
      slack,
      { trigger, channel, language },
      'picker',
      Promise.resolve(pickView(slack.bot.catalogue(), language)),
    );
  if (digest?.act === 'change') {
    const { view, reply } = await desk.form(digest, pressed);
    if (view !== undefined) return await show(slack, { trigger, channel, language }, 'form', Promise.resolve(view));
    for (const one of render(reply)) await tell(one);
    return;
  }
  if (digest !== undefined) {
    for (const one of render((await desk.act(digest, pressed)).reply)) await tell(one);
    return;
  }
  if (flag !== undefined) {
    const form = openFlagForm(slack, flag, channel);
    if ('message' in form) return await tell(form.message);
    return await show(slack, { trigger, channel, language }, 'flag', Promise.resolve(form.view));
  }
  if (target === undefined) return await tell(renderNotice(wordsOf(language).staleButton));
  if (target.verb === 'share') return await tell(await sharing({ target, place, who: name, message }));
  await tell(await open(slack, target, isDirect(channel)));
}

/** Returns what tells the presser something, where they pressed and seen by them alone. */
function tellIn(slack: Slack, place: Place, respond: RespondFn): (message: Message) => Promise<void> {
  return async (message) => {
    // In a direct message everything is private, and an ephemeral message would be gone at the next reload.
    if (isDirect(place.channel)) {
      const thread = place.thread === undefined ? {} : { thread_ts: place.thread };
      await respond({ ...message, ...thread, response_type: 'in_channel', replace_original: false });
      return;
    }
    const { text, blocks } = message;
    const reply = async (): Promise<unknown> =>
      await respond({ text, blocks, response_type: 'ephemeral', replace_original: false });
    if (place.thread === undefined) return void (await reply());
    // A response address cannot reach into a thread privately; where the bot may not post, the channel must do.
    await whisper(slack, place, message).catch(reply);
  };
}

/** Returns the message that a button opens; never rejects. */
async function open({ bot }: Slack, { request, page, language }: Target, direct: boolean): Promise<Message> {
  try {
    const audience = direct ? 'everyone' : 'asker';
    const messages = rendered(await bot.answer(request, { language, audience, ways: WAYS[language] }));
    return messages[page - 1] ?? renderNotice(wordsOf(language).staleButton);
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
  body.container?.is_ephemeral !== true && !isDirect(placeOf(body).channel);

/** What is shared is shared as it stands, and a further page belongs to the one before it. */
const isBeginning = ({ target }: Meant): boolean =>
  target === undefined || (target.verb === 'open' && target.page === 1);

const inLanguage = ({ target, digest, flag, own }: Meant, language: Language): Meant => ({
  target: target && { ...target, language },
  digest: digest && { ...digest, language },
  flag: flag && { ...flag, language },
  own: own && { ...own, language },
});

const isDirect = (channel: string): boolean => channel.startsWith('D');

const nameOf = ({ user }: BlockAction): string => user.name ?? user.username ?? user.id;

const messageOf = (body: BlockAction): string => asText(body.container?.message_ts) ?? body.message?.ts ?? '';

function placeOf(body: BlockAction): Place {
  const thread = asText(body.container?.thread_ts) ?? asText(body.message?.thread_ts);
  const channel = body.channel?.id ?? asText(body.container?.channel_id) ?? '';
  // The message that a thread hangs on is itself read in the channel.
  return { channel, user: body.user.id, thread: thread === messageOf(body) ? undefined : thread };
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
