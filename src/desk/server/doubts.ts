/** What may no longer hold after something was published: by topic, until the topic itself is written or confirmed; and questions that found nothing and are answered by now. */
import { Hono } from 'hono';
import { z } from 'zod';
import { warning, type WarningFinding } from '../../records/check/style.ts';
import { type RecordCatalogue } from '../../records/catalogue.ts';
import { pathOf, topicRecordName } from '../../records/publish/record-name.ts';
import type { Brief, Statement } from '../../records/schema.ts';
import { trackStanding } from '../../records/track-state.ts';
import { pick } from '../../views/text.ts';
import { briefsOf } from '../../search/finder.ts';
import { yieldToEventLoop } from '../../shared/mutex.ts';
import { type DeskEnv, needs } from './access/access.ts';
import { type DeskContext, editorOf, LANGUAGE, query } from './context.ts';
import { relatedStatements } from './reading/related.ts';
import { clearLink, type NamedLink, type ViewContext } from './records/view-context.ts';

export type TopicDoubts = {
  readonly topic: NamedLink;
  /** The place of its record. */
  readonly file: string;
  /** The statements that were written since the topic was, by what they say. */
  readonly changed: readonly string[];
  readonly doubts: readonly WarningFinding[];
};

export type DoubtsView = {
  readonly topics: readonly TopicDoubts[];
  /** Questions that are kept, since they found nothing when they were asked, with the topics that answer them now. */
  readonly questions: readonly { readonly text: string; readonly topics: readonly NamedLink[] }[];
};

/** What was published longer ago is no task of after publishing any more: the topic falls due for review. */
const DAYS = 30;
const MAX_QUESTIONS = 50;
/** So many new statements of a topic are compared with what is near them. */
const MAX_COMPARED = 10;

const DoubtsQuery = z.strictObject({ language: LANGUAGE, set: z.string().max(100).optional() });

/** Returns the routes of doubts. */
export const doubtRoutes = ({ bot }: Pick<DeskContext, 'bot'>) =>
  new Hono<DeskEnv>().get('/curate/doubts', needs('curate'), query(DoubtsQuery), async (context) => {
    const { language, set } = context.req.valid('query');
    const editor = editorOf(bot);
    const now = bot.now();
    const catalogue = bot.catalogue();
    const view: ViewContext = { catalogue, language, now };
    const changed = editor.changedSince(now.subtract({ hours: 24 * DAYS }), set);
    const warnings = changed.size === 0 ? [] : await editor.warnings();
    const topics: TopicDoubts[] = [];
    for (const [id, names] of changed) {
      const topic = catalogue.briefs.get(id);
      if (topic === undefined) continue;
      const file = pathOf(topicRecordName(topic));
      const statements = names.flatMap((name) => catalogue.statements.get(name) ?? catalogue.withdrawn.get(name) ?? []);
      const doubts = [
        ...warnings.filter((one) => one.file === file).map(({ code, params }): WarningFinding => ({ code, params })),
        ...doubtsOf(topic, statements, catalogue, now),
        ...(await unrelated(topic, statements, view)),
      ];
      const said = statements.map(({ text }) => pick(text, language));
      if (doubts.length > 0) topics.push({ topic: clearLink(topic, view), file, changed: said, doubts });
    }
    const answer: DoubtsView = { topics, questions: await answeredNow(view, bot) };
    return context.json(answer);
  });

/** Returns what of a topic rests on statements that were written since, or withdrawn, and which of their tracks were left without an end. */
function doubtsOf(
  { bottomLine, keyPoints, disagreements, watch }: Brief,
  changed: readonly Statement[],
  catalogue: RecordCatalogue,
  now: Temporal.Instant,
): WarningFinding[] {
  const ids = new Map(changed.map((one) => [one.id, one]));
  // What disputes or replaces a statement bears on all that rests on that.
  for (const one of changed)
    for (const { type, statement } of one.relations)
      if (type === 'disputes' || type === 'supersedes') ids.getOrInsert(statement, one);
  const among = (resting: readonly string[]): Statement | undefined => resting.flatMap((id) => ids.get(id) ?? [])[0];
  const found: WarningFinding[] = [];
  const below = among([...bottomLine.restsOn, ...keyPoints]);
  if (below !== undefined) found.push(warning('rests-on-changed', { statement: below.text }));
  for (const { question, sides } of disagreements) {
    const statement = among(sides.flatMap((side) => side.statements));
    if (statement !== undefined) found.push(warning('disagreement-changed', { question, statement: statement.text }));
  }
  for (const { text, restsOn } of watch) {
    const statement = among(restsOn);
    if (statement !== undefined) found.push(warning('watch-changed', { text, statement: statement.text }));
  }
  for (const id of new Set(changed.flatMap(({ track }) => track ?? []))) {
    const track = catalogue.tracks.get(id);
    const standing = track && trackStanding(track, catalogue, now);
    if (track !== undefined && standing?.state === 'suspended' && standing.until === undefined)
      found.push(warning('track-open', { track: track.title }));
  }
  return found;
}

/** Returns the statements of the measure or promise of new ones of a topic that are near them and have other figures, where neither names the other. */
async function unrelated(topic: Brief, changed: readonly Statement[], view: ViewContext): Promise<WarningFinding[]> {
  const { relationship } = topic;
  const found: WarningFinding[] = [];
  for (const one of changed.filter(({ withdrawn }) => withdrawn === undefined).slice(0, MAX_COMPARED)) {
    const { text } = one;
    const except = one.id;
    const near = await relatedStatements({ text, said: [text.en] }, { relationship, except }, view);
    const other = near
      .filter(({ figures }) => figures.here.length > 0 && figures.there.length > 0)
      .flatMap(({ id }) => [id, `${relationship}/${id}`].flatMap((name) => view.catalogue.statements.get(name) ?? []))
      .find(
        (there) =>
          there.document !== one.document &&
          one.track !== undefined &&
          there.track === one.track &&
          there.topics.includes(topic.id) &&
          !isRelated(one, there) &&
          !isRelated(there, one),
      );
    if (other !== undefined) found.push(warning('relation-missing', { statement: text, other: other.text }));
  }
  return found;
}

const isRelated = ({ relations }: Statement, { id }: Statement): boolean =>
  relations.some(({ statement }) => statement === id);

/** Returns the questions that are kept and are answered by now, the most frequent first. */
async function answeredNow(
  view: ViewContext,
  { curatorsInbox }: Pick<DeskContext['bot'], 'curatorsInbox'>,
): Promise<DoubtsView['questions']> {
  const { questions } = await curatorsInbox.items(view.language);
  const answered: DoubtsView['questions'][number][] = [];
  await view.catalogue.prepare();
  for (const { text } of questions.slice(0, MAX_QUESTIONS)) {
    const found = view.catalogue.finder.find(text);
    if (found.result === 'found' || found.result === 'several')
      answered.push({ text, topics: briefsOf(found).map((topic) => clearLink(topic, view)) });
    await yieldToEventLoop();
  }
  return answered;
}
