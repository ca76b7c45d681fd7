/** Composes replies from a brief: the order and the wording a reader meets, each claim with its author, date and citation. */
import type { Catalogue } from '../brief/catalogue.ts';
import { deepLink } from '../brief/citation.ts';
import { freshness, passed } from '../brief/freshness.ts';
import type { Brief, Entry, Language, Source, Statement, Text, When } from '../brief/schema.ts';
import { formatDay, formatWhen } from '../brief/when.ts';
import type { Request, Target } from '../request/request.ts';
import type { Action, Block, Claim, Mark, Reply, SourceItem } from './reply.ts';
import { wordsOf, type Words } from './words.ts';

/** What composing reads: the records, the language, the time. */
export type Composing = {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
  readonly audience: Reply['audience'];
};

/** Returns a text in a language, in English where it has no other. */
export function pick(text: Text, language: Language): string {
  return (language === 'zh' ? text.zh : undefined) ?? text.en;
}

type Openable = Exclude<Request, { readonly type: 'ask' }>;

/** Returns an action that opens a reply, private to whoever presses it. */
export function open(label: string, request: Openable, language: Language, page = 1): Action {
  return { label, target: { verb: 'open', request, page, language } };
}

/** Returns the whole brief in the order of a briefing: bottom line, badge, facts, positions, views, watch list, gaps, sources. */
export function composeBrief(brief: Brief, composing: Composing): Reply {
  const { catalogue, now, audience } = composing;
  const language = readable(brief, composing.language);
  const words = wordsOf(language);
  if (brief.status === 'retracted') return composeRetracted(brief, { ...composing, language });

  const sources = citedSources(brief, catalogue);
  const number = numbering(sources);
  const marks = (statements: readonly Statement[]): Mark[] => marksOf(statements, sources, number);
  const resting = (ids: readonly string[]): Mark[] => marks(brief.statements.filter(({ id }) => ids.includes(id)));

  const blocks: Block[] = [
    ...untranslated(language, composing),
    {
      type: 'summary',
      heading: words.bottomLine,
      text: pick(brief.bottomLine.text, language),
      marks: resting(brief.bottomLine.restsOn),
    },
    badge(brief, sources, words, language, now),
    {
      type: 'summary',
      heading: words.whyItMatters,
      text: pick(brief.whyItMatters.text, language),
      marks: resting(brief.whyItMatters.restsOn),
    },
    ...claimBlocks(brief, composing, language, words, sources, number),
  ];
  if (brief.watch.length > 0) {
    blocks.push({
      type: 'watch',
      heading: words.watch,
      items: brief.watch.map((item) => ({
        text: pick(item.text, language),
        ...(item.expected && { expected: expectation(item.expected, words, language, now) }),
        wouldChange: words.wouldChange(pick(item.wouldChange, language)),
        marks: resting(item.restsOn),
      })),
    });
  }
  if (brief.gaps.length > 0) {
    blocks.push({
      type: 'gaps',
      heading: words.gaps,
      items: brief.gaps.map((gap) => {
        const searched = gap.searched.flatMap((id) => number.get(id) ?? []).map((n) => `[${n}]`);
        return searched.length === 0
          ? pick(gap.text, language)
          : `${pick(gap.text, language)}${words.aside(words.searched(searched.join(words.listed)))}`;
      }),
    });
  }
  blocks.push({
    type: 'sources',
    heading: words.sources,
    items: sources.map((source) => sourceItem(source, brief, words, language, number)),
  });

  const again: Openable = { type: 'brief', topic: brief.id };
  return {
    title: pick(brief.title, language),
    language,
    audience,
    blocks,
    actions: [
      open(words.sources, { type: 'sources', topic: brief.id }, language),
      open(words.changes, { type: 'changes', topic: brief.id }, language),
      open(words.related, { type: 'related', topic: brief.id }, language),
      ...(audience === 'asker' ? [{ label: words.share, target: share(brief.id, language) }] : []),
    ],
    again,
  };
}

const share = (topic: string, language: Language): Target => ({
  verb: 'share',
  request: { type: 'brief', topic },
  page: 1,
  language,
});

