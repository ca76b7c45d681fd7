/** The feed and the calendar as programs of others read them: two for each, which must agree. */
import { parseFeed } from '@rowanmanning/feed-parser';
import { parseFeed as parseOtherwise } from 'htmlparser2';
import ICAL from 'ical.js';
import { sync } from 'node-ical';
import { expect } from 'vitest';

export type FeedEntry = {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly content: string;
};

/** Returns the entries of a feed, in its order. */
export function readFeed(text: string): FeedEntry[] {
  const feed = parseFeed(text);
  const other = parseOtherwise(text, { xmlMode: true });
  const entries = feed.items.map(({ id, title, updated, content }) => ({
    id: id ?? '',
    title: title ?? '',
    updated: updated?.toISOString() ?? '',
    content: content ?? '',
  }));
  expect(other?.items.map((one) => [one.id, one.title, one.pubDate?.toISOString()])).toEqual(
    entries.map((one) => [one.id, one.title, one.updated]),
  );
  return entries;
}

export type CalendarEvent = {
  readonly uid: string;
  readonly from: string;
  readonly to: string;
  readonly sequence: number;
  readonly status: string;
  readonly modified: string;
  readonly summary: string;
  readonly description: string;
};

/** Returns the day that a library of local times means. */
const day = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** Returns the events of a calendar by their ids. */
export function readCalendar(text: string): Map<string, CalendarEvent> {
  expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component): CalendarEvent => {
    const event = new ICAL.Event(component);
    expect(event.startDate.isDate).toBe(true);
    return {
      uid: event.uid,
      from: event.startDate.toString(),
      to: event.endDate.toString(),
      sequence: event.sequence,
      status: String(component.getFirstPropertyValue('status')),
      modified: String(component.getFirstPropertyValue('last-modified')).slice(0, 10),
      summary: event.summary,
      description: event.description,
    };
  });
  const others = Object.values(sync.parseICS(text)).flatMap((one) =>
    one?.type === 'VEVENT' ? [[one.uid, day(one.start), day(one.end as Date), Number(one.sequence), one.summary]] : [],
  );
  expect(others).toEqual(events.map((one) => [one.uid, one.from, one.to, one.sequence, one.summary]));
  return new Map(events.map((one) => [one.uid, one]));
}
