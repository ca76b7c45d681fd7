/** What the YAML parser finds wrong, by the codes of faults: what it is likely to be, for people who do not write YAML. Pure. */
import { finding, type FaultCode, type Finding } from '../fault.ts';
import type { YamlFault } from '../text-edit/yaml-limits.ts';

/** What the parser tells of a fault. */
type YamlParserFault = { readonly code: string; readonly message: string; readonly pos: readonly [number, number] };

/** By the codes of the parser. */
const CODES: Readonly<Record<string, FaultCode>> = {
  ALIAS_PROPS: 'yaml-sign',
  BAD_ALIAS: 'yaml-sign',
  BAD_DIRECTIVE: 'yaml-sign',
  BAD_DQ_ESCAPE: 'yaml-backslash',
  BAD_INDENT: 'yaml-indent',
  BAD_PROP_ORDER: 'yaml-sign',
  BAD_SCALAR_START: 'yaml-sign',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-colon',
  BLOCK_IN_FLOW: 'yaml-colon',
  KEY_OVER_1024_CHARS: 'yaml-long-name',
  MULTILINE_IMPLICIT_KEY: 'yaml-colon',
  MULTIPLE_ANCHORS: 'yaml-sign',
  MULTIPLE_DOCS: 'yaml-second-document',
  MULTIPLE_TAGS: 'yaml-sign',
  TAB_AS_INDENT: 'yaml-tab',
  TAG_RESOLVE_FAILED: 'yaml-sign',
};

/** Where one code stands for several slips, the parser's words tell which it is. */
const BY_MESSAGE: readonly (readonly [RegExp, FaultCode])[] = [
  [/^Missing closing/u, 'yaml-unclosed'],
  [/followed by map values/u, 'yaml-no-value'],
  [/without - indicator/u, 'yaml-no-dash'],
  [/^Comments must be/u, 'yaml-remark'],
  [/^Missing ,/u, 'yaml-comma'],
  [/sufficiently indented and end with/u, 'yaml-bracket'],
  [/^Block scalar header/u, 'yaml-block'],
];

/** What a Chinese keyboard writes for the marks of YAML, which takes them for text. */
const NAME_WITH_WIDE_COLON = /^[a-z][A-Za-z]*\s*：/u;
const WIDE_COMMA_BEFORE_NAME = /，(?=\s*[a-z][A-Za-z]*\s*[:：])/u;

/** Returns a fault that the parser found from one offset of a text to another; `opening` tells where the quoted text begins that reaches an offset. */
export function yamlFault(
  { code, message, pos: [from, to] }: YamlParserFault,
  text: string,
  opening: (offset: number) => number,
): YamlFault {
  const found = BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ?? CODES[code] ?? 'yaml-unexpected';
  if (found === 'yaml-unclosed') return { offset: opening(from), code: found, params: {} };
  const piece = text.slice(from, to);
  if (NAME_WITH_WIDE_COLON.test(piece)) return { offset: from, ...finding('yaml-wide-colon') };
  const comma = code === 'BLOCK_IN_FLOW' ? piece.search(WIDE_COMMA_BEFORE_NAME) : -1;
  return comma === -1
    ? { offset: from, code: found, params: {} }
    : { offset: from + comma, ...finding('yaml-wide-comma') };
}

/** Returns what is wrong with a name that no field has, where a full-width colon made it one; undefined elsewhere. */
export const wideColonIn = (name: string): Finding | undefined =>
  NAME_WITH_WIDE_COLON.test(name) ? finding('yaml-wide-colon') : undefined;
