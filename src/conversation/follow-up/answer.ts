/** Answers what is asked after an answer: from the topic, statements, track or disagreement that the last one was about. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { messages } from '../../locales/messages.ts';
import { topicNamed } from '../../records/catalogue.ts';
import { formatDay, formatWhen } from '../../records/dates.ts';
import type { Brief, Statement } from '../../records/schema.ts';
import { standingOf } from '../../records/standing.ts';
import { statementDate } from '../../records/statement-dates.ts';
import { trackStanding } from '../../records/track-state.ts';
import { statementKey, type BriefRequest } from '../../reply/button.ts';
import { composeAnswer } from '../../reply/compose/answer.ts';
import { partyName, clearTitle } from '../../views/names.ts';
import { speakerOf } from '../../views/attribution.ts';
import { capitalized, pick } from '../../views/text.ts';
import { note, open } from '../../reply/compose/parts.ts';
import { marksOf } from '../../views/marks.ts';
import { sourceItem } from '../../reply/compose/sources.ts';
import { restingMarks, type TopicContext } from '../../reply/compose/topic.ts';
import type { Block, Reply } from '../../reply/reply.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { datesIn } from '../../search/dates.ts';
import { restingOn, unitsOf, type Unit } from '../../search/result.ts';
import { simplified } from '../../shared/simplified.ts';
import { nameKey, wordCount } from '../../shared/text.ts';
import { askBack } from '../ask-back.ts';
import type { AnswerContext } from '../conversation.ts';
import {
  bearing,
  type Bearing,
  beforeOf,
  daysAsked,
  dayTold,
  homeOf,
  newestFirst,
  relatedTo,
  shownPart,
  statementsBy,
  type Before,
} from './context.ts';
import { correctionsOf, subjectOf, type AnswerBefore } from './memory.ts';
import { askedOf, isGeneric, naming, namingElse, type FollowUp, type FollowUpRequest } from './parse.ts';

type Answer = (request: BriefRequest) => Reply;

/** What a text asks for as well where nothing was said before. */
const ALONE: ReadonlySet<FollowUp['type']> = new Set(['and', 'side', 'language', 'changed', 'next', 'within']);

/** Returns what is told of the last answer; what was corrected, withdrawn or retracted since is said first. */
export function answerFollowUp(request: FollowUpRequest, context: AnswerContext, answer: Answer): Reply {
  const { followUp, otherwise, after } = request;
  const t = messages(context.language);
  const [first] = after === undefined ? [] : statementsBy(after.statements, context.catalogue);
  const own = after?.topics === undefined ? homeOf(first, context.catalogue)?.id : undefined;
  const id = after?.topic ?? own;
  if (after === undefined || (id === undefined && after.topics === undefined && after.again === undefined))
    return ALONE.has(followUp.type) ? answer(otherwise) : askBack(t('followUp.nothingBefore'), [], context);
  if (followUp.type === 'language' && id === undefined) return answer(after.again ?? otherwise);
  if (id === undefined) {
    if (ALONE.has(followUp.type)) return answer(otherwise);
    return askBack(t('followUp.whichTopic'), topicsNamedBy(after.topics ?? [], context), context);
  }
  const brief = topicNamed(context.catalogue, id);
  if (brief === undefined) return askBack(t('followUp.gone'), [], context);
  if (brief.status === 'retracted') return answer({ type: 'brief', topic: brief.id });
  const anew = ALONE.has(followUp.type) && followUp.type !== 'language' ? answer(otherwise) : undefined;
  // What was asked is not remembered; the same question shows the same again.
  const reply =
    anew !== undefined && isWhatWasShown(anew, after, context.catalogue)
      ? anew
      : tell(followUp, { before: beforeOf(brief, after, context), otherwise, context, answer });
  return { ...reply, blocks: [...changedSince(after, context), ...reply.blocks] };
}

