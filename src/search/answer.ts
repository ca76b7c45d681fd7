/** Answers a question from what one relationship or several have on it: with units of a topic, of several topics, or with what is nearest. */
import { aroundName, isObject, readQuestion, type Range } from './question.ts';
import { VERBATIM, namedTerms, search, type SearchResult } from './search.ts';
import { wordOf, type ScoredUnit } from './units.ts';
import { isSaying } from './saying.ts';
import { isAskingWord } from './lexicon/lexicon.ts';
import type { RelationshipIndex } from './part.ts';
import {
  MAX_SHOWN,
  type AskedIn,
  type FindResult,
  type NoneFound,
  type Restriction,
  type TopicAnswer,
  type Unit,
} from './result.ts';
import type { Brief } from '../records/schema.ts';
import { plain } from '../shared/text.ts';

/** How sure it must be for an answer, for a sentence of a message that asks nothing, for what a party has published of another one, and for what is nearest to be shown. */
const MIN_CONFIDENCE = { answer: 0.6, message: 0.9, published: 0.4, nearest: 0.2 } as const;
const MAX_UNITS = 10;
const MAX_NEAREST = 2;
const MAX_BRIEFS = 3;
/** A relationship that is less sure than another by more, or has less of the question, is not meant. */
const EQUALLY_MEANT = { confidence: 0.25, coverage: 0.8 } as const;
/** What is this sure may be an answer. */
const TENTATIVE = 0.4;
/** What answers has so much of the best score. */
const SHARE_OF_BEST = 0.5;
/** What a party says leads where it has so much of the best score; a measure of it, or both sides of a matter, count a little less than its own words. */
const OF_SIDE = { share: 0.7, other: 0.96 } as const;
/** What has so much of the best score answers, whatever its topic. */
const ANY_TOPIC_SHARE = 0.95;

/** Returns what a question, or a sentence of a message, finds, each relationship having been searched for it. */
export function answerOfSearched(
  question: string,
  all: readonly SearchResult[],
  { relationship, today }: AskedIn = {},
  asked: keyof Omit<typeof MIN_CONFIDENCE, 'nearest'> = 'answer',
): FindResult {
  const parts = all.map(({ part }) => part);
  const meant = candidateRelationships(all);
  const confident = meant.filter((one) => one.topic !== undefined && one.confidence >= MIN_CONFIDENCE[asked]);
  const [surest] = confident.toSorted((a, b) => b.confidence - a.confidence);
  const alike = confident.filter(
    (one) =>
      surest !== undefined &&
      (one === surest ||
        (one.confidence >= surest.confidence - EQUALLY_MEANT.confidence &&
          coverageOf(one) >= EQUALLY_MEANT.coverage * coverageOf(surest))),
  );
  // Of relationships that may be meant alike the channel's own answers, else the first.
  const best = alike.find(({ part }) => part.briefs[0]?.relationship === relationship) ?? alike[0];
  // What is named or asked for whole asks about nothing else.
  const isOne = best !== undefined && (best.hits[0]?.leads === true || best.asked.written !== undefined);
  const several = isOne ? undefined : severalOf(question, best === undefined ? parts : [best.part], meant, today);
  if (several !== undefined) return { result: 'several', answers: several };
  if (best === undefined) return withinDates(meant) ?? refusal(meant.toSorted((a, b) => b.confidence - a.confidence));
  const near = ambiguousTopics(best);
  if (alike.length > 1 && (asked !== 'answer' || alike.every((one) => namesOwn(one, alike))))
    return { result: 'near', briefs: alike.flatMap((one) => one.part.briefs[one.topic ?? -1] ?? []) };
  if (near.length > 1) return { result: 'near', briefs: near };
  const answer = answerOf(best);
  if (isBeyondFile(best)) return { ...refusal(meant), why: 'unsure', nearest: answer.units.slice(0, MAX_NEAREST) };
  return {
    result: 'found',
    ...answer,
    ...(alike.length > 1 && { elsewhere: alike.flatMap((one) => (one === best ? [] : [answerOf(one)])) }),
  };
}

