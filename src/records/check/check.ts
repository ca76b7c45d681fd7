/** The rules between records, which a schema of one record cannot express. */
import { z } from 'zod';
import type { LoadedRecord, LoadedRecords, RuleContext } from '../loaded-record.ts';
import { checkBrief } from './topic.ts';
import { checkLanguages } from './languages.ts';
import { sortFaults, type Fault } from '../fault.ts';
import type { Brief, Source } from '../schema.ts';
import { latestDay } from '../dates.ts';
import { nameKey } from '../../shared/tokenize.ts';

/** The outline of a brief, read leniently: a fault elsewhere in a record must not hide the faults between records. */
const Outline = z.looseObject({
  title: z.looseObject({ en: z.string().optional(), zh: z.string().optional() }).optional().catch(undefined),
  aliases: z
    .looseObject({
      en: z.array(z.string().catch('')).optional().catch(undefined),
      zh: z.array(z.string().catch('')).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  statements: z
    .array(
      z
        .looseObject({
          id: z.string().optional().catch(undefined),
          citations: z
            .array(z.looseObject({ source: z.string(), paragraph: z.int() }).optional().catch(undefined))
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
    )
    .optional()
    .catch(undefined),
});

/** Returns the names and citations of whatever a record holds, each left out where it cannot be read; it never throws. */
function outline(raw: unknown): z.infer<typeof Outline> {
  return Outline.safeParse(raw).data ?? {};
}

/** Of two with one id the first is meant, as everywhere: that there are two is a fault of its own. */
const byId = <Value>(records: readonly LoadedRecord<Value>[]): ReadonlyMap<string, LoadedRecord<Value>> =>
  new Map(records.toReversed().map((record) => [record.id, record]));

/** Returns the faults between records; a record whose own shape is faulty is still held against the others. */
export function checkRecords(records: LoadedRecords, now: Temporal.Instant): Fault[] {
  const known: RuleContext = {
    sources: byId(records.sources),
    relationships: byId(records.relationships),
    briefs: new Set(records.briefs.map(({ id }) => id)),
    today: latestDay(now),
  };
  const faults = [
    ...checkIds(records),
    ...checkNames(records.briefs),
    ...records.briefs.flatMap((record) => [...checkCitations(record, known.sources), ...checkBrief(record, known)]),
    ...checkLanguages(records),
    ...records.sources.flatMap((record) => checkSource(record, known)),
    ...records.relationships.flatMap((record) => {
      const [first, second] = record.value?.parties ?? [];
      return first !== undefined && first.id === second?.id
        ? [record.fault(['parties', 1, 'id'], 'is the id of both parties; a relationship has two')]
        : [];
    }),
  ];
  const shapes = [...records.sources, ...records.briefs, ...records.relationships].some(
    (record) => record.faults.length > 0,
  );
  // Coverage is only checked for records without faults: a statement that could not be read would count as a paragraph not cited.
  return sortFaults(faults.length > 0 || shapes ? faults : checkCoverage(records));
}

/** Returns, for one source, each paragraph that must be cited and is cited by no published brief. */
export function uncited(source: Source, briefs: readonly Brief[]): number[] {
  if (source.mustCite === undefined) return [];
  const cited = new Set(
    briefs
      .filter((brief) => brief.status === 'published')
      .flatMap((brief) => brief.statements.flatMap((statement) => statement.citations))
      .filter((citation) => citation.source === source.id)
      .map((citation) => citation.paragraph),
  );
  const { from, to } = source.mustCite;
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter(
    (paragraph) => !cited.has(paragraph),
  );
}

function checkCoverage(records: LoadedRecords): Fault[] {
  const briefs = records.briefs.flatMap((record) => record.value ?? []);
  return records.sources.flatMap((record) =>
    record.value === undefined
      ? []
      : uncited(record.value, briefs).map((paragraph) =>
          record.fault(
            ['mustCite'],
            `paragraph ${paragraph} is cited by no published brief; cite it in a statement, or narrow mustCite`,
          ),
        ),
  );
}

function checkIds(records: LoadedRecords): Fault[] {
  const faults: Fault[] = [];
  for (const group of [records.briefs, records.sources, records.relationships]) {
    const seen = new Map<string, string>();
    for (const record of group) {
      const first = seen.get(record.id);
      if (first !== undefined)
        faults.push(record.fault([], `has the same id as ${first}; rename one of the two files`));
      else seen.set(record.id, record.file);
      if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/u.test(record.id) || record.id.length > 40) {
        faults.push(
          record.fault(
            [],
            `the name of ${group === records.relationships ? 'its folder' : 'the file'} is the id: lower-case words joined by hyphens, at most 40 characters; rename it`,
          ),
        );
      }
    }
  }
  return faults;
}

/** A name that a brief claims, by the key under which it is the same as another. */
type NameClaim = { readonly path: readonly PropertyKey[]; readonly name: string; readonly key: string };
type NameClaims = {
  readonly id: NameClaim;
  readonly titles: readonly NameClaim[];
  readonly aliases: readonly NameClaim[];
};

/** The names of records that have not changed since: most have not when one is saved. */
const claimed = new WeakMap<LoadedRecord<Brief>, NameClaims>();

const claim = (path: readonly PropertyKey[], name: string): NameClaim => ({ path, name, key: nameKey(name) });

function claimsOf(record: LoadedRecord<Brief>): NameClaims {
  const before = claimed.get(record);
  if (before !== undefined) return before;
  const { title, aliases } = outline(record.raw);
  const claims = {
    id: claim([], record.id),
    titles: (['en', 'zh'] as const).flatMap((language) => {
      const name = title?.[language];
      return name === undefined ? [] : [claim(['title', language], name)];
    }),
    aliases: (['en', 'zh'] as const).flatMap((language) =>
      (aliases?.[language] ?? []).map((alias, index) => claim(['aliases', language, index], alias)),
    ),
  };
  claimed.set(record, claims);
  return claims;
}

/** Returns the location of a field of a record, as `file:line`. */
const where = ({
  record,
  path,
}: {
  readonly record: LoadedRecord<Brief>;
  readonly path: readonly PropertyKey[];
}): string => {
  const { file, line } = record.fault(path, '');
  return `${file}:${line}`;
};

/** A name by which people ask belongs to one brief: its id, its titles and its aliases. */
function checkNames(briefs: readonly LoadedRecord<Brief>[]): Fault[] {
  const faults: Fault[] = [];
  const owners = new Map<string, { readonly record: LoadedRecord<Brief>; readonly path: readonly PropertyKey[] }>();
  const hold = (record: LoadedRecord<Brief>, { path, name, key }: NameClaim): void => {
    if (key === '') {
      if (name !== '')
        faults.push(record.fault(path, `"${name}" has no word that can be looked for; use a distinctive name`));
      return;
    }
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, { record, path });
    else if (owner.record.id !== record.id)
      faults.push(
        record.fault(
          path,
          `"${name}" is claimed by ${owner.record.id} too (${where(owner)}); leave it to one of the two`,
        ),
      );
    else if (path[0] === 'aliases')
      faults.push(record.fault(path, `"${name}" is a name of this brief already (${where(owner)}); remove it`));
  };
  const claims = briefs.map((record) => [record, claimsOf(record)] as const);
  for (const [record, { id }] of claims) hold(record, id);
  for (const [record, { titles }] of claims) for (const one of titles) hold(record, one);
  for (const [record, { aliases }] of claims) for (const one of aliases) hold(record, one);
  return faults;
}

function checkCitations(record: LoadedRecord<Brief>, sources: RuleContext['sources']): Fault[] {
  return (record.value?.statements ?? outline(record.raw).statements ?? []).flatMap((statement, index) =>
    (statement?.citations ?? []).flatMap((citation, place) => {
      if (citation === undefined) return [];
      const path = ['statements', index, 'citations', place];
      const source = sources.get(citation.source);
      if (source === undefined)
        return [
          record.fault(
            [...path, 'source'],
            `there is no source ${citation.source}; add briefs/sources/${citation.source}.yaml or correct the id`,
          ),
        ];
      const count = source.value?.paragraphs.length;
      return count !== undefined && citation.paragraph > count
        ? [
            record.fault(
              [...path, 'paragraph'],
              `${citation.source} has ${count} paragraphs, not ${citation.paragraph}; correct the number`,
            ),
          ]
        : [];
    }),
  );
}

function checkSource(record: LoadedRecord<Source>, { today }: RuleContext): Fault[] {
  const source = record.value;
  if (source === undefined) return [];
  const faults: Fault[] = [];
  for (const field of ['publishedOn', 'accessedOn'] as const) {
    if (source[field] > today) faults.push(record.fault([field], `${source[field]} is in the future; correct it`));
  }
  for (const [index, author] of source.authors.entries()) {
    if (source.authors.findIndex(({ id }) => id === author.id) !== index)
      faults.push(
        record.fault(['authors', index, 'id'], `${author.id} is used twice; give each author an id of their own`),
      );
  }
  if (source.mustCite !== undefined) {
    const { from, to } = source.mustCite;
    if (from > to) faults.push(record.fault(['mustCite'], `${from} to ${to} is no range; swap or correct them`));
    if (to > source.paragraphs.length)
      faults.push(
        record.fault(
          ['mustCite', 'to'],
          `the source has ${source.paragraphs.length} paragraphs, not ${to}; correct it`,
        ),
      );
  }
  return faults;
}
