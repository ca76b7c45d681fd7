/** The seal: what it hides, what it refuses, and how keys take turns. */
import { randomBytes } from 'node:crypto';
import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSeal, parseKeys, SealError } from '../../../../src/chat/slack/install/seal.ts';

const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)] as const;
const OWNER = 'slack T01ONE';

/** Returns why something cannot be opened. */
const why = (open: () => unknown): string => {
  try {
    open();
    return 'opened';
  } catch (error) {
    return error instanceof SealError ? error.why : String(error);
  }
};

describe('what is sealed', () => {
  test('is opened by its owner, whatever it is, and shows nothing of itself', () => {
    const seal = createSeal([first]);
    assert(
      property(string({ unit: 'binary' }), string(), (text, owner) => {
        const sealed = seal.close(owner, text);
        expect(sealed).toMatch(/^[\w.-]+$/u);
        expect(seal.open(owner, sealed)).toEqual({ text, newest: true });
        const hidden = Buffer.from(sealed.split('.').at(-1) ?? '', 'base64url');
        expect(text.length > 8 && hidden.includes(text)).toBe(false);
      }),
    );
    expect(seal.close(OWNER, 'a')).not.toBe(seal.close(OWNER, 'a'));
  });

  test('is opened for nobody else', () => {
    const seal = createSeal([first]);
    expect(why(() => seal.open('slack T02TWO', seal.close(OWNER, 'a')))).toBe('damaged');
  });

  test('is not opened once anything of it has changed', () => {
    const seal = createSeal([first]);
    const sealed = seal.close(OWNER, 'xoxb-1');
    const parts = sealed.split('.');
    for (const index of parts.keys()) {
      const changed = parts.with(index, parts[index]?.startsWith('A') === true ? 'B' : 'A').join('.');
      expect(why(() => seal.open(OWNER, changed))).toMatch(/^(?:damaged|key)$/u);
      const flipped = parts.with(index, flip(parts[index] ?? '')).join('.');
      expect(why(() => seal.open(OWNER, flipped))).toMatch(/^(?:damaged|key)$/u);
    }
    for (const other of ['', '1', '1.a.b.c', `${sealed}.x`, sealed.slice(0, -4)])
      expect(why(() => seal.open(OWNER, other))).toMatch(/^(?:damaged|key)$/u);
    // A tag may be cut short nowhere: it would be easier to guess.
    const short = parts.with(
      3,
      Buffer.from(parts[3] ?? '', 'base64url')
        .subarray(0, 4)
        .toString('base64url'),
    );
    expect(why(() => seal.open(OWNER, short.join('.')))).toBe('damaged');
  });

  test('is opened by the key that sealed it while that is among them, and told where it is not the newest', () => {
    const sealed = createSeal([first]).close(OWNER, 'a');
    expect(createSeal([second, first]).open(OWNER, sealed)).toEqual({ text: 'a', newest: false });
    expect(createSeal([first, second]).open(OWNER, sealed)).toEqual({ text: 'a', newest: true });
    expect(why(() => createSeal([second, third]).open(OWNER, sealed))).toBe('key');
    expect(createSeal([second]).open(OWNER, createSeal([second, first]).close(OWNER, 'b')).text).toBe('b');
  });
});

describe('keys', () => {
  test('are 32 bytes in base64 of either alphabet, several with commas between', () => {
    const written = `${first.toString('base64')}, ${second.toString('base64url')}`;
    expect(parseKeys(written)).toEqual([first, second]);
  });

  test.each([
    '',
    ',',
    'a',
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    first.toString('hex'),
    `${first.toString('base64')},`,
    `${first.toString('base64')} ${second.toString('base64')}`,
    `${first.toString('base64')},short`,
  ])('are not %j', (written) => {
    expect(parseKeys(written)).toBeUndefined();
  });
});

/** Returns text of the same alphabet and length, another in its middle. */
function flip(text: string): string {
  const at = Math.floor(text.length / 2);
  return text.slice(0, at) + (text.charAt(at) === 'x' ? 'y' : 'x') + text.slice(at + 1);
}
