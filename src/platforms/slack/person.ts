/** What Slack knows of a person that matters to digests: their time zone, their language, whether they manage the workspace. */
import type { Language } from '../../brief/schema.ts';
import { ready } from '../acknowledge.ts';
import type { Slack } from './slack.ts';

export type Person = {
  readonly zone: string | undefined;
  readonly language: Language | undefined;
  readonly admin: boolean;
};

const NOBODY: Person = { zone: undefined, language: undefined, admin: false };

/** What is known of a person is asked again after this long. */
const KNOWN_MILLISECONDS = 600_000;
const PEOPLE_REMEMBERED = 2_000;

/** What waits for somebody's zone or language waits no longer than this, well below the 3 seconds that a trigger lasts. */
const SOON_MILLISECONDS = 1_000;

export type People = (user: string) => Promise<Person>;

/** Returns what is known of a person within a second, or nothing; never rejects. */
export async function soon(people: People, user: string): Promise<Person> {
  const asked = people(user);
  return (await ready(asked, SOON_MILLISECONDS)) ? asked : NOBODY;
}

/** Returns what looks people up; where Slack does not tell, nothing is known of them. */
export function createPeople({ client, bot }: Pick<Slack, 'client' | 'bot'>): People {
  const known = new Map<string, { readonly at: number; readonly person: Promise<Person> }>();
  const ask = async (user: string): Promise<Person> => {
    try {
      const { user: found } = await client.users.info({ user, include_locale: true });
      return {
        zone: found?.tz,
        language: found?.locale === undefined ? undefined : found.locale.startsWith('zh') ? 'zh' : 'en',
        admin: found?.is_admin === true || found?.is_owner === true,
      };
    } catch (error) {
      bot.log.debug({ err: error }, 'slack told nothing of a person');
      known.delete(user);
      return NOBODY;
    }
  };
  return async (user) => {
    const before = known.get(user);
    if (before !== undefined && performance.now() - before.at < KNOWN_MILLISECONDS) return before.person;
    const person = ask(user);
    known.set(user, { at: performance.now(), person });
    if (known.size > PEOPLE_REMEMBERED) for (const oldest of [...known.keys()].slice(0, 1)) known.delete(oldest);
    return person;
  };
}
