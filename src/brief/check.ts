/** The rules between records: what one schema cannot see. */
import { checkBrief } from './check-brief.ts';
import { checkLanguages } from './check-languages.ts';
import { sortFaults, type Fault } from './fault.ts';
import { outline } from './outline.ts';
import type { RecordFile } from './record-file.ts';
import type { Brief, Relationship, Source } from './schema.ts';
import { latestDay } from './when.ts';
import { nameKey } from './words.ts';

/** A record as it was read, with its id; its value is undefined where the schema found faults. */
export type Record<Value> = RecordFile<Value> & { readonly id: string };

export type Records = {
  readonly sources: readonly Record<Source>[];
  readonly briefs: readonly Record<Brief>[];
  readonly relationships: readonly Record<Relationship>[];
};

/** Returns the faults between records; a record whose own shape is faulty is still held against the others. */
export function checkRecords(records: Records, now: Temporal.Instant): Fault[] {
  const faults = [
    ...checkIds(records),
    ...checkNames(records.briefs),
    ...records.briefs.flatMap((record) => [
      ...checkCitations(record, records.sources),
      ...checkBrief(record, records, now),
    ]),
    ...checkLanguages(records),
    ...records.sources.flatMap((record) => checkSource(record, now)),
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
  // Coverage is only told of whole records: a statement that could not be read would count as a paragraph not cited.
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

function checkCoverage(records: Records): Fault[] {
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

function checkIds(records: Records): Fault[] {
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

/** A name by which people ask belongs to one brief: its id, its titles and its aliases. */
function checkNames(briefs: readonly Record<Brief>[]): Fault[] {
  const faults: Fault[] = [];
  const owners = new Map<string, { readonly id: string; readonly where: string }>();
  const claim = (record: Record<Brief>, path: readonly PropertyKey[], name: string): void => {
    const key = nameKey(name);
    if (key === '') {
      if (name !== '')
        faults.push(record.fault(path, `"${name}" has no word that can be looked for; use a distinctive name`));
      return;
    }
    const owner = owners.get(key);
    const fault = record.fault(path, '');
    if (owner === undefined) owners.set(key, { id: record.id, where: `${fault.file}:${fault.line}` });
    else if (owner.id !== record.id)
      faults.push({
        ...fault,
        message: `"${name}" is claimed by ${owner.id} too (${owner.where}); leave it to one of the two`,
      });
    else if (path[0] === 'aliases')
      faults.push({ ...fault, message: `"${name}" is a name of this brief already (${owner.where}); remove it` });
  };
  for (const record of briefs) claim(record, [], record.id);
  for (const record of briefs) {
    const { title } = outline(record.raw);
    for (const language of ['en', 'zh'] as const) {
      const name = title?.[language];
      if (name !== undefined) claim(record, ['title', language], name);
    }
  }
  for (const record of briefs) {
    const { aliases } = outline(record.raw);
    for (const language of ['en', 'zh'] as const) {
      for (const [index, alias] of (aliases?.[language] ?? []).entries())
        claim(record, ['aliases', language, index], alias);
    }
  }
  return faults;
}

function checkCitations(record: Record<Brief>, sources: readonly Record<Source>[]): Fault[] {
  return (outline(record.raw).statements ?? []).flatMap((statement, index) =>
    (statement?.citations ?? []).flatMap((citation, place) => {
      if (citation === undefined) return [];
      const path = ['statements', index, 'citations', place];
      const source = sources.find(({ id }) => id === citation.source);
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

function checkSource(record: Record<Source>, now: Temporal.Instant): Fault[] {
  const source = record.value;
  if (source === undefined) return [];
  const faults: Fault[] = [];
  for (const field of ['publishedOn', 'accessedOn'] as const) {
    if (source[field] > latestDay(now))
      faults.push(record.fault([field], `${source[field]} is in the future; correct it`));
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
