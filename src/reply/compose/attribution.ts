/** Who stands behind a statement, and when it was said or happened. */
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
