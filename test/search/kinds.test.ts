/** What leads in each sort of question, over the project's own records: a wrong rule of one shows here. */
import { describe, expect, test } from 'vitest';
import type { FindResult, Unit } from '../../src/search/result.ts';
import { createPart } from '../../src/search/part.ts';
import { readQuestion } from '../../src/search/question.ts';
import { ownCatalogue } from '../support/records.ts';

const catalogue = ownCatalogue();
const find = (question: string): FindResult => catalogue.finder.find(question);

function nameOf(one: Unit | undefined): string | undefined {
  switch (one?.unit) {
    case 'statement':
      return one.statement.id;
    case 'track':
      return `track ${one.track.id}`;
    case 'disagreement':
      return `disagreement ${one.brief.disagreements[one.at]?.id}`;
    default:
      return one?.unit;
  }
}

/** Returns the names of what a question finds, and whose side says nothing on it. */
function foundBy(question: string): { readonly kind?: string; readonly names: readonly (string | undefined)[] } {
  const found = find(question);
  return found.result === 'found' ? { kind: found.kind, names: found.units.map(nameOf) } : { names: [] };
}

describe('first in an answer', () => {
  test.each([
    [
      'amount',
      'how much money has Harvard got from China',
      'wh-2025-06-04-proclamation-harvard-visas/harvard-money-from-china',
    ],
    [
      'amount',
      '世卫大会今年又拒了涉台提案，这是第几年了？',
      'cctv-2026-05-19-world-health-assembly-taiwan/proposal-rejected-tenth-year',
    ],
    ['when', '今年APEC领导人会议在哪开，几号？', 'track apec-g20-2026'],
    [
      'duration',
      'How long would allies get under the MATCH Act to adopt the controls?',
      'congress-2026-04-02-match-act/allies-150-days-to-align',
    ],
    [
      'still',
      'Is there still an investigation into whether China kept the phase one agreement?',
      'track us-section-301-phase-one',
    ],
    [
      'compare',
      'Compare how the US and Chinese readouts of the September summit handle Taiwan.',
      'disagreement leaders-talks-on-taiwan',
    ],
    [
      'next',
      "What's next on the Trump-Xi calendar this year?",
      'wh-2026-09-25-fact-sheet-china-state-visit/xi-to-attend-g20',
    ],
    ['changed', '最高法裁决以后美国关税换成了什么法？', 'track us-ieepa-tariffs'],
    [
      'side',
      '「中國產能過剩」這說法 商務部怎麼反駁',
      'cctv-2026-07-28-commerce-ministry-overcapacity/surplus-not-overcapacity',
    ],
  ])('to a question of the sort “%s”: %s', (kind, question, name) => {
    expect(foundBy(question)).toMatchObject({ kind });
    expect(foundBy(question).names[0]).toBe(name);
  });

  test.each([
    [
      'each measure that is named beside another',
      'status of the Chip Security Act and the GAIN AI Act',
      ['track us-chip-security-act', 'track us-gain-ai-act'],
    ],
    [
      'what the party does that is asked about, not the other',
      'has China also dropped its own port fees on American ships',
      ['track cn-ship-countermeasures'],
    ],
  ])('is %s', (_, question, names) => {
    expect(foundBy(question).names.slice(0, names.length)).toEqual(names);
  });

  test('a part of a question that names nothing asks about the same topic', () => {
    expect(
      find('are there US sanctions on Chinese refineries for Iranian oil and how did Beijing react'),
    ).toMatchObject({
      result: 'found',
      brief: { id: 'energy' },
    });
  });

  test('is what answers each part of a question', () => {
    const question =
      "Who said the Taiwan arms package was a 'very good negotiating chip'? And did Rubio agree the sale is tied to Xi's visit?";
    expect(foundBy(question).names.slice(0, 2)).toEqual([
      'crs-2026-09-22-us-china-relations/trump-taiwan-arms-in-abeyance',
      'state-2026-07-23-rubio-nhk/arms-sales-not-tied-to-visit',
    ]);
  });
});

test.each([
  ['What is the position of China on Taiwan?', 'cn', false],
  ['What did the President of the United States say about Taiwan?', 'us', true],
  ['What did Rubio say about Taiwan?', 'us', true],
  // Of both beside each other neither is asked alone.
  ['What did Rubio and Wang Yi say about Taiwan?', undefined, false],
  ['特朗普和习近平关于台湾说了什么？', undefined, false],
  // What is said on a party, by whatever name, it does not say itself.
  ['What did the industry say about US chip export rules?', undefined, false],
  ['What does Japan say about U.S. tariffs?', undefined, false],
  // One after the other, they stand under the heading of neither.
  ["How did Washington react to China's rare earth controls, and how did Beijing respond?", 'us', false],
])('whose words are asked for, and stand under a heading of that party: %s', (question, party, isHeaded) => {
  const found = find(question);
  if (found.result !== 'found') throw new Error('it has one answer');
  expect([found.party, found.restriction?.party !== undefined]).toEqual([party, isHeaded]);
});

test.each([
  'what does China say about Taiwan?',
  'What does China say about US chip export controls?',
  '中方对台湾怎么说',
  'what does China say about the Busan meeting',
])(
  'under the heading of a side stands its own word alone, not what a reporter or the other side tells: %s',
  (question) => {
    const found = find(question);
    expect(found).toMatchObject({ result: 'found', restriction: { party: 'cn' } });
    const said = found.result === 'found' ? found.units.map((one) => one.unit === 'statement' && one.statement) : [];
    expect(said.length).toBeGreaterThan(1);
    // What China tells of somebody else's words is not its own.
    for (const one of said)
      expect(one).toSatisfy((own: Readonly<Record<string, unknown>>) =>
        own['kind'] === 'commitment' ? own['accordingTo'] === 'cn' : own['party'] === 'cn',
      );
  },
);

test('a question for a number that nothing tells is answered with that, and with what is nearest', () => {
  expect(find('今天人民币对美元中间价是多少？')).toMatchObject({ result: 'none', why: 'figure', nearest: [{}, {}] });
});

test.each([
  ['has Japan also dropped its own port fees', 'cn'],
  ['do Japanese ships pay port fees', undefined],
])('a country is asked about by its name, whatever that ends with, not its people: %s', (question, subject) => {
  const own = catalogue.relationships.get('cn-us');
  if (own === undefined) throw new Error('there is no such relationship');
  const [first, ...others] = own.parties;
  const japan = { ...first, name: { en: 'Japan' }, aliases: { en: ['Japanese'] }, cues: undefined };
  const briefs = [...catalogue.briefs.values()].filter(({ relationship }) => relationship === 'cn-us').slice(0, 1);
  const part = createPart({ briefs, sources: catalogue.sources, tracks: [] }, [
    { ...own, parties: [japan, ...others] },
  ]);
  expect(readQuestion(question, part).subject).toBe(subject);
});
