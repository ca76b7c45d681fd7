/** The figures of a statement that do not stand in what it cites: worked out, taken from elsewhere in the document, or wrong. Pure. */
import type { Language } from '../schema.ts';
import { chineseFigures } from './chinese.ts';
import { englishFigures } from './english.ts';
import { differingFigures, formatReading, mayHaveFigures } from './figures.ts';

const FIGURES = { en: englishFigures, zh: chineseFigures } as const;

/** Returns the figures of a text in English or, where it has none, in Chinese that are in none of the cited paragraphs, as it writes them; the day on which the document was published counts as said by it. */
export function uncitedFigures(
  text: { readonly en: string; readonly zh: string },
  cited: readonly string[],
  document: { readonly language: Language; readonly publishedOn: string },
): readonly string[] {
  const language = text.en.trim() === '' ? 'zh' : 'en';
  if (!mayHaveFigures(text[language], language)) return [];
  const [year = 0, month = 0, day = 0] = document.publishedOn.split('-').map(Number);
  // A day without a year is of the year in which the document was published.
  const said = FIGURES[document.language]([...cited, `(${year})`].join('\n'));
  const published = [formatReading.number(year), formatReading.month(year, month), formatReading.day(year, month, day)];
  const { first } = differingFigures(FIGURES[language](text[language]), [
    ...said,
    { written: document.publishedOn, readings: published, needed: false },
  ]);
  return first;
}
