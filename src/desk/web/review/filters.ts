/** What the list of reviews can be narrowed to. */
import type { ReviewItemView } from '../../server/review.ts';
import { hasWords } from '../components/list-filter.tsx';

export const SHOWN_KINDS = [
  'mine',
  'overdue',
  'due-soon',
  'date-passed',
  'one-side',
  'note',
  'flag',
  'draft',
  'question',
  'not-held',
] as const;

export type ShownKind = (typeof SHOWN_KINDS)[number];

/** Who is at the page, and which records they have published. */
export type Mine = { readonly name: string; readonly isMine: (file: string) => boolean };

/** Returns whether an item is of a kind; of `mine` are notes for the person, and topics that they published. */
export function isOfKind(item: ReviewItemView, kind: ShownKind, { name, isMine }: Mine): boolean {
  if (kind === 'mine')
    return item.kind === 'note'
      ? item.note.author === name || isMine(item.note.file)
      : item.kind === 'topic'
        ? isMine(item.topic.file)
        : item.kind === 'draft' && isMine(item.file);
  if (item.kind === 'topic') return item.topic.reasons.some(({ type }) => type === kind);
  return item.kind === kind;
}

/** Returns the items that a kind and words leave; a kind that there is not leaves all. */
export function shownOf(
  items: readonly ReviewItemView[],
  { show, words }: { readonly show: string; readonly words: string },
  mine: Mine,
): ReviewItemView[] {
  const kind = SHOWN_KINDS.find((one) => one === show);
  return items.filter(
    (item) => (kind === undefined || isOfKind(item, kind, mine)) && hasWords(words, ...textsOf(item)),
  );
}

function textsOf(item: ReviewItemView): string[] {
  switch (item.kind) {
    case 'note':
      return [item.note.topic.title, item.note.text, item.note.statement ?? '', item.note.by, item.note.author];
    case 'topic':
      return [
        item.topic.title,
        item.topic.id,
        item.topic.bottomLine,
        ...item.topic.reasons.map((reason) => (reason.type === 'date-passed' ? reason.text : '')),
      ];
    case 'flag':
      return [item.topic.title, item.statement, item.text];
    case 'question':
      return [item.text];
    case 'draft':
      return [item.file];
    case 'not-held':
      return [item.source.title, item.source.id];
  }
}
