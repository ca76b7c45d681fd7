/** What is to be looked at in a statement: the same in its form, in the editor of its record, before publishing, and in `check`. */
import { expect, test } from 'vitest';
import { attache } from '../../support/command.ts';
import { FERRY_DETAILS } from '../../support/ferries.ts';
import { deskAsked } from './asking.ts';

const TEXT = ['The grain corridor carried ninety ships in October.', 'Southland counted every one of them.'];
const NAME = { relationship: 'north-south', id: 'ferries' };
const RECORD = { folder: 'north-south/documents', file: 'ferries.yaml' };
const STATEMENT = {
  id: 'ships',
  kind: 'reported-fact',
  topics: ['grain-corridor'],
  text: { en: 'On October 8, some 19 vessels used the corridor.' },
  eventOn: { precision: 'day', on: '2026-10-08' },
  citations: [{ paragraph: 1, find: 'carried ninety ships' }],
};

type Found = {
  readonly text?: string;
  readonly warnings: readonly { readonly code: string; readonly field: string }[];
};
const codes = ({ warnings }: Found): string[] => warnings.map(({ code }) => code).toSorted();

test('the figures and the style of a statement are told alike in every editor, at publishing and in check', async () => {
  const { desk, post } = await deskAsked();
  const given = { ...NAME, from: 'paste', text: TEXT.join('\n'), details: FERRY_DETAILS, anyway: false };
  await post('documents/draft', given);
  const { record } = (await post('reading/document', NAME)) as unknown as {
    readonly record: { readonly text: string };
  };
  const written = (statement: object) =>
    post<Found>('reading/statement', { ...NAME, text: record.text, statement, others: [] });

  const form = await written(STATEMENT);
  expect(codes(form)).toEqual(['figures-uncited', 'own-date']);
  expect(form.warnings.map(({ field }) => field)).toEqual(['text.en', 'text.en']);
  // While its day is still missing, the rest is told already.
  expect(codes(await written({ ...STATEMENT, eventOn: undefined }))).toEqual(['figures-uncited']);

  const texts = [{ ...RECORD, text: form.text }];
  expect(codes(await post<Found>('curate/check', { ...RECORD, text: form.text, language: 'en' }))).toEqual(codes(form));
  const difference = await post<Found>('curate/difference', { texts, language: 'en' });
  expect(codes(difference)).toEqual(codes(form));
  await post('curate/publish', { texts });
  // What is published with it is no news of the next change.
  const title = String(form.text).replace('Ferries at the quay', 'Ferries at the old quay');
  expect(await post('curate/difference', { texts: [{ ...RECORD, text: title }], language: 'en' })).toMatchObject({
    warnings: [],
    records: [{ change: 'changed' }],
  });

  const { output, errors } = await attache(desk.briefsDir, ['check'], {
    env: { DATA_DIR: desk.dataDir },
    now: Temporal.Now.instant(),
  });
  expect(errors).toBe('');
  const own = output.split('\n').filter((line) => line.includes('ferries.yaml'));
  expect(
    own.filter((line) => line.includes('says October 8, 19, which the paragraphs that it cites do not say')),
  ).toHaveLength(1);
  expect(own.filter((line) => line.includes('repeats its own date (October 8)'))).toHaveLength(1);
  expect(own).toHaveLength(2);
});