/** Returns whether a reply shows what the last one did. */
function isWhatWasShown(reply: Reply, { topic, statements, again }: AnswerBefore, catalogue: Catalogue): boolean {
  const shows = subjectOf(reply, catalogue);
  return isDeepStrictEqual([shows?.topic, shows?.statements, reply.again], [topic, statements, again]);
}

type Telling = {
  readonly before: Before;
  readonly otherwise: BriefRequest;
  readonly context: AnswerContext;
  readonly answer: Answer;
};

function tell(followUp: FollowUp, telling: Telling): Reply {
  const { before: was, context, answer, otherwise } = telling;
  const { after, brief, topic, shown, track, disagreement, isWhole } = was;
  const t = messages(context.language);
  const again = (): Reply => answer(after.again ?? { type: 'brief', topic: brief.id });
  const section = (name: 'sources' | 'sides' | 'changes' | 'watch'): Reply =>
    answer({ type: 'section', topic: brief.id, section: name });
  const trackUnit = ((): Unit[] => {
    const found = track === undefined ? undefined : context.catalogue.tracks.get(track);
    return found === undefined ? [] : [{ unit: 'track', brief, track: found }];
  })();
  const ofTrack = newestFirst(
    track === undefined ? [] : (context.catalogue.statementsOfTrack.get(track) ?? []),
    context.catalogue,
  );
  const [standing] = trackUnit.flatMap((one) =>
    one.unit === 'track' ? [trackStanding(one.track, context.catalogue, context.now)] : [],
  );
  const isDated = [standing?.until, standing?.due].some((when) => when?.precision === 'day');
  // Of what is only promised or announced, the newest word tells most.
  const isOpen = standing?.state === 'promised' || standing?.state === 'announced';
  const answering = (units: readonly Unit[]): Reply => composeAnswer({ brief, units }, context);
  const showing = (statements: readonly Statement[]): Reply => showAll(statements, was, context);
  switch (followUp.type) {
    case 'language':
      return again();
    case 'shorter':
      return shorter(again());
    case 'sources':
      return isWhole ? section('sources') : listed('sources', sourcesOf(shown, topic), was, context);
    case 'who':
      return isWhole || shown.length === 0 ? section('sides') : listed('who', saidBy(shown, topic), was, context);
    case 'when':
    case 'until': {
      if (
        followUp.type === 'when' &&
        !isWhole &&
        shown.length > 0 &&
        otherwise.type === 'ask' &&
        PAST.test(otherwise.question)
      )
        return listed('who', saidBy(shown, topic), was, context);
      const dated = [...shown, ...ofTrack].filter(hasDay);
      if (trackUnit.length > 0) {
        const units = unitsOf(brief, dated);
        return answering(isDated ? [...trackUnit, ...units] : [...units, ...trackUnit]);
      }
      if (isWhole) return answer({ type: 'dates', topic: brief.id });
      if (followUp.type === 'when') return listed('who', saidBy(shown, topic), was, context);
      return dated.length > 0 ? showing(dated) : listed('until', [note(t('followUp.noEnd'))], was, context);
    }
    case 'still':
      if (isWhole) return answer({ type: 'status', topic: brief.id });
      return stillOf(
        trackUnit.length > 0
          ? answering([...unitsOf(brief, isOpen ? ofTrack.slice(0, 1) : []), ...trackUnit])
          : showing(shown),
        was,
        context,
      );
    case 'sides':
      return disagreement === undefined
        ? section('sides')
        : answering([{ unit: 'disagreement', brief, at: disagreement }]);
    case 'changed':
      return ofTrack.length === 0 ? section('changes') : showing(ofTrack);
    case 'next': {
      const ids = new Set([...shown, ...ofTrack].map(({ id }) => id));
      const units = brief.watch.flatMap(({ restsOn }, at): Unit[] =>
        !isWhole && restsOn.some((id) => ids.has(id)) ? [{ unit: 'watch', brief, at }] : [],
      );
      const day =
        shown
          .map((one) => dayTold(one, context.catalogue))
          .toSorted()
          .at(-1) ?? '';
      const ahead = ofTrack.filter(
        (one) =>
          dayTold(one, context.catalogue) >= day &&
          ('due' in one || one.kind === 'forecast' || AHEAD.test(one.text.en)),
      );
      return units.length + ahead.length === 0 ? section('watch') : answering([...units, ...unitsOf(brief, ahead)]);
    }
    case 'amount': {
      const counted = [...shown, ...relatedTo(was)].filter((one) => /\d/u.test(pick(one.text, 'en')));
      return counted.length === 0 ? unclear(was, context) : showing(counted);
    }
    case 'why':
      return why(was, context);
    case 'more': {
      const told = new Set(after.told);
      const rest = [
        ...relatedTo(was).filter((one) => brief.statements.includes(one) && one.document === shown[0]?.document),
        ...relatedTo(was).filter((one) => brief.statements.includes(one)),
        ...statementsBy(brief.keyPoints, context.catalogue),
        ...brief.statements,
      ];
      const further = [...new Set(rest)].filter(({ id }) => !told.has(id));
      return further.length === 0 ? listed('more', [note(t('followUp.noMore'))], was, context) : showing(further);
    }
    case 'and':
    case 'side': {
      const party = partyOf(followUp.name, was, followUp.type === 'side');
      if (party === 'both') return tell({ type: 'sides' }, telling);
      if (party !== undefined) return side(party, was, context);
      const question = followUp.type === 'side' && otherwise.type === 'ask' ? otherwise.question : followUp.name;
      const said = saidByNamed(question, was);
      return said.length > 0 ? showAll(said, was, context) : another(question, telling, followUp.type);
    }
    case 'within':
      // A model has seen what was shown before.
      if (otherwise.type === 'ask' && context.choice?.question === otherwise.question) return answer(otherwise);
      return otherwise.type === 'ask' ? another(otherwise.question, telling) : answer(otherwise);
    case 'nth': {
      const one = shown.at(followUp.at);
      if (one !== undefined && !isWhole) return showing([one]);
      const other = topicNamed(context.catalogue, after.topics?.at(followUp.at) ?? '');
      return other === undefined ? unclear(was, context) : answer({ type: 'brief', topic: other.id });
    }
    case 'latest':
      return showing([...ofTrack.slice(0, 1), ...shown]);
    case 'unclear':
      return unclear(was, context);
  }
}

