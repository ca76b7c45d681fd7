/** What a message is told of a correction: of words that it showed those, and of a bottom line that rests on them its new words. */
import { expect, test } from 'vitest';
import { recallContent } from '../../../src/digest/recall/recall-content.ts';
import { textVersion } from '../../../src/digest/recall/corrections.ts';
import type { CarriedBrief, Delivery } from '../../../src/digest/delivery/delivery.ts';
import type { DeliveryContext } from '../../../src/digest/delivery/context.ts';
import type { RecallStore } from '../../../src/digest/recall/store.ts';
import { correctedIn, RIGHT, WHAT } from '../../contract/recall-run.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';

const plain = ownCatalogue();
const brief = plain.briefs.get('energy');
const [statement = ''] = brief?.bottomLine.restsOn ?? [];
const text = { en: 'The bottom line of today.' };
const corrected = correctedIn(plain, statement);
const records = {
  ...corrected,
  briefs: new Map(
    [...corrected.briefs].map(([id, one]) => [
      id,
      id === 'energy' ? { ...one, bottomLine: { ...one.bottomLine, text } } : one,
    ]),
  ),
};
const was = { en: 'The bottom line of before.' };

async function toldIn(shown: Omit<CarriedBrief, 'id' | 'asOf'>) {
  const of = { id: 'd', message: 'm', carried: { briefs: [{ id: 'energy', asOf: '', ...shown }] } };
  const store = {
    recall: async () => ({ id: 'r', correction: `${statement}/wrong-figure`, of: 'd' }),
    delivery: async () => of,
  } as unknown as DeliveryContext['store'] & Pick<RecallStore, 'recall'>;
  const content = await recallContent({ id: 'r', slotAt: NOW } as Delivery, {
    store,
    catalogue: () => records,
    now: () => NOW,
  });
  if (content.type !== 'message') throw new Error(JSON.stringify(content));
  return {
    texts: content.reply.blocks.flatMap((block) => (block.type === 'points' ? block.items.map((one) => one.text) : [])),
    struck: content.edits?.struck,
  };
}
const bottomLine = { bottomLine: textVersion(was), bottomLineText: was };
const before = plain.statements.get(statement)?.text.en ?? '';

test('where only the bottom line was shown, its new words are told, and not those that never stood there', async () => {
  const { texts, struck } = await toldIn({ statements: [], ...bottomLine });
  expect(texts).toEqual(['Its bottom line now reads: “The bottom line of today.”']);
  expect(struck).toContain(was.en);
});

test('where both were shown, both are corrected and struck', async () => {
  const { texts, struck } = await toldIn({ statements: [statement], versions: ['v'], ...bottomLine });
  expect(texts).toEqual([
    expect.stringContaining(`${WHAT} (November 20, 2026) Before: “${before}” Now: “${RIGHT.en}”`),
    'Its bottom line now reads: “The bottom line of today.”',
  ]);
  expect(struck).toEqual([before, was.en]);
});

test('where only the statement was shown, or the bottom line as it is, nothing is said of that', async () => {
  const { texts } = await toldIn({ statements: [statement], versions: ['v'], bottomLine: textVersion(text) });
  expect(texts).toEqual([expect.stringContaining(RIGHT.en)]);
});
