/** What is new over all topics: what the newest documents say, and which briefs changed last. */
import { namesText } from '../../views/text.ts';
import { messages } from '../../locales/messages.ts';
import { changesSinceRewrite } from '../../records/topic-history.ts';
import { dayOf, formatDay, latestDay, span } from '../../records/dates.ts';
import { statementDate } from '../../records/statement-dates.ts';
import type { Brief, Language, Source, Statement } from '../../records/schema.ts';
import type { Block, Reply } from '../reply.ts';
import { speakerOf } from '../../views/attribution.ts';
import { claimOf } from './claims.ts';
import { marksOf } from '../../views/marks.ts';
import { clearTitle } from '../../views/names.ts';
import { type ComposeContext, note, openTopic, openTopics } from './parts.ts';
import { sizeOf, sizeOfCited, together, within, type Size } from './size.ts';
import { topicContext } from './topic.ts';
import { publishedOf } from '../../records/catalogue.ts';
import { compareTexts } from '../../shared/text.ts';

/** How far back something is new, in days. */
const NEW_DAYS = 28;
/** What a document tells of so many days before it is recent. */
const RECENT_DAYS = 60;
/** How many statements are told, of how many documents, and how much with all the rest: what a phone's screen holds. */
const MAX = { statements: 4, documents: 12, words: 145, characters: 830 } as const;
/** What the button of a topic takes of it. */
const BUTTON: Size = { words: 0, characters: 40 };

/** What a document says that weighs most in a topic. */
type NewsLine = { readonly source: Source; readonly statement: Statement; readonly brief: Brief };

/** Returns what the newest documents say, of each document and of each topic at most one statement, and which briefs changed in the last weeks. */
export function composeNews(context: ComposeContext): Reply {
  const { catalogue, language, audience, now } = context;
  const t = messages(language);
  const published = publishedOf(catalogue.briefs.values());
  const since = dayOf(now.subtract({ hours: NEW_DAYS * 24 }));
  const lines = newestLines(published, [...catalogue.sources.values()]);
  const newest = lines[0]?.source.publishedOn;
  const age =
    newest === undefined
      ? t('answer.noNews')
      : newest < since
        ? t('answer.newest', { day: formatDay(newest, language) })
        : undefined;
  const changed = changedText(published, since, context);
  let taken = sizeOf(t('answer.news'), age ?? '', changed);
  const items: { readonly brief: Brief; readonly item: NewsPoint }[] = [];
  for (const line of lines) {
    const item = pointOf(line, context);
    const sum = together(taken, sizeOf(item.label), sizeOfCited(item), BUTTON);
    if (items.length > 0 && !within(sum, MAX)) continue;
    taken = sum;
    items.push({ brief: line.brief, item });
    if (items.length === MAX.statements) break;
  }
  return {
    title: t('answer.news'),
    language,
    audience,
    blocks: [
      ...(age === undefined ? [] : [note(age)]),
      ...(items.length === 0 ? [] : [{ type: 'points', heading: '', items: items.map(({ item }) => item) } as const]),
      ...(changed === '' ? [] : [note(changed)]),
    ],
    actions: [...items.map(({ brief }) => openTopic(brief, context)), openTopics(language)],
    again: { type: 'news' },
  };
}

type NewsPoint = Extract<Block, { readonly type: 'points' }>['items'][number];

function pointOf({ statement, brief }: NewsLine, context: ComposeContext): NewsPoint {
  const topic = topicContext(brief, context);
  const { catalogue, language, t } = topic;
  const { lead, text, detail } = claimOf(statement, topic, 'short');
  const said = lead === undefined ? text : t('reply.about', { title: speakerOf(statement, topic), what: text });
  return {
    label: clearTitle(brief, catalogue, language),
    text: `${said}${detail.length === 0 ? '' : t('reply.aside', { text: detail.join(' · ') })}`,
    // The document's own day is what makes it new.
    marks: marksOf([statement], topic.sources, topic),
  };
}

/** Returns what the newest documents say, each for another topic, the newest first: of a document what is recent in it, then what much rests on, then the shortest. */
function newestLines(published: readonly Brief[], sources: readonly Source[]): NewsLine[] {
  const weighty = new Map(published.map((brief) => [brief.id, new Set(weightyOf(brief))]));
  const lines: NewsLine[] = [];
  for (const source of sources.toSorted(
    (a, b) => compareTexts(b.publishedOn, a.publishedOn) || compareTexts(b.id, a.id),
  )) {
    const left = published.filter((brief) => lines.every((line) => line.brief !== brief));
    const recently = Temporal.PlainDate.from(source.publishedOn).subtract({ days: RECENT_DAYS }).toString();
    const [best] = source.statements
      .flatMap((statement) =>
        left
          .filter(({ id }) => statement.topics.includes(id))
          .map((brief) => ({
            line: { source, statement, brief },
            rank:
              (saidLast(statement, source) >= recently ? 0 : 2) + (weighty.get(brief.id)?.has(statement.id) ? 0 : 1),
            length: statement.text.en.length,
          })),
      )
      .toSorted((a, b) => a.rank - b.rank || a.length - b.length);
    if (best !== undefined) lines.push(best.line);
    if (lines.length === MAX.documents) break;
  }
  return lines;
}

/** Returns the last day of what a statement tells: the day of its document where it has no date of its own. */
function saidLast(statement: Statement, { publishedOn }: Source): string {
  const date = statementDate(statement);
  return date === undefined ? publishedOn : span(date).last;
}

/** The statements that much rests on, the first the most. */
const weightyOf = ({ keyPoints, bottomLine, whyItMatters }: Brief): string[] => [
  ...new Set([...keyPoints, ...bottomLine.restsOn, ...whyItMatters.restsOn]),
];

/** Returns which briefs were changed on the last day on which any was; '' where that is long ago. */
function changedText(published: readonly Brief[], since: string, { catalogue, language, now }: ComposeContext): string {
  const days = published.flatMap((brief) =>
    changesSinceRewrite(brief).flatMap(({ on }) => (on > latestDay(now) ? [] : [{ on, brief }])),
  );
  const last = days
    .map(({ on }) => on)
    .toSorted()
    .at(-1);
  if (last === undefined || last < since) return '';
  const briefs = [...new Set(days.filter(({ on }) => on === last).map(({ brief }) => brief))];
  return rewritten(
    last,
    briefs.map((brief) => clearTitle(brief, catalogue, language)),
    language,
  );
}

function rewritten(day: string, titles: readonly string[], language: Language): string {
  const named = titles.length <= 3 ? titles : titles.slice(0, 2);
  const t = messages(language);
  return t('answer.rewritten', {
    day: formatDay(day, language),
    titles: named.length === titles.length ? namesText(named, t) : named.join(t('reply.listed')),
    more: titles.length - named.length,
  });
}
