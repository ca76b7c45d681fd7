/** The details of a document as the form holds them, and what they begin with. */
import type { DocumentRecord, Translated } from '../../../records/schema.ts';
import type { DocumentPlacesView, ReadDocumentView } from '../../server/documents/routes.ts';

/** A document as its record will tell it; of its authors only the names, and of its id nothing. */
export type DocumentEntry = Pick<DocumentRecord, 'kind' | 'url' | 'publishedOn' | 'language'> & {
  readonly title: Translated;
  readonly publisher: Translated;
  readonly disclosure: Translated;
  readonly authors: readonly string[];
  readonly party?: string | undefined;
  readonly copy: { readonly kind: DocumentRecord['copy']['kind'] };
};

export type DetailsForm = DocumentEntry & {
  readonly relationship: string;
  readonly id: string;
};

type Place = DocumentPlacesView['relationships'][number];
type Publisher = Place['publishers'][number];

/** Returns what a publisher that the records know is told with. */
export const publisherDetails = ({ publisher, kind, party, disclosure }: Publisher) => ({
  publisher,
  kind,
  party,
  disclosure,
});

/** Returns the details with what the name of a publisher brings with it: all that is told of one that the records know, where nothing is told of it yet. */
export function withPublisher<Form extends DocumentEntry>(form: Form, known: readonly Publisher[]): Form {
  const { publisher, disclosure } = form;
  const found = known.find((one) => one.publisher.en === publisher.en);
  const isTold = [publisher.zh, disclosure.en, disclosure.zh].some((text = '') => text !== '');
  return found === undefined || isTold ? form : { ...form, ...publisherDetails(found) };
}

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/u;

/** Returns the name of a file as an id, where it is one that somebody has given: words joined by hyphens; otherwise nothing. */
export function idOfFileName(name: string): string {
  const stem = name.replace(/\.[a-z]+$/iu, '');
  return ID.test(stem) && stem.length <= 80 ? stem : '';
}

/** Returns the details that a document proposes of itself; what is in Chinese stands in the Chinese fields. */
export function proposedDetails({ proposed, publisher }: ReadDocumentView, place: Place | undefined): DetailsForm {
  const { language, title = '', publisher: named = '', authors, publishedOn = '', url = '' } = proposed;
  const inOne = (text: string): Translated => (language === 'zh' ? { en: '', zh: text } : { en: text });
  return {
    relationship: place?.id ?? '',
    id: '',
    title: inOne(title),
    publisher: inOne(named),
    authors,
    kind: 'news',
    url,
    publishedOn,
    language,
    copy: { kind: 'original' },
    disclosure: { en: '' },
    ...(publisher && publisherDetails(publisher)),
  };
}

/** Returns the details as the server takes them. */
export const sentDetails = (form: DetailsForm) => ({
  title: form.title,
  publisher: form.publisher,
  authors: [...form.authors],
  kind: form.kind,
  party: form.party ?? '',
  url: form.url,
  publishedOn: form.publishedOn,
  language: form.language,
  copy: form.copy.kind,
  disclosure: form.disclosure,
});

/** Returns the details as they were kept in a tab by the page before: with the languages of a text apart, and the authors as lines. */
export function fromFlat(kept: Readonly<Record<string, string>>): DetailsForm {
  const both = (name: string): Translated => ({ en: kept[`${name}En`] ?? '', zh: kept[`${name}Zh`] || undefined });
  const { relationship = '', id = '', authors = '', url = '', publishedOn = '', party } = kept;
  return {
    relationship,
    id,
    title: both('title'),
    publisher: both('publisher'),
    disclosure: both('disclosure'),
    authors: authors.split('\n').flatMap((name) => name.trim() || []),
    kind: (kept.kind ?? 'news') as DetailsForm['kind'],
    party: party || undefined,
    url,
    publishedOn,
    language: kept.language === 'zh' ? 'zh' : 'en',
    copy: { kind: (kept.copy ?? 'original') as DetailsForm['copy']['kind'] },
  };
}
