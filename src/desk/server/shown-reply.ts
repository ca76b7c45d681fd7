/** A reply as the page draws it: what the chats are handed, with the id of each button in place of what it means. Pure. */
import { encodeButton } from '../../reply/button.ts';
import type { Action, Block, Choice, Reply } from '../../reply/reply.ts';

type ShownButton = { readonly label: string; readonly id: string };
type ShownChoice = ShownButton & Pick<Choice, 'detail'>;
export type ShownAction = ShownButton & Pick<Action, 'primary' | 'confirm'>;
export type ShownBlock =
  | Exclude<Block, { readonly type: 'choices' }>
  | { readonly type: 'choices'; readonly prompt: string; readonly choices: readonly ShownChoice[] };

export type ShownReply = Pick<Reply, 'title' | 'language' | 'audience'> & {
  readonly blocks: readonly ShownBlock[];
  readonly actions: readonly ShownAction[];
};

/** Returns a reply for the page. */
export const shownReply = ({ title, language, audience, blocks, actions }: Reply): ShownReply => ({
  title,
  language,
  audience,
  blocks: blocks.map((block): ShownBlock =>
    block.type === 'choices'
      ? {
          type: 'choices',
          prompt: block.prompt,
          choices: block.choices.map(({ label, detail, target }) => ({ label, detail, id: encodeButton(target) })),
        }
      : block,
  ),
  actions: actions.map(({ label, target, primary, confirm }) => ({
    label,
    id: encodeButton(target),
    primary,
    confirm,
  })),
});
