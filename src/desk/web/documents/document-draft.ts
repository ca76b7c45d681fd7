/** The document that is being added: its details, and what this tab of the browser keeps of it until its record is made. */
import type { DocumentRecord, Translated } from '../../../records/schema.ts';
import type { DocumentPlacesView, ReadDocumentView } from '../../server/documents/routes.ts';
import type { HeldText } from '../../../records/held-texts.ts';
import { loadOfTab, saveOfTab } from '../storage.ts';
import type { EditedParagraph } from './paragraphs.tsx';

/** A document as its record will tell it; of its authors only the names, and of its id nothing. */
type DocumentEntry = Pick<DocumentRecord, 'kind' | 'url' | 'publishedOn' | 'language'> & {
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

/** Returns the details that a document proposes of itself, of a side’s own source as official; what is in Chinese stands in the Chinese fields. */
export function proposedDetails(
  { proposed, publisher, party }: ReadDocumentView,
  place: Place | undefined,
): DetailsForm {
  const { language, title = '', publisher: named = '', authors, publishedOn = '', url = '' } = proposed;
  const inOne = (text: string): Translated => (language === 'zh' ? { en: '', zh: text } : { en: text });
  return {
    relationship: place?.id ?? '',
    id: '',
    title: inOne(title),
    publisher: inOne(named),
    authors,
    kind: party === undefined ? 'news' : 'official',
    party,
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

export type DocumentWork = {
  readonly read: Omit<ReadDocumentView, 'paragraphs'>;
  readonly from: HeldText['from'];
  readonly name: string;
  readonly paragraphs: readonly EditedParagraph[];
  readonly details: DetailsForm;
};

const NAME = 'document';

/** Returns the work that was kept, or undefined. */
export function loadWork(): DocumentWork | undefined {
  const work = loadOfTab(NAME) as DocumentWork | undefined;
  if (work === undefined || !('titleEn' in work.details)) return work;
  return { ...work, details: fromFlat(work.details as unknown as Readonly<Record<string, string>>) };
}

/** Keeps the work, or forgets what was kept; where the browser keeps nothing, leaving warns all the same. */
export const saveWork = (work: DocumentWork | undefined): void => void saveOfTab(NAME, work);
