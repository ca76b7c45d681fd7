/** Recognises what a question restricts its answer to: one side, one document, a time, a kind of statement. */
import { daysIn } from './time-words.ts';
import type { PassageIndex } from './passage-index.ts';
import { termsOf } from './terms.ts';
import type { PartyNames } from '../parties.ts';
import type { Restriction } from '../result.ts';
import type { Segment } from '../segment.ts';
import { span } from '../../records/dates.ts';
import type { DateWithPrecision, Source, Statement, StatementKind } from '../../records/schema.ts';
import { plain, compareTexts } from '../../shared/text.ts';
import { simplified } from '../../shared/simplified.ts';

/** What a question restricts its answer to, and of whom it asks what they said. */
export type ParsedRestriction = Restriction & {
  /** The words that name a speaker of the party, such as a leader's name. */
  readonly speaker?: readonly string[] | undefined;
  /** Whether the question is if they said something, rather than what. */
  readonly isWhether?: boolean | undefined;
  /** The publisher of the documents that it asks of, in English. */
  readonly publisher?: string | undefined;
};

type RestrictionContext = {
  readonly partyNames: PartyNames;
  readonly passages: PassageIndex;
  readonly sources: ReadonlyMap<string, Source>;
};

/** Returns what a question restricts its answer to; undefined where it does not. `now` gives words such as "last month" their days: without it they restrict nothing. */
export function parseRestriction(
  question: string,
  row: readonly Segment[],
  context: RestrictionContext,
  now?: Temporal.Instant,
): ParsedRestriction | undefined {
  const text = simplified(plain(question)).toLowerCase();
  const side = sideIn(row, context.partyNames);
  const kinds = kindsIn(text);
  const days = daysIn(text, context.passages, now);
  const document = documentIn(text, days, context);
  // The time of a document says which one is meant.
  const time = document === undefined ? days : undefined;
  const publisher = side === undefined && document === undefined ? publisherIn(text, context.sources) : undefined;
  return side === undefined &&
    kinds === undefined &&
    document === undefined &&
    time === undefined &&
    publisher === undefined
    ? undefined
    : {
        ...(side !== undefined && { party: side.party }),
        ...(side?.speaker !== undefined && { speaker: side.speaker }),
        ...(side !== undefined && WHETHER.test(text) && { isWhether: true }),
        ...(kinds !== undefined && { kinds }),
        ...(document !== undefined && { document }),
        ...(publisher !== undefined && { publisher }),
        ...time,
      };
}

const publishers = new WeakMap<ReadonlyMap<string, Source>, readonly (readonly [string, RegExp])[]>();

/** Returns the publisher that a text names: one known by initials, such as CRS, or by its name in Chinese. */
function publisherIn(text: string, sources: ReadonlyMap<string, Source>): string | undefined {
  let known = publishers.get(sources);
  if (known === undefined) {
    const all = new Map([...sources.values()].map(({ publisher }) => [publisher.en, publisher]));
    known = [...all.values()].flatMap(({ en, zh = '' }) => {
      const initials = en.replaceAll(/[^A-Z]/gu, '').toLowerCase();
      const short = /^[A-Z]{3,}$/u.test(en) || /^(?:[A-Z][a-z]+ ){2,}[A-Z][a-z]+$/u.test(en) ? [initials] : [];
      const names = [...short, ...(/\(([A-Z]{3,})\)/u.exec(en)?.slice(1) ?? []), en].map((name) => name.toLowerCase());
      const written = [
        ...names.map((name) => String.raw`\b${RegExp.escape(name)}\b`),
        ...(zh === '' ? [] : [RegExp.escape(zh)]),
      ];
      return names.length > 1 ? [[en, new RegExp(written.join('|'), 'u')] as const] : [];
    });
    publishers.set(sources, known);
  }
  return known.find(([, pattern]) => pattern.test(text))?.[0];
}

const WHETHER = /^(?:does|do|did|has|have|is|are)\b|有没有|是否|是不是|有无|(?:吗|(?<![什怎那这多])么)[?？]?$/u;

