/** Whoever says or clicks something on Slack, as the conversation knows them. */
import type { Asker } from '../../../conversation/event.ts';
import type { Language } from '../../../records/schema.ts';
import type { SlackContext } from '../connection/context.ts';
import { HELP_ENTRIES } from '../render/help.ts';
import { soon } from './person.ts';
import type { Rights } from './rights.ts';

/** What an event says of where it came from. */
export type SlackOrigin = {
  readonly user: string;
  readonly workspace: string;
  /** Empty in the Home tab and in modals. */
  readonly channel: string;
  /** The channel that the person is certainly a member of; that of the event unless given, none where it is empty. */
  readonly here?: string;
  readonly language: Language;
  /** Slack's id of the event. */
  readonly eventId: string | undefined;
  /** Left out where nothing is shared. */
  readonly name?: string;
  /** Who sees an answer that is not for all anyway: only the asker unless given. */
  readonly audience?: Asker['audience'];
};

export type AskerOf = (origin: SlackOrigin) => Asker;

/** Is told whose digests have changed. */
export type OnChange = (workspace: string, people: readonly string[]) => void;

/** Returns what makes the askers of one connection. */
export function createAskerOf(slack: SlackContext, rights: Rights, onChange: OnChange): AskerOf {
  return ({ user, workspace, channel, here = channel, language, eventId = '', name = user, audience = 'asker' }) => ({
    person: user,
    name,
    channelRef: { platform: 'slack', workspace, channel },
    isPrivate: false,
    language,
    audience,
    eventId,
    helpEntries: (reader) => HELP_ENTRIES[reader],
    zone: async () => (await soon(slack.people, user)).zone,
    // What a channel gets may be seen by whoever is in it.
    refusal: async ({ action, channelRef, owner }) =>
      action === 'list' ? undefined : await rights(user, channelRef.channel, here, language, owner),
    changed: (people) => onChange(workspace, people),
  });
}
