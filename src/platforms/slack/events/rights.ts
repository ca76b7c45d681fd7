/** Who may manage a channel's digests and settings. */
import type { Language } from '../../../records/schema.ts';
import { hintText, hint } from '../../../digest/hint.ts';
import { noteReply } from '../../../conversation/digests/notes.ts';
import type { Reply } from '../../../reply/reply.ts';
import { isMember } from './member.ts';
import { refusalOf } from '../delivery/outcome.ts';
import type { SlackContext } from '../connection/context.ts';

/** Who may manage the digests of a channel. */
export type Managers = 'members' | 'admins';

/** Returns why a person who is in the channel `here` may not manage another channel, or undefined if they may; without `here` it need not be a person at all. Rejects where Slack does not answer. */
export type Rights = (
  user: string,
  channel: string,
  here: string | undefined,
  language: Language,
  owner: string | undefined,
) => Promise<Reply | undefined>;

/** Returns the reply to what only admins of the workspace may do. */
export const adminsOnly = (language: Language): Reply =>
  noteReply('not-allowed', language, language === 'zh' ? '工作区管理员权限' : 'an admin of the workspace');

/** Creates the rights of one connection. */
export function createRights({ client, self, people }: SlackContext, managers: Managers): Rights {
  return async (
    user: string,
    channel: string,
    here: string | undefined,
    language: Language,
    owner: string | undefined,
  ): Promise<Reply | undefined> => {
    const refuse = (who: { readonly en: string; readonly zh: string }): Reply =>
      noteReply('not-allowed', language, who[language]);
    if (here === undefined && !(await people.person(user)).human)
      return refuse({ en: 'a person of this workspace', zh: '本工作区成员身份' });
    if (managers === 'admins') return (await people.person(user)).admin ? undefined : adminsOnly(language);
    // Only a member of a channel can type a command in it.
    if (channel === here) return undefined;
    try {
      if (await isMember(client, user, channel)) return undefined;
      return refuse({ en: 'a member of that channel', zh: '该频道成员身份' });
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== 'channel_not_found' && refusal !== 'not_in_channel') throw error;
      // Membership cannot be checked; of an existing digest, the owner is known.
      const invite = hintText(hint('invite-if-private', self.name), language);
      return user === owner ? undefined : noteReply('channel-gone', language, invite);
    }
  };
}
