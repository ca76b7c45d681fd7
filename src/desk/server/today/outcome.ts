/** What came of a day that has passed: the later statements that may tell it, and noting in the record of one that it does. */
import { fullName, publishedOn, shortId } from '../../../records/catalogue.ts';
import type { Author, PublishedSet } from '../../../records/publish/change-set.ts';
import type { Refusal } from '../../../records/publish/record-editor-contract.ts';
import { withFound, type Found } from '../../../records/publish/record-edits.ts';
import { documentRecordName, pathOf, topicRecordName } from '../../../records/publish/record-name.ts';
import { refusal } from '../../../records/publish/refusal.ts';
import type { Relation, Statement } from '../../../records/schema.ts';
import { compareTexts } from '../../../shared/text.ts';
import type { PassedDate } from '../../../people/passed-dates.ts';
import { editorOf, RefusedRequest, refusalOf } from '../context.ts';
import type { DeskBot } from '../../bot.ts';
import type { StatementLink } from '../records/statement.ts';
import { linkOf } from '../review.ts';
import type { ItemView, TodayContext } from './view.ts';

/** What a statement can be the outcome of, as a press says it. */
export const OUTCOMES = ['kept', 'partly', 'missed', 'supersedes', 'of-track'] as const;
export type OutcomeChoice = (typeof OUTCOMES)[number];

export type CandidateView = StatementLink & {
  /** What can be said by a press that it tells; where it is none, its record is opened. */
  readonly outcomes: readonly OutcomeChoice[];
  /** The place of its document, to open its record. */
  readonly document: string;
};

/** Where to look for what came of a day. */
export type LookView = {
  readonly candidates: readonly CandidateView[];
  /** What waits at the sources and may bear on the topic. */
  readonly items: readonly ItemView[];
  /** Where publishers of its relationship list their documents. */
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  /** The record of the topic, for what is watched for. */
  readonly topic: string;
};

/** So many statements are proposed. */
const MAX_CANDIDATES = 6;

/** Returns the later statements that may tell what came of a day, those of its track first. */
export function candidatesFor(date: PassedDate, context: TodayContext): CandidateView[] {
  const { catalogue } = context;
  const { brief, statement, text } = date;
  const topic = catalogue.briefs.get(brief);
  if (topic === undefined) return [];
  const since = statement === undefined ? '' : publishedOn(statement, catalogue);
  const near = (catalogue.finder.within(brief, text.en)?.units ?? []).flatMap((unit) =>
    unit.unit === 'statement' ? [unit.statement] : [],
  );
  const newest = topic.statements.toSorted((a, b) =>
    compareTexts(publishedOn(b, catalogue), publishedOn(a, catalogue)),
  );
  const later = [...near, ...newest].filter((one) => one !== statement && publishedOn(one, catalogue) > since);
  return [...new Set(later)].slice(0, MAX_CANDIDATES).map((one) => {
    const source = catalogue.sources.get(one.document);
    return Object.assign(linkOf(one, topic, context), {
      outcomes: outcomesOf(date, one),
      document: source === undefined ? one.document : fullName(source),
    });
  });
}

/** Returns what a press can say of a statement; what was done to a measure is told by a measure alone. */
function outcomesOf({ statement, track }: PassedDate, candidate: Statement): OutcomeChoice[] {
  if (statement?.kind === 'commitment' || statement?.kind === 'forecast') return ['kept', 'partly', 'missed'];
  if (statement?.kind !== 'measure' || candidate.kind !== 'measure') return [];
  if (track === undefined) return ['supersedes'];
  return candidate.track === undefined ? ['of-track'] : [];
}

/** Returns the record of the topic that a day stands in. */
export function topicOfDate({ brief }: PassedDate, { catalogue }: Pick<TodayContext, 'catalogue'>): string {
  const topic = catalogue.briefs.get(brief);
  return topic === undefined ? '' : pathOf(topicRecordName(topic));
}

/** Notes in the record of a statement that it tells what came of a day, and returns the change set and the record; refuses with what to do. */
export async function noteOutcome(
  date: PassedDate,
  { by, outcome }: { readonly by: string; readonly outcome: OutcomeChoice },
  author: Author,
  bot: Pick<DeskBot, 'catalogue' | 'recordEditor'>,
): Promise<{ readonly set: string | undefined; readonly record: string }> {
  const { statements, sources } = bot.catalogue();
  const candidate = statements.get(by);
  const source = candidate && sources.get(candidate.document);
  if (candidate === undefined || source === undefined || !outcomesOf(date, candidate).includes(outcome))
    throw new RefusedRequest(409, 'changed', refusal('no-outcome'));
  const editor = editorOf(bot);
  const name = documentRecordName(source);
  const opened = editor.open(name);
  if (!opened.ok) throw refusalOf(opened);
  const text = withFound(opened.text, shortId(candidate), foundOf(date, outcome));
  if (text === undefined) throw new RefusedRequest(409, 'changed', refusal('no-outcome'));
  const published: PublishedSet | Refusal = await editor.publish({
    texts: [{ ...name, text, version: opened.version }],
    author,
  });
  if (!published.ok) throw refusalOf(published);
  return { set: published.id, record: pathOf(name) };
}

function foundOf({ statement, track }: PassedDate, outcome: OutcomeChoice): Found {
  if (outcome === 'of-track') return { track: track ?? '' };
  const named = statement?.id ?? '';
  const relation: Relation =
    outcome === 'supersedes'
      ? { type: 'supersedes', statement: named }
      : { type: 'resolves', statement: named, outcome };
  return { relation };
}
