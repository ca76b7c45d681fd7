/** A person's time zone, language and rights, as Slack knows them. */
import { LRUCache } from 'lru-cache';
import type { webApi } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type { Logger } from '../../../shared/logger.ts';
import { ready } from '../../within.ts';

export type Person = {
  readonly zone: string | undefined;
  readonly language: Language | undefined;
  readonly admin: boolean;
};

export type People = {
  /** Returns the person, without any field where Slack does not answer. Never rejects. */
  readonly person: (user: string) => Promise<Person>;
  /** Returns the language of the person's Slack, waiting for it no longer than a second; undefined where it is not known. Never rejects. */
  readonly language: (user: string) => Promise<Language | undefined>;
};

const NOBODY: Person = { zone: undefined, language: undefined, admin: false };

/** A person is looked up again after this long, since rights can be withdrawn; their language is used for longer. */
const KNOWN_MILLISECONDS = 600_000;
const LANGUAGE_KNOWN_MILLISECONDS = 86_400_000;
/** The time without another lookup after Slack did not answer. */
const UNKNOWN_MILLISECONDS = 60_000;
const PEOPLE_MOST = 10_000;

/** The longest wait for a person's zone or language, below the time after which an answer is acknowledged. */
export const SOON_MILLISECONDS = 1_000;

type CachedPerson = { readonly at: number; readonly person: Promise<Person> };

/** Returns the person within a second, or one without any field; never rejects. */
export async function soon(people: People, user: string): Promise<Person> {
  const pending = people.person(user);
  return (await ready(pending, SOON_MILLISECONDS)) ? pending : NOBODY;
}

/** Creates the lookup of people. */
export function createPeople(client: webApi.WebClient, log: Logger): People {
  const known = new LRUCache<string, CachedPerson>({ max: PEOPLE_MOST });
  const failures = new LRUCache<string, number>({ max: PEOPLE_MOST });

  const fetchPerson = async (user: string, before: CachedPerson | undefined): Promise<Person> => {
    try {
      const { user: found } = await client.users.info({ user, include_locale: true });
      failures.delete(user);
      return {
        zone: found?.tz,
        language: found?.locale === undefined ? undefined : found.locale.startsWith('zh') ? 'zh' : 'en',
        admin: found?.is_admin === true || found?.is_owner === true,
      };
    } catch (error) {
      log.debug({ err: error }, 'slack told nothing of a person');
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
    person: async (user) => await (fresh(user, KNOWN_MILLISECONDS)?.person ?? lookUp(user)),
    language: async (user) => {
      const before = fresh(user, LANGUAGE_KNOWN_MILLISECONDS)?.person;
      const failedAt = failures.get(user);
      if (before === undefined && failedAt !== undefined && performance.now() - failedAt < UNKNOWN_MILLISECONDS)
        return undefined;
      const pending = before ?? lookUp(user);
      return (await ready(pending, SOON_MILLISECONDS)) ? (await pending).language : undefined;
    },
  };
}
