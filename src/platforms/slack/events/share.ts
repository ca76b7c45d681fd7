/** Shares a brief in the channel where its button was pressed, once for each button and person. */
import { wordsOf } from '../../../reply/texts/reply.ts';
import { encodeTarget, type Target } from '../../../reply/button.ts';
import { render, renderNotice, type Message } from '../render/render.ts';
import { refusalOf } from '../delivery/send.ts';
import { failure, post, type Place, type Slack } from '../connection/context.ts';
import { WAYS } from '../render/help.ts';

/** A press of a share button: on which message, by whom. */
type SharePress = {
  readonly target: Target;
  readonly place: Place;
  readonly who: string;
  readonly message: string;
};

/** Shares and returns what the presser is told; never rejects. */
export type Sharing = (press: SharePress) => Promise<Message>;

/** How many shares are remembered, so that a second press of the same button does not post again. */
const SHARES_REMEMBERED = 1_000;

/** The bot is not in the channel, or cannot even see it. */
const ABSENT = new Set(['not_in_channel', 'channel_not_found']);

/** The bot may not post there; who manages the channel could change that. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const FORBIDDEN =
  /^(?:is_archived|restricted_action\w*|no_permission|access_denied|ekm_access_denied|team_access_not_granted|messages_tab_disabled|cannot_reply_to_message|posting_to_\w+_denied)$/u;

/** Returns the sharing of one connection. */
export function createSharing(slack: Slack): Sharing {
  const shares = new Map<string, Promise<Message | undefined>>();
  return async (press) => {
    const { target, place, message } = press;
    const key = [place.channel, place.user, message, encodeTarget(target)].join(' ');
    const before = message === '' ? undefined : shares.get(key);
    if (before !== undefined && (await before) === undefined) return renderNotice(wordsOf(target.language).shared);
    const share = shareOnce(slack, press);
    shares.set(key, share);
    if (shares.size > SHARES_REMEMBERED) for (const oldest of [...shares.keys()].slice(0, 1)) shares.delete(oldest);
    return (await share) ?? renderNotice(wordsOf(target.language).shared);
  };
}

/** Returns undefined where the brief was posted, or what to tell instead. */
async function shareOnce(
  slack: Slack,
  { target: { request, language }, place, who }: SharePress,
): Promise<Message | undefined> {
  const { bot, self } = slack;
  const words = wordsOf(language);
  try {
    const reply = await bot.answer(request, { language, audience: 'everyone', ways: WAYS[language] });
    const [message] = render({
      ...reply,
      audience: 'everyone',
      blocks: [{ type: 'note', tone: 'plain', text: words.sharedBy(who) }, ...reply.blocks],
    });
    if (message !== undefined) await post(slack, { channel: place.channel }, message);
    return undefined;
  } catch (error) {
    const refusal = refusalOf(error) ?? '';
    if (ABSENT.has(refusal) && !place.channel.startsWith('D')) return renderNotice(words.cannotShare(self.name));
    if (ABSENT.has(refusal) || FORBIDDEN.test(refusal)) return renderNotice(words.cannotShareHere);
    return failure(bot, error, 'share', language);
  }
}
