/** What is told of a document that is added on the desk. */
export const FERRY_DETAILS = {
  title: { en: 'Ferries at the quay' },
  publisher: { en: 'The Quay' },
  authors: ['Ann Lee'],
  kind: 'news',
  party: '',
  url: 'https://quay.example/ferries',
  publishedOn: '2026-10-01',
  language: 'en',
  copy: 'original',
  disclosure: { en: 'A paper of the harbour.' },
} as const;
