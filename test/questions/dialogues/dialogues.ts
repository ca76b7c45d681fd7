/** Dialogues of three turns by people who saw neither code nor records, and how many turns are answered right. */
import { readFileSync } from 'node:fs';
import type { Asker, Conversation } from '../../../src/conversation/conversation.ts';
import { onRequest } from '../../../src/conversation/handle.ts';
import { parseMessage } from '../../../src/conversation/parse-text.ts';
import type { Block, Reply } from '../../../src/reply/reply.ts';
import type { CitationMark } from '../../../src/views/marks.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import { asker } from '../../conversation/asking.ts';

export type Turn = {
  readonly text: string;
  readonly right: string;
  readonly topics: readonly string[];
  readonly answers: readonly { readonly document: string; readonly paragraphs: readonly number[] }[];
  readonly do: string;
};
export type Dialogue = { readonly language: 'en' | 'zh'; readonly turns: readonly Turn[] };

export const dialogues: readonly Dialogue[] = readFileSync(new URL('three-turns.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Dialogue);

type Cited = { readonly url: string; readonly paragraphs: readonly number[] | undefined };

const of = (marks: readonly CitationMark[]): Cited[] => marks.map(({ url, paragraphs }) => ({ url, paragraphs }));

/** What a block cites: documents by their addresses, with paragraphs where it names them. */
function citedIn(block: Block): Cited[] {
  switch (block.type) {
    case 'summary':
      return of(block.marks);
    case 'claims':
      return block.claims.flatMap(({ lead, marks }) => of([...(lead === undefined ? [] : [lead]), ...marks]));
    case 'points':
    case 'watch':
      return block.items.flatMap(({ marks }) => of(marks));
    case 'sources':
      return block.items.map(({ url }) => ({ url, paragraphs: undefined }));
    default:
      return [];
  }
}

const size = (reply: Reply): number => JSON.stringify(reply.blocks).length;

/** Returns whether a reply does what a turn asks for, behind the reply before. */
export function isRight(turn: Turn, reply: Reply, before: Reply | undefined, catalogue: Catalogue): boolean {
  if (turn.do === 'ask-back') return reply.outcome === 'choices' || reply.outcome === 'nothing';
  if (reply.outcome !== undefined) return false;
  if (turn.do === 'language') return before !== undefined && reply.language !== before.language;
  const cited = reply.blocks.flatMap(citedIn);
  const has = turn.answers.some(({ document, paragraphs }) => {
    const url = catalogue.sources.get(document)?.url;
    return cited.some(
      (one) =>
        url !== undefined &&
        one.url.split('#:~:')[0] === url.split('#:~:')[0] &&
        (one.paragraphs === undefined || one.paragraphs.some((paragraph) => paragraphs.includes(paragraph))),
    );
  });
  return has && (turn.do !== 'shorter' || reply.blocks.length === 1 || (before !== undefined && size(reply) <= size(before)));
}

/** Has a dialogue, and returns each turn with its reply and whether it is right. */
export async function have({ turns }: Dialogue, conversation: Conversation, over: Partial<Asker>) {
  const had: { readonly turn: Turn; readonly reply: Reply; readonly right: boolean }[] = [];
  for (const turn of turns) {
    const { request, language = 'en' } = parseMessage(turn.text, conversation.catalogue());
    const { reply } = await onRequest(request, 'message', asker({ language, audience: 'everyone', ...over }), conversation);
    had.push({ turn, reply, right: isRight(turn, reply, had.at(-1)?.reply, conversation.catalogue()) });
  }
  return had;
}
