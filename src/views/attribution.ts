/** Who stands behind a statement, and when it was said or happened: as words, and as the one link of its line. */
import { formatDay, formatShort, formatWhen } from '../records/dates.ts';
import type { Source, Statement } from '../records/schema.ts';
import { statementDate } from '../records/statement-dates.ts';
import { type CitationMark, citedIn, marksOf, names, paragraphText, publishedIn, publisherName } from './marks.ts';
import type { AttributionContext } from './context.ts';
import { partyName } from './names.ts';
import { namesText, pick } from './text.ts';

/** Returns who stands behind a statement: its speaker, whose measure or view it is, which side tells of a promise, or who reports the fact. */
export function speakerOf(statement: Statement, context: AttributionContext): string {
  const { sources, t, language } = context;
  const cited = sources.filter((source) => statement.citations.some((citation) => citation.source === source.id));
  switch (statement.kind) {
    case 'position':
      return pick(statement.speaker, language);
    case 'measure':
      return partyName(statement.party, context);
    case 'commitment':
      return partyName(statement.accordingTo, context);
    case 'reported-fact':
      return [
        ...new Set(
          cited.map((source) =>
            source.authors.length === 0 ? pick(source.publisher, language) : names(source, t, language),
          ),
        ),
      ].join(t('reply.listed'));
    default: {
      if (!Array.isArray(statement.by)) return pick(statement.by.name, language);
      const authors = cited.flatMap((source) => source.authors);
      return namesText(
        statement.by
          .map((id) => authors.find((author) => author.id === id))
          .map((author) => (author === undefined ? '' : pick(author.name, language))),
        t,
      );
    }
  }
}

/** Returns the side whose document holds a statement: its party, or its publisher where no party speaks in it. */
export function publisherPartyOf(
  { document }: Statement,
  context: Pick<AttributionContext, 'sources' | 'parties' | 'language'>,
): string {
  const source = context.sources.find(({ id }) => id === document);
  if (source === undefined) return '';
  return source.party === undefined ? pick(source.publisher, context.language) : partyName(source.party, context);
}

/** Returns whose side a statement gives: the party that a position speaks for, that orders a measure or that tells of a promise; of other kinds, the side whose document holds it. */
export function partyOf(statement: Statement, context: AttributionContext): string {
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
      return publisherPartyOf(statement, context);
  }
}

/** Returns who tells a statement where that is not the side that it is of; undefined where the side speaks for itself. */
export function attributedTo(statement: Statement, context: AttributionContext): string | undefined {
  if (statement.kind === 'position' && statement.accordingTo !== undefined)
    return partyName(statement.accordingTo, context);
  if (statement.kind !== 'position' && statement.kind !== 'measure' && statement.kind !== 'commitment')
    return undefined;
  const teller = publisherPartyOf(statement, context);
  return teller === '' || teller === partyOf(statement, context) ? undefined : teller;
}

/** Returns when a statement's event happened, its measure began, or it was said: the publication of its first source where the record has no date of its own. */
export function whenOf(
  statement: Statement,
  { sources, language }: Pick<AttributionContext, 'sources' | 'language'>,
): string {
  const when = statementDate(statement);
  if (when !== undefined) return formatWhen(when, language);
  const cited = sources.find(({ id }) => id === statement.citations[0]?.source);
  return cited === undefined ? '' : formatDay(cited.publishedOn, language);
}

/** Returns the one link of a statement: who, when and where. What somebody said or thinks is led by it; of the rest it stands behind the text. */
export function lineOf(
  statement: Statement,
  context: AttributionContext,
): { readonly lead?: CitationMark; readonly marks: readonly CitationMark[] } {
  const { t, language, sources } = context;
  const cited = citedIn([statement], sources);
  const own = cited.find(({ source }) => source.id === statement.document) ?? cited[0];
  if (own === undefined) return { marks: [] };
  const others = marksOf(
    [statement],
    sources.filter((one) => one !== own.source),
    context,
  );
  const { source, paragraphs, url } = own;
  const where = `${publisherName(source, language)} ${paragraphText(paragraphs)}`;
  const mark = (text: string): CitationMark => ({ paragraphs, text, url });
  const published = mark(`${publishedIn(source, language)} ${paragraphText(paragraphs)}`);
  switch (statement.kind) {
    case 'measure':
      return { marks: [published, ...others] };
    case 'reported-fact': {
      const { eventOn } = statement;
      const isSameDay = eventOn.precision === 'day' && eventOn.on === source.publishedOn;
      const when = formatShort(eventOn, language);
      return { marks: [isSameDay ? published : mark(t('reply.happened', { when, where })), ...others] };
    }
    case 'commitment': {
      // The day by which the document is found: a read-out may be of the day before.
      const day = formatShort({ precision: 'day', on: source.publishedOn }, language);
      const isOwn = source.party === statement.accordingTo;
      const who = isOwn ? publisherName(source, language) : partyName(statement.accordingTo, context);
      const account = t('reply.account', { who, day });
      return {
        marks: [
          mark(isOwn ? `${account} ${paragraphText(paragraphs)}` : t('reply.happened', { when: account, where })),
          ...others,
        ],
      };
    }
    default: {
      // Where the record gives no other day, that of its document.
      const when = formatShort(statementDate(statement) ?? { precision: 'day', on: source.publishedOn }, language);
      const told =
        attributedTo(statement, context) === undefined ? where : accountOf(statement, source, paragraphs, context);
      return {
        lead: mark(t('reply.said', { who: speakerNamed(statement, context), when, where: told })),
        marks: others,
      };
    }
  }
}

/** Names the document that tells what somebody else said: of the side whose account it is, or with whose account it gives. */
function accountOf(
  statement: Statement,
  source: Source,
  paragraphs: readonly number[],
  context: AttributionContext,
): string {
  const { t, language } = context;
  const publisher = publisherName(source, language);
  const teller = statement.kind === 'position' ? statement.accordingTo : undefined;
  if (teller === undefined && source.party === undefined) return `${publisher} ${paragraphText(paragraphs)}`;
  return teller === undefined || teller === source.party
    ? t('reply.accountIn', { who: publisher, where: paragraphText(paragraphs) })
    : t('reply.byAccount', { party: partyName(teller, context), where: `${publisher} ${paragraphText(paragraphs)}` });
}

/** More than this of a speaker leaves out their role. */
const MAX_SPEAKER_CHARACTERS = 60;

/** Several speakers share no role. */
const SEVERAL = /\band\b|[和与、]/u;

/** Returns a speaker with the role that tells a reader who that is: of those who stand for their party the name is enough. */
function speakerNamed(statement: Statement, context: AttributionContext): string {
  const who = speakerOf(statement, context);
  if (statement.kind !== 'position') return who;
  const role = pick(statement.role, context.language);
  const isKnown = context.parties.some(({ cues }) =>
    cues?.[context.language]?.some((cue) => who.toLowerCase() === cue.toLowerCase()),
  );
  const named = context.t('reply.named', { name: who, role });
  return isKnown || SEVERAL.test(who) || role === '' || who.includes(role) || named.length > MAX_SPEAKER_CHARACTERS
    ? who
    : named;
}
