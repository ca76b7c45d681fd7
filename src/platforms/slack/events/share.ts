/** Shares a brief in the channel where its button was clicked, once for each button and person. */
import { LRUCache } from 'lru-cache';
import { replyTexts } from '../../../reply/texts/reply.ts';
import type { Reply } from '../../../reply/reply.ts';
import { render, renderNotice, type SlackMessage } from '../render/render.ts';
import { refusalOf } from '../delivery/outcome.ts';
import { failure, post, type Recipient, type SlackContext } from '../connection/context.ts';

/** A click on a share button, with its message and person. */
type ShareClick = {
  /** The id of the button. */
  readonly id: string;
  /** The reply to post. */
  readonly reply: Reply;
  readonly recipient: Recipient;
  readonly message: string;
};

/** Shares a reply and returns the message for the person who clicked; never rejects. */
export type Sharing = (click: ShareClick) => Promise<SlackMessage>;

/** The number of shares remembered, so that a second click on the same button does not post again. */
const SHARES_MOST = 1_000;

/** The bot is not in the channel, or cannot see it. */
const ABSENT = new Set(['not_in_channel', 'channel_not_found']);

/** The bot may not post in the channel; a person who manages it could change that. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const FORBIDDEN =
  /^(?:is_archived|restricted_action\w*|no_permission|access_denied|ekm_access_denied|team_access_not_granted|messages_tab_disabled|cannot_reply_to_message|posting_to_\w+_denied)$/u;

/** Creates the sharing of one connection. */
export function createSharing(slack: SlackContext): Sharing {
  const shares = new LRUCache<string, Promise<SlackMessage | undefined>>({ max: SHARES_MOST });
  return async (click) => {
    const { id, recipient, message } = click;
    const shared = renderNotice(replyTexts(click.reply.language).shared);
    const key = [recipient.channel, recipient.user, message, id].join(' ');
    const before = message === '' ? undefined : shares.get(key);
    if (before !== undefined && (await before) === undefined) return shared;
    const share = postShare(slack, click);
    shares.set(key, share);
    return (await share) ?? shared;
  };
}

/** Returns undefined where the brief was posted, or the message that says why not. */
async function postShare(slack: SlackContext, { reply, recipient }: ShareClick): Promise<SlackMessage | undefined> {
  const { bot, self } = slack;
  const { language } = reply;
  const texts = replyTexts(language);
  try {
    const [message] = render(reply);
    if (message !== undefined) await post(slack, { channel: recipient.channel }, message);
    return undefined;
  } catch (error) {
    const refusal = refusalOf(error) ?? '';
    if (ABSENT.has(refusal) && !recipient.channel.startsWith('D')) return renderNotice(texts.cannotShare(self.name));
    if (ABSENT.has(refusal) || FORBIDDEN.test(refusal)) return renderNotice(texts.cannotShareHere);
    return failure(bot, error, 'share', language);
  }
}
