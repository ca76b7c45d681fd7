/** Who stands behind a statement, when it was said or happened, how it stands today, and which other sides tell it alike or differently. */
import { namesText } from '../list-text.ts';
import { messages, type Translate } from '../../locales/messages.ts';
import type { RecordCatalogue } from '../../records/catalogue.ts';
import { formatDay, formatShort, formatWhen, passed, span } from '../../records/dates.ts';
import type { DateWithPrecision, Language, Party, Source, Statement } from '../../records/schema.ts';
import { disputesOf, otherAccounts, standingOf } from '../../records/standing.ts';
import { statementDate } from '../../records/statement-dates.ts';
import type { TrackStanding } from '../../records/track-state.ts';
import { capitalized, pick } from './parts.ts';
import { BETWEEN_MARKS, type CitationMark } from '../reply.ts';
import { citedIn, marksOf, names, paragraphText, publishedIn, publisherName } from './sources.ts';
import { withMore } from './track-state.ts';

/** What telling who and when needs beside a statement: the sources that it cites, and the parties of its relationship. */
export type AttributionContext = {
  readonly language: Language;
  readonly t: Translate;
  readonly parties: readonly Party[];
  readonly sources: readonly Source[];
};

/** What telling a statement as a claim needs beside it. */
export type ClaimContext = AttributionContext & {
  readonly catalogue: RecordCatalogue;
  readonly now: Temporal.Instant;
};

/** Returns the name of a party, or of both; its id where the relationship has none of it. */
export function partyName(id: string, { parties, language }: Pick<AttributionContext, 'parties' | 'language'>): string {
  if (id === 'both') return messages(language)('sections.both');
  const party = parties.find((one) => one.id === id);
  return party === undefined ? id : pick(party.name, language);
}

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

/** Returns how a measure, a commitment or a forecast stands, with the mark of the statement that says so unless short; nothing where there is nothing to say. */
export function standingText(statement: Statement, context: ClaimContext, isShort = false): string[] {
  const standing = standingOf(statement, context.catalogue, context.now);
  if (standing === undefined) return [];
  const { language, t } = context;
  const { by, until, next } = standing;
  const day = until === undefined ? '' : formatWhen(until, language);
  const mark = by === undefined || isShort ? '' : markOf([by], context);
  const known = (words: string): string => withMore(words, standing, language);
  const lapsed = (words: string): string => (next === undefined ? untold(words, until, context) : known(words));
  switch (standing.state) {
    case 'planned':
      return [t('sections.planned', { from: whenOf(statement, context) })];
    case 'start-passed':
      return [
        untold(
          t('sections.startPassed', { from: whenOf(statement, context) }),
          statement.kind === 'measure' ? statement.from : until,
          context,
        ),
      ];
    case 'in-force':
      return [known(day === '' ? t('sections.inForce') : t('sections.inForceUntil', { until: day }))];
    case 'suspended':
      return [known(day === '' ? t('sections.suspended') : t('sections.suspendedUntil', { until: day }))];
    case 'ended':
      return [t('sections.ended')];
    case 'superseded':
      return [
        t(by !== undefined && 'effect' in by && by.effect === 'ended' ? 'sections.endedOn' : 'sections.superseded', {
          day: by === undefined ? '' : whenOf(by, context),
          mark,
        }),
      ];
    case 'suspension-passed':
      return [lapsed(t('sections.suspendedUntil', { until: day }))];
    case 'end-passed':
      return [lapsed(t('sections.endPassed', { until: day }))];
    case 'open':
      if (until === undefined) return [];
      // Words such as "over five years" say themselves what they are.
      if (until.precision === 'about' && standing.kind === 'commitment') return [day];
      return [isDue(statement) ? t('sections.due', { day }) : t('reply.horizon', { when: day })];
    case 'due-passed':
      return [
        untold(isDue(statement) ? t('sections.due', { day }) : t('reply.horizon', { when: day }), until, context),
      ];
    case 'kept':
    case 'partly':
    case 'missed': {
      const group = standing.kind === 'commitment' ? 'promise' : 'expected';
      return by === undefined ? [] : [t(`sections.${group}.${standing.state}`, { mark })];
    }
  }
}

/** Whether the day of a statement is one by which something is to be done; the day of others is the one until which it holds. */
const isDue = (statement: Statement): boolean => statement.kind === 'commitment' && statement.due !== undefined;

/** Returns when something watched for is, or was, expected. */
export function expectationText(
  when: DateWithPrecision,
  context: Pick<ClaimContext, 'sources' | 'language' | 't' | 'now'>,
): string {
  const { language, t, now } = context;
  const day = formatWhen(when, language);
  return passed(when, now)
    ? untold(t('reply.wasExpected', { when: day }), when, context)
    : t('reply.expected', { when: day });
}

