/** What people and curators are told while records are being repaired. */
import { expect, test } from 'vitest';
import { answer } from '../../src/conversation/answer-request.ts';
import { repairNotice } from '../../src/conversation/repair.ts';
import type { BriefRequest } from '../../src/reply/button.ts';
import type { Language } from '../../src/records/schema.ts';
import { createCatalogue, type Catalogue } from '../../src/search/catalogue.ts';
import { catalogueOf, NOW } from '../support/records.ts';

const WITHHELD = { topics: ['north-south/tea-trade'], documents: ['north-south/second'], statements: 3 };
const partial = (): Catalogue => ({ ...catalogueOf(), withheld: WITHHELD });
const empty = (): Catalogue => ({
  ...createCatalogue({ documents: [], topics: [], relationships: [], tracks: [] }),
  withheld: { topics: [], documents: [], statements: 0 },
});

const told = (
  request: BriefRequest,
  {
    catalogue = partial(),
    language = 'en',
    isForCurators = false,
  }: { readonly catalogue?: Catalogue; readonly language?: Language; readonly isForCurators?: boolean } = {},
): string => {
  const context = { catalogue, language, isForCurators, now: NOW, audience: 'asker', helpEntries: [] } as const;
  const { title, blocks } = answer(request, context);
  return [title, ...blocks.flatMap((block) => (block.type === 'note' ? [block.text] : []))].join('\n');
};

const unread = (...of: readonly string[]): { readonly catalogue: Catalogue } => ({
  catalogue: { ...catalogueOf(), withheld: { ...WITHHELD, unread: of } },
});

const MORE = 'there may be more on this than is shown now';

test('a brief that is whole is shown as ever', () => {
  expect(told({ type: 'brief', topic: 'grain-corridor' })).not.toMatch(/repair/iu);
});

test('below answers to questions, and in lists, it is said that there may be more', () => {
  expect(told({ type: 'ask', question: 'will the grain corridor stay open' })).toContain(MORE);
  expect(told({ type: 'ask', question: 'what about the moon base' })).toContain(MORE);
  expect(told({ type: 'topics' })).toContain(MORE);
  expect(told({ type: 'ask', question: 'what about the moon base' }, { language: 'zh' })).toContain('部分记录正在修复');
});

test('a topic that is out of service is not said to be unknown', () => {
  for (const topic of ['tea-trade', 'north-south/tea-trade'])
    expect(told({ type: 'brief', topic })).toContain(
      `The brief “${topic}” is out of service until its records are fixed.`,
    );
  // Typed, it was taken for a question: the parser knows only topics in service.
  expect(told({ type: 'ask', question: 'Tea-Trade' })).toContain('The brief “tea-trade” is out of service');
  expect(told({ type: 'brief', topic: 'trade' })).not.toContain('out of service');
});

test('curators are told in every answer what is out of service, and nobody else is', () => {
  const notice =
    'Repair mode: the records have faults. “attache check” lists them. Out of service until then: 1 topic (north-south/tea-trade), 1 document, 3 more statements. Digests wait.';
  const request = { type: 'brief', topic: 'grain-corridor' } as const;
  expect(told(request, { isForCurators: true })).toContain(notice);
  expect(told(request)).not.toContain('Repair mode');
  expect(repairNotice(catalogueOf(), 'en')).toBeUndefined();
});

test('where nothing is in service that is all that is said, but for help', () => {
  for (const type of ['topics', 'welcome', 'about', 'greeting', 'news'] as const)
    expect(told({ type }, { catalogue: empty() })).toBe(
      'No brief just now\nThere is no brief to show just now: the records are being set up or repaired.',
    );
  expect(told({ type: 'help' }, { catalogue: empty() })).not.toContain('No brief just now');
});

test('where a document cannot be read, every answer of its relationship says that it may have changed', () => {
  const changed =
    'A document on Northland and Southland cannot be read just now: what is shown here may have changed since.';
  const requests: readonly BriefRequest[] = [
    { type: 'brief', topic: 'grain-corridor' },
    { type: 'sections', topic: 'grain-corridor' },
    { type: 'section', topic: 'grain-corridor', section: 'gaps' },
    { type: 'several', topics: ['grain-corridor'] },
    { type: 'ask', question: 'will the grain corridor stay open' },
    { type: 'topics' },
    { type: 'news' },
  ];
  for (const request of requests) {
    expect(told(request, unread('north-south'))).toContain(changed);
    expect(told(request, unread('east-west'))).not.toContain('cannot be read');
  }
  expect(told({ type: 'brief', topic: 'grain-corridor' }, { ...unread('north-south'), language: 'zh' })).toContain(
    '的一份文件目前无法读取，这里所示的内容可能已有变化。',
  );
  expect(told({ type: 'ask', question: 'what about the moon base' }, unread('north-south'))).not.toContain(changed);
  expect(told({ type: 'help' }, unread('north-south'))).not.toContain(changed);
});
