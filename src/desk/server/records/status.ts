/** The page of states and dates: of each relationship the board that chats and exits show, and the record in which it is kept. */
import { TRACKS_FILE } from '../../../records/folder.ts';
import { pathOf } from '../../../records/publish/record-name.ts';
import { pick } from '../../../views/text.ts';
import { boardView, groupHeading } from '../../../views/board.ts';
import { BOARD_GROUPS, type BoardGroup, type TrackView } from '../../../views/track.ts';
import type { NamedLink, ViewContext } from './view-context.ts';

export type RelationshipStatus = NamedLink & {
  /** The file of its measures and promises. */
  readonly file: string;
  /** In the order of the board. */
  readonly tracks: readonly TrackView[];
};

export type StatusView = {
  readonly headings: Readonly<Record<BoardGroup, string>>;
  readonly relationships: readonly RelationshipStatus[];
};

/** Returns how the measures and promises of every relationship stand. */
export const statusView = (context: ViewContext): StatusView => ({
  headings: Object.fromEntries(BOARD_GROUPS.map((group) => [group, groupHeading(group, context.language)])) as Record<
    BoardGroup,
    string
  >,
  relationships: [...context.catalogue.relationships.values()].map((relationship) => ({
    id: relationship.id,
    title: pick(relationship.title, context.language),
    file: pathOf({ folder: relationship.id, file: TRACKS_FILE }),
    tracks: boardView({ relationship: relationship.id }, context),
  })),
});
