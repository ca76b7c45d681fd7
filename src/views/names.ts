/** What parties, pairs and topics are called. */
import { messages } from '../locales/messages.ts';
import type { RecordCatalogue } from '../records/catalogue.ts';
import type { Brief, Language, Party, Relationship } from '../records/schema.ts';
import { capitalized, pick } from './text.ts';

/** Returns the name of a party, or of both; its id where the relationship has none of it. */
export function partyName(
  id: string,
  { parties, language }: { readonly parties: readonly Party[]; readonly language: Language },
): string {
  if (id === 'both') return messages(language)('sections.both');
  const party = parties.find((one) => one.id === id);
  return party === undefined ? id : pick(party.name, language);
}

/** Returns the name of the side whose document it is: a party, or the independent documents. */
export const sideName = (party: string | undefined, parties: readonly Party[], language: Language): string =>
  party === undefined
    ? messages(language)('desk.told.independent')
    : capitalized(partyName(party, { parties, language }));

/** Returns the title of a brief, with its pair where another relationship could be meant. */
export function clearTitle(brief: Brief, records: Pairs & Pick<RecordCatalogue, 'briefs'>, language: Language): string {
  const title = pick(brief.title, language);
  const isShared = [...records.briefs.values()].some(
    (other) => other.relationship !== brief.relationship && pick(other.title, language) === title,
  );
  return isShared ? withPair(title, brief, records, language) : paired(title, brief, records, language);
}

export type Pairs = Pick<RecordCatalogue, 'relationships'>;

/** Returns a name with its pair where that is not the first of the records: what names no pair is of the first. */
export function paired(
  name: string,
  of: { readonly relationship: string },
  records: Pairs,
  language: Language,
): string {
  const [first] = records.relationships.keys();
  return of.relationship === first ? name : withPair(name, of, records, language);
}

function withPair(
  name: string,
  { relationship }: { readonly relationship: string },
  { relationships }: Pairs,
  language: Language,
): string {
  const found = relationships.get(relationship);
  if (found === undefined) return name;
  const pair = pairName(found, language);
  // Two relationships of the same parties are told apart by their titles.
  const isShared = [...relationships.values()].some((one) => one !== found && pairName(one, language) === pair);
  return `${name}${messages(language)('reply.aside', { text: isShared ? pick(found.title, language) : pair })}`;
}

/** Returns the short name of a pair, such as India–U.S. or 中美; in Chinese its title where its countries have no short names. */
export function pairName({ parties, title }: Pick<Relationship, 'parties' | 'title'>, language: Language): string {
  if (language === 'en' || title.zh === undefined) return parties.map(shortName).join('–');
  return parties.every(({ short }) => short !== undefined) ? parties.map(({ short = '' }) => short).join('') : title.zh;
}

/** A name of several words behind an article is shortened to its initials where people type these. */
function shortName({ name, aliases }: Relationship['parties'][number]): string {
  const words = name.en.replace(/^the /u, '').split(' ');
  const initials = words.map((word) => `${word[0]}.`).join('');
  const isShort = words.length > 1 && aliases.en.some((alias) => alias.toLowerCase() === initials.toLowerCase());
  return isShort ? initials : words.join(' ');
}
