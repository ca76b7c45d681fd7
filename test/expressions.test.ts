/** Holds every regular expression of the sources to a time that does not grow exponentially with the text: such a one, met by the wrong line, stops the whole bot. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isExponential } from './support/exponential.ts';

const ROOT = join(import.meta.dirname, '..');

type Found = Pick<RegExp, 'source' | 'flags'>;
/** The expressions of a file: those written as such, and where others are put together. */
type Expressions = { readonly file: string; readonly literals: readonly Found[]; readonly made: readonly string[] };

const files = globSync('src/**/*.{ts,tsx}', { cwd: ROOT }).map((file) => expressionsIn(file));

function expressionsIn(file: string): Expressions {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const literals: Found[] = [];
  const made: string[] = [];
  new Visitor({
    Literal: (node) => {
      if ('regex' in node) literals.push({ source: node.regex.pattern, flags: node.regex.flags });
    },
    NewExpression: ({ callee, start, end }) => {
      if (callee.type === 'Identifier' && callee.name === 'RegExp') made.push(text.slice(start, end));
    },
  }).visit(parseSync(file, text).program);
  return { file, literals, made };
}

afterEach(() => void vi.unstubAllGlobals());

describe('an expression is told to be exponential', () => {
  test.each([
    // A run of separators that can be cut anywhere, comments within a comment, and a path whose spaces are of either side.
    /(?:[\s,;:(–，、；：（-]+(?:a|an|and|the)?)+$/iu,
    /^\s*(?:<!--[^]*?-->\s*)*<html/u,
    /^[^>]{2,30}(?:\s*>\s*[^>]{2,40}){2,}$/u,
    /(?:a|a)*b/u,
    /(?:a*)*b/u,
    /^(?:ab|a|b)*$/u,
    /^(?:.*?,)+P/u,
    /^(?:a|b|ab){1,200}$/u,
    /(?:a|b+)*c/u,
  ])('%s', (expression) => expect(isExponential(expression)).toBe(true));
});

describe('an expression is none', () => {
  test.each([
    /(?:[\s,;:-]+(?![\s,;:-])(?:a|an|and|the)?)+$/u,
    /^\s*(?:<!--(?:(?!-->)[^])*-->\s*)*<html/u,
    // It takes time, but in proportion to a power of the length.
    /a*a*a*b/u,
    /(?:a,?)+$/u,
    /(?:(?=a)[ab]|(?!a)[a-z])*$/u,
    /[\p{L}--[a-z]]+$/v,
  ])('%s', (expression) => expect(isExponential(expression)).toBe(false));
});

test('none of the sources is exponential', () => {
  const all = files.flatMap(({ file, literals }) => literals.map((one) => ({ file, ...one })));
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter(isExponential)).toEqual([]);
});

// What a function puts together of words that it is given is not made by the import: it holds no repetition of its own.
test('nor is one that a file puts together where it is loaded', async () => {
  const made = new Map<string, Found>();
  const recording = new Proxy(RegExp, {
    construct: (target, args: ConstructorParameters<typeof RegExp>) => {
      const one = new target(...args);
      made.set(String(one), one);
      return one;
    },
  });
  for (const { file, made: here } of files) {
    if (here.length === 0) continue;
    vi.stubGlobal('RegExp', recording);
    await import(pathToFileURL(`${join(ROOT, file)}?made`).href);
    vi.unstubAllGlobals();
  }
  expect([...made.values()].filter(isExponential)).toEqual([]);
  expect(made.size).toBeGreaterThan(100);
});