/** Returns what a retracted brief still says: that it was, when and why. */
function composeRetracted(brief: Brief, { language, audience }: Composing): Reply {
  const words = wordsOf(language);
  const entry = brief.retraction;
  return {
    title: pick(brief.title, language),
    language,
    audience,
    blocks: [
      {
        type: 'note',
        tone: 'warning',
        text: words.retracted(
          formatDay(entry?.on ?? brief.asOf, language),
          entry === undefined ? '' : pick(entry.what, language),
        ),
      },
    ],
    actions: [
      open(words.changes, { type: 'changes', topic: brief.id }, language),
      open(words.allTopics, { type: 'topics' }, language),
    ],
    again: { type: 'brief', topic: brief.id },
  };
}

/** Returns a brief's sources in full: who wrote, who stands behind them, which paragraphs are cited, with links to the words. */
export function composeSources(brief: Brief, composing: Composing): Reply {
  const { catalogue, audience } = composing;
  const language = readable(brief, composing.language);
  const words = wordsOf(language);
  if (brief.status === 'retracted') return composeRetracted(brief, { ...composing, language });
  const sources = citedSources(brief, catalogue);
  const number = numbering(sources);
  return {
    title: words.sourcesOf(pick(brief.title, language)),
    language,
    audience,
    blocks: [
      ...untranslated(language, composing),
      {
        type: 'sources',
        heading: words.sources,
        items: sources.map((source) => sourceItem(source, brief, words, language, number, true)),
      },
      ...sources.map((source): Block => ({
        type: 'claims',
        heading: `[${number.get(source.id)}] ${pick(source.title, language)}`,
        claims: brief.statements
          .filter((statement) => statement.citations.some((citation) => citation.source === source.id))
          .map((statement) => claimOf(statement, words, language, sources, number))
          .map((claim) => ({
            ...claim,
            detail: [words.kinds[claim.kind], claim.who, claim.date, ...claim.detail],
            marks: claim.marks.filter((mark) => mark.source === number.get(source.id)),
          })),
      })),
    ],
    actions: [open(pick(brief.title, language), { type: 'brief', topic: brief.id }, language)],
    again: { type: 'sources', topic: brief.id },
  };
}

/** Returns a brief's history and corrections, newest first. */
export function composeChanges(brief: Brief, { language, audience }: Composing): Reply {
  const words = wordsOf(language);
  const items = (entries: readonly Entry[]) =>
    entries
      .toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
      .map((entry) => ({ label: formatDay(entry.on, language), detail: pick(entry.what, language) }));
  return {
    title: words.changesOf(pick(brief.title, language)),
    language,
    audience,
    blocks: [
      ...(brief.retraction === undefined
        ? []
        : [
            {
              type: 'note',
              tone: 'warning',
              text: words.retracted(formatDay(brief.retraction.on, language), pick(brief.retraction.what, language)),
            } as const,
          ]),
      { type: 'list', heading: words.changes, items: items(brief.history) },
      brief.corrections.length === 0
        ? { type: 'note', text: words.noCorrections, tone: 'plain' }
        : { type: 'list', heading: words.corrections, items: items(brief.corrections) },
    ],
    actions: [open(pick(brief.title, language), { type: 'brief', topic: brief.id }, language)],
    again: { type: 'changes', topic: brief.id },
  };
}

/** Returns the topics that a brief names as related, to choose from. */
export function composeRelated(brief: Brief, { catalogue, language, audience }: Composing): Reply {
  const words = wordsOf(language);
  const related = brief.related
    .flatMap((id) => catalogue.briefs.get(id) ?? [])
    .filter(({ status }) => status === 'published');
  return {
    title: words.relatedTo(pick(brief.title, language)),
    language,
    audience,
    blocks:
      related.length === 0
        ? [{ type: 'note', text: words.noRelated, tone: 'plain' }]
        : [choices(words.chooseTopic, related, language)],
    actions: [open(words.allTopics, { type: 'topics' }, language)],
    again: { type: 'related', topic: brief.id },
  };
}

