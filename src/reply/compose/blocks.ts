/** The blocks of each section of a brief; none where there is nothing in it. */
import { messages } from '../../locales/messages.ts';
import { formatDay, span } from '../../records/dates.ts';
import type { Brief, Entry, Language, Source, Statement } from '../../records/schema.ts';
import { standingOf } from '../../records/standing.ts';
import { SECTIONS, type Section } from '../section.ts';
import { capitalized, pick } from '../../views/text.ts';
import { note, listBlock } from './parts.ts';
import type { Block, Claim, SourceItem } from '../reply.ts';
import { expectationText } from '../../views/state-words.ts';
import { partyName } from '../../views/names.ts';
import { claimBlocks, claimOf } from './claims.ts';
import { publishedIn } from '../../views/marks.ts';
import { sourceItem } from './sources.ts';
import { ofKinds, ofParty, restingMarks, statementsOf, type TopicContext } from './topic.ts';
import { compareTexts } from '../../shared/text.ts';

/** What both sides say fits one message of each platform, links included: of each side so much, and one statement in any case. */
const MAX_SIDE = { statements: 5, characters: 1_700 } as const;
/** Longer addresses of one statement are not all linked where a message is short. */
const MAX_LINKS_CHARACTERS = 800;

const BLOCKS: Readonly<Record<Section, (topic: TopicContext) => Block[]>> = {
  'key-points': keyPoints,
  sides,
  disagreements,
  measures: (topic) => standingFirst(ofKinds(KINDS.measures, topic), topic),
  commitments: (topic) => standingFirst(ofKinds(KINDS.commitments, topic), topic),
  views: (topic) => standingFirst(ofKinds(KINDS.views, topic), topic),
  watch,
  gaps,
  sources: (topic) => sourceBlocks(topic, true),
  changes: ({ brief, language }) => changeBlocks(brief, language),
};

const KINDS = {
  measures: ['measure'],
  commitments: ['commitment'],
  views: ['assessment', 'recommendation', 'forecast'],
} as const;

/** What a section is composed of: to know whether there is anything, nothing has to be composed. */
const CONTENTS: Readonly<Record<Section, (topic: TopicContext) => readonly unknown[]>> = {
  'key-points': (topic) => statementsOf(topic.brief.keyPoints, topic),
  sides: (topic) => topic.parties.flatMap(({ id }) => ofParty(id, topic)),
  disagreements: ({ brief }) => brief.disagreements,
  measures: (topic) => ofKinds(KINDS.measures, topic),
  commitments: (topic) => ofKinds(KINDS.commitments, topic),
  views: (topic) => ofKinds(KINDS.views, topic),
  watch: ({ brief }) => brief.watch,
  gaps: ({ brief }) => brief.gaps,
  sources: ({ sources }) => sources,
  changes: ({ brief }) => brief.history,
};

/** Returns the blocks of a section. */
export const sectionBlocks = (section: Section, topic: TopicContext): Block[] => BLOCKS[section](topic);

/** Returns the sections in which a brief has something, in their order, with how much. */
export const sectionCounts = (topic: TopicContext): { readonly section: Section; readonly count: number }[] =>
  SECTIONS.map((section) => ({ section, count: CONTENTS[section](topic).length })).filter(({ count }) => count > 0);

function keyPoints(topic: TopicContext): Block[] {
  const { brief, language, t } = topic;
  const points = statementsOf(brief.keyPoints, topic);
  if (points.length === 0) return [];
  return [
    {
      type: 'claims',
      heading: messages(language)('sections.names.key-points'),
      claims: points.map((statement) => claimOf(statement, topic)),
    },
    {
      type: 'summary',
      heading: t('reply.whyItMatters'),
      text: pick(brief.whyItMatters.text, language),
      marks: restingMarks(brief.whyItMatters.restsOn, topic),
    },
  ];
}