/** Words that ask when something was, and not when it will be. */
const PAST = /\b(?:was|were|did|since)\b|的(?:事|时候)?[?？]?$|说|宣布|公布|发布|发生|开始/iu;
/** Words by which a statement tells of what is to come. */
const AHEAD = /\bwill\b|\bmay\b/u;

/** Whether a statement names a day of its own: by its fields, or in its text. */
const hasDay = (one: Statement): boolean =>
  'until' in one ||
  'due' in one ||
  'horizon' in one ||
  datesIn(pick(one.text, 'en')).dates.some(({ day }) => day !== undefined);

/** How many statements one answer tells. */
const MOST = 3;

/** Returns statements as an answer, of whichever topic the first of them is. */
function showAll(
  statements: readonly Statement[],
  { brief: own }: Before,
  context: AnswerContext,
  party?: string,
): Reply {
  const brief = homeOf(statements[0], context.catalogue, own) ?? own;
  const its = statements.filter((one) => brief.statements.includes(one)).slice(0, MOST);
  return composeAnswer({ brief, units: unitsOf(brief, its), ...(party !== undefined && { party }) }, context);
}

/** Returns how something stands; of what was only promised or announced, that nothing later says more. */
function stillOf(reply: Reply, { track, shown, topic }: Before, context: AnswerContext): Reply {
  const { catalogue, now } = context;
  const its = track === undefined ? undefined : catalogue.tracks.get(track);
  const isOpen =
    its === undefined
      ? shown.some((one) => one.kind === 'commitment' && standingOf(one, catalogue, now)?.by === undefined)
      : ['promised', 'announced'].includes(trackStanding(its, catalogue, now).state);
  return isOpen ? { ...reply, blocks: [note(notYet(topic)), ...reply.blocks] } : reply;
}

