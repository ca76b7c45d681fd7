/** The details of a document as the form holds them, and what they begin with. */
import type { DocumentRecord, Language } from '../../../records/schema.ts';
import type { DocumentPlacesView, ReadDocumentView } from '../../server/documents/routes.ts';

export type DetailsForm = {
  readonly relationship: string;
  readonly id: string;
  readonly titleEn: string;
  readonly titleZh: string;
  readonly publisherEn: string;
  readonly publisherZh: string;
  /** One a line. */
  readonly authors: string;
  readonly kind: DocumentRecord['kind'];
  readonly party: string;
  readonly url: string;
  readonly publishedOn: string;
  readonly language: Language;
  readonly copy: DocumentRecord['copy']['kind'];
  readonly disclosureEn: string;
  readonly disclosureZh: string;
};

export const KINDS = ['official', 'news', 'commentary', 'think-tank', 'data'] as const;
export const COPIES = ['original', 'mirror', 'archive'] as const;

type Place = DocumentPlacesView['relationships'][number];
type Publisher = Place['publishers'][number];

/** Returns what a publisher that the records know is told with. */
export const publisherDetails = ({ publisher, kind, party, disclosure }: Publisher): Partial<DetailsForm> => ({
  publisherEn: publisher.en,
  publisherZh: publisher.zh ?? '',
  kind,
  party: party ?? '',
  disclosureEn: disclosure.en,
  disclosureZh: disclosure.zh ?? '',
});

/** Returns what a name of a publisher brings with it: all that is told of one that the records know, where nothing is told of it yet. */
export function withPublisher(form: DetailsForm, name: string, known: readonly Publisher[]): Partial<DetailsForm> {
  const found = known.find(({ publisher }) => publisher.en === name);
  const isTold = form.publisherZh !== '' || form.disclosureEn !== '' || form.disclosureZh !== '';
  return found === undefined || isTold ? { publisherEn: name } : publisherDetails(found);
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
  const isChinese = language === 'zh';
  return {
    relationship: place?.id ?? '',
    id: '',
    titleEn: isChinese ? '' : title,
    titleZh: isChinese ? title : '',
    publisherEn: isChinese ? '' : named,
    publisherZh: isChinese ? named : '',
    authors: authors.join('\n'),
    kind: 'news',
    party: '',
    url,
    publishedOn,
    language,
    copy: 'original',
    disclosureEn: '',
    disclosureZh: '',
    ...(publisher && publisherDetails(publisher)),
  };
}

/** Returns the details as the server takes them. */
export const sentDetails = (form: DetailsForm) => ({
  title: { en: form.titleEn, zh: form.titleZh },
  publisher: { en: form.publisherEn, zh: form.publisherZh },
  authors: form.authors
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
  kind: form.kind,
  party: form.party,
  url: form.url,
  publishedOn: form.publishedOn,
  language: form.language,
  copy: form.copy,
  disclosure: { en: form.disclosureEn, zh: form.disclosureZh },
});
