/** The page of a source: its publisher, and each of its paragraphs with the statements that cite it. */
import { coverage, type Cite } from '../../../../records/coverage.ts';
import { deepLink } from '../../../../records/citation.ts';
import type { Source } from '../../../../records/schema.ts';
import { pick } from '../../../../reply/compose/parts.ts';
import { names } from '../../../../reply/compose/sources.ts';
import { replyTexts } from '../../../../reply/texts/reply.ts';
import { dayIn, named, type DayView, type NamedLink, type ViewContext } from './view-context.ts';

export type CiteView = {
  readonly brief: NamedLink;
  readonly statement: string;
  readonly kind: string;
  readonly text: string;
  /** The cited words in the paragraph, and the address that opens the document at them. */
  readonly find: string;
  readonly url: string;
};

export type SourceView = NamedLink & {
  readonly authors: string;
  readonly publisher: string;
  readonly kind: string;
  readonly published: DayView;
  readonly accessed: DayView;
  readonly disclosure: string;
  readonly url: string;
  /** The language of the document, as a value of the attribute `lang`. */
  readonly language: Source['language'];
  readonly briefs: readonly NamedLink[];
  readonly paragraphs: readonly {
    readonly number: number;
    readonly fingerprint: string;
    readonly mustBeCited: boolean;
    readonly cites: readonly CiteView[];
  }[];
};

/** Returns a source with its citations; undefined where there is none of this id. */
export function sourceView(id: string, { catalogue, language }: ViewContext): SourceView | undefined {
  const source = catalogue.sources.get(id);
  const covered = coverage(catalogue).find((one) => one.source === id);
  if (source === undefined || covered === undefined) return undefined;
  const texts = replyTexts(language);
  const briefOf = (brief: string): NamedLink =>
    named(catalogue.briefs.get(brief) ?? { id: brief, title: { en: brief } }, language);
  const cite = ({ statement, topics, find }: Cite, paragraph: number): CiteView[] => {
    const cited = catalogue.statements.get(statement);
    if (cited === undefined) return [];
    return [
      {
        brief: briefOf(topics[0] ?? ''),
        statement,
        kind: texts.kinds[cited.kind],
        text: pick(cited.text, language),
        find,
        url: deepLink(source, { source: id, paragraph, find }),
      },
    ];
  };
  return {
    ...named(source, language),
    authors: names(source, texts, language),
    publisher: pick(source.publisher, language),
    kind: texts.kindOfSource[source.kind],
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