const notYet = ({ sources, language, t }: TopicContext): string => {
  const newest = sources.reduce((day, { publishedOn }) => (publishedOn > day ? publishedOn : day), '');
  return t('followUp.notYet', { day: formatDay(newest, language) });
};

/** Says that the file does not tell what was asked of the last answer, above what that was about. */
function notSaid({ after, brief, shown }: Before, context: AnswerContext): Reply {
  const [first] = shown;
  const home = homeOf(first, context.catalogue, brief) ?? brief;
  const units: Unit[] =
    first === undefined ? [{ unit: 'bottom-line', brief }] : [{ unit: 'statement', brief: home, statement: first }];
  const reply = composeAnswer({ brief: home, units }, context);
  const said = note(messages(context.language)('followUp.notSaid'));
  return { ...reply, outcome: 'nothing', blocks: [said, ...reply.blocks], about: after, again: after.again };
}

const unclear = ({ after, brief }: Before, context: AnswerContext): Reply => ({
  ...askBack(
    messages(context.language)('followUp.whatOfIt', { title: clearTitle(brief, context.catalogue, context.language) }),
    [],
    context,
    brief,
  ),
  about: after,
  again: after.again,
});

const topicsNamedBy = (ids: readonly string[], { catalogue }: AnswerContext): Brief[] =>
  ids.flatMap((id) => topicNamed(catalogue, id) ?? []);

/** Returns what has become of the last answer since: corrections, and statements that were withdrawn. */
function changedSince(after: AnswerBefore, { catalogue, language }: AnswerContext): Block[] {
  const t = messages(language);
  const withdrawn = after.statements.flatMap((id) => catalogue.withdrawn.get(id)?.withdrawn ?? []);
  return [
    ...correctionsOf(after, catalogue)
      .slice(after.corrections)
      .map(({ on, what }) => t('followUp.corrected', { day: formatDay(on, language), what: pick(what, language) })),
    ...withdrawn.map(({ on, reason }) =>
      t('followUp.withdrawn', { day: formatDay(on, language), why: pick(reason, language) }),
    ),
  ].map((text) => note(text, 'warning'));
}

/** Returns the first thing that a reply says, alone. */
function shorter(reply: Reply): Reply {
  const first = reply.blocks.find(({ type }) => type !== 'note' && type !== 'badge' && type !== 'choices');
  if (first === undefined) return reply;
  const cut: Block =
    first.type === 'claims'
      ? { ...first, claims: first.claims.slice(0, 1) }
      : 'items' in first
        ? ({ ...first, items: first.items.slice(0, 1) } as Block)
        : first;
  return { ...reply, blocks: [cut] };
}

/** Returns a reply of blocks on the statements that the last answer showed. */
function listed(
  what: 'sources' | 'who' | 'until' | 'more' | 'why' | 'side',
  blocks: readonly Block[],
  { after, brief, topic, shown }: Before,
  { audience }: AnswerContext,
): Reply {
  const { language, t } = topic;
  const {
    again = shown.length === 0
      ? { type: 'brief', topic: brief.id }
      : { type: 'answer', topic: brief.id, statements: shown.slice(0, MOST).map(({ id }) => statementKey(id)) },
  } = after;
  return {
    title: t('reply.about', {
      title: clearTitle(brief, topic.catalogue, language),
      what: t(`followUp.titles.${what}`),
    }),
    language,
    audience,
    blocks,
    actions: [open(t('sections.backToCard'), { type: 'brief', topic: brief.id }, language)],
    again,
    about: after,
  };
}

