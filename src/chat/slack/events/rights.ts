/** Who may manage a channel's digests and settings, and who is a member of it. */
import { messages } from '../../../locales/messages.ts';
import type { webApi } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import { refusalText, encodeAdvice } from '../../../digest/refusal-advice.ts';
import { noteReply } from '../../../conversation/digests/short-replies.ts';
import type { Reply } from '../../../reply/reply.ts';
import { refusalOf } from '../delivery/outcome.ts';
import type { SlackContext } from '../connection/context.ts';

/** Who may manage the digests of a channel. */
export type Managers = 'members' | 'admins';

/** Whose right is asked about, and what the event itself tells of it. */
export type Claimant = {
  readonly user: string;
  readonly channel: string;
  /** The channel that the person is in, by the event; without one it need not be a person at all. */
  readonly here: string | undefined;
  /** Whether it was typed there, which only a member can; a click proves that the message was seen once. */
  readonly typed: boolean;
  readonly owner: string | undefined;
};

/** Returns why a person may not manage a channel at this moment, or undefined if they may. Rejects where Slack does not answer. */
export type Rights = (claimant: Claimant, language: Language) => Promise<Reply | undefined>;

/** Returns the reply to what only admins of the workspace may do. */
export const adminsOnly = (language: Language): Reply =>
  noteReply('not-allowed', language, messages(language)('digests.managers.admin'));

/** Creates the rights of one connection. */
export function createRights({ client, self, people }: SlackContext, managers: Managers): Rights {
  return async ({ user, channel, here, typed, owner }, language) => {
    const refuse = (who: 'person' | 'member'): Reply =>
      noteReply('not-allowed', language, messages(language)(`digests.managers.${who}`));
    if (here === undefined && !(await people.present(user)).human) return refuse('person');
    if (managers === 'admins') return (await people.present(user)).admin ? undefined : adminsOnly(language);
    if (channel === here && typed) return undefined;
    try {
      if (await isMember(client, user, channel)) return undefined;
      return refuse('member');
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== 'channel_not_found' && refusal !== 'not_in_channel') throw error;
      // Membership cannot be checked: Slack shows a channel to its members, and of an existing digest the owner is known.
      if (channel === here) return undefined;
      const invite = refusalText(encodeAdvice('invite-if-private', self.name), language);
      return user === owner ? undefined : noteReply('channel-gone', language, invite);
    }
  };
}

/** The number of pages of a thousand members that are searched at most. */
const MEMBER_PAGES = 20;

/** Returns whether a person is a member of a channel; rejects where Slack does not say, as of a private channel without the bot. */
async function isMember(client: webApi.WebClient, user: string, channel: string): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < MEMBER_PAGES; page++) {
    const { members, response_metadata } = await client.conversations.members({
      channel,
      limit: 1_000,
      ...(cursor !== undefined && { cursor }),
    });
    if (members?.includes(user) === true) return true;
    cursor = response_metadata?.next_cursor;
    if (cursor === undefined || cursor === '') return false;
  }
  return false;
}
