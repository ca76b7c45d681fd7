/** Reads the value of a record whose YAML is plainly in order, in a tenth of the time that a parser takes which keeps the places of fields. */
import { load, Schema, Type } from 'js-yaml';
import { MAX_FIELDS, MAX_ITEMS, parseYaml } from './parse-yaml.ts';
import { MAX_LEVELS, MAX_LEXEMES } from './text-edit/yaml-limits.ts';

/** A shorter text has fewer lexemes than may be: each has a character, and at most one mark beside it. The longest curated record has 28,000. */
const MAX_LENGTH = MAX_LEXEMES / 2;

/**
 * What records need not have, and what parsers of YAML read differently: anchors, aliases and tags; directives and
 * the marks of a conflict; names of fields that are lists, groups or marked with `?`; lists in a list
 * that begin on one line; escaped line breaks before an empty line; lines that end as on the first Macs. Prose may look
 * so too: it is only read more slowly then.
 */
const RARE = /(?:^|[\s[{,])[&*!]\S|^%|^<{7} |[\]}]\s*:|(?:^|\s)\?\s|-[ \t]+-\s|\\\r?\n\s*\n|\r(?!\n)/mu;

const scalar = (name: string, pattern: RegExp, construct: (text: string) => unknown): Type =>
  new Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    resolve: (text: unknown) => typeof text === 'string' && pattern.test(text),
    construct,
  });

const INFINITY: Readonly<Record<string, number>> = { '-': -Infinity, '+': Infinity, '.': Infinity };

/** What a plain text stands for, exactly as the parser that decides reads it: https://yaml.org/spec/1.2.2/#103-core-schema */
const SCHEMA = new Schema({
  implicit: [
    scalar('null', /^(?:~|[Nn]ull|NULL)$/u, () => null),
    scalar('bool', /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/u, (text) => /^t/iu.test(text)),
    scalar('int', /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/u, Number),
    scalar('float', /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/u, Number),
    scalar('inf', /^[-+]?\.(?:inf|Inf|INF)$/u, (text) => INFINITY[text.charAt(0)]),
    scalar('nan', /^\.(?:nan|NaN|NAN)$/u, () => Number.NaN),
  ],
  explicit: [
    new Type('tag:yaml.org,2002:str', { kind: 'scalar' }),
    new Type('tag:yaml.org,2002:seq', { kind: 'sequence' }),
    new Type('tag:yaml.org,2002:map', { kind: 'mapping' }),
  ],
});

/** Returns the value of a text; undefined where it is for `parseYaml` to say what is wrong with it, or whether anything is. */
export function readYaml(text: string): unknown {
  const content = text.replace(/^\uFEFF/u, '');
  if (content.length > MAX_LENGTH || RARE.test(content)) return undefined;
  try {
    const value = load(content, { schema: SCHEMA });
    return isWithinLimits(value, 1) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the value of a text, undefined where it is no YAML that a record may have. */
export const valueOfYaml = (text: string): unknown => readYaml(text) ?? parseYaml(text).value;

function isWithinLimits(value: unknown, level: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  // A field without a name looks so here.
  if (Object.hasOwn(value, 'null')) return false;
  const own: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return (
    level <= MAX_LEVELS &&
    own.length <= (Array.isArray(value) ? MAX_ITEMS : MAX_FIELDS) &&
    own.every((one) => isWithinLimits(one, level + 1))
  );
}