function sourcesOf(shown: readonly Statement[], { sources, language, t, number }: TopicContext): Block[] {
  const cited = sources.filter(({ id }) =>
    shown.some(({ citations }) => citations.some(({ source }) => source === id)),
  );
  return [
    { type: 'sources', heading: '', items: cited.map((source) => sourceItem(source, shown, t, language, number)) },
  ];
}

/** Returns who stands behind statements, as what, and when. */
const saidBy = (shown: readonly Statement[], topic: TopicContext): Block[] => [
  {
    type: 'points',
    heading: '',
    items: shown.map((statement) => {
      const { language } = topic;
      const on = statementDate(statement);
      const role = statement.kind === 'position' ? [pick(statement.role, language)] : [];
      const when = on === undefined ? [] : [formatWhen(on, language)];
      return {
        label: [capitalized(speakerOf(statement, topic)), ...role, ...when].join(topic.t('reply.listed')),
        text: pick(statement.text, language),
        marks: marksOf([statement], topic.sources, topic),
      };
    }),
  },
];

/** Words by which a statement gives a reason. */
const REASON =
  /\b(?:because|since|in response|cit(?:es|ed|ing)|reasons?|due to (?!expire|end|begin)|f(?:ou|i)nds?|(?<!\b(?:if|whether) \S+ )fail\w*|refus\w+|reflects?|determin\w+|rul(?:ed|ing)s?|court|retaliat\w+|in order to|to (?:protect|address|prevent|press|counter)|over (?:its|fears)|accus\w+|argu\w+|aims?|threat\w*|national security)\b/iu;

/** Whether a statement gives a reason: in such words, or as a judgement on the measure that was shown. */
const isReason = (one: Statement, { shown }: Before): boolean =>
  REASON.test(one.text.en) ||
  shown.some(
    (measure) =>
      measure.kind === 'measure' &&
      (measure.document === one.document || (measure.track !== undefined && measure.track === one.track)) &&
      (one.kind === 'position' || one.kind === 'assessment'),
  );

/** What says why comes before what only judges. */
const saysWhy = ({ statement }: Bearing): number => Number(REASON.test(statement.text.en));

/** Returns what the file has for a reason, and otherwise why the topic matters. */
function why(was: Before, context: AnswerContext): Reply {
  const { brief, topic } = was;
  const { language, t } = topic;
  const reasons = bearing(was)
    .filter(({ near, statement }) => near >= (brief.statements.includes(statement) ? HAS.nearby : HAS.days))
    .filter(({ statement }) => !was.shown.includes(statement) && isReason(statement, was))
    .toSorted((a, b) => saysWhy(b) - saysWhy(a))
    .map(({ statement }) => statement)
    .slice(0, 2);
  if (!was.isWhole && reasons.length > 0) return showAll(reasons, was, context);
  const { text, restsOn } = brief.whyItMatters;
  return listed(
    'why',
    [
      ...(was.isWhole ? [] : [note(t('followUp.noReason'))]),
      {
        type: 'summary',
        heading: t('reply.whyItMatters'),
        text: pick(text, language),
        marks: restingMarks(restsOn, topic),
      },
    ],
    was,
    context,
  );
}

const BOTH = /^(?:both|the two|two|双方|两边|两国|各方)/u;
const OTHER = /^(?:the )?other|^(?:对方|另一方|另一边|对面)$/u;

/** Returns the party that a name means, or an office of it, such as the Chinese military; `both` where it means both, or the other of two that were both shown. */
function partyOf(name: string, { shown, topic }: Before, isOffice = false): string | undefined {
  const key = name.replace(/^the /u, '').replace(/ (?:side|government|ones?)\b.*$/u, '');
  if (BOTH.test(key)) return 'both';
  if (OTHER.test(key)) {
    const said = new Set(shown.map((one) => sideOf(one, topic)));
    const others = topic.parties.filter(({ id }) => !said.has(id));
    return others.length === 1 ? others[0]?.id : 'both';
  }
  const names = (id: string): string[] => {
    const party = topic.parties.find((one) => one.id === id);
    const { name: called, aliases, short = '' } = party ?? {};
    const all = [called?.en, called?.zh, ...(aliases?.en ?? []), ...(aliases?.zh ?? []), `${short}方`, `${short}国`];
    return all.flatMap((one) => (one === undefined ? [] : [simplified(nameKey(one)).replace(/^the /u, '')]));
  };
  return topic.parties.find(({ id }) => {
    const its = names(id);
    return (
      its.includes(key) ||
      its.includes(key.replace(/s$/u, '')) ||
      (isOffice && its.some((one) => key.startsWith(/\p{Script=Han}/u.test(one) ? one : `${one} `)))
    );
  })?.id;
}