/** Returns a block of briefs to choose from. */
export function choices(prompt: string, briefs: readonly Brief[], language: Language): Block {
  return {
    type: 'choices',
    prompt,
    choices: briefs.map((brief) => ({
      label: pick(brief.title, language),
      detail: pick(brief.summary, language),
      target: { verb: 'open', request: { type: 'brief', topic: brief.id }, page: 1, language },
    })),
  };
}

function claimBlocks(
  brief: Brief,
  { catalogue }: Composing,
  language: Language,
  words: Words,
  sources: readonly Source[],
  number: ReadonlyMap<string, number>,
): Block[] {
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
  const order = [
    'reported-fact',
    ...parties.map(({ id }) => `position ${id}`),
    'position',
    'assessment',
    'recommendation',
    'forecast',
  ];
  const rank = (statement: Statement): number => {
    const place = order.indexOf(statement.kind === 'position' ? `position ${statement.party}` : statement.kind);
    return place === -1 ? order.length : place;
  };
  const groups = Map.groupBy(
    brief.statements.toSorted((a, b) => rank(a) - rank(b)),
    (statement) => {
      const who = citedAuthors(statement, sources, words, language);
      if (statement.kind !== 'position') return words.headings[statement.kind](who);
      const party = parties.find(({ id }) => id === statement.party);
      return words.positions(
        party === undefined ? statement.party : pick(party.name, language),
        words.named(who, pick(statement.role, language)),
      );
    },
  );
  return [...groups].map(([heading, statements]): Block => {
    const claims = statements.map((statement) => claimOf(statement, words, language, sources, number));
    const [day] = new Set(claims.map(({ date }) => date));
    const shared = claims.every(({ date }) => date === day);
    return {
      type: 'claims',
      heading: shared && day !== undefined ? words.dated(heading, day) : heading,
      claims: claims.map((claim) => (shared ? claim : { ...claim, detail: [claim.date, ...claim.detail] })),
    };
  });
}

function claimOf(
  statement: Statement,
  words: Words,
  language: Language,
  sources: readonly Source[],
  number: ReadonlyMap<string, number>,
): Claim {
  const detail: string[] = [];
  if (statement.kind === 'assessment' && statement.confidence !== undefined)
    detail.push(words.saysTheSource(words.confidence[statement.confidence]));
  if (statement.kind === 'forecast') {
    if (statement.likelihood !== undefined) detail.push(words.saysTheSource(words.likelihood[statement.likelihood]));
    if (statement.horizon !== undefined) detail.push(words.horizon(formatWhen(statement.horizon, language)));
  }
  return {
    id: statement.id,
    kind: statement.kind,
    text: pick(statement.text, language),
    who: citedAuthors(statement, sources, words, language),
    date: dateOf(statement, sources, language),
    detail,
    marks: marksOf([statement], sources, number),
  };
}

/** When a statement's event happened, or when it was said: the publication of its first source where the record has no date of its own. */
function dateOf(statement: Statement, sources: readonly Source[], language: Language): string {
  switch (statement.kind) {
    case 'reported-fact':
      return formatWhen(statement.eventOn, language);
    case 'position':
      return formatWhen(statement.saidOn, language);
    default: {
      if (statement.madeOn !== undefined) return formatWhen(statement.madeOn, language);
      const publishedOn = sources.find(({ id }) => id === statement.citations[0]?.source)?.publishedOn;
      return publishedOn === undefined ? '' : formatDay(publishedOn, language);
    }
  }
}

/** Who stands behind a statement: its speaker, whose view it is, or the authors who report the fact. */
function citedAuthors(statement: Statement, sources: readonly Source[], words: Words, language: Language): string {
  if (statement.kind === 'position') return pick(statement.speaker, language);
  const cited = sources.filter((source) => statement.citations.some((citation) => citation.source === source.id));
  if (statement.kind !== 'reported-fact') {
    if (!Array.isArray(statement.by)) return pick(statement.by.name, language);
    const authors = cited.flatMap((source) => source.authors);
    return statement.by
      .map((id) => authors.find((author) => author.id === id))
      .map((author) => (author === undefined ? '' : pick(author.name, language)))
      .join(words.and);
  }
  return cited
    .map((source) => (source.authors.length === 0 ? pick(source.publisher, language) : names(source, words, language)))
    .join(words.listed);
}

