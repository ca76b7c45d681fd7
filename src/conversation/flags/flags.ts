/** Takes flags from readers: offers the form, reports faults, stores the flag. */
import { messages } from '../../locales/messages.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import type { InboxStore } from '../../people/inbox.ts';
import { formFor } from './form.ts';
import type { FlagFault, Flags } from './types.ts';
import { parseFlag } from './parse.ts';
import { storedReply, notStoredReply } from './replies.ts';

/** More flags than this by one person within an hour count as a flood. */
const MAX_PER_HOUR = 5;
const HOURS = 1;
const ID_CHARACTERS = 8;

export type FlagsOptions = {
  readonly store: Pick<InboxStore, 'addFlag'>;
  readonly catalogue: () => Pick<Catalogue, 'briefs'>;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
  /** The channel of the curators, where they have one. */
  readonly curators: ChannelRef | undefined;
  /** Called when a delivery to the curators was queued. */
  readonly wake: () => void;
};

/** Creates the flags of a bot over a store. */
export function createFlags({ store, catalogue, now, newId, curators, wake }: FlagsOptions): Flags {
  return {
    form: (topic, language) => {
      const brief = catalogue().briefs.get(topic);
      const t = messages(language);
      if (brief?.status === 'published') return { ok: true, form: formFor(brief, language) };
      const message = brief === undefined ? t('inbox.removed') : t('inbox.retracted');
      return { ok: false, reply: notStoredReply([{ field: 'form', message }], language) };
    },

    flag: async (input, { channelRef, person, language }) => {
      const refuse = (faults: readonly FlagFault[]) =>
        ({ ok: false, faults, reply: notStoredReply(faults, language) }) as const;
      const read = parseFlag(input, catalogue().briefs.get(input.topic), language);
      if (!read.ok) return refuse(read.faults);
      const at = now();
      const flag = {
        ...read.flag,
        id: newId().slice(0, ID_CHARACTERS),
        language,
        channelRef,
        person,
        createdAt: at,
        doneAt: undefined,
      };
      const added = await store.addFlag(flag, at.subtract({ hours: HOURS }), MAX_PER_HOUR, curators);
      if (added === 'too-many')
        return refuse([{ field: 'form', message: messages(language)('inbox.tooMany', { most: MAX_PER_HOUR }) }]);
      if (added === 'added' && curators !== undefined) wake();
      return { ok: true, reply: storedReply(read.brief, language) };
    },
  };
}