/** A name of two words is that of a person, who is called by the last one. */
const PERSON = /^\p{Lu}\p{Ll}+ (?<last>\p{Lu}\p{Ll}{3,})$/u;

/** Returns what a person says whom a text names, what bears on it and on what was shown first; nothing where it names none who speaks. */
function saidByNamed(text: string, was: Before): Statement[] {
  const key = nameKey(simplified(text));
  const isNamed = (speaker: string): boolean =>
    /\p{Script=Han}/u.test(speaker)
      ? key.includes(simplified(speaker))
      : ` ${key} `.includes(` ${nameKey(PERSON.exec(speaker)?.groups?.['last'] ?? speaker)} `);
  return bearing(was, text).flatMap(({ statement, near, has }) =>
    statement.kind === 'position' &&
    // Where a country is named beside something else, that is asked about, not what it says.
    partyOf(nameKey(statement.speaker.en), was) === undefined &&
    [statement.speaker.en, statement.speaker.zh ?? ''].filter((one) => one !== '').some(isNamed) &&
    (near >= HAS.nearby || has > 0)
      ? [statement]
      : [],
  );
}

/** Returns the party whose side a statement gives. */
function sideOf(statement: Statement, { catalogue }: TopicContext): string | undefined {
  switch (statement.kind) {
    case 'position':
      return statement.party;
    case 'commitment':
      return statement.accordingTo;
    case 'measure':
      return statement.party;
    default:
      return catalogue.sources.get(statement.document)?.party;
  }
}

/** Returns what a party says of what was shown, or that it has said nothing. */
function side(party: string, was: Before, context: AnswerContext): Reply {
  const { after, brief, topic, shown, disagreement, isWhole } = was;
  const { t, language } = topic;
  const { catalogue } = context;
  const name = partyName(party, topic);
  const itsOwn = (one: Statement): boolean => sideOf(one, topic) === party;
  const said = disagreement === undefined ? undefined : brief.disagreements[disagreement];
  const stand = said?.sides.find((one) => one.party === party);
  const told = statementsBy(stand?.statements ?? [], catalogue);
  const show = (statements: readonly Statement[]): Reply => showAll([...new Set(statements)], was, context, party);
  // Where they differ has its side, told before or not.
  if (told.length > 0) return show(told);
  if (isWhole) {
    const its = [...statementsBy(brief.keyPoints, catalogue), ...brief.statements].filter(itsOwn);
    if (its.length > 0) return show(its);
  }
  const silent = note(capitalized(t('followUp.silent', { side: name })));
  if (stand === undefined || after.disagreement === undefined) {
    const its = bearing(was).filter(({ statement }) => itsOwn(statement));
    const near = its.filter((one) => one.near >= HAS.nearby).map(({ statement }) => statement);
    const further = near.filter((one) => !shown.includes(one));
    const isToldOf = near.length > further.length;
    const own = further.filter((one) => brief.statements.includes(one));
    if (own.length > 0 || (further.length > 0 && !isToldOf)) return show(own.length > 0 ? own : further);
    // What it says on the topic comes nearest to an answer.
    const others = [
      ...statementsBy(brief.keyPoints, catalogue),
      ...its.flatMap(({ statement }) => (brief.statements.includes(statement) ? [statement] : [])),
    ].filter((one) => itsOwn(one) && one.kind !== 'reported-fact');
    if (isToldOf) return show([...others.filter((one) => !shown.includes(one)), ...near]);
    if (others.length > 0) {
      const reply = show(others);
      return { ...reply, blocks: [silent, ...reply.blocks] };
    }
  }
  return listed(
    'side',
    [
      silent,
      ...(said === undefined || stand === undefined
        ? []
        : [
            {
              type: 'summary',
              heading: pick(said.question, language),
              text: pick(stand.text, language),
              marks: [],
            } as const,
          ]),
    ],
    was,
    context,
  );
}

