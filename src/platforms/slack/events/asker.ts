/** The asker of an event on Slack, as the conversation takes it. */
import type { Asker } from '../../../conversation/event.ts';
import type { Language } from '../../../records/schema.ts';
import type { SlackContext } from '../connection/context.ts';
import { HELP_ENTRIES } from '../render/help.ts';
import { soon } from './person.ts';
import type { Rights } from './rights.ts';

/** The origin of an event. */
export type SlackOrigin = {
  readonly user: string;
  readonly workspace: string;
  /** Empty in the Home tab and in modals. */
  readonly channel: string;
  /** A channel that the person is certainly a member of; that of the event when omitted, none when empty. */
  readonly here?: string;
  readonly language: Language;
  /** Slack's id of the event. */
  readonly eventId: string | undefined;
  /** Omitted where nothing can be shared. */
  readonly name?: string;
  /** Who sees an answer that is not for everyone in any case; the asker when omitted. */
  readonly audience?: Asker['audience'];
};

export type AskerOf = (origin: SlackOrigin) => Asker;

/** Called with the owners whose digests have changed. */
export type OnChange = (workspace: string, people: readonly string[]) => void;

/** Returns a function that makes the askers of one connection. */
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
    // Every member of a channel may see its digests.
    refusal: async ({ action, channelRef, owner }) =>
      action === 'list' ? undefined : await rights(user, channelRef.channel, here, language, owner),
    changed: (people) => onChange(workspace, people),
  });
}
