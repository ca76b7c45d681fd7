/** What channels have set, read from the store and kept in memory for a short while, since an answer may not wait. */
import type { Language } from '../../records/schema.ts';
import type { Place } from '../../digest/subscription.ts';
import type { Logger } from '../../app/log.ts';
import type { Reply } from '../../reply/reply.ts';
import type { Store } from '../../store/store.ts';
import { DEFAULT_SETTINGS, type PlaceFault, type Places, type PlaceSettings } from './types.ts';
import { readWish } from './parse.ts';
import { placeWords } from '../../reply/texts/channel-settings.ts';

/** What another replica changed is heard of after this long at most. */
const FRESH_SECONDS = 30;
/** So many channels are remembered, and at most twice as many. */
const REMEMBERED = 10_000;

export type PlacesOptions = {
  readonly store: Pick<Store, 'placeSettings' | 'setPlace'>;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
};

type Known = { readonly settings: PlaceSettings; readonly until: Temporal.Instant };

/** Returns the settings of channels over a store. */
export function createPlaces({ store, now, log }: PlacesOptions): Places {
  // Two halves, of which the older goes as a whole.
  let known = new Map<string, Known>();
  let knownBefore = new Map<string, Known>();
  const reading = new Map<string, Promise<PlaceSettings>>();
  const remember = (key: string, settings: PlaceSettings): void => {
    known.set(key, { settings, until: now().add({ seconds: FRESH_SECONDS }) });
    if (known.size < REMEMBERED) return;
    knownBefore = known;
    known = new Map();
  };

  const readNow = (place: Place, key: string, before: PlaceSettings): Promise<PlaceSettings> => {
    const begun = reading.get(key);
    if (begun !== undefined) return begun;
    const work = store
      .placeSettings(place)
      .catch((error: unknown) => {
        log.warn({ err: error }, 'the settings of a channel could not be read; what was known of them holds');
        return before;
      })
      .then((settings = DEFAULT_SETTINGS) => {
        // What was changed meanwhile is newer than what was read.
        if (reading.get(key) === work) remember(key, settings);
        return settings;
      })
      .finally(() => {
        if (reading.get(key) === work) reading.delete(key);
      });
    reading.set(key, work);
    return work;
  };

  return {
    read: async (place) => {
      const key = keyOf(place);
      const remembered = known.get(key) ?? knownBefore.get(key);
      if (remembered === undefined) return readNow(place, key, DEFAULT_SETTINGS);
      // What is old is read anew behind the answer, which does not wait for it.
      if (Temporal.Instant.compare(now(), remembered.until) >= 0) void readNow(place, key, remembered.settings);
      return remembered.settings;
    },

    show: async (place, language) => {
      const { blocks, ...reply } = settingsReply(await currentOf(store, place), language);
      return { ...reply, blocks: [...blocks, { type: 'note', tone: 'plain', text: placeWords(language).how }] };
    },

    change: async (place, wish, language) => {
      const words = placeWords(language);
      const before = await currentOf(store, place);
      const read = readWish(wish, before, language);
      const given = Object.values(wish).filter((value) => value !== undefined);
      const faults: readonly PlaceFault[] = read.ok
        ? given.length === 0
          ? [{ field: 'language', message: words.nothing }]
          : []
        : read.faults;
      if (!read.ok || faults.length > 0) return { ok: false, faults, reply: faultReply(faults, language) };
      await store.setPlace(place, read.settings);
      const key = keyOf(place);
      reading.delete(key);
      remember(key, read.settings);
      return { ok: true, settings: read.settings, reply: settingsReply(read.settings, language, words.changed) };
    },
  };
}

const keyOf = ({ platform, workspace, channel }: Place): string => JSON.stringify([platform, workspace, channel]);

const currentOf = async (store: PlacesOptions['store'], place: Place): Promise<PlaceSettings> =>
  (await store.placeSettings(place)) ?? DEFAULT_SETTINGS;

function settingsReply({ language: set, audience }: PlaceSettings, language: Language, heading?: string): Reply {
  const words = placeWords(language);
  return {
    title: words.title,
    language,
    audience: 'asker',
    blocks: [
      {
        type: 'list',
        heading: heading ?? words.unset,
        items: [
          { label: words.language, detail: set === undefined ? words.own : words.languages[set] },
          { label: words.answers, detail: words.audiences[audience] },
        ],
      },
      { type: 'note', tone: 'plain', text: words.digests },
    ],
    actions: [],
  };
}

function faultReply(faults: readonly PlaceFault[], language: Language): Reply {
  return {
    title: placeWords(language).notChanged,
    language,
    audience: 'asker',
    blocks: faults.map(({ message }) => ({ type: 'note', tone: 'warning', text: message })),
    actions: [],
  };
}