/** Whether a time is asked about that the documents do not reach, and nothing found ends or falls due in it. */
const isBeyondFile = ({ asked: { range, written }, hits, part }: SearchResult): boolean =>
  range !== undefined &&
  written === undefined &&
  part.newest !== '' &&
  range.from > part.newest &&
  hits[0]?.leads !== true &&
  !hits.slice(0, MAX_UNITS).some((hit) => isDated(hit, range, part));

/** Whether a party is named that the others do not have. */
const namesOwn = (one: SearchResult, all: readonly SearchResult[]): boolean =>
  one.asked.countries.some(({ codes }) =>
    codes.some((code) => all.every(({ part }) => part.partyNames.ours.has(code) === (part === one.part))),
  );

/** How much of a question a relationship has: the whole where a topic's names are all of it, or else what the first units have. */
const coverageOf = ({ asked, hits, topic }: SearchResult): number =>
  asked.written !== undefined || namedTerms(asked, topic) === asked.own.length
    ? 1
    : Math.max(0, ...hits.slice(0, MAX_SHOWN).map(({ coverage }) => coverage));

/** How many parties of its relationship are named. */
const partiesNamed = ({ asked, part }: SearchResult): number =>
  new Set(asked.countries.flatMap(({ codes }) => codes.filter((code) => part.partyNames.ours.has(code)))).size;

/** A relationship is not meant where more parties of another one are named than of its own, or where a name of another one's topic is all that is typed. */
export function candidateRelationships(all: readonly SearchResult[]): readonly SearchResult[] {
  const written = all.filter(({ asked }) => asked.written !== undefined);
  if (written.length > 0) return written;
  const most = Math.max(0, ...all.map(partiesNamed));
  return all.filter((one) => partiesNamed(one) === most);
}

/** The topics whose name, or a word of whose titles, is all that is asked, where that is no single one. */
function ambiguousTopics({ part, asked, topic }: SearchResult): readonly Brief[] {
  const { written } = asked;
  if (written !== undefined && (written.isTitle || written.topics.length > 1))
    return written.topics.flatMap((at) => part.briefs[at] ?? []);
  if (asked.whole.length > 1) return asked.whole.flatMap((at) => part.briefs[at] ?? []);
  return topic === undefined ? [] : part.briefs.slice(topic, topic + 1);
}

/** What stands before a party whose words are told: the position of China, the view from Beijing. */
const SOURCE = /(?<!\b(?:thinks?|thought|says?|said) )\b(?:of|from|in|by|according to) (?:the )?$/u;
/** What joins two names of those who are asked alike. */
const BESIDE = /^(?:,? (?:and|or|&) (?:the )?|, |[和与跟同及、])/u;

/** The party of whom it is asked what they say: the first that is named, itself or somebody of it, and of which nothing is said; none where another stands beside it. */
function partyAsked({ asked: { text, countries }, part: { partyNames } }: Pick<SearchResult, 'asked' | 'part'>) {
  const own = countries.filter(({ codes }) => codes.length === 1 && partyNames.ours.has(codes[0] ?? ''));
  const first =
    own.find((one) => !isObject(text, one.text)) ?? own.find((one) => SOURCE.test(aroundName(text, one.text)[0]));
  if (first === undefined) return undefined;
  const [, behind] = aroundName(text, first.text);
  const isBeside = own.some(
    (one) => one.key !== first.key && BESIDE.test(behind) && behind.replace(BESIDE, '').startsWith(one.text),
  );
  return isBeside ? undefined : partyNames.partyOf.get(first.codes[0] ?? '');
}

const isWordOf = (party: string, one: Unit | undefined): boolean =>
  one?.unit === 'statement' && wordOf(one.statement) === party;

