/** Who stands behind a statement, and when it was said or happened. */
import type { RecordCatalogue } from '../../records/catalogue.ts';
import { formatDay, formatWhen } from '../../records/dates.ts';
import type { Language, Party, Source, Statement } from '../../records/schema.ts';
import { pick } from './parts.ts';
import type { ReplyTexts } from '../texts/reply.ts';
import { names } from './sources.ts';

/** What telling who and when needs beside a statement: the sources that it cites, and the parties of its relationship. */
export type AttributionContext = {
  readonly language: Language;
  readonly texts: ReplyTexts;
  readonly parties: readonly Party[];
  readonly sources: readonly Source[];
};

/** What telling a statement as a claim needs beside it. */
export type ClaimContext = AttributionContext & {
  readonly catalogue: RecordCatalogue;
  /** The number of each source by its id. */
  readonly number: ReadonlyMap<string, number>;
  readonly now: Temporal.Instant;
};

/** Returns the name of a party, its id where the relationship has none of it. */
export function partyName(id: string, { parties, language }: Pick<AttributionContext, 'parties' | 'language'>): string {
  const party = parties.find((one) => one.id === id);
  return party === undefined ? id : pick(party.name, language);
}

/** Returns who stands behind a statement: its speaker, whose measure or view it is, which side tells of a promise, or who reports the fact. */
export function whoOf(statement: Statement, context: AttributionContext): string {
  const { sources, texts, language } = context;
  const cited = sources.filter((source) => statement.citations.some((citation) => citation.source === source.id));
  switch (statement.kind) {
    case 'position':
      return pick(statement.speaker, language);
    case 'measure':
      return partyName(statement.party, context);
    case 'commitment':
      return partyName(statement.accordingTo, context);
    case 'reported-fact':
      return cited
        .map((source) =>
          source.authors.length === 0 ? pick(source.publisher, language) : names(source, texts, language),
        )
        .join(texts.listed);
    default: {
      if (!Array.isArray(statement.by)) return pick(statement.by.name, language);
      const authors = cited.flatMap((source) => source.authors);
      return texts.people(
        statement.by
          .map((id) => authors.find((author) => author.id === id))
          .map((author) => (author === undefined ? '' : pick(author.name, language))),
      );
    }
  }
}

/** Returns the side whose document holds a statement: its party, or its publisher where no party speaks in it. */
export function tellerOf(
  { document }: Statement,
  context: Pick<AttributionContext, 'sources' | 'parties' | 'language'>,
): string {
  const source = context.sources.find(({ id }) => id === document);
  if (source === undefined) return '';
  return source.party === undefined ? pick(source.publisher, context.language) : partyName(source.party, context);
}

/** Returns whose side a statement gives: the party that a position speaks for, that orders a measure or that tells of a promise; of other kinds, the side whose document holds it. */
export function sideOf(statement: Statement, context: AttributionContext): string {
  switch (statement.kind) {
    case 'position':
      return statement.party === undefined
        ? pick(statement.other ?? statement.speaker, context.language)
        : partyName(statement.party, context);
    case 'measure':
      return partyName(statement.party, context);
    case 'commitment':
      return partyName(statement.accordingTo, context);
    default:
      return tellerOf(statement, context);
  }
}

/** Returns who stands behind a statement with their side, for where no heading says either. */
export function whoseOf(statement: Statement, context: AttributionContext): string {
  const { texts } = context;
  const who = whoOf(statement, context);
  if (statement.kind === 'commitment') return texts.toldBy(who);
  const side = sideOf(statement, context);
  return side === '' || says(who, side, context) ? who : `${who}${texts.aside(side)}`;
}

/** Tells whether a name says which side it is of, as "U.S. Congress" does. */
function says(who: string, side: string, context: AttributionContext): boolean {
  const party = context.parties.find(({ id }) => partyName(id, context) === side);
  const words = ` ${who.toLowerCase()} `;
  return who.includes(side) || (party?.aliases.en.some((alias) => words.includes(` ${alias} `)) ?? false);
}

/** Returns who tells a statement where that is not the side that it is of; undefined where the side speaks for itself. */
export function accountOf(statement: Statement, context: AttributionContext): string | undefined {
  if (statement.kind === 'position' && statement.accordingTo !== undefined)
    return partyName(statement.accordingTo, context);
  if (statement.kind !== 'position' && statement.kind !== 'measure' && statement.kind !== 'commitment')
    return undefined;
  const teller = tellerOf(statement, context);
  return teller === '' || teller === sideOf(statement, context) ? undefined : teller;
}

/** Returns when a statement's event happened, its measure began, or it was said: the publication of its first source where the record has no date of its own. */
export function whenOf(
  statement: Statement,
  { sources, language }: Pick<AttributionContext, 'sources' | 'language'>,
): string {
  switch (statement.kind) {
    case 'reported-fact':
      return formatWhen(statement.eventOn, language);
    case 'position':
    case 'commitment':
      return formatWhen(statement.saidOn, language);
    case 'measure':
      return formatWhen(statement.from, language);
    default: {
      if (statement.madeOn !== undefined) return formatWhen(statement.madeOn, language);
      const publishedOn = sources.find(({ id }) => id === statement.citations[0]?.source)?.publishedOn;
      return publishedOn === undefined ? '' : formatDay(publishedOn, language);
    }
  }
}
