/** How a statement stands today, and which other sides tell it alike or differently, in a reader's words. */
import { formatDay, formatWhen, passed, span } from '../../records/dates.ts';
import type { DateWithPrecision, Statement } from '../../records/schema.ts';
import { standingOf } from '../../records/standing.ts';
import { toldOf } from '../../records/told.ts';
import { BETWEEN_MARKS, markText } from '../reply.ts';
import { sectionTexts } from '../texts/sections.ts';
import { tellerOf, whenOf, type ClaimContext } from './attribution.ts';
import { marksOf } from './marks.ts';

/** Returns how a measure, a commitment or a forecast stands, with the mark of the statement that says so; nothing where there is nothing to say. */
export function standingText(statement: Statement, context: ClaimContext): string[] {
  const standing = standingOf(statement, context.catalogue, context.now);
  if (standing === undefined) return [];
  const { language, texts } = context;
  const { by, until } = standing;
  const said = sectionTexts(language);
  const day = until === undefined ? '' : formatWhen(until, language);
  const mark = by === undefined ? '' : markOf([by], context);
  switch (standing.state) {
    case 'planned':
      return [said.planned(whenOf(statement, context))];
    case 'start-passed':
      return [
        untold(
          said.startPassed(whenOf(statement, context)),
          statement.kind === 'measure' ? statement.from : until,
          context,
        ),
      ];
    case 'in-force':
      return [said.inForce(day)];
    case 'suspended':
      return [said.suspended(day)];
    case 'ended':
      return [said.ended];
    case 'superseded':
      return [
        (by?.kind === 'measure' && by.effect === 'ended' ? said.endedOn : said.superseded)(
          by === undefined ? '' : whenOf(by, context),
          mark,
        ),
      ];
    case 'end-passed':
      return [untold(said.endPassed(day), until, context)];
    case 'open':
      if (day === '') return [];
      return [standing.kind === 'commitment' ? said.due(day) : texts.horizon(day)];
    case 'due-passed':
      return [untold(standing.kind === 'commitment' ? said.due(day) : texts.horizon(day), until, context)];
    case 'kept':
    case 'partly':
    case 'missed': {
      const outcome = (standing.kind === 'commitment' ? said.promise : said.expected)[standing.state];
      return by === undefined ? [] : [outcome(tellerOf(by, context), toldOn(by, context), mark)];
    }
  }
}

/** Returns when something watched for is, or was, expected. */
export function expectationText(
  when: DateWithPrecision,
  context: Pick<ClaimContext, 'sources' | 'language' | 'texts' | 'now'>,
): string {
  const { language, texts, now } = context;
  const day = formatWhen(when, language);
  return passed(when, now) ? untold(texts.wasExpected(day), when, context) : texts.expected(day);
}

/** The day of the document that tells it: what it tells of may have happened earlier. */
function toldOn({ document }: Statement, { catalogue, language }: ClaimContext): string {
  const day = catalogue.sources.get(document)?.publishedOn;
  return day === undefined ? '' : formatDay(day, language);
}

/** Returns a date that has passed with why its outcome is not told: no document of this reply is later, or none of them says. */
function untold(
  past: string,
  when: DateWithPrecision | undefined,
  { sources, language }: Pick<ClaimContext, 'sources' | 'language'>,
): string {
  const said = sectionTexts(language);
  const isLater = when !== undefined && sources.some(({ publishedOn }) => publishedOn > span(when).last);
  return said.untold(past, isLater ? said.outcomeUntold : said.noLater);
}

/** Returns which other sides tell a claim differently and, unless only that is wanted, alike, each with its marks. */
export function toldText(statement: Statement, context: ClaimContext, onlyDifferently = false): string[] {
  const told = toldOf(statement, context.catalogue);
  const said = sectionTexts(context.language);
  const own = tellerOf(statement, context);
  const bySide = (statements: readonly Statement[], say: (who: string, mark: string) => string): string[] =>
    [...Map.groupBy(statements, (one) => tellerOf(one, context))].flatMap(([side, theirs]) =>
      side === '' || side === own ? [] : [say(side, markOf(theirs, context))],
    );
  return [
    ...bySide(told.differently, said.toldDifferently),
    ...(onlyDifferently ? [] : bySide(told.alike, said.toldAlike)),
  ];
}

/** Returns the statements of other topics or none that telling these needs: those that say the same, tell it differently, supersede or resolve it. */
export function relatedStatements(
  statements: readonly Statement[],
  { catalogue, now }: Pick<ClaimContext, 'catalogue' | 'now'>,
): Statement[] {
  const own = new Set(statements);
  const related = statements.flatMap((statement) => {
    const { alike, differently } = toldOf(statement, catalogue);
    const by = standingOf(statement, catalogue, now)?.by;
    return [...differently, ...alike, ...(by === undefined ? [] : [by])];
  });
  return [...new Set(related)].filter((statement) => !own.has(statement));
}

function markOf(statements: readonly Statement[], { sources, number }: ClaimContext): string {
  const marks = marksOf(statements, sources, number);
  return marks.length === 0 ? '' : ` [${marks.map(markText).join(BETWEEN_MARKS)}]`;
}