/** Returns a date that has passed with why its outcome is not told. */
const untold = (
  past: string,
  when: DateWithPrecision | undefined,
  context: Pick<ClaimContext, 'sources' | 'language'>,
): string => messages(context.language)('sections.untold', { passed: past, why: whyUntold(when, context) });

/** Returns why the outcome of a date that has passed is not told: no document of this reply is later, or none of them says. */
export function whyUntold(
  when: DateWithPrecision | undefined,
  { sources, language }: Pick<ClaimContext, 'sources' | 'language'>,
): string {
  const t = messages(language);
  const isLater = when !== undefined && sources.some(({ publishedOn }) => publishedOn > span(when).last);
  return isLater ? t('sections.outcomeUntold') : t('sections.noLater');
}

/** Returns which other sides tell a claim differently, each with its marks; in full also what they say, and who says the same. */
export function disputesText(statement: Statement, context: ClaimContext, isShort = false): string[] {
  const told = disputesOf(statement, context.catalogue);
  const t = messages(context.language);
  const own = publisherPartyOf(statement, context);
  const alike = (statements: readonly Statement[]): string[] =>
    [...Map.groupBy(statements, (one) => publisherPartyOf(one, context))].flatMap(([side, theirs]) =>
      side === '' || side === own
        ? []
        : [t('sections.toldAlike', { who: capitalized(side), mark: markOf(theirs, context) })],
    );
  return isShort
    ? differingSides(told.differently, context, own)
    : [...otherSidesText(told.differently, context, own), ...alike(told.alike)];
}

/** Returns whose accounts differ from what is told, in a few words each. */
export const differingSides = (statements: readonly Statement[], context: ClaimContext, own = ''): string[] =>
  [...Map.groupBy(statements, (one) => publisherPartyOf(one, context))].flatMap(([side, [first]]) =>
    side === '' || side === own || first === undefined
      ? []
      : [messages(context.language)('sections.toldDifferently', { whose: capitalized(whoseAccount(first, context)) })],
  );

/** Returns a side as its account is told of: `China’s`, `the U.S.`, `中方`. A plural name is shortened where the party has an abbreviation. */
function whoseAccount(statement: Statement, context: ClaimContext): string {
  const name = publisherPartyOf(statement, context);
  const party = context.parties.find(({ name: its }) => pick(its, context.language) === name);
  if (context.language === 'zh') return party?.short === undefined ? name : `${party.short}方`;
  if (!name.endsWith('s')) return `${name}’s`;
  const short = party?.aliases.en.find((alias) => /^(?:\p{L}\.){2,}$/u.test(alias));
  return short === undefined ? `${name}’` : `the ${short.toUpperCase()}`;
}

/** Returns what each other side says that disputes a claim, in its first statement. */
export function otherSidesText(statements: readonly Statement[], context: ClaimContext, own = ''): string[] {
  return [...Map.groupBy(statements, (one) => publisherPartyOf(one, context))].flatMap(([side, [first]]) =>
    side === '' || side === own || first === undefined
      ? []
      : [
          messages(context.language)('sections.toldDifferentlyHow', {
            whose: capitalized(whoseAccount(first, context)),
            text: pick(first.text, context.language),
            mark: markOf([first], context),
          }),
        ],
  );
}

/** Returns the statement that announces what is to become of a measure, with its mark. */
export const announcedText = (next: TrackStanding['next'], context: ClaimContext): string[] =>
  next === undefined
    ? []
    : [
        context.t('trackState.announcedHow', {
          text: pick(next.by.text, context.language),
          mark: markOf([next.by], context),
        }),
      ];

/** Returns the statements of other topics or none that telling these needs: those that say the same, tell it differently, supersede or resolve it. */
export function relatedStatements(
  statements: readonly Statement[],
  { catalogue, now }: Pick<ClaimContext, 'catalogue' | 'now'>,
): Statement[] {
  const own = new Set(statements);
  const related = statements.flatMap((statement) => {
    const { alike, differently } = otherAccounts(statement, catalogue);
    const by = standingOf(statement, catalogue, now)?.by;
    return [...differently, ...alike, ...(by === undefined ? [] : [by])];
  });
  return [...new Set(related)].filter((statement) => !own.has(statement));
}

/** Names the documents of statements behind what they say of another one. */
function markOf(statements: readonly Statement[], context: ClaimContext): string {
  const marks = marksOf(statements, context.sources, context);
  return marks.length === 0
    ? ''
    : context.t('reply.aside', { text: marks.map(({ text }) => text).join(BETWEEN_MARKS) });
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
  const published = mark(`${publishedIn(source, t, language)} ${paragraphText(paragraphs)}`);
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