/** What a party's documents say themselves, beside one another: of what there is room for, what much rests on and the newest; the newest first. */
function sides(topic: TopicContext): Block[] {
  const t = messages(topic.language);
  const each = topic.parties.map(({ id }) => ({ name: partyName(id, topic), statements: ofParty(id, topic) }));
  if (each.every(({ statements }) => statements.length === 0)) return [];
  return each.flatMap(({ name, statements }): Block[] => {
    if (statements.length === 0) return [note(t('sections.noneOfSide', { side: name }))];
    const claims = fittingClaims(statements, topic);
    const shown: Block = { type: 'claims', heading: capitalized(t('sections.bySide', { side: name })), claims };
    const more = t('sections.shownOf', { side: name, shown: claims.length, all: statements.length });
    return claims.length === statements.length ? [shown] : [shown, note(more)];
  });
}

/** Returns as many statements as a side has room for, the newest first: chosen by what rests on them, then the newest, then the shortest; a long one is passed over for the next. */
function fittingClaims(statements: readonly Statement[], topic: TopicContext): Claim[] {
  const weighty = weightOf(topic.brief);
  const chosen: { readonly claim: Claim; readonly day: string }[] = [];
  let characters = 0;
  const ranked = statements
    .map((statement) => {
      const claim = claimOf(statement, topic, 'short');
      return { claim, weight: weighty(statement), day: lastDayOf(statement), size: sizeOf(claim) };
    })
    .toSorted((a, b) => a.weight - b.weight || newestFirst(a, b) || a.size - b.size);
  for (const { claim, day, size } of ranked) {
    if (chosen.length > 0 && characters + size > MAX_SIDE.characters) continue;
    chosen.push({ claim, day });
    characters += size;
    if (chosen.length === MAX_SIDE.statements) break;
  }
  return chosen.toSorted(newestFirst).map(({ claim }) => claim);
}

const newestFirst = (a: { readonly day: string }, b: { readonly day: string }): number => compareTexts(b.day, a.day);

/** Returns the last day of when a position or a promise was told, or a measure began. */
function lastDayOf(statement: Statement): string {
  if (statement.kind === 'measure') return span(statement.from).last;
  return statement.kind === 'position' || statement.kind === 'commitment' ? span(statement.saidOn).last : '';
}

/** Returns about how many characters a claim takes of a message, with the addresses that it links. */
function sizeOf({ text, detail, marks }: Claim): number {
  const links = marks.reduce((sum, mark) => sum + mark.text.length + mark.url.length, 0);
  return [text, ...detail].join(' · ').length + Math.min(links, MAX_LINKS_CHARACTERS);
}

/** Ranks a statement by what rests on it: the lower, the more. */
function weightOf({ keyPoints: points, bottomLine, whyItMatters, disagreements: differing }: Brief) {
  const ranked = [
    points,
    bottomLine.restsOn,
    differing.flatMap((one) => one.sides.flatMap(({ statements }) => statements)),
    whyItMatters.restsOn,
  ].map((ids) => new Set(ids));
  return ({ id }: Statement): number => {
    const rank = ranked.findIndex((ids) => ids.has(id));
    return rank === -1 ? ranked.length : rank;
  };
}

function disagreements(topic: TopicContext): Block[] {
  return topic.brief.disagreements.map((one) => disagreementBlock(one, topic));
}

/** Returns a disagreement: its question, what each side says with its sources, and where it stands. */
export function disagreementBlock(
  { question, sides: both, state }: Brief['disagreements'][number],
  topic: TopicContext,
): Block {
  const { language, t } = topic;
  return {
    type: 'points',
    heading: pick(question, language),
    items: [
      ...both.map(({ party, text, statements, searched = [] }) => ({
        label: capitalized(partyName(party, topic)),
        text: `${pick(text, language)}${aside(searchedText(searched, topic), topic)}`,
        marks: restingMarks(statements, topic),
      })),
      { label: t('sections.state'), text: pick(state, language), marks: [] },
    ],
  };
}

const aside = (text: string, { t }: TopicContext): string => (text === '' ? '' : t('reply.aside', { text }));

