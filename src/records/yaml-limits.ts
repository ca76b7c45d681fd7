/** What is too much for the YAML parser, found before it begins: far beyond what curators write. */
import { Lexer } from 'yaml';
import { finding, type Finding } from './fault.ts';

/** The marks, words and line breaks of a record: ten times as many as the longest curated one has. */
export const MAX_LEXEMES = 80_000;
/** Lists and groups of fields of a record are at most eight levels deep. */
export const MAX_LEVELS = 24;

/** What is wrong in a text, at an offset. */
export type YamlFault = Finding & { readonly offset: number };

const TOO_MANY = finding('too-many-marks', { most: MAX_LEXEMES });
export const TOO_DEEP = finding('too-deep', { most: MAX_LEVELS });

/** Returns what makes a text too much for the parser: reading it into its lexemes costs a tenth of parsing it, and no memory. */
export function beyondLimits(text: string): YamlFault | undefined {
  // A text of many lines in one piece is one lexeme, and takes longest.
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
    if ((lines += 1) > MAX_LEXEMES) return { offset: at, ...TOO_MANY };
  let count = 0;
  let levels = 0;
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > MAX_LEXEMES) return { offset, ...TOO_MANY };
    if (lexeme === '[' || lexeme === '{') levels += 1;
    else if (lexeme === ']' || lexeme === '}') levels -= 1;
    if (levels > MAX_LEVELS) return { offset, ...TOO_DEEP };
    offset += MARKS.has(lexeme) ? 0 : lexeme.length;
  }
  return undefined;
}

/** Lexemes that say what follows and stand nowhere in the text: https://eemeli.org/yaml/#lexer */
const MARKS = new Set(['\u{FEFF}', '\u0002', '\u0018', '\u001f']);
