/** The asker of an event on Slack, as the conversation takes it: with the time zone, language and rights that Slack knows of them. */
import { withoutContent } from '../delivery/outcome.ts';
import { LRUCache } from 'lru-cache';
import { lruOptions } from '../../../shared/lru-options.ts';
import type { webApi } from '@slack/bolt';
import type { Asker } from '../../../conversation/conversation.ts';
import type { Language } from '../../../records/schema.ts';
import type { Logger } from '../../../shared/logger.ts';
import { settlesInTime } from '../../timeout.ts';
import type { People, Person, SlackContext } from '../connection/context.ts';
import { helpEntriesOf } from '../../../conversation/help.ts';
import { adminsOnly, type Rights } from './rights.ts';

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
  /** Whether it was typed in the channel just now; a press proves only that a message was seen once. */
  readonly isTyped?: true;
  /** The clicked message, or what identifies it; omitted where nothing was clicked. */
  readonly message?: string;
  /** The first message of the thread in which a card may be posted; omitted where nothing was asked about a message. */
  readonly askedAbout?: string | undefined;
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
  return ({
    user,
    workspace,
    channel,
    here = channel,
    language,
    eventId = '',
    isTyped = false,
    message,
    askedAbout,
    name = user,
    audience = 'asker',
  }) => ({
    person: user,
    // Slack's ids of people are unique in a workspace only.
    identity: workspace === '' ? undefined : `${workspace}/${user}`,
    name,
    channelRef: { platform: 'slack', workspace, channel },
    isPrivate: false,
    language,
    audience,
    eventId,
    clicked: message === '' ? undefined : message,
    askedAbout,
    helpEntries: (reader) => helpEntriesOf('slack', reader),
    zone: async () => (await personWithinASecond(slack.people, user)).zone,
    // Every member of a channel may see its digests.
    refusal: async ({ action, channelRef, owner, person }) => {
      if (person !== undefined)
        return await rights(
          { user: person, channel: channelRef.channel, here: undefined, typed: false, owner: undefined },
          language,
        );
      if (action === 'list') return undefined;
      // Being a member is enough to manage digests, but not to delete what another member shared.
      if (action === 'share') return (await slack.people.present(user)).admin ? undefined : adminsOnly(language);
      return await rights({ user, channel: channelRef.channel, here, typed: isTyped, owner }, language);
    },
    changed: (people) => onChange(workspace, people),
  });
}

const NOBODY: Person = { zone: undefined, language: undefined, admin: false, human: false };

/** A person is looked up again after this long, since rights can be withdrawn; their language is used for longer. */
const KNOWN_MS = 600_000;
const LANGUAGE_KNOWN_MS = 86_400_000;
/** The time without another lookup after Slack did not answer. */
const UNKNOWN_MS = 60_000;
const MAX_PEOPLE = 10_000;

/** The longest wait for a person's zone or language, below the time after which an answer is acknowledged. */
export const USER_TIMEOUT_MS = 1_000;

type CachedPerson = { readonly at: number; readonly person: Promise<Person> };

/** Returns the person within a second, or one without any field; never rejects. */
export async function personWithinASecond(people: People, user: string): Promise<Person> {
  const pending = people.person(user);
  return (await settlesInTime(pending, USER_TIMEOUT_MS)) ? pending : NOBODY;
}

/** Creates the lookup of people. */
export function createPeople(client: webApi.WebClient, log: Logger): People {
  const known = new LRUCache<string, CachedPerson>(lruOptions(MAX_PEOPLE));
  const failures = new LRUCache<string, number>(lruOptions(MAX_PEOPLE));

  const fetchPerson = async (user: string, before: CachedPerson | undefined): Promise<Person> => {
    try {
      const { user: found } = await client.users.info({ user, include_locale: true });
      failures.delete(user);
      return {
        zone: found?.tz,
        language: found?.locale === undefined ? undefined : found.locale.startsWith('zh') ? 'zh' : 'en',
        admin: found?.is_admin === true || found?.is_owner === true,
        human: found !== undefined && found.is_bot !== true && found.deleted !== true,
      };
    } catch (error) {
      log.debug({ err: withoutContent(error) }, 'slack told nothing of a person');
      // An outdated entry must not give rights, but its language is still of use.
      if (before === undefined) known.delete(user);
      else known.set(user, before);
      failures.set(user, performance.now());
      return NOBODY;
    }
  };
  const fresh = (user: string, milliseconds: number): CachedPerson | undefined => {
    const before = known.get(user);
    return before !== undefined && performance.now() - before.at < milliseconds ? before : undefined;
  };
  const lookUp = (user: string): Promise<Person> => {
    const person = fetchPerson(user, known.get(user));
    known.set(user, { at: performance.now(), person });
    return person;
  };
  return {
    person: async (user) => await (fresh(user, KNOWN_MS)?.person ?? lookUp(user)),
    present: lookUp,
    language: async (user) => {
      const before = fresh(user, LANGUAGE_KNOWN_MS)?.person;
      const failedAt = failures.get(user);
      if (before === undefined && failedAt !== undefined && performance.now() - failedAt < UNKNOWN_MS) return undefined;
      const pending = before ?? lookUp(user);
      return (await settlesInTime(pending, USER_TIMEOUT_MS)) ? (await pending).language : undefined;
    },
  };
}
