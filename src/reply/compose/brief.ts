/** The card of a brief, which one screen holds, and the whole brief. */
import { messages } from '../../locales/messages.ts';
import type { Brief, Language, Statement } from '../../records/schema.ts';
import type { Openable } from '../button.ts';
import type { Section } from '../section.ts';
import { isPartly, pick, choices, open, readable, untranslated, type ComposeContext, relatedTo } from './parts.ts';
import type { Action, Claim, Reply } from '../reply.ts';
import { publisherPartyOf } from './attribution.ts';
import { sectionBlocks, sectionsOf, sourceBlocks } from './blocks.ts';
import { claimBlocks, claimOf } from './claims.ts';
import { composeRetracted } from './sections.ts';
import { sizeOf, sizeOfCited, together, within, type Size } from './size.ts';
import {
  bottomLine,
  freshnessBadge,
  ofParty,
  restingMarks,
  shortFreshness,
  statementsOf,
  topicContext,
  unheldText,
  verifiedText,
  type TopicContext,
} from './topic.ts';

/** What a card says: as much as is sought, and what two long key points may take. */
const SOUGHT: Size = { words: 120, characters: 680 };
const MAX: Size = { words: 135, characters: 870 };
const LANGUAGES: readonly Language[] = ['en', 'zh'];

/** Returns the card of a brief: bottom line, two or three key points, how new the documents are, and what else there is. */
export function composeBrief(brief: Brief, context: ComposeContext): Reply {
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const topic = topicContext(brief, context);
  const { language, t } = topic;
  const again = { type: 'brief', topic: brief.id } as const;
  return {
    title: pick(brief.title, language),
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      bottomLine(topic, t('reply.bottomLine')),
      {
        type: 'claims',
        heading: '',
        claims: cardPoints(topic).map((statement) => cardClaim(statement, topic)),
      },
      shortFreshness(topic),
    ],
    actions: cardActions(topic, context.audience, again),
    again,
  };
}

/** Returns the buttons of a card: the whole brief, both sides and sources where there are such, to share `shared` where only the asker sees it, and to flag. */
export function cardActions(topic: TopicContext, audience: Reply['audience'], shared: Openable): Action[] {
  const { brief, language, t } = topic;
  return [
    { ...open(messages(language)('sections.fullBrief'), { type: 'full', topic: brief.id }, language), primary: true },
    ...(topic.parties.some(({ id }) => ofParty(id, topic).length > 0) ? [openSection('sides', topic)] : []),
    ...(topic.sources.length > 0 ? [openSection('sources', topic)] : []),
    ...(audience === 'asker'
      ? [{ label: t('reply.share'), target: { verb: 'share', request: shared, page: 1, language } } as const]
      : []),
    flag(topic),
  ];
}

/** Returns the whole brief in the order of a briefing, with a button for each section in which there is something. */
export function composeFull(brief: Brief, context: ComposeContext): Reply {
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const topic = topicContext(brief, context);
  const { catalogue, language, t, sources } = topic;
  const kinds = [...new Set(sources.map(({ kind }) => t(`reply.kindOfSource.${kind}`)))].join(t('reply.listed'));
  const related = relatedTo(brief, catalogue);
  return {
    title: t('reply.about', { title: pick(brief.title, language), what: messages(language)('sections.fullBrief') }),
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      bottomLine(topic, t('reply.bottomLine')),
      freshnessBadge(topic, [
        verifiedText(topic),
        ...unheldText(topic, context.isHeld),
        t('reply.sourceKinds', { kinds }),
      ]),
      {
        type: 'summary',
        heading: t('reply.whyItMatters'),
        text: pick(brief.whyItMatters.text, language),
        marks: restingMarks(brief.whyItMatters.restsOn, topic),
      },
      ...sectionBlocks('key-points', topic),
      ...sectionBlocks('disagreements', topic),
      ...claimBlocks(brief.statements, topic),
      ...sectionBlocks('watch', topic),
      ...sectionBlocks('gaps', topic),
      ...sourceBlocks(topic, false),
    ],
    actions: [
      open(messages(language)('sections.backToCard'), { type: 'brief', topic: brief.id }, language),
      ...sectionsOf(topic).map((section) => openSection(section, topic)),
      ...relatedActions(brief, related, language),
      flag(topic),
    ],
    again: { type: 'full', topic: brief.id },
  };
}

