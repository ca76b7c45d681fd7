/** The documents of a topic as references, for programs that keep them: BibTeX and CSL-JSON. Pure. */
import { documentObjects, type ModelContext } from './model.ts';
import type { DocumentObject } from './schemas.ts';

/** Returns the documents of a topic as CSL-JSON; throws `NotGiven` for an unknown or retracted one. */
export const cslText = (given: ModelContext, topic: string): string => cslOf(documentObjects(given, topic).items);

/** Returns documents as CSL-JSON. */
export const cslOf = (documents: readonly DocumentObject[]): string =>
  `${JSON.stringify(documents.map(cslItem), null, 2)}\n`;

const CSL_TYPES = {
  official: 'webpage',
  news: 'article-newspaper',
  commentary: 'post-weblog',
  'think-tank': 'report',
  data: 'dataset',
} as const satisfies Record<DocumentObject['kind'], string>;

const dateParts = (day: string) => ({ 'date-parts': [day.split('-').map(Number)] });

/** https://docs.citationstyles.org/en/stable/specification.html */
const cslItem = (one: DocumentObject) => ({
  id: one.id,
  type: CSL_TYPES[one.kind],
  title: one.title,
  author: authorsOf(one).map((literal) => ({ literal })),
  publisher: one.publisher,
  ...(one.kind === 'news' && { 'container-title': one.publisher }),
  issued: dateParts(one.publishedOn),
  accessed: dateParts(one.accessedOn),
  language: one.language,
  URL: one.address,
});

/** Where nobody is named, the publisher stands for the authors. */
const authorsOf = ({ authors, publisher }: DocumentObject): string[] =>
  authors.length === 0 ? [publisher] : authors.map(({ name }) => name);

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Returns the documents of a topic as BibTeX; throws `NotGiven` for an unknown or retracted one. */
export const bibtexText = (given: ModelContext, topic: string): string => bibtexOf(documentObjects(given, topic).items);

/** Returns documents as BibTeX. */
export const bibtexOf = (documents: readonly DocumentObject[]): string =>
  documents
    .map((one) => {
      const [year = '', month = '1'] = one.publishedOn.split('-');
      const fields: readonly (readonly [string, string])[] = [
        // In braces of its own a name is no first and last name, and a title keeps its capitals.
        [
          'author',
          `{${authorsOf(one)
            .map((name) => `{${escapeTex(name)}}`)
            .join(' and ')}}`,
        ],
        ['title', `{{${escapeTex(one.title)}}}`],
        ['publisher', `{${escapeTex(one.publisher)}}`],
        ['year', `{${year}}`],
        ['month', MONTHS[Number(month) - 1] ?? 'jan'],
        ['date', `{${one.publishedOn}}`],
        ['url', `{${one.address}}`],
        ['urldate', `{${one.accessedOn}}`],
        ['langid', `{${one.language === 'zh' ? 'chinese' : 'english'}}`],
      ];
      const lines = fields.map(([name, value]) => `  ${name} = ${value},`).join('\n');
      return `@misc{${one.id.replaceAll('/', ':')},\n${lines}\n}\n`;
    })
    .join('\n');

const escapeTex = (text: string): string =>
  text
    .replaceAll('\\', '\u0000')
    .replace(/[&%$#_{}]/gu, '\\$&')
    .replaceAll('~', '\\textasciitilde{}')
    .replaceAll('^', '\\textasciicircum{}')
    .replaceAll('\u0000', '\\textbackslash{}');
