/** Membership in a Slack channel. */
import type { webApi } from '@slack/bolt';

/** The number of pages of a thousand members that are searched at most. */
const MEMBER_PAGES = 20;

/** Returns whether a person is a member of a channel; rejects where Slack does not say, as of a private channel without the bot. */
export async function isMember(client: webApi.WebClient, user: string, channel: string): Promise<boolean> {
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
