/** The content of a shared card: composed when it is sent, so that it says what the records say then. */
import { encodeReason } from '../../digest/delivery/reason.ts';
import { messages } from '../../locales/messages.ts';
import { topicNamed } from '../../records/catalogue.ts';
import type { Action, Reply } from '../../reply/reply.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { nothingToSend, type ComposeContent } from '../../digest/delivery/content.ts';
import { answer } from '../answer-request.ts';
import { carriedBy } from '../message-answers/shown.ts';
import type { Share, ShareStore } from './share.ts';
import { note } from '../../reply/compose/parts.ts';

export type ShareContentOptions = {
  readonly store: Pick<ShareStore, 'share'>;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
};

/** Returns what makes the content of shares: nothing where one was deleted, or its topic withdrawn. */
export function createShareContent({ store, catalogue, now }: ShareContentOptions): ComposeContent {
  return async ({ id }) => {
    const share = await store.share(id);
    if (share === undefined || share.deletedAt !== undefined)
      return nothingToSend(encodeReason('deleted', 'the share was deleted'));
    try {
      const records = catalogue();
      const brief = topicNamed(records, share.request.topic);
      if (brief?.status !== 'published')
        return nothingToSend(encodeReason('withdrawn', 'its topic is no longer published'));
      const reply = answer(share.request, {
        catalogue: records,
        language: share.language,
        now: now(),
        audience: 'everyone',
        helpEntries: [],
      });
      return { type: 'message', reply: sharedReply(reply, share), carried: carriedBy(reply, records) };
    } catch (error) {
      return { type: 'fault', error };
    }
  };
}

/** Returns the button that deletes a shared card. */
export function deleteButton(share: string, language: Share['language']): Action {
  return { label: messages(language)('sharing.delete'), target: { verb: 'delete', share, language } };
}

const sharedReply = (reply: Reply, { id, name, language }: Share): Reply => ({
  ...reply,
  blocks: [note(messages(language)('sharing.by', { who: name })), ...reply.blocks],
  actions: [...reply.actions, deleteButton(id, language)],
  marker: id,
});
