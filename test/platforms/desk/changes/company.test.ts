/** Who has which record open. */
import { expect, test } from 'vitest';
import { createCompany, type CompanyEvent } from '../../../../src/platforms/desk/server/changes/company.ts';

const page = (writer: string, person: string) => ({ writer, person, name: person.toUpperCase() });

test('names the other people at a record, each once, and tells when somebody comes or leaves', () => {
  const company = createCompany();
  const heard: CompanyEvent[] = [];
  const leave = company.open('tea', page('1', 'ann'), (event) => void heard.push(event));
  company.open('silk', page('2', 'cy'), () => undefined);
  expect(company.beside('tea', page('1', 'ann'))).toEqual({ names: [], isTwice: false });
  const leaves = ['3', '4'].map((writer) => company.open('tea', page(writer, 'bo'), () => undefined));
  expect(company.beside('tea', page('1', 'ann'))).toEqual({ names: ['BO'], isTwice: false });
  expect(company.beside('tea', page('3', 'bo'))).toEqual({ names: ['ANN'], isTwice: true });
  for (const one of leaves) one();
  expect(company.beside('tea', page('1', 'ann'))).toEqual({ names: [], isTwice: false });
  expect(heard).toEqual(Array.from({ length: 5 }, () => ({ kind: 'company' })));
  leave();
  company.open('tea', page('5', 'bo'), () => undefined);
  expect(heard).toHaveLength(5);
});

test('tells what a page has written to the others alone', () => {
  const company = createCompany();
  const heard: string[] = [];
  for (const writer of ['1', '2'])
    company.open('tea', page(writer, 'ann'), ({ kind }) => void (kind === 'kept' && heard.push(writer)));
  company.tell('tea', { kind: 'kept', person: 'ann', writer: '1', number: 7 });
  company.tell('silk', { kind: 'kept', person: 'ann', writer: '1', number: 8 });
  expect(heard).toEqual(['2']);
});