const SAYS =
  /^(?:say|says|said|saying|claim|claims|claimed|think|thinks|want|wants|wanted|promise|promises|promised|pledge|pledged|tell|tells|told|demand|demands|demanded|respond|responds|responded|react|reacts|reacted|reaction|response|reply|replies|replied|answer|answers|answered|argue|argues|argued|position|positions|stance|view|views|side|version|account|readout|blame|blames|accuse|accuses|accused|sum|asked|ask|asks|call|calls)$/u;
/** What a side does to the other. */
const ACTS = /^(?:retaliation|retaliate|retaliated|retaliates|countermeasures?)$/u;
const SAYS_ZH =
  /说|讲|表示|回应|反驳|表态|承诺|要求|立场|态度|观点|反应|主张|觉得|认为|怎么看|如何看|口径|强调|呼吁|讲咗|反制|报复/u;
/** So many words may stand between a side and what it does; in Chinese what it is about stands there too. */
const NEAR = 3;
const NEAR_ZH = 6;

function sideIn(
  row: readonly Segment[],
  { ours, partyOf }: PartyNames,
): { readonly party: string; readonly speaker?: readonly string[] | undefined } | undefined {
  for (const [at, { country, text, chinese, key }] of row.entries()) {
    const [code, ...others] = country?.codes ?? [];
    if (code === undefined || others.length > 0 || !ours.has(code)) continue;
    const party = partyOf.get(code);
    const next = row[at + 1];
    // "U.S. chip tools": the party says nothing here; "American and Chinese views" are of both.
    if (party === undefined || (!chinese && ['and', 'or', '&'].includes(next?.text ?? ''))) continue;
    const after = row.slice(at + 1, at + 1 + (chinese ? NEAR_ZH : NEAR));
    const until = after.findIndex((one) => one.country !== undefined && one.country.codes[0] !== code);
    const near = until < 0 ? after : after.slice(0, until);
    const before = row.slice(Math.max(0, at - 3), at).map((one) => one.text);
    // "Trump 说了什么" names the side in one language and asks in the other.
    const says =
      SAYS_ZH.test(near.map((one) => one.text).join('')) ||
      (!chinese && (near.some((one) => SAYS.test(one.text) || ACTS.test(one.text)) || before.includes('according')));
    if (!says) continue;
    if (country?.bare === true || key.startsWith('@')) return { party };
    const speaker = [text];
    for (let more = at + 1; row[more]?.country?.codes[0] === code && row[more]?.country?.bare !== true; more += 1)
      speaker.push(row[more]?.text ?? '');
    return { party, speaker };
  }
  return undefined;
}

const KINDS: readonly (readonly [RegExp, readonly StatementKind[]])[] = [
  [
    /\bwhat (?:was|were|has been|have been|(?:did|has|have|does|do) [^?]{1,30}?) (?:promised?|pledged?|committed|commit to)\b|\b(?:promises|pledges|commitments) (?:on|about|by|of|for|in|regarding|made)\b|承诺了(?:什么|哪些|啥|些)|(?:哪些|什么|啥)承诺/u,
    ['commitment'],
  ],
  [/\b(?:forecasts?|predictions?) (?:on|for|about|of|in)\b|(?:哪些|什么|啥)预测/u, ['forecast']],
  [
    /\brecommendations?\b|\bwhat (?:do|does|did) [^?]{1,30}? (?:recommend|advise)\b|(?:哪些|什么|啥|有没有人|谁)建议/u,
    ['recommendation'],
  ],
  [/\bassessments? (?:of|on|about)\b/u, ['assessment']],
  [/\b(?:what|which) measures\b|(?:哪些|什么|啥)措施/u, ['measure']],
];

function kindsIn(text: string): readonly StatementKind[] | undefined {
  return KINDS.find(([pattern]) => pattern.test(text))?.[1];
}

const DOCUMENTS =
  /\b(?:fact ?sheet|white ?paper|proclamation|executive order|joint statement|memorandum|press conference|commentary|resolution|five[- ]year plan)\b|白皮书|事实清单|行政令|公告|联合声明|备忘录|记者会|评论文章|国会报告/u;

