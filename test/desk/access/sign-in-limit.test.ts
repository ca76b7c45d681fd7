import { expect, test } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import { createSignInLimit } from '../../../src/desk/server/access/sign-in-limit.ts';

function counting() {
  let time = 0;
  const lines: string[] = [];
  const guesses = createSignInLimit(
    createLogger('info', [], (line) => void lines.push(line)),
    () => time,
  );
  /** How many of so many guesses from an address are looked at. */
  const looked = (address: string, tries: number, name = `nobody ${address}`): number => {
    let count = 0;
    for (let at = 0; at < tries; at += 1)
      if (guesses.take(address, name)) {
        count += 1;
        guesses.wrong(address);
      }
    return count;
  };
  return { looked, lines, guesses, pass: (seconds: number) => void (time += seconds * 1_000) };
}

test('an address has five guesses, and then one in ten seconds; its network counts as one', () => {
  const { looked, pass } = counting();
  expect(looked('192.0.2.1', 1_000)).toBe(5);
  expect(looked('::ffff:192.0.2.1', 10)).toBe(0);
  pass(10);
  expect(looked('192.0.2.1', 1_000)).toBe(1);
  expect(looked('2001:db8:1:2::1', 3) + looked('2001:db8:1:2:3:4:5:6', 100)).toBe(5);
  expect(looked('2001:db8:1:3::1', 1)).toBe(1);
  expect(looked('::1', 1)).toBe(1);
});

test('a thousand addresses have one guess each once they are many, and an hour of them is told in sixty lines', () => {
  const { looked, lines, guesses, pass } = counting();
  let seen = 0;
  for (let minute = 0; minute < 60; minute += 1) {
    for (let at = 0; at < 1_000; at += 1) seen += looked(`10.0.${at >> 8}.${at & 255}`, 5);
    // Somebody who has not guessed gets in all the same.
    expect(guesses.take('203.0.113.9', 'Ann')).toBe(true);
    guesses.right('203.0.113.9', 'Ann');
    pass(60);
  }
  expect(seen).toBeLessThan(80_000);
  expect(lines.length).toBeLessThanOrEqual(60);
  const told = lines.map((line) => (JSON.parse(line) as { wrong: number }).wrong);
  expect(told.reduce((sum, wrong) => sum + wrong, 0)).toBeGreaterThan(seen * 0.9);
});

test('a person is guessed at ten times from everywhere, and then only by who has not guessed just before', () => {
  const { looked, guesses, pass } = counting();
  let seen = 0;
  for (let at = 0; at < 10; at += 1) seen += looked(`10.0.0.${at}`, 1, at % 2 === 0 ? 'Ann' : '  ANN ');
  expect(seen).toBe(10);
  // One each from then on, though an address alone has five.
  expect(looked('10.0.1.1', 5, 'ann')).toBe(1);
  expect(looked('10.0.1.2', 5, 'Bo')).toBe(5);
  // The person comes in from where nobody guessed.
  expect(guesses.take('203.0.113.9', 'Ann')).toBe(true);
  pass(60 * 11);
  expect(looked('10.0.1.3', 5, 'ann')).toBe(5);
});

test('what was not looked at is told beside what was wrong', () => {
  const { looked, lines, pass } = counting();
  looked('192.0.2.1', 8);
  pass(60);
  looked('192.0.2.1', 1);
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { wrong: 1, address: '192.0.2.1' },
    { wrong: 5, unseen: 3, address: '192.0.2.1' },
  ]);
});

test('a known device has ten guesses of its own, and then one a minute', () => {
  const { looked, guesses, pass } = counting();
  expect(looked('192.0.2.1', 1_000, 'Ann')).toBe(5);
  const own = (): number => Array.from({ length: 100 }).filter(() => guesses.takeOn('device')).length;
  expect([own(), own()]).toEqual([10, 0]);
  pass(60);
  expect(own()).toBe(1);
  guesses.rightOn('device');
  expect(own()).toBe(1);
});

test('right ones are not counted', () => {
  const { guesses } = counting();
  for (let at = 0; at < 1_000; at += 1) {
    expect(guesses.take('192.0.2.1', 'Ann')).toBe(true);
    guesses.right('192.0.2.1', 'Ann');
  }
});
