/** The page of a source: who stands behind it, and each of its paragraphs with the statements that cite it. */
import { coverage, type Cite } from '../../../../records/coverage.ts';
import { deepLink } from '../../../../records/citation.ts';
import type { Source } from '../../../../records/schema.ts';
import { pick } from '../../../../reply/pick.ts';
import { names } from '../../../../reply/compose/sources.ts';
import { wordsOf } from '../../../../reply/texts/reply.ts';
import { dayIn, named, type Day, type Named, type Telling } from './view-context.ts';

export type CiteTold = {
  readonly brief: Named;
  readonly statement: string;
  readonly kind: string;
  readonly text: string;
  /** The few words in the paragraph that the citation points at, and the address that opens the document there. */
  readonly find: string;
  readonly url: string;
};

export type SourceTold = Named & {
  readonly authors: string;
  readonly publisher: string;
  readonly kind: string;
  readonly published: Day;
  readonly accessed: Day;
  readonly disclosure: string;
  readonly url: string;
  /** The language of the document, as the `lang` of a page has it. */
  readonly language: Source['language'];
  readonly briefs: readonly Named[];
  readonly paragraphs: readonly {
    readonly number: number;
    readonly fingerprint: string;
    readonly mustBeCited: boolean;
    readonly cites: readonly CiteTold[];
  }[];
};

/** Returns a source with what is cited of it; undefined where there is none of this id. */
export function tellSource(id: string, { catalogue, language }: Telling): SourceTold | undefined {
  const source = catalogue.sources.get(id);
  const covered = coverage(catalogue).find((one) => one.source === id);
  if (source === undefined || covered === undefined) return undefined;
  const words = wordsOf(language);
  const briefOf = (brief: string): Named =>
    named(catalogue.briefs.get(brief) ?? { id: brief, title: { en: brief } }, language);
  const cite = ({ brief, statement, find }: Cite, paragraph: number): CiteTold[] => {
    const cited = catalogue.briefs.get(brief)?.statements.find((one) => one.id === statement);
    if (cited === undefined) return [];
    return [
      {
        brief: briefOf(brief),
        statement,
        kind: words.kinds[cited.kind],
        text: pick(cited.text, language),
        find,
        url: deepLink(source, { source: id, paragraph, find }),
      },
    ];
  };
  return {
    ...named(source, language),
    authors: names(source, words, language),
    publisher: pick(source.publisher, language),
    kind: words.kindOfSource[source.kind],
    published: dayIn(source.publishedOn, language),
    accessed: dayIn(source.accessedOn, language),
    disclosure: pick(source.disclosure, language),
    url: source.url,
    language: source.language,
    briefs: covered.briefs.map(briefOf),
    paragraphs: covered.paragraphs.map(({ number, fingerprint, mustBeCited, cites }) => ({
      number,
      fingerprint,
      mustBeCited,
      cites: cites.flatMap((one) => cite(one, number)),
    })),
  };
}