/** Returns the document that a question names by what it is, its time and words of its title; none where several fit alike. */
function documentIn(
  text: string,
  days: Pick<Restriction, 'from' | 'until'> | undefined,
  { partyNames, sources }: RestrictionContext,
): string | undefined {
  const named = DOCUMENTS.exec(text)?.[0];
  if (named === undefined) return undefined;
  const kind = new Set(termsOf(named, partyNames));
  const rest = [...new Set(termsOf(text, partyNames))].filter((term) => !kind.has(term));
  const fitting = [...sources.values()]
    .filter(
      ({ publishedOn }) =>
        days === undefined || (publishedOn >= (days.from ?? '') && publishedOn <= (days.until ?? '9')),
    )
    .map((source) => ({ source, terms: new Set(termsOf(`${source.title.en} ${source.title.zh ?? ''}`, partyNames)) }))
    .filter(({ terms }) => [...kind].every((term) => terms.has(term)))
    .map(({ source, terms }) => ({ source, score: rest.filter((term) => terms.has(term)).length }))
    .toSorted((a, b) => b.score - a.score || compareTexts(b.source.publishedOn, a.source.publishedOn));
  const [first, second] = fitting;
  if (first === undefined || (first.score === 0 && days === undefined && second !== undefined)) return undefined;
  return second !== undefined && second.score === first.score && days === undefined ? undefined : first.source.id;
}

const KIND_WORDS =
  /^(?:promise[ds]?|pledge[ds]?|commitments?|committed|forecasts?|predictions?|recommendations?|recommend|advise|assessments?|measures?|承诺|预测|建议|措施|作出|做出)$/u;
const DOCUMENT_WORDS =
  /^(?:fact|sheets?|factsheet|white|papers?|proclamation|executive|order|joint|statement|memorandum|press|conference|commentary|resolution|five|year|plan|白皮|皮书|事实|清单|公告|声明|备忘|记者|评论|文章|报告)$/u;
const TIME_WORDS =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|happen(?:s|ed)?|summit|week|month|\d+(?:st|nd|rd|th)?)$/u;

/** Returns whether a word of a question only names the sort of statement or document that its answer is restricted to. */
export const isOfSort = (word: string, { kinds, document, publisher }: ParsedRestriction): boolean =>
  (publisher !== undefined && publisher.replaceAll(/[^A-Z]/gu, '').toLowerCase() === word) ||
  (kinds !== undefined && KIND_WORDS.test(word)) ||
  (document !== undefined && DOCUMENT_WORDS.test(word));

/** Returns whether a word of a question says what its answer is restricted to, and no more. */
export const isOfRestriction = (word: string, restriction: ParsedRestriction): boolean => {
  const { document, from, until, speaker, party } = restriction;
  const isTimed = document !== undefined || from !== undefined || until !== undefined;
  return (
    isOfSort(word, restriction) ||
    (isTimed && TIME_WORDS.test(word)) ||
    (party !== undefined && SAYS.test(word)) ||
    speaker?.includes(word) === true
  );
};

/** Returns what tells whether a statement is one of those that an answer is restricted to. */
export function withinOf(
  { party, speaker, document, kinds, from, until, publisher }: ParsedRestriction,
  sources: ReadonlyMap<string, Source>,
): (statement: Statement) => boolean {
  const month = writtenMonth(from, until);
  return (statement) => {
    if (document !== undefined && statement.document !== document) return false;
    if (publisher !== undefined && sources.get(statement.document)?.publisher.en !== publisher) return false;
    if (kinds !== undefined && !kinds.includes(statement.kind)) return false;
    if (party !== undefined && !isOfSide(statement, party, kinds !== undefined, sources)) return false;
    if (speaker !== undefined && !namesSpeaker(statement, speaker, sources)) return false;
    return (
      (from === undefined && until === undefined) ||
      datesOf(statement, sources).some((one) => overlaps(one, from, until)) ||
      (month !== undefined && statement.text.zh?.includes(month) === true)
    );
  };
}

/** Returns the month, or the day, that is asked about, as a text names it; undefined where it is neither. */
function writtenMonth(from = '', until = ''): string | undefined {
  const [year, month, day] = from.split('-').map(Number);
  if (from.slice(0, 7) !== until.slice(0, 7) || month === undefined) return undefined;
  return `${year}年${month}月${from === until ? `${day}日` : ''}`;
}

