/** Where the addresses of earlier editions of the page lead: they stand in messages, notes and bookmarks. Pure. */

type Address = readonly [page: string, at?: string, choices?: Readonly<Record<string, string>>];

/** Returns the address in place of one that is of no page any more; undefined of one that is. */
export function redirected(page: string, at: string, choices: URLSearchParams): Address | undefined {
  const all = Object.fromEntries(choices);
  switch (page) {
    case 'sources':
      return ['documents', at, all];
    case 'documents':
      return at.startsWith('read/') ? ['documents', at.slice('read/'.length), all] : undefined;
    case 'dates':
      return ['status', '', all.topic === undefined ? {} : { topic: all.topic }];
    case 'review':
      return ['today'];
    case 'questions':
      return ['ask'];
    case 'search':
      return ['topics', '', all.words === undefined ? {} : { words: all.words }];
    case 'deliveries':
    case 'people':
      return ['admin', page, all];
    case 'edit':
      return editAddress(at);
    default:
      return undefined;
  }
}

function editAddress(at: string): Address {
  const [relationship = '', part, file = ''] = at.split('/');
  const id = (file === '' ? (part ?? relationship) : file).replace(/\.yaml$/u, '');
  // A topic could be named by its id alone.
  if (at !== '' && part === undefined) return ['topics', id, { view: 'edit' }];
  if (part === 'topics') return ['topics', `${relationship}/${id}`, { view: 'edit' }];
  if (part === 'documents') return ['documents', `${relationship}/${id}`, { view: 'record' }];
  return ['admin', at === '' ? 'records' : `records/${at}`];
}