/** Words that point at what was said before, some only where a question begins or ends with them; "is there a trade deal" does not. */
const POINTS =
  /\b(?:it|its|th(?:at|is)(?! (?:day|week|month|year|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december))|they|them|their|those|these|(?<!\b(?:is|are|was|were) )there|the (?:one|ones|other|rest|rules?)|same)\b|^(?:and|but|so|then)\b|\b(?:before|ones?|so|then)[?.! ]*$|[它那这此其]|^之后|呢[?？]?$/iu;

/** Returns the answer to a question that names something: of what was told, where it points there or bears on it; else anew. */
function another(question: string, telling: Telling, as?: 'and' | 'side'): Reply {
  const { before: was, context, answer } = telling;
  const { brief, isWhole } = was;
  const { finder } = context.catalogue;
  const anew = (): Reply => answer({ type: 'ask', question: question.replace(ANEW, '') });
  if (ANEW.test(question)) return anew();
  const asked = askedOf(question);
  const found = finder.find(question);
  const within = finder.within(brief.id, question);
  const isFound = found.result === 'found' || found.result === 'several';
  const named = topicsNamedIn(question, context);
  // Nobody is called both sides: what is named beside them is a topic.
  if (asked === 'sides' && named.some(({ id }) => id !== brief.id)) return anew();
  const isElsewhere = as !== 'side' && isAnother(named, question, was, context);
  const { rest } = datesIn(question);
  const points = (as === 'side' || POINTS.test(question) || isGeneric(rest)) && !isElsewhere;
  const otherwise = (): Reply => {
    if (asked !== undefined && points) return tell({ type: asked }, telling);
    return points ? notSaid(was, context) : anew();
  };
  if (isWhole) {
    const isOwn = found.result === 'found' && found.brief.id === brief.id;
    if (isOwn || (isFound && !points)) return anew();
    return within !== undefined && within.units.length > 0 ? composeAnswer(within, context) : otherwise();
  }
  const party = asked === undefined ? partyOf(namingElse(rest), was) : undefined;
  if (party !== undefined) return party === 'both' ? tell({ type: 'sides' }, telling) : side(party, was, context);
  if (within?.asksSide === true && within.party === undefined) {
    const said = saidByNamed(question, was);
    const first = [within, ...(found.result === 'found' ? [found] : [])].flatMap(({ units }) => units.slice(0, MOST));
    const isFirst = first.some((one) => one.unit === 'statement' && said.includes(one.statement));
    if (said.length > 0 && !isFirst) return showAll(said, was, context);
  }
  // What names enough for an answer, and points at nothing, stands on its own.
  if (as === undefined && !points && found.result === 'found' && wordCount(namingElse(rest)) >= MIN_OWN_WORDS)
    return anew();
  const isShort = naming(rest).length <= MAX_NAMED;
  const bears = bearing(was, question);
  const days = points && asked !== 'next' ? daysAsked(question, was, context.now) : undefined;
  if (days !== undefined) {
    const told = bears.flatMap(({ near, statement }) => {
      const day = dayTold(statement, context.catalogue);
      return near >= HAS.days && day >= days.from && day <= days.until ? [statement] : [];
    });
    if (told.length > 0) return showAll(told, was, context);
    if (namingElse(rest) === '' && asked === undefined) return notSaid(was, context);
  }
  // What bears on the question and on what was shown as well comes before anything else.
  const both = bears.filter(
    ({ near, has, statement }) =>
      near >= HAS.near && has >= HAS.beside && !(as === 'and' && was.shown.includes(statement)),
  );
  // Of another topic that is named, what belongs to what was shown: what Congress does about a rule.
  const ofNamed = bears.filter(
    ({ near, statement }) =>
      near >= HAS.days &&
      !was.shown.includes(statement) &&
      named.some(({ id, statements }) => id !== brief.id && statements.includes(statement)),
  );
  if (as !== 'and' && both.length === 0 && ofNamed.length > 0)
    return showAll(
      ofNamed.map(({ statement }) => statement),
      was,
      context,
    );
  const part = shownPart(was, question);
  const isNew = isElsewhere || (isFound && part < HAS.shown && !(points && isShort));
  if (isNew && both.length === 0) return anew();
  if (!isNew && points && LATEST.test(question)) return tell({ type: 'latest' }, telling);
  if (!isNew && asked === 'still' && (points || part >= HAS.shown)) return tell({ type: 'still' }, telling);
  if (!isElsewhere && both.length > 0)
    return showAll(
      both.map(({ statement }) => statement),
      was,
      context,
    );
  if (!points && (isFound || (found.result === 'none' && found.unknown.length > 0))) return anew();
  // What points at what was shown, or is found nowhere else, must be near to that.
  const near = new Set(bears.filter((one) => one.near >= HAS.nearby).map(({ statement }) => statement.id));
  const units = (within?.units ?? []).filter(
    (one) => one.unit !== 'bottom-line' && restingOn(one, context.catalogue).some((id) => near.has(id)),
  );
  return within !== undefined && units.length > 0 ? composeAnswer({ ...within, units }, context) : otherwise();
}

