import { describe, expect, test } from 'vitest';
import { createBudget, UNLIMITED, type Asked, type Verdict } from '../../src/conversation/budget.ts';

function counted() {
  let time = 0;
  let events = 0;
  const budget = createBudget(() => time);
  const ask = (over: Partial<Asked> = {}): Verdict =>
    budget.spend({ platform: 'slack', workspace: 'T1', person: 'U1', event: String((events += 1)), ...over });
  const many = (count: number, over?: (at: number) => Partial<Asked>): Record<Verdict, number> => {
    const sums = { answer: 0, tell: 0, silent: 0 };
    for (let at = 0; at < count; at += 1) sums[ask(over?.(at))] += 1;
    return sums;
  };
  return { ask, many, pass: (seconds: number) => void (time += seconds * 1_000) };
}

describe('a budget', () => {
  test('answers ten at once, says once that it is too much, and then nothing until it has refilled', () => {
    const { many, pass } = counted();
    expect(many(1_000)).toEqual({ answer: 10, tell: 1, silent: 989 });
    pass(3);
    expect(many(10)).toEqual({ answer: 1, tell: 0, silent: 9 });
    pass(15);
    expect(many(10)).toEqual({ answer: 5, tell: 1, silent: 4 });
    pass(600);
    expect(many(11)).toEqual({ answer: 10, tell: 1, silent: 0 });
  });

  test('is each person’s own on each platform and in each workspace', () => {
    const { many, ask } = counted();
    many(100);
    expect([ask({ person: 'U2' }), ask({ workspace: 'T2' }), ask({ platform: 'discord' })]).toEqual(
      Array(3).fill('answer'),
    );
  });

  test('of a channel ends its answers for everyone there, however many ask, and nobody’s private ones', () => {
    const { many, ask, pass } = counted();
    expect(many(500, (at) => ({ person: `P${at}`, channel: 'C1' }))).toEqual({ answer: 20, tell: 1, silent: 479 });
    expect(ask({ person: 'P1' })).toBe('answer');
    expect(ask({ person: 'P1', channel: 'C2' })).toBe('answer');
    pass(3);
    expect(many(5, (at) => ({ person: `Q${at}`, channel: 'C1' })).answer).toBe(1);
  });

  test('counts once what arrives twice', () => {
    const { many } = counted();
    expect(many(50, () => ({ event: 'same' })).answer).toBe(50);
    expect(many(20).answer).toBe(9);
  });

  test('lets somebody read on who clicks every three seconds, for hours', () => {
    const { many, pass } = counted();
    let answered = 0;
    for (let at = 0; at < 2_000; at += 1) {
      answered += many(1).answer;
      pass(3);
    }
    expect(answered).toBe(2_000);
  });

  test('is not kept where nobody is limited', () => {
    expect(UNLIMITED.spend({ platform: 'console', workspace: '', person: '', event: '' })).toBe('answer');
  });
});
