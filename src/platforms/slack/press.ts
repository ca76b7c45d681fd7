/** Answers presses of buttons and choices from menus: privately, and never changing the message that others see. */
import type { AckFn, BlockAction, BlockElementAction, RespondFn } from '@slack/bolt';
import { wordsOf } from '../../reply/words.ts';
import { decodeDigestTarget, decodeTarget, type Target } from '../../request/request.ts';
import type { DigestDesk } from './digest.ts';
import { renderNotice, type Message } from './render.ts';
import { createSharing, type Sharing } from './share.ts';
import { confess, failure, isFirst, rendered, whisper, type Place, type Slack } from './slack.ts';
import { WAYS } from './ways.ts';

type Heard = {
  readonly body: BlockAction;
  readonly action: BlockElementAction;
  readonly ack: AckFn<void>;
  readonly respond: RespondFn;
};

/** Returns what answers one press; it never rejects. */
export function createOnPress(slack: Slack, desk: DigestDesk): (heard: Heard) => Promise<void> {
  const sharing = createSharing(slack);
  return async (heard) => await onPress(slack, sharing, desk, heard);
}

async function onPress(
  slack: Slack,
  sharing: Sharing,
  desk: DigestDesk,
  { body, action, ack, respond }: Heard,
): Promise<void> {
  const target = decodeTarget(valueOf(action));
  const digest = decodeDigestTarget(valueOf(action));
  const language = (target ?? digest)?.language ?? 'en';
  const place = placeOf(body);
  const tell = async (message: Message): Promise<void> => {
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
  try {
    // Nothing can be said in acknowledging a press, so it need not wait for the answer.
    await ack();
  } catch (error) {
    slack.bot.fault(error, 'slack press: acknowledging');
  }
  try {
    if (!(await isFirst(slack, `press:${body.trigger_id ?? action.action_ts}`))) return;
    if (digest !== undefined) {
      const pressed = {
        user: place.user,
        workspace: body.team?.id ?? '',
        channel: place.channel,
        trigger: body.trigger_id,
      };
      for (const message of await desk.onPress(digest, pressed)) await tell(message);
      return;
    }
    if (target === undefined) return await tell(renderNotice(wordsOf(language).staleButton));
    if (target.verb === 'share')
      return await tell(await sharing({ target, place, who: nameOf(body), message: messageOf(body) }));
    await tell(await open(slack, target, isDirect(place.channel)));
  } catch (error) {
    await confess(slack, error, 'press', language, tell);
  }
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
  return action.type === 'static_select' ? (action.selected_option?.value ?? '') : '';
}

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
