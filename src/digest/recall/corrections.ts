/** The corrections and retractions in the records, and which messages they concern: those that show another version of what was corrected. Pure. */
import { publishedOf, type RecordCatalogue } from '../../records/catalogue.ts';
import type { Brief, Entry, Statement, StatementCorrection, Translated } from '../../records/schema.ts';
import type { CarriedBrief } from '../delivery/delivery.ts';
import { hash } from 'node:crypto';

/** A correction as messages are told of it. */
export type Correction = {
  /** `DOCUMENT/STATEMENT/ID`, or `TOPIC/ID` of a correction or retraction of a topic. */
  readonly key: string;
  /** What a message shows that it concerns: a statement, or a topic. */
  readonly shown: string;
  /** The version that needs no correction; undefined where each does. */
  readonly version: string | undefined;
  /** Tells whether a message that shows another version, sent on a day in UTC, has to be told of it. */
  readonly concerns: (version: string, sentOn: string) => boolean;
  readonly brief: Brief;
} & (
  | { readonly type: 'reworded'; readonly statement: Statement; readonly correction: StatementCorrection }
  | {
      readonly type: 'withdrawn';
      readonly statement: Statement;
      /** What was heard of it, as news has it. */
      readonly heard: string;
      readonly on: string;
      readonly what: Translated;
    }
  | { readonly type: 'correction' | 'retraction'; readonly entry: Entry }
);

/** Under this a message shows a topic: no statement's id begins with an asterisk. */
export const shownTopic = (topic: string): string => `*${topic}`;

/** The version of a topic in a message that does not show its bottom line. */
const WITHOUT_BOTTOM_LINE = '';

/** Returns what a message shows of a topic, each with its version. */
export function versionsShown({ id, statements, versions = [], bottomLine = WITHOUT_BOTTOM_LINE }: CarriedBrief): {
  readonly shown: string;
  readonly version: string;
}[] {
  return [
    { shown: shownTopic(id), version: bottomLine },
    ...statements.flatMap((statement, index) => {
      const version = versions[index];
      return version === undefined ? [] : [{ shown: statement, version }];
    }),
  ];
}

/** The records that corrections are found in. */
type Corrected = Pick<RecordCatalogue, 'briefs' | 'statements' | 'withdrawn'>;

/** Returns the newest correction of each statement and topic, and all that was withdrawn or retracted. */
export function correctionsIn({ briefs, statements, withdrawn }: Corrected): Correction[] {
  const published = publishedOf(briefs.values());
  const briefOf = new Map(published.flatMap((brief) => brief.statements.map(({ id }) => [id, brief] as const)));
  return [
    ...[...statements.values()].flatMap((statement) => {
      const brief = briefOf.get(statement.id);
      const correction = newest(statement.corrections ?? []);
      return brief === undefined || correction === undefined ? [] : [ofStatement(statement, correction, brief)];
    }),
    ...published.flatMap((brief) => ofBottomLine(brief, statements)),
    ...[...withdrawn.values()].flatMap((statement) => ofWithdrawn(statement, published)),
    ...[...briefs.values()].flatMap((brief) => ofTopic(brief, statements)),
  ];
}

/** Returns the correction or retraction of a key, undefined where there is none: also one that a newer one has taken the place of. */
export const correctionOf = (key: string, records: Corrected): Correction | undefined =>
  correctionAmong(key, correctionsIn(records));

/** Returns the same among the corrections of records that are at hand. */
export function correctionAmong(key: string, all: readonly Correction[]): Correction | undefined {
  const known = all.find((one) => one.key === key);
  if (known !== undefined) return known;
  for (const one of all) {
    if (one.type !== 'reworded') continue;
    const correction = one.statement.corrections?.find(({ id }) => `${one.statement.id}/${id}` === key);
    if (correction !== undefined) return ofStatement(one.statement, correction, one.brief);
  }
  return undefined;
}

