/** Sets of questions with the paragraphs that answer them, and whether what was found does. */
import { readFileSync } from 'node:fs';
import type { RecordCatalogue } from '../../src/records/catalogue.ts';
import { restingOn, type Unit } from '../../src/search/result.ts';

/** A question with the topics it is about, none where nothing here answers, and the paragraphs that answer it. */
export type Asked = {
  readonly question: string;
  readonly topics: readonly string[];
  readonly answers: readonly { readonly document: string; readonly paragraphs: readonly number[] }[];
};

/** Returns the questions of a file, one JSON object a line. */
export const readQuestions = (file: URL | string): readonly Asked[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Partial<Asked> & { question: string; accept?: readonly string[] })
    .map(({ question, topics, accept = [], answers = [] }) => ({ question, topics: topics ?? accept, answers }));

/** Returns whether a unit shows or rests on a statement of a paragraph that answers. */
export const answersQuestion = (
  unit: Unit,
  { answers }: Asked,
  catalogue: Pick<RecordCatalogue, 'statements' | 'statementsOfTrack'>,
): boolean =>
  restingOn(unit, catalogue).some((id) =>
    catalogue.statements
      .get(id)
      ?.citations.some(({ source, paragraph }) =>
        answers.some(({ document, paragraphs }) => document === source && paragraphs.includes(paragraph)),
      ),
  );
