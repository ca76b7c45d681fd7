/** The watch over sites that publish and fail: nothing missed, nothing twice, every failure in words. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { codedText } from '../../src/locales/coded.ts';
import { catalogueOf, documentRecord, recordFiles } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';
import { answer, documentPage, list, rss, sourceAt, startSite, status, type Published, type Site } from './sites.ts';
import { START, watchOf } from './watching.ts';

const sites: Site[] = [];
const newSite = async (name: string): Promise<Site> => {
  const site = await startSite(name);
  sites.push(site);
  return site;
};
afterEach(() => {
  for (const site of sites.splice(0)) site.stop();
});

const item = (title: string, day?: string): Published => ({
  path: `/${title.replaceAll(' ', '-')}`,
  title,
  ...(day !== undefined && { day }),
});
const hours = (count: number) => ({ hours: count });

describe('a source', () => {
  it('that is off is asked nothing until somebody switches it on', async () => {
    const site = await newSite('press');
    site.pages['/feed'] = answer(rss(site, [item('one')]));
    const { store } = await storeOfTest();
    const { watch, waiting, states } = watchOf(store, [sourceAt(site, '/feed', { probed: false })]);
    expect(await watch.round()).toBe(0);
    expect(site.asked).toEqual([]);
    expect(await states()).toEqual({ 'feed-feed': 'off' });
    expect(await watch.switchSource('north-south', 'feed-feed', true)).toBe(true);
    expect(await watch.round()).toBe(1);
    expect(await waiting()).toEqual(['one']);
    await watch.switchSource('north-south', 'feed-feed', false);
    expect(await watch.round()).toBe(0);
  });

  it('is not asked again before its time, and then only for what has changed', async () => {
    const site = await newSite('press');
    site.pages['/feed'] = answer(rss(site, [item('one')]), { etag: '"1"', 'cache-control': 'max-age=18000' });
    const { store } = await storeOfTest();
    const { watch, clock } = watchOf(store, [sourceAt(site, '/feed')]);
    await watch.round();
    clock.now = START.add(hours(4));
    expect(await watch.round()).toBe(0);
    site.pages['/feed'] = status(304);
    clock.now = START.add(hours(5));
    expect(await watch.round()).toBe(1);
    expect(site.asked.at(-1)?.headers['if-none-match']).toBe('"1"');
    const reach = async () => (await watch.reach()).get('north-south');
    expect(await reach()).toEqual([{ party: 'n', readTo: '2026-11-22', heldBy: 'waiting' }]);
    for (const { id } of (await watch.newItems()).items)
      await watch.decide(id, { state: 'not-ours', reason: 'x' }, 'ann');
    expect(await reach()).toEqual([{ party: 'n', readTo: '2026-11-23', heldBy: undefined }]);
  });

  it('that fails holds back how far its side is read, and not the other one', async () => {
    const [press, ministry] = [await newSite('press'), await newSite('ministry')];
    press.pages['/feed'] = answer(rss(press, [item('one', '2026-11-20')]));
    ministry.pages['/feed'] = answer(rss(ministry, [item('two', '2026-11-20')]));
    const { store } = await storeOfTest();
    const { watch, clock } = watchOf(store, [
      sourceAt(press, '/feed', { id: 'press' }),
      sourceAt(press, '/feed', { id: 'other', url: `${ministry.url}/feed` }),
      sourceAt(ministry, '/feed', { id: 'ministry', party: 's' }),
    ]);
    await watch.round();
    for (const { id } of (await watch.newItems()).items)
      await watch.decide(id, { state: 'not-ours', reason: 'x' }, 'ann');
    press.pages['/feed'] = status(500);
    clock.now = START.add(hours(24 * 3));
    await watch.round();
    expect((await watch.reach()).get('north-south')).toEqual([
      { party: 'n', readTo: '2026-11-23', heldBy: { source: 'press' } },
      { party: 's', readTo: '2026-11-26', heldBy: undefined },
    ]);
  });

  it('with days alone misses nothing of a day that was seen already', async () => {
    const site = await newSite('ministry');
    const day = '2026-11-23';
    site.pages['/list'] = answer(list([item('first', day)]));
    const { store } = await storeOfTest();
    const { watch, clock, waiting } = watchOf(store, [sourceAt(site, '/list', { kind: 'list' })]);
    await watch.round();
    site.pages['/list'] = answer(list([item('second', day), item('first', day), item('third', day)]));
    clock.now = START.add(hours(3));
    await watch.round();
    expect(await waiting()).toEqual(['first', 'second', 'third']);
  });

  it('that gives other identifiers each time brings nothing twice', async () => {
    const site = await newSite('press');
    const { store } = await storeOfTest();
    const { watch, clock, waiting } = watchOf(store, [sourceAt(site, '/feed')]);
    for (const look of [0, 1, 2]) {
      const items = ['a', 'b', 'c'].map((title) => Object.assign(item(title), { guid: `${look}-${title}` }));
      site.pages['/feed'] = answer(rss(site, items));
      clock.now = START.add(hours(3 * look));
      await watch.round();
    }
    expect(await waiting()).toEqual(['a', 'b', 'c']);
    expect((await watch.sources())[0]?.health.notes).toMatchObject([{ code: 'rotates' }]);
  });

  it('that has moved for good is read where it is now, and at its old address again once that is gone', async () => {
    const site = await newSite('press');
    site.pages['/feed'] = status(301, { location: '/new' });
    site.pages['/new'] = answer(rss(site, [item('one')]));
    const { store } = await storeOfTest();
    const { watch, clock, states } = watchOf(store, [sourceAt(site, '/feed')]);
    await watch.round();
    site.asked.length = 0;
    clock.now = START.add(hours(3));
    await watch.round();
    expect(site.asked.map(({ path }) => path)).toEqual(['/new']);
    expect((await watch.sources())[0]?.health.notes).toMatchObject([{ code: 'moved' }]);
    delete site.pages['/new'];
    site.pages['/feed'] = answer(rss(site, [item('one')]));
    clock.now = START.add(hours(6));
    await watch.round();
    expect(await states()).toEqual({ 'feed-feed': 'dead' });
    clock.now = START.add(hours(31));
    await watch.round();
    expect(await states()).toEqual({ 'feed-feed': 'ok' });
  });

  it('that edits an entry without changing its day keeps what it said before', async () => {
    const site = await newSite('press');
    const entry = item('one', 'Mon, 23 Nov 2026 05:00:00 GMT');
    site.pages['/feed'] = answer(rss(site, [{ ...entry, text: 'ten tons' }]));
    const { store } = await storeOfTest();
    const { watch, clock } = watchOf(store, [sourceAt(site, '/feed')]);
    await watch.round();
    const [first] = (await watch.newItems()).items;
    site.pages['/feed'] = answer(rss(site, [{ ...entry, text: 'twelve tons' }]));
    clock.now = START.add(hours(3));
    await watch.round();
    const { items } = await watch.newItems();
    expect(items).toMatchObject([{ id: first?.id, summary: 'twelve tons', revisedAt: clock.now }]);
    expect(await watch.revisions(first?.id ?? '')).toMatchObject([{ summary: 'ten tons', day: '2026-11-23' }]);
  });

  it('does not bring back what was decided, though it had taken it off its list meanwhile', async () => {
    const site = await newSite('press');
    const { store } = await storeOfTest();
    const { watch, clock, waiting } = watchOf(store, [sourceAt(site, '/feed')]);
    const look = async (at: number, ...titles: string[]): Promise<void> => {
      site.pages['/feed'] = answer(
        rss(
          site,
          titles.map((title) => item(title)),
        ),
      );
      clock.now = START.add(hours(at));
      await watch.round();
    };
    await look(0, 'one', 'two');
    const one = (await watch.newItems()).items.find(({ title }) => title === 'one');
    expect(await watch.decide(one?.id ?? '', { state: 'not-ours', reason: 'of no party' }, 'ann')).toEqual({
      ok: true,
    });
    await look(3, 'two');
    await look(6, 'one', 'two');
    expect(await waiting()).toEqual(['two']);
    expect(await watch.decide(one?.id ?? '', { state: 'later' }, 'bo')).toMatchObject({
      ok: false,
      item: { state: 'not-ours', reason: 'of no party', decidedBy: 'ann' },
    });
  });

  it('of which nothing is left of what it listed may have had more, until somebody has looked', async () => {
    const site = await newSite('press');
    const { store } = await storeOfTest();
    const { watch, clock } = watchOf(store, [sourceAt(site, '/feed')]);
    site.pages['/feed'] = answer(rss(site, [item('one'), item('two')]));
    await watch.round();
    site.pages['/feed'] = answer(rss(site, [item('fifty'), item('fifty one')]));
    clock.now = START.add(hours(24 * 14));
    await watch.round();
    for (const { id } of (await watch.newItems()).items)
      await watch.decide(id, { state: 'not-ours', reason: 'x' }, 'ann');
    const reach = async (): Promise<unknown> => [...(await watch.reach()).values()][0];
    expect((await watch.sources())[0]?.health.notes).toMatchObject([{ code: 'gap', params: { day: '2026-11-23' } }]);
    expect(await reach()).toMatchObject([{ readTo: '2026-11-23' }]);
    await watch.closeGap('north-south', 'feed-feed');
    expect(await reach()).toMatchObject([{ readTo: '2026-12-07' }]);
  });

  it('with a page a day is caught up with after an absence, and today may come in the evening', async () => {
    const site = await newSite('evening');
    const { store } = await storeOfTest();
    const source = sourceAt(site, '/YYYYMMDD', { kind: 'list', id: 'evening' });
    const { watch, clock, waiting, states } = watchOf(store, [source]);
    for (const day of [20, 21, 22, 24, 25, 26]) site.pages[`/202611${day}`] = answer(list([item(`news ${day}`)]));
    await watch.round();
    expect(await waiting()).toEqual(['news 22']);
    clock.now = Temporal.Instant.from('2026-11-26T20:00Z');
    await watch.round();
    expect(await waiting()).toEqual(['news 22', 'news 24', 'news 25', 'news 26']);
    expect(await states()).toEqual({ evening: 'ok' });
    expect((await watch.newItems()).items.at(0)).toMatchObject({ day: '2026-11-26' });
    // The page of the 23rd never came.
    expect((await watch.sources())[0]?.health.notes).toMatchObject([{ code: 'gap', params: { day: '2026-11-23' } }]);
  });

  it('that is renamed keeps what it has, and one that is removed is told while items wait', async () => {
    const site = await newSite('press');
    site.pages['/feed'] = answer(rss(site, [item('one')]), { etag: '"1"' });
    const { store } = await storeOfTest();
    const { watch, clock, files, waiting } = watchOf(store, [sourceAt(site, '/feed', { id: 'old' })]);
    await watch.round();
    files.sources = [sourceAt(site, '/feed', { id: 'new', formerly: ['old'] })];
    clock.now = START.add(hours(3));
    await watch.round();
    expect(site.asked.at(-1)?.headers['if-none-match']).toBe('"1"');
    expect(await waiting()).toEqual(['one']);
    files.sources = [];
    expect(await watch.sources()).toMatchObject([
      { id: 'new', source: undefined, waiting: 1, health: { words: { code: 'removed', params: { count: 1 } } } },
    ]);
    expect(await watch.round()).toBe(0);
    expect(await waiting()).toEqual(['one']);
  });

  it('whose selectors were mended is read again at once, and whole', async () => {
    const site = await newSite('ministry');
    site.pages['/list'] = (request, response) =>
      request.headers['if-none-match'] === '"1"'
        ? void response.writeHead(304).end()
        : answer(list([item('one')]), { etag: '"1"' })(request, response);
    const { store } = await storeOfTest();
    const broken = sourceAt(site, '/list', { kind: 'list', select: { list: 'ol li' } });
    const { watch, files, waiting, states } = watchOf(store, [broken]);
    await watch.round();
    expect(Object.values(await states())).toEqual(['empty']);
    files.sources = [{ ...broken, select: { list: 'ul li' } }];
    await watch.round();
    expect(Object.values(await states())).toEqual(['ok']);
    expect(await waiting()).toEqual(['one']);
  });

  it('brings what has one of its words, and nothing from before its day', async () => {
    const site = await newSite('press');
    const items = [
      item('tea duties', '2026-11-20'),
      item('tea, older', '2026-09-01'),
      item('a parade, steady', '2026-11-20'),
    ];
    site.pages['/feed'] = answer(rss(site, items));
    const { store } = await storeOfTest();
    const source = sourceAt(site, '/feed', { words: ['Tea', '茶叶'], since: '2026-10-01' });
    const { watch, waiting } = watchOf(store, [source]);
    await watch.round();
    expect(await waiting()).toEqual(['tea duties']);
    expect((await watch.newItems({ states: ['not-ours'] })).items).toMatchObject([{ reason: 'before 2026-10-01' }]);
  });

  it('that another one copies brings its items once', async () => {
    const site = await newSite('press');
    for (const path of ['/feed', '/all']) site.pages[path] = answer(rss(site, [item('one'), item('two')]));
    const { store } = await storeOfTest();
    const { watch, waiting } = watchOf(store, [sourceAt(site, '/feed'), sourceAt(site, '/all')]);
    await watch.round();
    expect(await waiting()).toEqual(['one', 'two']);
    expect((await watch.newItems({ states: ['same-as'] })).total).toBe(2);
  });

  it('that publishes without end is no longer taken from before it buries the rest', async () => {
    const site = await newSite('press');
    const { store } = await storeOfTest();
    const { watch, clock, states } = watchOf(store, [sourceAt(site, '/feed')]);
    for (const look of [0, 1, 2]) {
      site.pages['/feed'] = answer(
        rss(
          site,
          Array.from({ length: 480 }, (_, at) => item(`item ${look} ${at}`)),
        ),
      );
      clock.now = START.add(hours(3 * look));
      await watch.round();
    }
    expect((await watch.newItems()).total).toBe(960);
    expect(await states()).toEqual({ 'feed-feed': 'failing' });
  });
});

describe('what is new', () => {
  it('that bears on topics is first, fetched and held; what is in service is taken', async () => {
    const site = await newSite('press');
    const about = 'Northland opens the grain corridor to Southland';
    site.pages['/feed'] = answer(rss(site, [item('a parade'), { ...item(about), path: '/grain' }, item('harbour')]));
    site.pages['/grain'] = answer(documentPage(about, 'grain'));
    const files = recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({ url: `${site.url}/harbour` }),
    });
    const { store, dataDir } = await storeOfTest();
    const { watch, waiting } = watchOf(store, [sourceAt(site, '/feed')], { catalogue: catalogueOf(files), dataDir });
    await watch.round();
    expect((await watch.newItems()).items).toMatchObject([
      { title: about, topics: ['grain-corridor'], text: 'held' },
      { title: 'a parade', topics: [], score: 0, text: 'unread' },
    ]);
    expect((await watch.newItems({ states: ['document'] })).items).toMatchObject([
      { title: 'harbour', of: 'harbour-notes' },
    ]);
    const asked = site.asked.length;
    const [first] = (await watch.newItems()).items;
    const text = await watch.text(first?.id ?? '');
    expect(text?.proposed).toMatchObject({ title: about, url: `${site.url}/grain` });
    expect(text?.paragraphs.length).toBeGreaterThan(10);
    expect(site.asked).toHaveLength(asked);
    expect(await waiting()).toEqual([about, 'a parade'].toSorted());
    const held = join(dataDir, 'watched', 'north-south');
    await watch.tidy();
    expect(readdirSync(held)).toEqual([`${first?.id}.json`]);
    await watch.decide(first?.id ?? '', { state: 'not-ours', reason: 'x' }, 'ann');
    await watch.tidy();
    expect(readdirSync(held)).toEqual([]);
  });

  it('of a series, whose titles say nothing, is read too, and bears on what its text says', async () => {
    const site = await newSite('press');
    const [first, second] = [24, 26].map((day) => `Regular press conference on November ${day}`);
    site.pages['/feed'] = answer(rss(site, [item(first!), item(second!), item('a parade')]));
    site.pages[item(first!).path] = answer(documentPage(first!, 'the weather'));
    site.pages[item(second!).path] = answer(documentPage(second!, 'the grain corridor that Southland has opened'));
    const { store } = await storeOfTest();
    const { watch } = watchOf(store, [sourceAt(site, '/feed', { party: 'north' })]);
    await watch.round();
    const { items } = await watch.newItems();
    expect(items[0]).toMatchObject({ title: second, topics: ['grain-corridor'], score: 3, text: 'held' });
    const others = new Map(items.slice(1).map(({ title, score, text }) => [title, [score, text]]));
    expect(others).toEqual(
      new Map([
        [first, [0, 'held']],
        ['a parade', [0, 'unread']],
      ]),
    );
  });

  it('is known as a copy by its title before any text is there; of each site a few texts are fetched, and no site waits for another', async () => {
    const [press, mirror] = [await newSite('press'), await newSite('mirror')];
    const titles = ['grain', 'corn', 'wheat', 'barley'].map(
      (what) => `Northland opens the grain corridor, ${what} first`,
    );
    const given = Promise.withResolvers<undefined>();
    for (const site of [press, mirror]) {
      site.pages['/feed'] = answer(
        rss(
          site,
          titles.map((title) => item(title, 'Mon, 23 Nov 2026 09:00:00 GMT')),
        ),
      );
      for (const title of titles)
        site.pages[item(title).path] = (request, response) =>
          void given.promise.then(() => answer(documentPage(title, site.host))(request, response));
    }
    const { store } = await storeOfTest();
    const sources = [press, mirror].map((site, at) => sourceAt(site, '/feed', { id: ['press', 'mirror'][at] ?? '' }));
    const { watch } = watchOf(store, sources);
    const round = watch.round();
    const copies = async () => (await watch.newItems()).items.filter(({ looksLike }) => looksLike !== '').length;
    await expect.poll(copies).toBe(titles.length);
    const fetched = () =>
      [press, mirror].map(({ asked }) => asked.filter(({ path }) => path.startsWith('/Northland')).length);
    await expect.poll(fetched).toEqual([1, 1]);
    given.resolve(undefined);
    await round;
    expect(fetched()).toEqual([3, 3]);
    expect((await watch.newItems()).items.filter(({ text }) => text === 'held')).toHaveLength(6);
  });

  it('is no document where its page is against robots, and says so', async () => {
    const site = await newSite('press');
    const about = 'Northland opens the grain corridor to Southland';
    site.pages['/feed'] = answer(rss(site, [{ ...item(about), path: '/grain' }]));
    site.pages['/grain'] = answer(
      '<!doctype html><html><body><p>Access Denied. You have no permission.</p></body></html>',
    );
    const { store } = await storeOfTest();
    const { watch } = watchOf(store, [sourceAt(site, '/feed')]);
    await watch.round();
    const [first] = (await watch.newItems()).items;
    expect(first).toMatchObject({ text: 'failed', textFault: { code: 'block-page' } });
    await expect(watch.text(first?.id ?? '')).rejects.toMatchObject({ words: { code: 'block-page' } });
  });
});

describe('a week at eight sites', () => {
  it('misses nothing, brings nothing twice, tells every failure, and asks little', async () => {
    const names = ['house', 'state', 'trade', 'war', 'mfa', 'commerce', 'council', 'evening'];
    const all = await Promise.all(names.map(newSite));
    const sources = all.map((site, at) =>
      sourceAt(site, '/news', {
        id: names[at] ?? '',
        party: at < 4 ? 'n' : 's',
        kind: at % 2 === 0 ? 'feed' : 'list',
        every: '3h',
      }),
    );
    const { store } = await storeOfTest();
    const { watch, clock, waiting } = watchOf(store, sources, { timeoutMs: 700 });
    const published = all.map((): Published[] => []);
    const told = new Set<string>();
    /** Each fails for some hours, in its turn. */
    const failures: Record<number, [at: number, fail: Site['pages'][string]]> = {
      10: [0, status(403)],
      20: [1, status(500)],
      30: [2, status(429, { 'retry-after': '7200' })],
      40: [3, answer('<html><body>您的访问频繁，请输入验证码</body></html>')],
      50: [4, (_, response) => response.destroy()],
      60: [5, () => {}],
      70: [6, answer('<rss version="2.0"><channel><title>News</title></channel></rss>')],
      80: [7, answer(Buffer.alloc(6_000_000, 'x'))],
      90: [0, status(404)],
      100: [1, status(302, { location: 'http://10.0.0.7/' })],
    };
    for (let hour = 0; hour < 24 * 7; hour += 1) {
      clock.now = START.add(hours(hour));
      const day = clock.now.toString().slice(0, 10);
      const at = hour % 8;
      // Some sixty in a week, in working hours.
      if (hour % 24 < 9 && hour < 24 * 6)
        published[at]?.unshift({ path: `/${hour}`, title: `item ${hour} of ${names[at]}`, day });
      for (const [index, site] of all.entries()) {
        const items = (published[index] ?? []).slice(0, 20);
        const body = index % 2 === 0 ? rss(site, items) : list(items);
        const own = `"${items.length}-${items[0]?.path ?? ''}"`;
        if (items.length === 0) continue;
        site.pages['/news'] = (request, response) =>
          request.headers['if-none-match'] === own
            ? void response.writeHead(304).end()
            : answer(body, { etag: own })(request, response);
      }
      const failing = Object.entries(failures).find(([from]) => hour >= Number(from) && hour < Number(from) + 8)?.[1];
      if (failing !== undefined) all[failing[0]]!.pages['/news'] = failing[1];
      await watch.round();
      for (const { id, health } of await watch.sources())
        if (!['ok', 'unread'].includes(health.state))
          told.add(`${id} ${health.state}: ${codedText('watch', health.words, 'en')}`);
    }
    const titles = published.flat().map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(50);
    expect(await waiting()).toEqual(titles.toSorted());
    const words = [...told].toSorted().join('\n');
    for (const expected of [
      'house blocked: refuses us with status 403',
      'house dead: is not there (status 404)',
      'state failing: answers with status 500',
      'state failing: 10.0.0.7 leads into a private network',
      'trade blocked: says that we come too often',
      'war blocked: answers with a page against robots',
      'mfa failing: mfa.invalid',
      'commerce failing: did not answer whole',
      'council empty: can be read, but lists nothing',
      'evening failing: sends more than 5 MB',
    ])
      expect(words).toContain(expected);
    // Every three hours, and robots.txt once a day; beside these the texts of entries, each once.
    for (const { asked } of all) {
      const texts = asked.map(({ path }) => path).filter((path) => /^\/\d+$/u.test(path));
      expect(new Set(texts).size).toBe(texts.length);
      expect(asked.length - texts.length).toBeLessThanOrEqual(7 * 9);
    }
    expect(Math.max(...all.map((site) => site.mostAtOnce()))).toBe(1);
  });
});