/** Returns the answer of the topic that was chosen; within it, of nothing else. */
export function answerOf(searched: SearchResult, isWithin = false): TopicAnswer {
  const { part, asked, hits, topic = 0 } = searched;
  const brief = part.briefs[topic] as Brief;
  const asksSide = isSaying(asked.text);
  const party = asksSide ? partyAsked(searched) : undefined;
  const best = Math.max(0, ...hits.map(({ score }) => score));
  const own = hits.filter(
    ({ entry, score }) => entry.topics.includes(topic) || (!isWithin && score >= ANY_TOPIC_SHARE * best),
  );
  const { range } = asked;
  const dated = range === undefined ? own : own.filter((hit) => hit.leads || isDated(hit, range, part));
  const isDatedOnly = range !== undefined && dated.some(({ score }) => score >= (own[0]?.score ?? 0) * SHARE_OF_BEST);
  const counted = isDatedOnly ? dated : own;
  const answers = isWholeTopic(searched) ? undefined : chosen(counted, party);
  const all =
    answers?.map(({ entry }) =>
      entry.in(part.briefs[entry.topics.includes(topic) ? topic : (entry.topics[0] ?? topic)] as Brief),
    ) ?? wholeTopic(searched, brief, party);
  // What others say does not stand under what the side says, nor what both are asked one after the other.
  const isSaid =
    party !== undefined &&
    piecesOf(asked.text, ANEW).every((piece) =>
      [party, undefined].includes(partyAsked({ asked: readQuestion(piece, part), part })),
    ) &&
    (all.length === 0 || isWordOf(party, all[0]));
  const shown = isSaid ? all.filter((one) => isWordOf(party, one)) : all;
  const restriction: Restriction | undefined =
    isSaid || isDatedOnly ? { ...(isSaid && { party }), ...(isDatedOnly && range) } : undefined;
  const isSilent =
    party !== undefined &&
    !shown
      .slice(0, MAX_SHOWN)
      .some((one) => one.unit === 'statement' && 'party' in one.statement && one.statement.party === party) &&
    !counted.some(({ entry, coverage }) => entry.parties.includes(party) && coverage > 0);
  return {
    brief,
    asksSide,
    units: shown.slice(0, MAX_UNITS),
    ...(party !== undefined && { party }),
    ...(isSilent && { silent: party }),
    ...(restriction !== undefined && { restriction }),
  };
}

/** A part of a question without a word of its own asks of what the others name. */
const asksNothing = ({ asked: { own } }: SearchResult): boolean =>
  own.every(({ text, place, cuts }) => cuts || place === 'ours' || isAskingWord(text) || isSaying(text));

const worth = ({ entry, score }: ScoredUnit): number => score * (entry.unit === 'statement' ? 1 : OF_SIDE.other);

/** Returns what answers, the best first; of a question of what a party says, its own words and what both say on a matter. */
function chosen(own: readonly ScoredUnit[], party: string | undefined): readonly ScoredUnit[] {
  const best = Math.max(0, ...own.map(({ score }) => score));
  const hits = own.filter(({ score, leads }) => leads || score >= best * SHARE_OF_BEST);
  const [first] = hits;
  if (party === undefined || first === undefined || first.leads) return hits;
  const its = hits
    .filter(
      ({ entry, score }) =>
        score >= first.score * OF_SIDE.share && (entry.unit === 'disagreement' || entry.parties.includes(party)),
    )
    .toSorted((a, b) => worth(b) - worth(a));
  return its.concat(hits.filter((hit) => !its.includes(hit)));
}

/** Whether a unit, or one of the statements that it rests on, tells of a time. */
const isDated = ({ entry }: ScoredUnit, { from, until }: Range, { entries, entryOf }: RelationshipIndex): boolean =>
  [entry, ...(entry.statement === undefined ? entry.related.flatMap((id) => entries[entryOf.get(id) ?? -1] ?? []) : [])]
    .flatMap(({ day, ends, published }) => [day, ends, published])
    .some((day) => day >= from && day <= until);