/** Returns the button of the related topics of a brief: a choice of them, or the only one. */
function relatedActions({ id }: Brief, related: readonly Brief[], language: Language): Action[] {
  const [only, ...others] = related;
  if (only === undefined) return [];
  const t = messages(language);
  if (others.length === 0)
    return [
      open(t('reply.relatedTopic', { title: pick(only.title, language) }), { type: 'brief', topic: only.id }, language),
    ];
  const titles = related.map(({ title }) => title);
  return [
    {
      ...open(
        isPartly(titles, language) ? t('reply.relatedPartly') : t('reply.related'),
        { type: 'related', topic: id },
        language,
      ),
      choices: choices('', related, language).choices,
    },
  ];
}

/** Returns the button that opens a section. */
const openSection = (section: Section, { brief, language }: TopicContext): Action =>
  open(messages(language)(`sections.names.${section}`), { type: 'section', topic: brief.id, section }, language);

const flag = ({ brief, language, t }: TopicContext): Action => ({
  label: t('reply.flag'),
  target: { verb: 'flag', topic: brief.id, language },
});

/** Returns two key points that a card has room for, of more than one side if it can be, with the first of all; a third where it is still short. In each language that the brief can be read in the card has this room, so that readers of both see the same points. */
function cardPoints(topic: TopicContext): Statement[] {
  const { brief } = topic;
  const versions = LANGUAGES.filter((one) => readable(brief, one) === one).map((language) =>
    Object.assign({}, topic, { language, t: messages(language) }),
  );
  const beside = versions.map((version) => {
    const { items, warning = '' } = shortFreshness(version);
    return together(
      sizeOf(pick(brief.title, version.language), ...items, warning),
      sizeOfCited(bottomLine(version, '')),
    );
  });
  const points = statementsOf(brief.keyPoints, topic).map((statement) => ({
    statement,
    side: publisherPartyOf(statement, topic),
    sizes: versions.map((version) => sizeOfCited(cardClaim(statement, version))),
  }));
  const all = points.flatMap((one, index) => points.slice(index + 1).map((other) => [one, other] as const));
  const ofBoth = all.filter(([one, other]) => one.side !== other.side);
  const versionsWith = (some: readonly (typeof points)[number][]): Size[] =>
    beside.map((size, at) => together(size, ...some.flatMap(({ sizes }) => sizes[at] ?? [])));
  const fits = (some: readonly (typeof points)[number][], most: Size): boolean =>
    versionsWith(some).every((size) => within(size, most));
  /** The characters of the longest of its versions. */
  const total = (some: readonly (typeof points)[number][]): number =>
    Math.max(...versionsWith(some).map(({ characters }) => characters));
  // Pairs stand in the order of their points: the first that fits has the earliest of them.
  const pairs = ofBoth.length === 0 ? all : ofBoth;
  const pair = pairs.find((some) => fits(some, MAX)) ?? pairs.toSorted((a, b) => total(a) - total(b))[0];
  if (pair === undefined) return points.map(({ statement }) => statement);
  const third = points.find((one) => !pair.includes(one) && fits([...pair, one], SOUGHT));
  return points.filter((one) => pair.includes(one) || one === third).map(({ statement }) => statement);
}

/** Returns a statement as a line of a card: without its exact words, and without who says the same. */
export const cardClaim = (statement: Statement, topic: TopicContext): Claim => claimOf(statement, topic, 'short');
