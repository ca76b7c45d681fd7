import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatFault } from '../../src/records/fault.ts';
import { afterFailure, afterReading, healthOf, newState, saying } from '../../src/watch/health.ts';
import { reachOf } from '../../src/watch/reach.ts';
import { addressesOf, readSources, type WatchSource } from '../../src/watch/sources.ts';
import { isSelector } from '../../src/watch/parse.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attache-watch-'));
  mkdirSync(join(folder, 'north-south'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const SOURCE = {
  relationship: 'north-south',
  id: 'press',
  party: 'n',
  title: { en: 'Press' },
  kind: 'feed',
  url: 'https://press.example/feed',
  language: 'en',
  probed: true,
} satisfies WatchSource;

const party = (id: string) => ({ id }) as never;
const CHECKS = {
  relationships: new Map([['north-south', { parties: [party('n'), party('s')] as const }]]),
  isPublic: (address: string) => !/^(?:10\.|127\.|::1)/u.test(address),
  isSelector,
};

/** The faults of a file with one source, each without its place. */
function faults(given: Readonly<Record<string, unknown>>): string[] {
  const { relationship: _, ...source } = { ...SOURCE, ...given };
  writeFileSync(join(folder, 'north-south', 'watch.yaml'), JSON.stringify({ sources: [source] }));
  return readSources(folder, CHECKS as never).faults.map((one) => formatFault(one).replace(/^.*? {2}/u, ''));
}

describe('watch.yaml', () => {
  it('is read, and may be left out', () => {
    expect(readSources(folder).sources).toEqual([]);
    expect(faults({ every: '90m', zone: 'Asia/Shanghai', words: ['tea'], formerly: ['old'] })).toEqual([]);
    expect(readSources(folder).sources).toMatchObject([{ relationship: 'north-south', id: 'press', every: '90m' }]);
  });

  it.each([
    [{ party: 'x' }, 'sources.0.party: there is no party x in north-south'],
    [{ url: 'http://press.example/feed' }, 'sources.0.url: must begin with https://'],
    [{ url: 'https://10.0.0.1/feed' }, "sources.0.url: leads to a machine of one's own network"],
    [{ url: 'https://[::1]/feed' }, 'sources.0.url: leads to'],
    [{ url: 'https://router.local/feed' }, 'sources.0.url: leads to'],
    [{ url: 'https://intranet/feed' }, 'sources.0.url: leads to'],
    [{ kind: 'list' }, 'sources.0.kind: is list, which needs select'],
    [{ kind: 'list', select: { list: 'ul[' } }, 'sources.0.select.list: is no selector'],
    [{ every: '5m' }, 'sources.0.every: must be minutes or hours'],
    [{ every: 'often' }, 'sources.0.every: must be minutes or hours'],
    [{ zone: 'Mars/Olympus' }, 'sources.0.zone: is no time zone'],
    [{ formerly: ['press'] }, 'sources.0.id: press is used twice'],
    [{ probed: 'yes' }, 'sources.0.probed'],
    [{ selects: {} }, 'sources.0.selects: is not a known field'],
  ])('with %o tells what is wrong', (given, expected) => {
    const found = faults(given);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toContain(expected);
  });

  it('that is no YAML is a fault of its relationship alone', () => {
    mkdirSync(join(folder, 'east-west'));
    faults({});
    writeFileSync(join(folder, 'east-west', 'watch.yaml'), 'sources: [');
    const read = readSources(folder);
    expect(read.sources).toHaveLength(1);
    expect([...read.faulty]).toEqual(['east-west']);
  });
});

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const NOON = at('2026-11-30T12:00Z');

describe('a source with a page for each day', () => {
  const daily = { ...SOURCE, url: 'https://press.example/YYYYMMDD.html', zone: 'Asia/Shanghai' };
  const days = (readTo: string | undefined): (string | undefined)[] =>
    addressesOf(daily, readTo, at('2026-11-30T20:00Z')).map(({ day }) => day);

  it('is read from the last day that was read, in its own zone', () => {
    expect(days(undefined)).toEqual(['2026-11-30', '2026-12-01']);
    expect(days('2026-12-01')).toEqual(['2026-11-30', '2026-12-01']);
    expect(days('2026-11-28')).toEqual(['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01']);
    expect(addressesOf(daily, undefined, NOON)[0]?.url).toBe('https://press.example/20261129.html');
  });

  it('is caught up with in several looks after a long absence', () => {
    expect(days('2026-10-01')).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => `2026-10-0${day}`));
  });
});

