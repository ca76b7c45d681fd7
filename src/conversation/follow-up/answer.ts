/** Answers what is asked after an answer: from the topic, statements, track or disagreement that the last one was about. Pure. */
import { messages } from '../../locales/messages.ts';
import { topicNamed } from '../../records/catalogue.ts';
import { formatDay, formatWhen } from '../../records/dates.ts';
import type { Brief, Statement } from '../../records/schema.ts';
import { standingOf } from '../../records/standing.ts';
import { statementDate } from '../../records/statement-dates.ts';
import { trackStanding } from '../../records/track-state.ts';
import type { BriefRequest } from '../../reply/button.ts';
import { composeAnswer } from '../../reply/compose/answer.ts';
import { partyName, speakerOf } from '../../reply/compose/attribution.ts';
import { capitalized, choose, clearTitle, note, open, pick, openTopic, openTopics } from '../../reply/compose/parts.ts';
import { marksOf, sourceItem } from '../../reply/compose/sources.ts';
import { restingMarks, type TopicContext } from '../../reply/compose/topic.ts';
import type { Block, Reply } from '../../reply/reply.ts';
import { datesIn } from '../../search/dates.ts';
import { unitsOf, type QuestionKind, type Unit } from '../../search/result.ts';
import { simplified } from '../../shared/simplified.ts';
import { nameKey } from '../../shared/text.ts';
import type { AnswerContext } from '../conversation.ts';
import { bearing, type Bearing, beforeOf, homeOf, relatedTo, shownPart, statementsBy, type Before } from './context.ts';
import { correctionsOf, type AnswerBefore } from './memory.ts';
import { askedOf, naming, type FollowUp, type FollowUpRequest } from './parse.ts';

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
  const reply = tell(followUp, { before: beforeOf(brief, after, context), otherwise, context, answer });
  return { ...reply, blocks: [...changedSince(after, context), ...reply.blocks] };
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
  const answering = (kind: QuestionKind, units: readonly Unit[]): Reply =>
    composeAnswer({ brief, kind, units }, context);
  const showing = (kind: QuestionKind, statements: readonly Statement[]): Reply =>
    showAll(statements, kind, was, context);
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
      const dated = shown.filter((one) => 'until' in one || 'due' in one || 'horizon' in one);
      if (trackUnit.length > 0) return answering('when', trackUnit);
      if (isWhole) return answer({ type: 'dates', topic: brief.id });
      if (followUp.type === 'when') return listed('who', saidBy(shown, topic), was, context);
      return dated.length > 0 ? showing('when', dated) : listed('until', [note(t('followUp.noEnd'))], was, context);
    }
    case 'still':
      if (isWhole) return answer({ type: 'status', topic: brief.id });
      return stillOf(trackUnit.length > 0 ? answering('still', trackUnit) : showing('still', shown), was, context);
    case 'sides':
      return disagreement === undefined
        ? section('sides')
        : answering('compare', [{ unit: 'disagreement', brief, at: disagreement }]);
    case 'changed': {
      const of = track === undefined ? [] : (context.catalogue.statementsOfTrack.get(track) ?? []);
      return of.length === 0 ? section('changes') : showing('changed', of);
    }
    case 'next': {
      const ids = new Set(shown.map(({ id }) => id));
      const units = brief.watch.flatMap(({ restsOn }, at): Unit[] =>
        !isWhole && restsOn.some((id) => ids.has(id)) ? [{ unit: 'watch', brief, at }] : [],
      );
      return units.length === 0 ? section('watch') : answering('next', units);
    }
    case 'amount': {
      const counted = [...shown, ...relatedTo(was)].filter((one) => /\d/u.test(pick(one.text, 'en')));
      return counted.length === 0 ? unclear(was, context) : showing('amount', counted);
    }
    case 'why':
      return why(was, context);
    case 'more': {
      const told = new Set(after.told);
      const rest = [
        ...relatedTo(was).filter((one) => brief.statements.includes(one)),
        ...statementsBy(brief.keyPoints, context.catalogue),
        ...brief.statements,
      ];
      const further = [...new Set(rest)].filter(({ id }) => !told.has(id));
      return further.length === 0
        ? listed('more', [note(t('followUp.noMore'))], was, context)
        : showing('plain', further);
    }
    case 'and':
    case 'side': {
      const party = partyOf(followUp.name, was, followUp.type === 'side');
      if (party === 'both') return tell({ type: 'sides' }, telling);
      if (party !== undefined) return side(party, was, context);
      return another(
        followUp.type === 'side' && otherwise.type === 'ask' ? otherwise.question : followUp.name,
        telling,
      );
    }
    case 'within':
      return otherwise.type === 'ask' ? another(otherwise.question, telling) : answer(otherwise);
    case 'unclear':
      return unclear(was, context);
  }
}

