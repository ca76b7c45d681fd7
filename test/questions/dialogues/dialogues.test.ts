/** How many turns of the dialogues are answered right, held to a floor. */
import { expect, test } from 'vitest';
import { newConversation } from '../../conversation/asking.ts';
import { dialogues, have } from './dialogues.ts';

/** What was measured, less what a few new records may cost. */
const FLOOR = { turns: 0.75, behindRight: 0.8 } as const;

const share = (right: readonly boolean[]): number => right.filter(Boolean).length / right.length;

test('most turns are answered right, and of those behind a right one more', async () => {
  const conversation = newConversation();
  const turns: boolean[] = [];
  const behindRight: boolean[] = [];
  for (const [at, dialogue] of dialogues.entries()) {
    const had = await have(dialogue, conversation, { person: `person-${at}` });
    turns.push(...had.map(({ right }) => right));
    behindRight.push(...had.slice(1).flatMap(({ right }, index) => (had[index]?.right === true ? [right] : [])));
  }
  expect(turns).toHaveLength(180);
  expect(share(turns)).toBeGreaterThan(FLOOR.turns);
  expect(share(behindRight)).toBeGreaterThan(FLOOR.behindRight);
});
