/** Every position and view of the project's records as a line of a digest: none loses whose word it is. */
import { expect, test } from 'vitest';
import { sentenceOf } from '../../src/digest/news-text.ts';
import { valuesOf } from '../../src/records/catalogue.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import type { Statement } from '../../src/records/schema.ts';
import { pick } from '../../src/views/text.ts';
import { createCatalogue } from '../../src/search/catalogue.ts';
import { NOW, OWN } from '../support/records.ts';

const catalogue = createCatalogue(valuesOf(createRecordLoader(OWN).read()));

/** The names by which whose word a statement is can be told. */
function namesOf(statement: Statement, language: 'en' | 'zh'): readonly string[] {
  if (statement.kind === 'position') return [pick(statement.speaker, language)];
  if (!('by' in statement) || statement.kind === 'commitment') return [];
  const { by } = statement;
  if (!Array.isArray(by)) return [pick(by.name, language)];
  const authors = catalogue.sources.get(statement.document)?.authors ?? [];
  return authors.filter(({ id }) => by.includes(id)).map(({ name }) => pick(name, language));
}

test.each(['en', 'zh'] as const)('in %s each names its speaker, in front', (language) => {
  const words = [...catalogue.statements.values()].filter(
    (one) => one.kind !== 'measure' && one.kind !== 'commitment' && one.kind !== 'reported-fact',
  );
  expect(words.length).toBeGreaterThan(700);
  const lost = words.filter((one) => {
    const sentence = sentenceOf(one, {
      catalogue,
      language,
      now: NOW,
      titleOf: ({ title }) => pick(title, language),
    });
    const text = pick(one.text, language);
    const front = sentence.endsWith(text) ? sentence.slice(0, sentence.length - text.length) : '';
    return !namesOf(one, language).every((name) => front.includes(name) || sentence.startsWith(name));
  });
  expect(lost.map(({ id }) => id)).toEqual([]);
});