function ofStatement(statement: Statement, correction: StatementCorrection, brief: Brief): Correction {
  return {
    type: 'reworded',
    key: `${statement.id}/${correction.id}`,
    shown: statement.id,
    version: versionOf(statement),
    // What was corrected is known by its wording, whatever day the correction bears; where a curator gave that in other words, by the day.
    concerns: (version, sentOn) =>
      (statement.corrections ?? []).some(({ before }) => isVersionOf(version, before)) || correction.on > sentOn,
    brief,
    statement,
    correction,
  };
}

/** A bottom line that rests on what was corrected concerns the messages that show it in other words, from before the correction. */
function ofBottomLine(brief: Brief, statements: RecordCatalogue['statements']): Correction[] {
  return brief.bottomLine.restsOn.flatMap((id): Correction[] => {
    const statement = statements.get(id);
    const correction = newest(statement?.corrections ?? []);
    if (statement === undefined || correction === undefined) return [];
    return [
      {
        ...ofStatement(statement, correction, brief),
        shown: shownTopic(brief.id),
        version: textVersion(brief.bottomLine.text),
        concerns: (version, sentOn) => version !== WITHOUT_BOTTOM_LINE && correction.on >= sentOn,
      },
    ];
  });
}

function ofWithdrawn(statement: Statement, published: readonly Brief[]): Correction[] {
  const brief = published.find(({ id }) => statement.topics.includes(id));
  if (brief === undefined || statement.withdrawn === undefined) return [];
  const { on, reason } = statement.withdrawn;
  return [
    {
      type: 'withdrawn',
      key: `${statement.id}/withdrawn`,
      shown: statement.id,
      version: undefined,
      concerns: () => true,
      brief,
      statement,
      heard: statement.id,
      on,
      what: reason,
    },
  ];
}

function ofTopic(brief: Brief, statements: RecordCatalogue['statements']): Correction[] {
  const shown = shownTopic(brief.id);
  if (brief.status === 'retracted')
    return brief.retraction === undefined
      ? []
      : [
          {
            type: 'retraction',
            key: `${brief.id}/${brief.retraction.id}`,
            shown,
            version: undefined,
            concerns: () => true,
            brief,
            entry: brief.retraction,
          },
        ];
  const entry = newest(brief.corrections);
  if (entry === undefined) return [];
  const concerns = (_version: string, sentOn: string): boolean => entry.on >= sentOn;
  const correction = { type: 'correction', key: `${brief.id}/${entry.id}`, brief, entry } as const;
  const named = (entry.statements ?? []).flatMap((id) => statements.get(id) ?? []);
  return [
    {
      ...correction,
      shown,
      version: textVersion(brief.bottomLine.text),
      concerns: (version, sentOn) => version !== WITHOUT_BOTTOM_LINE && concerns(version, sentOn),
    },
    // A statement with a correction of its own is told by that.
    ...named
      .filter(({ corrections = [] }) => corrections.length === 0)
      .map((statement) =>
        Object.assign({}, correction, { shown: statement.id, version: versionOf(statement), concerns }),
      ),
  ];
}

/** The last one of the newest day. */
const newest = <One extends { readonly on: string }>(all: readonly One[]): One | undefined =>
  all.reduce<One | undefined>((last, one) => (last === undefined || one.on >= last.on ? one : last), undefined);

/** Of each text, and of the citations: enough that two versions of one statement are never taken for each other. */
const PART_CHARACTERS = 8;

/** Returns the version of what a statement says and rests on: its text in both languages, then its citations. */
export function versionOf({ text, citations }: Pick<Statement, 'text' | 'citations'>): string {
  const cited = citations.map(({ source, paragraph, find }) => [source, paragraph, find]);
  return textVersion(text) + partOf(JSON.stringify(cited));
}

/** Returns the version of a text in both languages, with which the version of a statement of that text begins. */
export const textVersion = ({ en, zh = '' }: Translated): string => partOf(en) + partOf(zh);

/** Tells whether a version is of a statement that had a text, in either language: a correction may give it in one alone. */
export function isVersionOf(version: string, { en, zh }: Translated): boolean {
  const [english, chinese] = [version.slice(0, PART_CHARACTERS), version.slice(PART_CHARACTERS, 2 * PART_CHARACTERS)];
  return english === partOf(en) || (zh !== undefined && chinese === partOf(zh));
}

const partOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, PART_CHARACTERS);