/** How many statements one answer tells. */
const MOST = 3;

/** Returns statements as an answer, of whichever topic the first of them is. */
function showAll(
  statements: readonly Statement[],
  kind: QuestionKind,
  { brief: own }: Before,
  context: AnswerContext,
  party?: string,
): Reply {
  const brief = homeOf(statements[0], context.catalogue, own) ?? own;
  const its = statements.filter((one) => brief.statements.includes(one)).slice(0, MOST);
  return composeAnswer({ brief, kind, units: unitsOf(brief, its), ...(party !== undefined && { party }) }, context);
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
  const reply = composeAnswer({ brief: home, kind: 'plain', units }, context);
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

/** Asks what is meant; with the topic that it may be about, or topics to choose from. */
function askBack(text: string, briefs: readonly Brief[], context: AnswerContext, brief?: Brief): Reply {
  const { language, audience } = context;
  const t = messages(language);
  return {
    title: t('followUp.askBack'),
    outcome: 'choices',
    language,
    audience,
    blocks: [
      note(text),
      ...(briefs.length === 0 ? [] : choose(t('reply.chooseTopic'), briefs, language, context.catalogue)),
    ],
    actions: [...(brief === undefined ? [] : [openTopic(brief, context)]), openTopics(language)],
  };
}

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
  { after, brief, topic }: Before,
  { audience }: AnswerContext,
): Reply {
  const { language, t } = topic;
  const { again = { type: 'brief', topic: brief.id } } = after;
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
  /\b(?:because|since|in response|cit(?:es|ed|ing)|reasons?|due to (?!expire|end|begin)|f(?:ou|i)nds?|fail\w*|refus\w+|reflects?|determin\w+|rul(?:ed|ing)s?|court|retaliat\w+|in order to|to (?:protect|address|prevent|press|counter)|over (?:its|fears)|accus\w+|argu\w+|aims?|threat\w*|national security)\b/iu;

/** Returns what the file has for a reason, and otherwise why the topic matters. */
function why(was: Before, context: AnswerContext): Reply {
  const { brief, topic } = was;
  const { language, t } = topic;
  const reasons = relatedTo(was)
    .filter(({ text }) => REASON.test(text.en))
    .slice(0, 2);
  if (!was.isWhole && reasons.length > 0) return showAll(reasons, 'plain', was, context);
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

/** Returns the party whose side a statement gives. */
function sideOf(statement: Statement, { catalogue }: TopicContext): string | undefined {
  if (statement.kind === 'position' || statement.kind === 'commitment')
    return statement.accordingTo ?? (statement.kind === 'position' ? statement.party : undefined);
  return statement.kind === 'measure' ? statement.party : catalogue.sources.get(statement.document)?.party;
}

/** Returns what a party says of what was shown, or that it has said nothing. */
function side(party: string, was: Before, context: AnswerContext): Reply {
  const { after, brief, topic, shown, track, disagreement, isWhole } = was;
  const { t, language, catalogue } = topic;
  const name = partyName(party, topic);
  const itsOwn = (one: Statement): boolean => sideOf(one, topic) === party;
  const said = disagreement === undefined ? undefined : brief.disagreements[disagreement];
  const stand = said?.sides.find((one) => one.party === party);
  const told = statementsBy(stand?.statements ?? [], context.catalogue);
  const subject = track === undefined ? shown[0]?.text : catalogue.tracks.get(track)?.title;
  const found =
    subject === undefined
      ? undefined
      : context.catalogue.finder.within(
          brief.id,
          `${pick(subject, 'en')} ${partyName(party, { ...topic, language: 'en' })}`,
        );
  const near = [...(found?.units ?? [])].flatMap((one) => (one.unit === 'statement' ? [one.statement] : []));
  const statements = isWhole
    ? [...statementsBy(brief.keyPoints, context.catalogue), ...brief.statements]
    : told.length > 0 || (stand !== undefined && after.disagreement !== undefined)
      ? told
      : track === undefined && disagreement === undefined
        ? bearing(was).map(({ statement }) => statement)
        : [...shown, ...relatedTo(was), ...near.slice(0, MOST)];
  const its = [...new Set(statements)].filter((one) => told.includes(one) || itsOwn(one)).slice(0, MOST);
  if (its.length > 0) return showAll(its, 'side', was, context, party);
  return listed(
    'side',
    [
      note(capitalized(t('followUp.silent', { side: name }))),
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

/** Words that point at what was said before. */
const POINTS =
  /\b(?:it|its|th(?:at|is)(?! (?:day|week|month|year|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december))|they|them|their|those|these|there|then|the (?:one|ones|other|rest|rules?)|one|so|and|same|before)\b|[它那这此其]|^之后|呢[?？]?$/iu;

/** Returns the answer to a question that names something: of what was told, where it points there, or where the topic is as near to it as any; else anew. */
function another(question: string, telling: Telling): Reply {
  const { before: was, context, answer } = telling;
  const { brief } = was;
  const { finder } = context.catalogue;
  const found = finder.find(question);
  const isFound = found.result === 'found' || found.result === 'several';
  const isOwn =
    found.result === 'found'
      ? found.brief.id === brief.id
      : found.result === 'several' && found.answers.some((one) => one.brief.id === brief.id);
  const [best, ...others] = finder.rank(question);
  const own = [best, ...others].find((one) => one?.brief.id === brief.id);
  const isNear = best !== undefined && own !== undefined && own.score >= AS_NEAR * best.score;
  const isElsewhere = namesAnother(question, was, context);
  const points = POINTS.test(question) && !isElsewhere;
  const asked = askedOf(question);
  const bears = bearing(was, question).filter(
    ({ statement, near }) =>
      (near >= HAS.near || brief.statements.includes(statement)) && (asked !== 'why' || REASON.test(statement.text.en)),
  );
  const within = finder.within(brief.id, question);
  const statements = (told: readonly Bearing[]): Reply => {
    const its = told.slice(0, MOST).map(({ statement }) => statement);
    return showAll(its, within?.kind ?? 'plain', was, context);
  };
  const part = was.isWhole ? 0 : shownPart(was, question);
  const isShort = naming(datesIn(question).rest).length <= MAX_NAMED;
  const isNew = isElsewhere || (isFound && part < HAS.shown && !(points && isShort));
  if (asked === 'still' && !was.isWhole && !isNew && (points || isShort || part >= HAS.shown))
    return tell({ type: 'still' }, telling);
  if (isFound && isNew && !was.isWhole && !bears.some(isBoth)) return answer({ type: 'ask', question });
  // What bears on the question and on what was shown as well comes before anything else.
  const both = bears.filter(isBoth);
  if (!was.isWhole && !isElsewhere && both.length > 0) return statements(both);
  if (isFound && (isOwn ? found.result === 'found' && (!points || was.isWhole) : !points && !isNear))
    return answer({ type: 'ask', question });
  // What is found nowhere else must be near to what was shown.
  const isNearby = (unit: Unit): boolean =>
    unit.unit === 'statement' &&
    bears.some(({ near, statement }) => near >= HAS.nearby && statement === unit.statement);
  const units = within?.units.filter((unit) => points || isFound || isNearby(unit)) ?? [];
  if (within !== undefined && units.length > 0) return composeAnswer({ ...within, units }, context);
  const told = bears.filter(({ has }) => has >= (points ? HAS.pointing : HAS.alone));
  if (told.length > 0) return statements(told);
  if (asked !== undefined && (points || naming(question).length <= MAX_NAMED)) return tell({ type: asked }, telling);
  return points ? notSaid(was, context) : answer({ type: 'ask', question });
}

const isBoth = ({ near, has }: Bearing): boolean => near >= HAS.near && has >= HAS.beside;

/** Returns whether a question names another topic, or a measure or promise of another one. */
function namesAnother(question: string, { brief }: Before, { catalogue }: AnswerContext): boolean {
  const key = ` ${nameKey(simplified(question))} `;
  const named = (name: string | undefined): boolean =>
    name !== undefined &&
    (/\p{Script=Han}/u.test(name) ? key.includes(nameKey(simplified(name))) : key.includes(` ${nameKey(name)} `));
  const isNamed = ({ title, aliases }: Pick<Brief, 'title' | 'aliases'>): boolean =>
    [title.en, title.zh, ...aliases.en, ...(aliases.zh ?? [])].some(named);
  return (
    [...catalogue.briefs.values()].some((one) => one.id !== brief.id && isNamed(one)) ||
    [...catalogue.tracks.values()].some((one) => !one.topics.includes(brief.id) && isNamed(one))
  );
}

/** Which part of a question a statement must have that answers it: one that points at what was said, and any other. */
const HAS = { shown: 0.35, pointing: 0.3, alone: 0.6, beside: 0.45, near: 4, nearby: 3 } as const;
/** A question that names no more asks for something of what was told. */
const MAX_NAMED = 10;
/** Of the points of the nearest topic, so many are as near. */
const AS_NEAR = 0.6;
