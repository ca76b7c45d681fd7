/** What the YAML parser finds wrong, in words for people who do not write YAML: what it is likely to be, and what to do. Pure. */
import type { YamlFault } from '../text-edit/yaml-limits.ts';

/** What the parser tells of a fault. */
type YamlParserFault = { readonly code: string; readonly message: string; readonly pos: readonly [number, number] };

const UNEXPECTED =
  'does not belong here; look for a quotation mark, a bracket or a dash too many or missing, here or on the line before';
const QUOTE = 'is read as a sign of YAML, not as text; put the text in quotation marks';
const COLON =
  'reads as a second field on one line, or as a field in the middle of a text; put a text that holds a colon and a space in quotation marks, or indent the line as those beside it';
const INDENT = 'is not indented as the lines that it belongs to; move it under them';
const UNCLOSED = 'opens a quotation mark that is not closed; close it where the text ends';
const WIDE_COLON = 'has a full-width colon behind the name of the field; type a half-width one and a space instead';
const WIDE_COMMA = 'is a full-width comma; type a half-width one and a space instead';
const BRACKET = 'comes before the bracket of a line above is closed; close it there, with ] or }';

/** By the codes of the parser. */
const WORDS: Readonly<Record<string, string>> = {
  ALIAS_PROPS: QUOTE,
  BAD_ALIAS: QUOTE,
  BAD_DIRECTIVE: QUOTE,
  BAD_DQ_ESCAPE: 'holds a backslash that YAML takes for the beginning of a sign; write two of them, or none',
  BAD_INDENT: INDENT,
  BAD_PROP_ORDER: QUOTE,
  BAD_SCALAR_START: QUOTE,
  BLOCK_AS_IMPLICIT_KEY: COLON,
  BLOCK_IN_FLOW: COLON,
  KEY_OVER_1024_CHARS: 'is too long for the name of a field; look for a quotation mark that is missing before it',
  MULTILINE_IMPLICIT_KEY: COLON,
  MULTIPLE_ANCHORS: QUOTE,
  MULTIPLE_DOCS: 'begins a second document; a file holds one record, so move it to a file of its own',
  MULTIPLE_TAGS: QUOTE,
  TAB_AS_INDENT: 'is indented with a tab; use spaces',
  TAG_RESOLVE_FAILED: QUOTE,
};

/** Where one code stands for several slips, the parser's words tell which it is. */
const BY_MESSAGE: readonly (readonly [RegExp, string])[] = [
  [/^Missing closing/u, UNCLOSED],
  [/followed by map values/u, 'has no value; write the name of a field, a colon, a space and the value'],
  [/without - indicator/u, 'stands in a list without a dash, or is not indented as its item; move it'],
  [/^Comments must be/u, 'holds a # that begins a remark; put a space before it, or the text in quotation marks'],
  [/^Missing ,/u, 'needs a comma before it; it stands in a list or a group in brackets'],
  [/sufficiently indented and end with/u, BRACKET],
  [/^Block scalar header/u, 'begins a text of several lines; begin that on the line below'],
];

/** Returns what is wrong, of which the place is told beside it. */
const yamlFaultWords = (code: string, message: string): string =>
  BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ?? WORDS[code] ?? UNEXPECTED;

/** What a Chinese keyboard writes for the marks of YAML, which takes them for text. */
const NAME_WITH_WIDE_COLON = /^[a-z][A-Za-z]*\s*：/u;
const WIDE_COMMA_BEFORE_NAME = /，(?=\s*[a-z][A-Za-z]*\s*[:：])/u;

/** Returns a fault that the parser found from one offset of a text to another; `opening` tells where the quoted text begins that reaches an offset. */
export function yamlFault(
  { code, message, pos: [from, to] }: YamlParserFault,
  text: string,
  opening: (offset: number) => number,
): YamlFault {
  const words = yamlFaultWords(code, message);
  if (words === UNCLOSED) return { offset: opening(from), message: words };
  const piece = text.slice(from, to);
  if (NAME_WITH_WIDE_COLON.test(piece)) return { offset: from, message: WIDE_COLON };
  const comma = code === 'BLOCK_IN_FLOW' ? piece.search(WIDE_COMMA_BEFORE_NAME) : -1;
  return comma === -1 ? { offset: from, message: words } : { offset: from + comma, message: WIDE_COMMA };
}

/** Returns what is wrong with a name that no field has, where a full-width colon made it one; undefined elsewhere. */
export const wideColonIn = (name: string): string | undefined =>
  NAME_WITH_WIDE_COLON.test(name) ? WIDE_COLON : undefined;