const names = (source: Source, words: Words, language: Language): string =>
  source.authors.map((author) => pick(author.name, language)).join(words.and);

function marksOf(
  statements: readonly Statement[],
  sources: readonly Source[],
  number: ReadonlyMap<string, number>,
): Mark[] {
  const marks = new Map<string, Mark>();
  for (const citation of statements.flatMap((statement) => statement.citations)) {
    const source = sources.find(({ id }) => id === citation.source);
    const n = number.get(citation.source);
    if (source === undefined || n === undefined) continue;
    const key = `${n}/${citation.paragraph}`;
    if (!marks.has(key)) marks.set(key, { source: n, paragraph: citation.paragraph, url: deepLink(source, citation) });
  }
  return [...marks.values()].toSorted((a, b) => a.source - b.source || a.paragraph - b.paragraph);
}

/** The sources that a brief cites or searched, in the order in which they first appear. */
function citedSources(brief: Brief, catalogue: Catalogue): Source[] {
  const ids = new Set([
    ...brief.statements.flatMap((statement) => statement.citations.map(({ source }) => source)),
    ...brief.gaps.flatMap(({ searched }) => searched),
  ]);
  return [...ids].flatMap((id) => catalogue.sources.get(id) ?? []);
}

const numbering = (sources: readonly Source[]): Map<string, number> =>
  new Map(sources.map(({ id }, index) => [id, index + 1]));

function sourceItem(
  source: Source,
  brief: Brief,
  words: Words,
  language: Language,
  number: ReadonlyMap<string, number>,
  full = false,
): SourceItem {
  const paragraphs = new Set(
    brief.statements.flatMap(({ citations }) =>
      citations.filter((citation) => citation.source === source.id).map(({ paragraph }) => paragraph),
    ),
  );
  const cited = [...paragraphs].toSorted((a, b) => a - b).map((paragraph) => `¶${paragraph}`);
  const authors = full
    ? source.authors
        .map((author) =>
          author.role === undefined
            ? pick(author.name, language)
            : pick(author.name, language) + words.aside(pick(author.role, language)),
        )
        .join(words.and)
    : names(source, words, language);
  return {
    number: number.get(source.id) ?? 0,
    title: pick(source.title, language),
    detail: [
      authors,
      pick(source.publisher, language),
      words.kindOfSource[source.kind],
      words.published(formatDay(source.publishedOn, language)),
      ...(full ? [words.accessed(formatDay(source.accessedOn, language))] : []),
      ...(cited.length === 0 ? [] : [words.citedIn(cited.join(' '))]),
    ]
      .filter((part) => part !== '')
      .join(' · '),
    disclosure: pick(source.disclosure, language),
    url: source.url,
  };
}

function badge(
  brief: Brief,
  sources: readonly Source[],
  words: Words,
  language: Language,
  now: Temporal.Instant,
): Block {
  const { asOf, overdue, reviewDueOn } = freshness(brief, now);
  const verifiedOn = formatDay(brief.verified.on, language);
  const kinds = [...new Set(sources.map(({ kind }) => words.kindOfSource[kind]))].join(words.listed);
  return {
    type: 'badge',
    items: [
      words.asOf(formatDay(asOf, language)),
      brief.verified.by.kind === 'person'
        ? words.verifiedByPerson(brief.verified.by.name, verifiedOn)
        : words.verifiedByProgram(verifiedOn),
      words.sourceKinds(kinds),
    ],
    ...(overdue && { warning: words.overdue(formatDay(reviewDueOn, language)) }),
  };
}

function expectation(when: When, words: Words, language: Language, now: Temporal.Instant): string {
  const said = formatWhen(when, language);
  return passed(when, now) ? words.wasExpected(said) : words.expected(said);
}

/** The language a brief can be read in: English where it has no Chinese yet. */
const readable = (brief: Brief, language: Language): Language =>
  language === 'zh' && brief.bottomLine.text.zh === undefined ? 'en' : language;

/** Tells a reader who asked in another language than the brief is in. */
const untranslated = (language: Language, asked: Composing): Block[] =>
  language === asked.language ? [] : [{ type: 'note', text: wordsOf(asked.language).notTranslated, tone: 'plain' }];
