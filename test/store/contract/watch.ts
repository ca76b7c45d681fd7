/** How both engines keep what sources publish: readings whole, items once, decisions of the first who decides. */
import { beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import type { Store } from '../../../src/store/store.ts';
import { newState, saying, type SourceState } from '../../../src/watch/health.ts';
import { BY_TEXT, keyOfAddress, WAITING, withKeys, type Entry } from '../../../src/watch/items.ts';
import type { NewItem, Reading } from '../../../src/watch/store.ts';
import type { WatchSource } from '../../../src/watch/sources.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at } from '../samples.ts';

const source = (id: string, party = 'n'): WatchSource => ({
  relationship: 'north-south',
  id,
  party,
  title: { en: id },
  kind: 'feed',
  url: `https://${id}.example/feed`,
  language: 'en',
  probed: true,
});

const entry = (title: string, given: Partial<Entry> = {}): Entry => ({
  address: `https://press.example/${title}`,
  guid: undefined,
  title,
  day: '2026-11-28',
  modified: '',
  summary: '',
  ...given,
});

const added = (from: WatchSource, entries: readonly Entry[], given: Partial<NewItem> = {}): NewItem[] =>
  withKeys(from.id, entries).map((one) =>
    Object.assign(
      { ...one, party: from.party ?? '', language: 'en', state: 'new', reason: '', topics: ['tea'], score: 1 } as const,
      given,
    ),
  );

const reading = (from: WatchSource, entries: readonly Entry[], state: Partial<SourceState> = {}): Reading => ({
  state: { ...newState(from), ...state },
  added: added(from, entries),
  seen: [],
  changed: [],
});

const PRESS = source('press');
const DECISION = { state: 'later', reason: '', of: '', by: 'ann', at: at(9) } as const;

export function watchContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });
  const waiting = async (): Promise<string[]> =>
    (await store.watchItems({ states: WAITING, limit: 100 })).items.map(({ title }) => title);

  describe('a reading', () => {
    it('is kept with the state of its source, also for the next process', async () => {
      const state: Partial<SourceState> = {
        etag: '"a"',
        readTo: '2026-11-28',
        triedAt: at(1),
        nextAt: at(200),
        newestAt: at(1),
        failures: 2,
        failingSince: at(0),
        fault: { state: 'blocked', words: saying('refused', { status: 403 }) },
        gapFrom: '2026-11-01',
      };
      const ids = await store.saveReading(reading(PRESS, [entry('one'), entry('两')], state), at(1));
      expect(ids).toHaveLength(2);
      const other = await database.open();
      expect(await other.watchStates()).toStrictEqual([{ ...newState(PRESS), ...state }]);
      const { items, total } = await other.watchItems({ states: ['new'], limit: 1 });
      expect(total).toBe(2);
      expect(items).toMatchObject([
        { relationship: 'north-south', source: 'press', party: 'n', day: '2026-11-28', firstSeen: at(1), state: 'new' },
      ]);
    });

    it('that two processes write is there once, and tells only one of them', async () => {
      const both = await Promise.all(
        [store, await database.open()].map(
          async (one) => await one.saveReading(reading(PRESS, [entry('one'), entry('two')]), at(1)),
        ),
      );
      expect(both.flat()).toHaveLength(2);
      expect((await waiting()).toSorted()).toEqual(['one', 'two']);
    });

    it('that fails in the middle leaves neither items nor validators', async () => {
      await database.without('watch_items', async () => {
        await expect(store.saveReading(reading(PRESS, [entry('one')], { etag: '"a"' }), at(1))).rejects.toThrow(
          'watch_items',
        );
      });
      expect(await store.watchStates()).toEqual([]);
      expect(await waiting()).toEqual([]);
    });

    it('adds what another source has at the same address as a copy', async () => {
      await store.saveReading(reading(PRESS, [entry('one')]), at(1));
      const other = source('other');
      const same = entry('One!', { address: 'http://www.press.example/one?utm_source=x' });
      const alike = entry('one', { address: 'https://mirror.example/1' });
      const [mirrored = ''] = await store.saveReading(reading(other, [same, alike]), at(2));
      const first = (await store.watchItems({ states: ['new'], limit: 9 })).items.find((one) => one.source === 'press');
      expect((await store.watchItems({ states: ['same-as'], limit: 9 })).items).toMatchObject([
        { title: 'One!', of: first?.id },
      ]);
      expect(await store.watchItem(mirrored)).toMatchObject({ state: 'new', looksLike: '' });
      await store.noteCopy(mirrored, first?.id ?? '');
      expect(await store.watchItem(mirrored)).toMatchObject({ looksLike: first?.id });
    });

    it('keeps what an entry said before it was changed, once however often it is written', async () => {
      await store.saveReading(reading(PRESS, [entry('one', { summary: 'ten tons' })]), at(1));
      const [changed] = withKeys(PRESS.id, [entry('one', { summary: 'twelve tons' })]);
      for (const minute of [2, 3])
        await store.saveReading({ state: newState(PRESS), added: [], seen: [], changed: [changed!] }, at(minute));
      const item = await store.watchItem(changed!.keys.id);
      expect(item).toMatchObject({ summary: 'twelve tons', revisedAt: at(2) });
      expect(await store.itemRevisions(changed!.keys.id)).toStrictEqual([
        { seenAt: at(2), title: 'one', day: '2026-11-28', summary: 'ten tons' },
      ]);
    });
  });

  describe('an item', () => {
    it('is found by its address, its identifier, or its title and day', async () => {
      await store.saveReading(reading(PRESS, [entry('one', { guid: 'g1' })]), at(1));
      const known = async (one: Entry): Promise<number> =>
        (await store.knownItems('north-south', 'press', withKeys('press', [one]))).length;
      expect(await known(entry('x', { address: 'https://press.example/one#top', day: undefined }))).toBe(1);
      expect(await known(entry('x', { guid: 'g1', day: undefined }))).toBe(1);
      expect(await known(entry('one', { address: 'https://press.example/moved' }))).toBe(1);
      expect(await known(entry('one', { address: 'https://press.example/x', day: '2026-11-29' }))).toBe(0);
    });

    it('is decided once of two who decide at the same time', async () => {
      const [id = ''] = await store.saveReading(reading(PRESS, [entry('one')]), at(1));
      const decided = await Promise.all(
        ['ann', 'bo'].map(async (by) => await store.decideItem(id, { ...DECISION, state: 'not-ours', by }, WAITING)),
      );
      expect(decided.filter(Boolean)).toHaveLength(1);
      expect(await store.decideItem(id, { ...DECISION, state: 'new' }, ['not-ours'])).toBe(true);
      expect(await waiting()).toEqual(['one']);
    });

    it('is taken when its document is in service', async () => {
      await store.saveReading(reading(PRESS, [entry('one'), entry('two')]), at(1));
      const documents = new Map([[keyOfAddress('https://press.example/one/'), 'press-one']]);
      expect(await store.takeDocuments('north-south', documents, at(2))).toBe(1);
      expect(await store.takeDocuments('north-south', documents, at(3))).toBe(0);
      expect((await store.watchItems({ states: ['document'], limit: 9 })).items).toMatchObject([
        { title: 'one', of: 'press-one', decidedAt: at(2) },
      ]);
    });

    it('that bears on topics is read before others, until its text is held or cannot be had', async () => {
      const plain = added(PRESS, [entry('plain')], { score: 0 });
      const some = added(PRESS, [entry('some')], { score: 2 });
      const most = added(PRESS, [entry('most')], { score: 5 });
      await store.saveReading({ ...reading(PRESS, []), added: [...plain, ...some, ...most] }, at(1));
      expect(await waiting()).toEqual(['most', 'some', 'plain']);
      expect((await store.unreadTexts(5)).map(({ title }) => title)).toEqual(['most', 'some']);
      await store.noteText(most[0]!.keys.id, 'held', undefined);
      await store.noteText(some[0]!.keys.id, 'failed', saying('too-often'));
      expect(await store.unreadTexts(5)).toEqual([]);
      expect(await store.watchItem(some[0]!.keys.id)).toMatchObject({
        text: 'failed',
        textFault: { code: 'too-often' },
      });
      // By its text it may bear on more than by its title.
      await store.noteText(plain[0]!.keys.id, 'held', undefined, { topics: ['grain'], score: 9 });
      expect(await waiting()).toEqual(['plain', 'most', 'some']);
      expect(await store.watchItem(plain[0]!.keys.id)).toMatchObject({ text: 'held', topics: ['grain'], score: 9 });
    });

    it('of each source a few are read, those first of which the text alone can tell', async () => {
      const other = source('other');
      const scores = { most: 3, words: 1, doubtful: BY_TEXT, none: 0 };
      const own = Object.entries(scores).flatMap(([title, score]) => added(PRESS, [entry(title)], { score }));
      await store.saveReading({ ...reading(PRESS, []), added: own }, at(1));
      await store.saveReading(
        { ...reading(other, []), added: added(other, [entry('elsewhere')], { score: 3 }) },
        at(1),
      );
      const unread = async (each: number) => (await store.unreadTexts(each)).map(({ title }) => title).toSorted();
      expect(await unread(1)).toEqual(['elsewhere', 'words']);
      expect(await unread(2)).toEqual(['doubtful', 'elsewhere', 'words']);
      expect(await unread(9)).toEqual(['doubtful', 'elsewhere', 'most', 'words']);
    });

    it('of a list is remembered when it is long decided; what is gone from it too is forgotten', async () => {
      const [one = '', two = ''] = await store.saveReading(reading(PRESS, [entry('one'), entry('two')]), at(1));
      for (const id of [one, two]) await store.decideItem(id, { ...DECISION, state: 'not-ours' }, WAITING);
      const [still] = withKeys(PRESS.id, [entry('two')]);
      await store.saveReading({ state: newState(PRESS), added: [], seen: [still!], changed: [] }, at(50));
      await store.saveReading(reading(PRESS, [entry('three')]), at(2));
      await store.tidyWatch(at(40));
      const left = await store.watchItems({ states: ['not-ours', 'new'], limit: 9 });
      expect(left.items.map(({ title }) => title).toSorted()).toEqual(['three', 'two']);
    });
  });

  describe('what waits', () => {
    it('is counted by source, and its oldest day by side', async () => {
      const undated = entry('undated', { day: undefined });
      await store.saveReading(reading(PRESS, [entry('one', { day: '2026-11-20' }), entry('two')]), at(1));
      await store.saveReading(reading(source('ministry', 's'), [undated]), at(1));
      const seen = at(1).toZonedDateTimeISO('UTC').toPlainDate().toString();
      expect((await store.oldestWaiting()).toSorted((a, b) => (a.party < b.party ? -1 : 1))).toEqual([
        { relationship: 'north-south', party: 'n', day: '2026-11-20' },
        { relationship: 'north-south', party: 's', day: seen },
      ]);
      expect(await store.waitingAt()).toContainEqual({
        relationship: 'north-south',
        source: 'press',
        party: 'n',
        waiting: 2,
      });
      // Its side was changed in its file since: it is one source all the same.
      await store.saveReading(reading(source('press', 's'), [entry('three')]), at(2));
      expect(await store.waitingAt({ relationship: 'north-south', id: 'press' })).toMatchObject([
        { source: 'press', waiting: 3 },
      ]);
    });

    it('goes with its source to a new id, unless that has something of its own', async () => {
      await store.saveReading(reading(PRESS, [entry('one')], { etag: '"a"' }), at(1));
      expect(await store.renameSource('north-south', 'press', 'newsroom')).toBe(true);
      expect(await store.renameSource('north-south', 'press', 'newsroom')).toBe(false);
      expect(await store.watchStates()).toMatchObject([{ source: 'newsroom', etag: '"a"' }]);
      expect(await store.waitingAt()).toMatchObject([{ source: 'newsroom', waiting: 1 }]);
    });

    it('of 10,000 items is listed and counted without reading them all', async () => {
      for (let batch = 0; batch < 20; batch += 1)
        await store.saveReading(
          reading(
            PRESS,
            Array.from({ length: 500 }, (_, index) => entry(`item-${batch}-${index}`)),
          ),
          at(batch),
        );
      const { db } = database.openEngine();
      const listed = `select * from watch_items where state in ('new', 'later')
        order by score desc, day desc, first_seen desc, id limit 50`;
      // A server that has not counted yet guesses that there are a few.
      await sql`analyze watch_items`.execute(db);
      const explain = database.databaseUrl === undefined ? 'explain query plan' : 'explain';
      const { rows } = await sql.raw(`${explain} ${listed}`).execute(db);
      expect(JSON.stringify(rows)).toContain('watch_items_ranked');
      expect(JSON.stringify(rows)).not.toMatch(/sort|temp b-tree/iu);
      expect(await store.watchItems({ states: WAITING, limit: 50 })).toMatchObject({ total: 10_000 });
    });
  });

  describe('a source', () => {
    it('stays as a person has switched it, whatever a reading that was under way writes', async () => {
      await store.switchSource(newState(PRESS), false);
      await store.saveReading(reading(PRESS, [], { on: undefined }), at(1));
      expect(await store.watchStates()).toMatchObject([{ on: false }]);
      await store.switchSource(newState(PRESS), true);
      expect(await store.watchStates()).toMatchObject([{ on: true, triedAt: undefined }]);
    });

    it('has missed nothing any more once a person has looked', async () => {
      await store.saveReading(reading(PRESS, [], { gapFrom: '2026-11-01' }), at(1));
      await store.closeGap('north-south', 'press');
      expect(await store.watchStates()).toMatchObject([{ gapFrom: undefined }]);
    });
  });
}