/** Begins something else. */
const ANEW =
  /^(?:换个?话题|另外问?(?:一个问题|一下)?|顺便问?(?:一下|一句)?|对了|unrelated|by the way|btw|(?:a )?(?:new|another|different) (?:topic|question|subject)|chang(?:e of|ing) (?:topic|subject))[\p{P}\s]+/iu;

/** Asks for the newest of what was told. */
const LATEST = /\b(?:last|latest|most recent)\b|上次|上一次|最近|最新/u;

/** Returns whether a text names a topic, a measure or a promise, in words that do more than ask. */
function isNamedIn(text: string, { title, aliases }: Pick<Brief, 'title' | 'aliases'>): boolean {
  const key = ` ${nameKey(simplified(text))} `;
  return [title.en, title.zh, ...aliases.en, ...(aliases.zh ?? [])].some(
    (name) =>
      name !== undefined &&
      naming(name) !== '' &&
      (/\p{Script=Han}/u.test(name) ? key.includes(nameKey(simplified(name))) : key.includes(` ${nameKey(name)} `)),
  );
}

const topicsNamedIn = (question: string, { catalogue }: AnswerContext): Brief[] =>
  [...catalogue.briefs.values()].filter((one) => isNamedIn(question, one));

/** Returns whether a question names another topic than that of what was shown, or a measure or promise of another one. */
const isAnother = (
  named: readonly Brief[],
  question: string,
  { brief, shown }: Before,
  { catalogue }: AnswerContext,
): boolean =>
  named.some((one) => one.id !== brief.id && !shown.some((its) => one.statements.includes(its))) ||
  [...catalogue.tracks.values()].some((one) => !one.topics.includes(brief.id) && isNamedIn(question, one));

/** Which part of a question was shown, and a statement must have that answers it; and how near that must be to what was shown. */
const HAS = { shown: 0.35, beside: 0.45, near: 4, nearby: 3, days: 6 } as const;
/** A question that names no more asks for something of what was told. */
const MAX_NAMED = 10;
/** A question that names as much may stand on its own. */
const MIN_OWN_WORDS = 2;
