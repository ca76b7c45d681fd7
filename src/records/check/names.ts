/** The rules of names: ids that are unique and well formed, titles and aliases that belong to one topic of a relationship, addresses that belong to one document. */
import { nameKey } from '../../shared/text.ts';
import { finding, type Fault } from '../fault.ts';
import { ID, MAX_ID, MAX_SLUG } from '../folder.ts';
import type { LoadedRecord, LoadedRecords } from '../load.ts';
import type { DocumentRecord, Topic } from '../schema.ts';
import { textAt, textsAt } from './partial-record.ts';
import { addressKey } from '../paragraphs.ts';

const MAX_CHARACTERS = { topic: MAX_ID, document: MAX_SLUG, relationship: MAX_ID };

/** Returns the faults of ids: malformed file names, and ids that stand twice among all relationships. */
export function checkIds({ documents, topics, relationships, tracks }: LoadedRecords): Fault[] {
  const ownersOfTracks = new Map<string, LoadedRecord<unknown>>();
  const tracksTwice = tracks.flatMap((record) =>
    textsAt(record.raw, 'tracks', '*', 'id').flatMap(({ path, value }) =>
      ownersOfTracks.getOrInsert(value, record) === record
        ? []
        : [record.fault(path, finding('track-twice', { track: value }))],
    ),
  );
  const ofFiles = (
    [
      ['topic', topics],
      ['document', documents],
      ['relationship', relationships],
    ] as const
  ).flatMap(([kind, records]) => {
    const owners = new Map<string, LoadedRecord<unknown>>();
    return records.flatMap((record): Fault[] => {
      if (!ID.test(record.id) || record.id.length > MAX_CHARACTERS[kind])
        return [
          record.fault(
            [],
            finding('name-not-an-id', {
              kind: kind === 'relationship' ? kind : 'other',
              most: MAX_CHARACTERS[kind],
            }),
          ),
        ];
      const owner = owners.getOrInsert(record.id, record);
      return owner === record
        ? []
        : [record.fault([], finding('same-id', { other: owner.file, kind: kind === 'document' ? kind : 'other' }))];
    });
  });
  return [...ofFiles, ...tracksTwice];
}

/** A name that a topic claims, by the key under which it is the same as another. */
type NameClaim = { readonly path: readonly PropertyKey[]; readonly name: string; readonly key: string };
type NameClaims = {
  readonly id: NameClaim;
  readonly titles: readonly NameClaim[];
  readonly aliases: readonly NameClaim[];
};

const LANGUAGES = ['en', 'zh'] as const;

const claim = (path: readonly PropertyKey[], name: string): NameClaim => ({ path, name, key: nameKey(name) });
const claimAll = ({ raw }: LoadedRecord<Topic>, ...path: readonly string[]): NameClaim[] =>
  textsAt(raw, ...path).map(({ path: at, value }) => claim(at, value));

const claimsOf = (record: LoadedRecord<Topic>): NameClaims => ({
  id: claim([], record.id),
  titles: LANGUAGES.flatMap((language) => claimAll(record, 'title', language)),
  aliases: LANGUAGES.flatMap((language) => claimAll(record, 'aliases', language, '*')),
});

type Owner = { readonly record: LoadedRecord<Topic>; readonly path: readonly PropertyKey[] };

/** Returns the location of a field of a record, as `file:line`. */
const where = ({ record, path }: Owner): string => {
  const { file, line } = record.fault(path, finding('missing'));
  return `${file}:${line}`;
};

/** Returns the faults of the names of one relationship: a name by which people ask belongs to one topic. */
export function checkNames(topics: readonly LoadedRecord<Topic>[]): Fault[] {
  const faults: Fault[] = [];
  const owners = new Map<string, Owner>();
  const hold = (record: LoadedRecord<Topic>, { path, name, key }: NameClaim): void => {
    if (key === '') {
      if (name !== '') faults.push(record.fault(path, finding('name-without-word', { name })));
      return;
    }
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, { record, path });
    else if (owner.record.id !== record.id)
      faults.push(
        record.fault(path, finding('name-of-another', { name, topic: owner.record.id, place: where(owner) })),
      );
    else if (path[0] === 'aliases')
      faults.push(record.fault(path, finding('name-twice', { name, place: where(owner) })));
  };
  const claims = topics.map((record) => [record, claimsOf(record)] as const);
  for (const [record, { id }] of claims) hold(record, id);
  for (const [record, { titles }] of claims) for (const one of titles) hold(record, one);
  for (const [record, { aliases }] of claims) for (const one of aliases) hold(record, one);
  return faults;
}

/** Returns a fault for each document that has the address of another: its statements would count twice. */
export function checkAddresses(documents: readonly LoadedRecord<DocumentRecord>[]): Fault[] {
  const owners = new Map<string, LoadedRecord<DocumentRecord>>();
  return documents.flatMap((record) => {
    const url = textAt(record.raw, 'url');
    const key = url && addressKey(url);
    if (key === undefined || key === '') return [];
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, record);
    return owner === undefined
      ? []
      : [record.fault(['url'], finding('address-of-another', { document: owner.id, file: owner.file }))];
  });
}
