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
  /** How many of so many guesses of a device, or from an address where it has no mark, are looked up. */
  const looked = (tries: number, address: string, device?: string): number => {
    let count = 0;
    for (let at = 0; at < tries; at += 1)
      if (guesses.take({ device, address })) {
        count += 1;
        guesses.wrong({ device, address });
      }
    return count;
  };
  return { looked, lines, guesses, pass: (seconds: number) => void (time += seconds * 1_000) };
}

test('a device has ten guesses, then one in ten seconds, wherever it is; another one at its address has its own', () => {
  const { looked, pass } = counting();
  expect(looked(1_000, '192.0.2.1', 'one')).toBe(10);
  expect(looked(10, '192.0.2.2', 'one')).toBe(0);
  expect(looked(10, '192.0.2.1', 'two')).toBe(10);
  pass(10);
  expect(looked(1_000, '192.0.2.1', 'one')).toBe(1);
});

test('what has no mark counts with all of its network', () => {
  const { looked } = counting();
  expect(looked(1_000, '192.0.2.1')).toBe(10);
  expect(looked(10, '::ffff:192.0.2.1')).toBe(0);
  expect(looked(6, '2001:db8:1:2::1') + looked(100, '2001:db8:1:2:3:4:5:6')).toBe(10);
  expect(looked(1, '2001:db8:1:3::1')).toBe(1);
  expect(looked(1, '192.0.2.1', 'new')).toBe(1);
});

test('right codes are no guesses', () => {
  const { guesses, looked } = counting();
  const from = { device: 'one', address: '192.0.2.1' };
  for (let at = 0; at < 100; at += 1) {
    expect(guesses.take(from)).toBe(true);
    guesses.right(from);
  }
  expect(looked(20, '192.0.2.1', 'one')).toBe(10);
});

test('an hour of guesses is told in sixty lines, which hold how many and from where', () => {
  const { looked, lines, pass } = counting();
  for (let minute = 0; minute < 60; minute += 1) {
    for (let at = 0; at < 100; at += 1) looked(5, `10.0.0.${at}`, `device ${at}`);
    pass(60);
  }
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.length).toBeLessThanOrEqual(61);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({
    msg: 'wrong codes for the desk',
    address: expect.any(String) as string,
  });
  expect(lines.join('')).not.toContain('device');
});
