/** The sources of a relationship, as watch.yaml declares them: its schema, its faults, and the addresses of one look. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { finding, type Fault } from '../records/fault.ts';
import { DRAFTS, WATCH_FILE } from '../records/folder.ts';
import { textOfFile } from '../records/load.ts';
import { parseRecord, unreadable } from '../records/parse-record.ts';
import { calendarDate, faultMessage, idSchema, line, text, urlSchema, type Relationship } from '../records/schema.ts';

const SELECTOR = line.max(200);
const EVERY = /^(?:[1-9]\d?h|[1-9]\d{1,2}m)$/u;
const MIN_MINUTES = 15;

const SourceSchema = z.strictObject({
  id: idSchema,
  party: idSchema
    .optional()
    .describe('The side whose documents it publishes; left out for others, such as a newspaper.'),
  title: text(80, 'What people call it.'),
  kind: z.enum(['feed', 'list', 'sitemap']),
  url: urlSchema.describe('With YYYYMMDD in it, a page for each day.'),
  select: z
    .strictObject({
      list: SELECTOR.describe('Each entry of the list.'),
      link: SELECTOR.optional().describe('The link in an entry; its first one where it is left out.'),
      title: SELECTOR.optional().describe('The title in an entry; the text of the link where it is left out.'),
      date: SELECTOR.optional().describe('The day in an entry; the first one written in it where it is left out.'),
    })
    .optional(),
  every: z
    .string()
    .refine((every) => EVERY.test(every) && minutesOf(every) >= MIN_MINUTES, faultMessage('not-an-interval'))
    .optional(),
  language: z.enum(['en', 'zh']),
  zone: z.string().refine(isZone, faultMessage('no-such-zone')).optional(),
  words: z.array(line.max(60)).min(1).max(100).optional().describe('Only what has one of these words is taken.'),
  since: calendarDate.optional().describe('What was published before this day is not new.'),
  quiet: z.int().min(1).max(400).optional().describe('So many days without anything new are remarkable.'),
  formerly: z.array(idSchema).max(10).optional().describe('Ids that it had before: what waits there is its own.'),
  probed: z.boolean().describe('Nothing is requested from a source that nobody has probed.'),
});

const WatchSchema = z.strictObject({ sources: z.array(SourceSchema).max(100) });

export type WatchSource = z.infer<typeof SourceSchema> & { readonly relationship: string };

export type WatchFiles = {
  readonly sources: readonly WatchSource[];
  readonly faults: readonly Fault[];
  /** The relationships whose file cannot be used: what was watched of them stays as it was. */
  readonly faulty: ReadonlySet<string>;
};

const minutesOf = (every: string): number => Number(every.slice(0, -1)) * (every.endsWith('h') ? 60 : 1);

/** Returns the minutes between two looks at a source, three hours where it does not say. */
export const intervalOf = ({ every = '3h' }: Pick<WatchSource, 'every'>): number => minutesOf(every);

/** The zone whose days a source counts in. */
const zoneOf = ({ zone = 'UTC' }: Pick<WatchSource, 'zone'>): string => zone;

/** Returns the name of a source among those of all relationships. */
export const sourceKey = ({ relationship, id }: Pick<WatchSource, 'relationship' | 'id'>): string =>
  `${relationship}/${id}`;

/** Returns what tells how a source is read; where it differs, what was known of an earlier reading says nothing. */
export const configOf = ({ kind, url, select, words, zone }: WatchSource): string =>
  JSON.stringify([kind, url, select ?? {}, words ?? [], zone ?? '']);

function isZone(zone: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId.length > 0;
  } catch {
    return false;
  }
}

export type SourceChecks = {
  readonly relationships: ReadonlyMap<string, Pick<Relationship, 'parties'>>;
  /** Whether an address (not a name) is one of a public host. */
  readonly isPublic: (address: string) => boolean;
  /** Whether the text of a selector can be one. */
  readonly isSelector: (selector: string) => boolean;
};