/** Whether nothing but a topic is asked for: its title, or words of it that no other title has. */
function isWholeTopic({ part, asked, topic, hits }: SearchResult): boolean {
  if (asked.written?.isTitle === true) return true;
  if (topic === undefined || asked.own.length === 0 || asked.range !== undefined || hits[0]?.dice === VERBATIM)
    return false;
  if (asked.everyday.length > 0 && asked.own.length > 1) return false;
  return (
    asked.own.every(({ key }) => part.titles[topic]?.has(key) === true) &&
    !asked.own.every(({ text }) => isAskingWord(text))
  );
}

/** What is shown of a whole topic: its card, or what a party has said on it, the newest first. */
const wholeTopic = ({ part, topic = 0 }: SearchResult, brief: Brief, party: string | undefined): readonly Unit[] =>
  party === undefined
    ? []
    : part.entries
        .filter(
          ({ topics, statement, parties }) =>
            topics.includes(topic) && statement !== undefined && parties.includes(party),
        )
        .toSorted((a, b) => (a.day < b.day ? 1 : -1))
        .map((one) => one.in(brief));

/** What a question without words of its own asks for: the statements of a time, of the topics that have most of them. */
function withinDates(all: readonly SearchResult[]): FindResult | undefined {
  const answers = all.flatMap((one): TopicAnswer[] => {
    const { asked, part } = one;
    const { range } = asked;
    if (range === undefined || asked.own.length > 0) return [];
    const party = partyAsked(one);
    const told = part.entries.filter(
      (entry) =>
        entry.statement !== undefined &&
        entry.day >= range.from &&
        entry.day <= range.until &&
        (party === undefined || entry.parties.includes(party)),
    );
    return part.briefs.flatMap((brief, at) => {
      const units = told.filter(({ topics }) => topics.includes(at)).map((entry) => entry.in(brief));
      return units.length === 0
        ? []
        : [{ brief, units, restriction: { ...range, ...(party !== undefined && { party }) } }];
    });
  });
  const most = answers
    .toSorted((a, b) => b.units.length - a.units.length)
    .slice(0, MAX_BRIEFS)
    .map((one) => Object.assign({}, one, { units: one.units.slice(0, MAX_UNITS) }));
  const [first, ...others] = most;
  if (first === undefined) return undefined;
  return others.length === 0 ? { result: 'found', ...first } : { result: 'several', answers: most };
}