/** Returns whether a word of a question is the number of the day or the month that its answer is restricted to. */
export const isOfTime = (word: string, { from, until }: ParsedRestriction): boolean =>
  /^\d{1,2}(?:st|nd|rd|th)?$/u.test(word) &&
  [from, until].some((day) => day?.split('-').some((part) => Number(part) === Number.parseInt(word, 10)) === true);

/** Of promises and measures asked for as such, those are a side's that it made. Else what it says is asked for: what the other side tells of its promises is none of that. */
function isOfSide(statement: Statement, party: string, isOwn: boolean, sources: ReadonlyMap<string, Source>): boolean {
  const documentOf = sources.get(statement.document)?.party;
  switch (statement.kind) {
    case 'position':
      return statement.party === party;
    case 'measure':
      return statement.party === party;
    case 'commitment':
      return isOwn ? statement.by === party || statement.by === 'both' : statement.accordingTo === party;
    case 'reported-fact':
      return documentOf === party;
    default:
      return Array.isArray(statement.by) ? documentOf === party : (statement.by.party ?? documentOf) === party;
  }
}

/** A leader's promise or measure may stand as that of the party. */
function namesSpeaker(statement: Statement, speaker: readonly string[], sources: ReadonlyMap<string, Source>): boolean {
  if (statement.kind === 'commitment' || statement.kind === 'measure') return true;
  const publisher = sources.get(statement.document)?.publisher;
  const names = `${publisher?.en ?? ''} ${publisher?.zh ?? ''} ${statement.kind === 'position' ? `${statement.speaker.en} ${statement.speaker.zh ?? ''}` : ''} ${statement.text.en} ${statement.text.zh ?? ''}`;
  const written = names.toLowerCase();
  const spoken = ` ${written.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return speaker.some((word) => (/\p{Script=Han}/u.test(word) ? written.includes(word) : spoken.includes(` ${word} `)));
}

/** Returns the dates of a statement: when it was said or happened, until when it holds, by when it is due. */
function datesOf(statement: Statement, sources: ReadonlyMap<string, Source>): readonly DateWithPrecision[] {
  const published = sources.get(statement.document)?.publishedOn;
  const own = ((): readonly (DateWithPrecision | undefined)[] => {
    switch (statement.kind) {
      case 'reported-fact':
        return [statement.eventOn];
      case 'position':
        return [statement.saidOn];
      case 'measure':
        return [statement.from, statement.until];
      case 'commitment':
        return [statement.saidOn, statement.due];
      case 'forecast':
        return [statement.madeOn, statement.horizon];
      default:
        return [statement.madeOn];
    }
  })().filter((one) => one !== undefined);
  return own.length > 0 || published === undefined ? own : [{ precision: 'day', on: published }];
}

function overlaps(when: DateWithPrecision, from = '', until = '9'): boolean {
  const { first, last } = span(when);
  // What is known only to lie within a year is no answer to what happened in one month of it.
  if ((when.precision === 'year' || when.precision === 'about') && first < from && last > until) return false;
  return last >= from && first <= until;
}

/** Returns whether a statement speaks of what was to come on a day: a forecast, or one that has a later day. */
export const looksAhead = (statement: Statement, day: string, sources: ReadonlyMap<string, Source>): boolean =>
  statement.kind === 'forecast' || datesOf(statement, sources).some((one) => span(one).last > day);

/** Returns the speaker's own statements before those that only name them. */
export const isOwn = (statement: Statement, speaker: readonly string[] | undefined): boolean => {
  if (speaker === undefined || statement.kind !== 'position') return false;
  const name = `${statement.speaker.en} ${statement.speaker.zh ?? ''}`.toLowerCase();
  return speaker.some((word) => name.includes(word));
};

/** Returns the day by which a statement is sorted among others. */
export function dayOfStatement(statement: Statement, sources: ReadonlyMap<string, Source>): string {
  const [first] = datesOf(statement, sources);
  return first === undefined ? (sources.get(statement.document)?.publishedOn ?? '') : span(first).first;
}
