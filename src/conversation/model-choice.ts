/** The choice by a model: which questions go to a chooser, and how they are answered by its choice. A model chooses among numbered candidates; every word shown is the records'. */
import { dayOf } from '../records/dates.ts';
import type { BriefRequest } from '../reply/button.ts';
import { unitKey } from '../reply/compose/units.ts';
import type { FindResult, NoneFound, Unit } from '../search/result.ts';
import { unitsOf } from '../search/result.ts';
import { topicNamed } from '../records/catalogue.ts';
import type { AnswerContext } from './conversation.ts';
import type { ModelChoice, ModelChooser } from './model-chooser.ts';
import { statementsBy } from './follow-up/context.ts';
import type { FollowUpRequest } from './follow-up/parse.ts';
import { relationshipsNamed } from './relationship-names.ts';

const MAX_CANDIDATES = 16;

/** Each topic has a bottom line; anything else is one unit wherever it stands. */
const keyOf = (unit: Unit): string => (unit.unit === 'bottom-line' ? `bottom-line ${unit.brief.id}` : unitKey(unit));

/** Returns what a model chooses for a request that is a question for it; undefined for any other request, and where it makes no choice. Never rejects. */
export async function chooseByModel(
  request: BriefRequest | FollowUpRequest,
  chooser: ModelChooser | undefined,
  context: AnswerContext,
  workspace: string,
): Promise<ModelChoice | undefined> {
  if (chooser === undefined) return undefined;
  const question = openQuestion(request, context);
  if (question === undefined) return undefined;
  const { catalogue, language, now } = context;
  const asked = { relationship: context.relationship, today: dayOf(now) };
  const after = request.type === 'follow-up' ? request.after : undefined;
  const brief = after?.topic === undefined ? undefined : topicNamed(catalogue, after.topic);
  const shown = brief === undefined ? [] : unitsOf(brief, statementsBy(after?.statements ?? [], catalogue));
  const within = brief === undefined ? [] : (catalogue.finder.within(brief.id, question, asked)?.units ?? []);
  // Half of the places at most are for the topic that was spoken of.
  const near = [...within.slice(0, MAX_CANDIDATES / 2), ...catalogue.finder.candidates(question, asked)];
  const candidates = [...new Map(near.map((unit) => [keyOf(unit), unit])).values()].slice(0, MAX_CANDIDATES);
  if (candidates.length === 0) return undefined;
  const choice = await chooser.choose({ question, candidates, shown, workspace, catalogue, language, now });
  return choice && { ...choice, question, candidates, host: chooser.host };
}

/** Returns the question of a request that a model may answer: not one that opens a card, names a relationship or is of several topics, and no message of somebody else's. */
function openQuestion(request: BriefRequest | FollowUpRequest, context: AnswerContext): string | undefined {
  const asked = request.type === 'follow-up' && request.followUp.type === 'within' ? request.otherwise : request;
  if (asked.type !== 'ask' || relationshipsNamed(asked.question, context.catalogue).length > 0) return undefined;
  const found = context.catalogue.finder.find(asked.question, { relationship: context.relationship });
  const opensCard = found.result === 'found' && found.units.length === 0 && found.restriction === undefined;
  return (opensCard && asked === request) || found.result === 'several' ? undefined : asked.question;
}

/** Returns what was found with the choice of a model in the place of the built-in one. */
export function withChoice(found: FindResult, { verdict, picks, candidates }: ModelChoice): FindResult {
  const [first] = picks;
  const nearest = found.result === 'none' && found.nearest.length > 0 ? found.nearest : candidates;
  if (verdict === 'none' || first === undefined) {
    const none: NoneFound = { result: 'none', why: 'nothing', nearest, briefs: [], unknown: [], meant: [] };
    return found.result === 'none' ? { ...found, why: 'nothing', nearest } : none;
  }
  const elsewhere = found.result === 'found' ? found.elsewhere : undefined;
  return { result: 'found', brief: first.brief, units: picks, elsewhere };
}