function refusal(all: readonly SearchResult[]): NoneFound {
  const near = all.filter(({ confidence }) => confidence >= MIN_CONFIDENCE.nearest);
  // Of a question most of whose words nothing here has, nothing is near.
  const nearest = near
    .filter(({ asked: { own } }) => own.filter(({ isKnown }) => isKnown).length * 2 >= own.length)
    .flatMap(({ hits, part }) =>
      hits
        .slice(0, MAX_NEAREST)
        .flatMap(({ entry }) =>
          part.briefs.slice(entry.topics[0] ?? 0, (entry.topics[0] ?? 0) + 1).map((brief) => entry.in(brief)),
        ),
    )
    .slice(0, MAX_NEAREST);
  const briefs = near.flatMap(({ topics, part }) =>
    topics
      .map((score, at) => ({ score, at }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score)
      .flatMap(({ at }) => part.briefs[at] ?? []),
  );
  const why = near.some(({ confidence }) => confidence >= TENTATIVE) && nearest.length > 0 ? 'unsure' : 'nothing';
  return {
    result: 'none',
    why,
    nearest,
    briefs: briefs.slice(0, MAX_BRIEFS),
    unknown: unknownOf(all),
    meant: all.flatMap(({ part }) => part.briefs[0]?.relationship ?? []),
  };
}

/** The words of a question, as typed, that no relationship has; neighbouring pairs of Chinese characters are one. */
function unknownOf(all: readonly SearchResult[]): string[] {
  const [first, ...others] = all.map(({ asked }) =>
    // A letter or a digit alone is left of a mark more often than it is a word.
    asked.own
      .filter(({ isKnown, text }) => !isKnown && !/^[\p{Script=Latin}\p{N}]$/u.test(text))
      .map(({ text }) => text),
  );
  const texts: string[] = [];
  for (const text of (first ?? []).filter((one) => others.every((list) => list.includes(one)))) {
    const before = texts.at(-1);
    if (/^\p{Script=Han}/u.test(text) && before?.at(-1) === text[0]) texts[texts.length - 1] = before + text.slice(1);
    else texts.push(text);
  }
  return texts;
}

/** Marks and words that begin a question anew, or join two topics. */
const ANEW =
  /[?？;；。]+\s*(?:and |so |also |plus )*|(?:,|\s+[-–—])?\s+and (?:also |then )?(?=(?:what|how|who|when|where|did|does|do|is|are|was|has|have|will|on|about|until|since|by) )|(?:,|\s+[-–—])\s+(?=(?:what|how|who|when|where|until|since|did|does|is|are|was|has|have|will) )|[，,]\s*(?=谁|什么|多少|哪|何时|几|到|由|怎么|下一|有没有|是否|另外|还有|又)|\s+(?:what about|how about|plus|also)\s+|[，,]?\s*(?:另外|还有|以及)[，,]?/iu;
const JOINING =
  /\s+(?:and|&|vs\.?|versus|or)\s+|\s*(?:(?<!\d),|(?!\d)[，、+/])\s*|(?<=\p{Script=Han})[和与跟及](?=\p{Script=Han})/iu;
/** What points back at the other part. */
const BACK = /\b(?:it|its|they|them|their|this|these)\b|它|其(?![他它中实])|这/iu;
const MAX_QUESTION_CHARACTERS = 400;
const MAX_PARTS = 4;

const piecesOf = (text: string, mark: RegExp): string[] =>
  text
    .split(mark)
    .map((one) => one.trim())
    .filter((one) => /[\p{L}\p{N}]/u.test(one));

/** The answers of the parts of a question, where each part asks about another topic; what is joined in a few words must name its topic whole. */
function severalOf(
  question: string,
  parts: readonly RelationshipIndex[],
  whole: readonly SearchResult[],
  today: string | undefined,
): readonly TopicAnswer[] | undefined {
  const text = plain(question);
  if (text.length > MAX_QUESTION_CHARACTERS) return undefined;
  const isOfMore = whole.some(({ asked }) => new Set(asked.names.flatMap(({ topics }) => topics)).size > 1);
  for (const [mark, isJoined] of [
    [ANEW, false],
    [JOINING, true],
  ] as const) {
    const pieces = piecesOf(text, mark);
    if (pieces.length < 2 || pieces.length > MAX_PARTS || (isJoined && !isOfMore)) continue;
    if (pieces.some((piece) => BACK.test(piece))) continue;
    const found = pieces.map((piece) => {
      const [best] = candidateRelationships(parts.map((part) => search(piece, part, { today }))).toSorted(
        (a, b) => b.confidence - a.confidence,
      );
      return best !== undefined &&
        best.topic !== undefined &&
        best.confidence >= MIN_CONFIDENCE.answer &&
        (isJoined ? namesAll(best) : !asksNothing(best))
        ? best
        : undefined;
    });
    if (!found.every((one) => one !== undefined)) continue;
    const ids = new Set(found.map(({ part, topic }) => part.briefs[topic ?? -1]?.id));
    if (ids.size === found.length) return found.map((one) => answerOf(one));
  }
  return undefined;
}

/** Whether the names of a topic are all that a part of a question says. */
const namesAll = ({ asked, topic }: SearchResult): boolean =>
  asked.own.length > 0 && namedTerms(asked, topic) >= asked.own.length - 1;