const hours = (next: Temporal.Instant): number => next.since(NOON).total('hours');

describe('the next look', () => {
  const HOUR = 3_600_000;

  it('is after the longest of what the file, the server and the feed say, a day at most', () => {
    expect(hours(afterReading(SOURCE, NOON, {}))).toBe(3);
    expect(hours(afterReading(SOURCE, NOON, { goodForMs: 5 * HOUR, ttlMs: 4 * HOUR }))).toBe(5);
    expect(hours(afterReading(SOURCE, NOON, { goodForMs: HOUR, ttlMs: 4 * HOUR }))).toBe(4);
    expect(hours(afterReading(SOURCE, NOON, { goodForMs: 1_000 * HOUR }))).toBe(24);
  });

  it('is slower after each failure, and as patient as a site asks for', () => {
    const failing = { state: 'failing', retryMs: 0 } as const;
    expect([1, 2, 3, 9].map((failures) => hours(afterFailure(SOURCE, NOON, failing, failures)))).toEqual([
      3, 6, 12, 24,
    ]);
    expect(hours(afterFailure(SOURCE, NOON, { state: 'blocked', retryMs: 0 }, 1))).toBe(6);
    expect(hours(afterFailure(SOURCE, NOON, { state: 'dead', retryMs: 0 }, 1))).toBe(24);
    expect(hours(afterFailure(SOURCE, NOON, { state: 'blocked', retryMs: 50 * HOUR }, 1))).toBe(50);
    expect(hours(afterFailure(SOURCE, NOON, { state: 'blocked', retryMs: 5_000 * HOUR }, 1))).toBe(168);
  });
});

const state = (...given: Parameters<typeof healthOf>): string => healthOf(...given).state;

describe('the health of a source', () => {
  const read = { ...newState(SOURCE), triedAt: NOON, newestAt: NOON };
  const fault = { state: 'failing', words: saying('status', { status: 500 }) } as const;

  it('says what is wrong and what to do', () => {
    expect(state({ ...SOURCE, probed: false }, undefined, NOON)).toBe('off');
    expect(state({ ...SOURCE, probed: false }, { ...read, on: true }, NOON)).toBe('ok');
    expect(state(SOURCE, { ...read, on: false }, NOON)).toBe('off');
    expect(state(SOURCE, undefined, NOON)).toBe('unread');
    expect(state(SOURCE, read, NOON.add({ hours: 24 * 31 }))).toBe('stale');
    expect(state({ ...SOURCE, quiet: 60 }, read, NOON.add({ hours: 24 * 31 }))).toBe('ok');
    expect(state(SOURCE, { ...read, fault, failingSince: NOON }, NOON.add({ hours: 71 }))).toBe('failing');
    expect(state(SOURCE, { ...read, fault, failingSince: NOON }, NOON.add({ hours: 72 }))).toBe('dead');
  });
});

describe('how far the sources of a side are read', () => {
  const other = { ...SOURCE, id: 'ministry', party: 's' };
  const third = { ...SOURCE, id: 'post' };
  const states = (days: Readonly<Record<string, Partial<ReturnType<typeof newState>>>>) =>
    new Map(Object.entries(days).map(([id, given]) => [`north-south/${id}`, { ...newState(SOURCE), ...given }]));

  it('is the earliest over its sources, and the day before what waits', () => {
    const all = states({
      press: { readTo: '2026-11-30' },
      post: { readTo: '2026-11-20' },
      ministry: { readTo: '2026-11-29' },
    });
    const waiting = [{ relationship: 'north-south', party: 's', day: '2026-11-10' }];
    expect(reachOf([SOURCE, third, other], all, waiting).get('north-south')).toEqual([
      { party: 'n', readTo: '2026-11-20', heldBy: { source: 'post' } },
      { party: 's', readTo: '2026-11-09', heldBy: 'waiting' },
    ]);
  });

  it('is no day where a source that is on was never read, and nothing where none is on', () => {
    const all = states({ press: { readTo: '2026-11-30' } });
    expect(reachOf([SOURCE, third], all, []).get('north-south')).toEqual([
      { party: 'n', readTo: undefined, heldBy: { source: 'post' } },
    ]);
    expect(reachOf([{ ...SOURCE, probed: false }], all, []).size).toBe(0);
  });

  it('is held back by what may have been missed', () => {
    const all = states({ press: { readTo: '2026-11-30', gapFrom: '2026-11-05' } });
    expect(reachOf([SOURCE], all, []).get('north-south')).toMatchObject([{ readTo: '2026-11-05' }]);
  });
});