/** Returns the sources of every relationship of a folder of records; with checks, also what only shows beside the records. Never throws: what is wrong is a fault. */
export function readSources(folder: string, checks?: SourceChecks): WatchFiles {
  const sources: WatchSource[] = [];
  const faults: Fault[] = [];
  const faulty = new Set<string>();
  for (const relationship of relationshipsIn(folder)) {
    const file = join(folder, relationship, WATCH_FILE);
    const content = textOfFile(file);
    const record =
      content === undefined ? unreadable(file, finding('not-a-record')) : parseRecord(file, content, WatchSchema);
    const own: Fault[] = [...record.faults];
    const ids = new Set<string>();
    for (const [at, source] of (record.value?.sources ?? []).entries()) {
      const told = (field: string, ...[what]: [Parameters<typeof record.fault>[1]]): void =>
        void own.push(record.fault(['sources', at, ...field.split('.')], what));
      for (const id of [source.id, ...(source.formerly ?? [])]) {
        if (ids.has(id)) told('id', finding('id-twice', { id }));
        ids.add(id);
      }
      if (!source.url.startsWith('https://')) told('url', finding('address-not-https'));
      if (source.kind === 'list' && source.select === undefined) told('kind', finding('list-without-selectors'));
      if (checks !== undefined) {
        if (isInward(source.url, checks.isPublic)) told('url', finding('address-inward'));
        for (const [name, selector] of Object.entries(source.select ?? {}))
          if (selector !== undefined && !checks.isSelector(selector)) told(`select.${name}`, finding('not-a-selector'));
        const parties = checks.relationships.get(relationship)?.parties.map(({ id }) => id);
        if (parties !== undefined && source.party !== undefined && !parties.includes(source.party))
          told(
            'party',
            finding('no-party', {
              party: source.party,
              relationship,
              first: parties[0] ?? '',
              second: parties[1] ?? '',
            }),
          );
      }
      sources.push({ ...source, relationship });
    }
    if (own.length > 0) faulty.add(relationship);
    faults.push(...own);
  }
  return { sources, faults, faulty };
}

/** Returns whether an address can only lead to a machine of one's own: one that is not public, or a name that no other network knows. */
function isInward(address: string, isPublic: SourceChecks['isPublic']): boolean {
  const host = (URL.parse(address)?.hostname ?? '').replace(/^\[(.*)\]$/u, '$1');
  if (/^[\d.]+$/u.test(host) || host.includes(':')) return !isPublic(host);
  return !host.includes('.') || /\.(?:local|localhost|internal|home|lan|arpa)\.?$/u.test(host);
}

/** Returns what tells whether the files of sources in a folder are still those that were read. */
export const stampOf = (folder: string): string =>
  JSON.stringify(
    relationshipsIn(folder).map((relationship) => {
      const { mtimeMs, size } = statSync(join(folder, relationship, WATCH_FILE), { throwIfNoEntry: false }) ?? {};
      return [relationship, mtimeMs, size];
    }),
  );

function relationshipsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name !== DRAFTS && existsSync(join(folder, name, WATCH_FILE)))
      .toSorted();
  } catch {
    // The loader tells of a folder that cannot be read.
    return [];
  }
}

const DAY_IN_ADDRESS = 'YYYYMMDD';
/** Returns whether a source has a page for each day, so that its address is none to open. */
export const hasPageADay = ({ url }: Pick<WatchSource, 'url'>): boolean => url.includes(DAY_IN_ADDRESS);

/** Of a source with a page a day, so many pages are read in one look; after a longer absence the next look reads on. */
const MAX_PAGES = 7;

/** An address of one look, with the day that it is the page of. */
export type PageAddress = { readonly url: string; readonly day: string | undefined };

/** Returns the addresses of a look: one, or a page for each day from the last one that was read, and from yesterday at least. */
export function addressesOf(source: WatchSource, readTo: string | undefined, now: Temporal.Instant): PageAddress[] {
  if (!hasPageADay(source)) return [{ url: source.url, day: undefined }];
  const yesterday = dayIn(source, now).subtract({ days: 1 });
  const read = readTo === undefined ? yesterday : Temporal.PlainDate.from(readTo);
  const first = Temporal.PlainDate.compare(read, yesterday) < 0 ? read : yesterday;
  const pages = Math.min(MAX_PAGES, yesterday.since(first).days + 2);
  return Array.from({ length: pages }, (_, at) => {
    const day = first.add({ days: at }).toString();
    return { url: source.url.replaceAll(DAY_IN_ADDRESS, day.replaceAll('-', '')), day };
  });
}

/** Returns the day that an instant is in at a source. */
export const dayIn = (source: Pick<WatchSource, 'zone'>, at: Temporal.Instant): Temporal.PlainDate =>
  at.toZonedDateTimeISO(zoneOf(source)).toPlainDate();