/** More documents than so many are counted. */
const MAX_SEARCHED = 3;

/** Returns in which documents something was looked for; '' where none is named. */
export function searchedText(ids: readonly string[], { catalogue, language, t }: TopicContext): string {
  const names = ids
    .flatMap((id) => catalogue.sources.get(id) ?? [])
    .toSorted((a, b) => compareTexts(b.publishedOn, a.publishedOn))
    .map((source) => publishedIn(source, language));
  if (names.length === 0) return '';
  const more = names.length - MAX_SEARCHED;
  const shown = more > 1 ? names.slice(0, MAX_SEARCHED) : names;
  const sources = shown.join(t('reply.listedLong'));
  return t('reply.searched', { sources: more > 1 ? t('reply.andMore', { names: sources, more }) : sources });
}

/** What still stands comes before what has passed, the newest first. */
function standingFirst(statements: readonly Statement[], topic: TopicContext): Block[] {
  const isOver = (statement: Statement): boolean =>
    ['ended', 'superseded', 'end-passed'].includes(standingOf(statement, topic.catalogue, topic.now)?.state ?? '');
  return claimBlocks([...statements.filter((one) => !isOver(one)), ...statements.filter(isOver)], topic);
}

function watch(topic: TopicContext): Block[] {
  const { brief, language, t } = topic;
  return brief.watch.length === 0
    ? []
    : [
        {
          type: 'watch',
          heading: t('reply.watch'),
          items: brief.watch.map((item) => ({
            text: pick(item.text, language),
            expected: item.expected && expectationText(item.expected, topic),
            wouldChange: t('reply.wouldChange', { what: pick(item.wouldChange, language) }),
            marks: restingMarks(item.restsOn, topic),
          })),
        },
      ];
}

function gaps(topic: TopicContext): Block[] {
  const { brief, language, t } = topic;
  return brief.gaps.length === 0
    ? []
    : [
        {
          type: 'gaps',
          heading: t('reply.gaps'),
          items: brief.gaps.map(
            ({ text, searched }) => `${pick(text, language)}${aside(searchedText(searched, topic), topic)}`,
          ),
        },
      ];
}

/** Returns the documents of a brief; in full with the roles of their authors and the day they were read. */
export function sourceBlocks({ sources, cited, t, language, number }: TopicContext, full: boolean): Block[] {
  return sources.length === 0
    ? []
    : [
        {
          type: 'sources',
          heading: t('reply.sources'),
          items: disclosedOnce(
            sources,
            sources.map((source) => sourceItem(source, cited, t, language, number, full)),
          ),
        },
      ];
}

/** A publisher's disclosure stands with the first of its documents that has it. */
function disclosedOnce(sources: readonly Source[], items: readonly SourceItem[]): SourceItem[] {
  const told = new Set<string>();
  return items.map((item, at) => {
    const key = `${sources[at]?.publisher.en} ${item.disclosure}`;
    if (told.has(key)) return { ...item, disclosure: '' };
    told.add(key);
    return item;
  });
}

/** Returns the history and the corrections of a brief and of its statements, newest first. */
export function changeBlocks(brief: Brief, language: Language): Block[] {
  const t = messages(language);
  const list = (entries: readonly (Pick<Entry, 'on' | 'what'> & { readonly before?: Entry['what'] })[]) =>
    entries
      .toSorted((a, b) => compareTexts(b.on, a.on))
      .map(({ on, what, before }) => ({
        label: formatDay(on, language),
        detail:
          before === undefined
            ? pick(what, language)
            : t('sections.correction', { what: pick(what, language), before: pick(before, language) }),
      }));
  const corrections = list([...brief.corrections, ...brief.statements.flatMap((one) => one.corrections ?? [])]);
  return [
    listBlock(t('reply.changes'), list(brief.history)),
    corrections.length === 0 ? note(t('reply.noCorrections')) : listBlock(t('reply.corrections'), corrections),
  ];
}
