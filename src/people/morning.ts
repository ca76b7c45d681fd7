/** The morning message: what waits for whoever curates, in short, once a day in their channel; nothing on a day on which nothing has happened that needs anybody. */
import { nothingToSend, type ComposeContent } from '../digest/delivery/content.ts';
import { NOTHING_CARRIED } from '../digest/delivery/delivery.ts';
import { encodeReason } from '../digest/delivery/reason.ts';
import { deliveryId } from '../digest/ids.ts';
import type { DigestStore } from '../digest/store.ts';
import type { ChannelRef } from '../digest/subscription.ts';
import { messages } from '../locales/messages.ts';
import { dayOf, formatDay, formatDayOfYear } from '../records/dates.ts';
import type { Language } from '../records/schema.ts';
import { partyName, clearTitle, pairName } from '../views/names.ts';
import { note, listBlock } from '../reply/compose/parts.ts';
import { pick } from '../views/text.ts';
import type { Block, ListItem, Reply } from '../reply/reply.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { clip } from '../shared/text.ts';
import type { CuratorsInbox, InboxItems } from './inbox.ts';
import { needsSomebody, type Today, type TodayLists } from './today.ts';

/** When it is sent, by the clock of a zone. */
export type MorningTime = { readonly time: string; readonly zone: string };

export type MorningOptions = {
  readonly store: Pick<DigestStore, 'addDelivery'>;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  /** Undefined where curators have no channel, or want no message. */
  readonly to: (MorningTime & { readonly curators: ChannelRef }) | undefined;
  readonly today: Today;
  readonly inbox: Pick<CuratorsInbox, 'items'>;
  /** Returns the language of the channel. */
  readonly language: () => Promise<Language>;
  /** Where people open the desk; undefined where only its own machine can. */
  readonly deskAddress: string | undefined;
};

export type Morning = {
  /** Writes the delivery of today once its time has come, whichever process does first; returns whether this one did. */
  readonly plan: () => Promise<boolean>;
  readonly contentOf: ComposeContent;
};

/** One that could not be sent for so long is over: the next one says the same. */
const OVER_AFTER_HOURS = 20;

/** Returns what plans and composes the message. */
export function createMorning(options: MorningOptions): Morning {
  const { store, catalogue, now, to, today, inbox, language, deskAddress } = options;
  let planned = '';
  return {
    plan: async () => {
      const at = now();
      if (to === undefined) return false;
      const local = at.toZonedDateTimeISO(to.zone);
      const due = local.toPlainDate().toZonedDateTime({ timeZone: to.zone, plainTime: to.time });
      const day = local.toPlainDate().toString();
      if (day === planned || Temporal.ZonedDateTime.compare(local, due) < 0) return false;
      const slot = `morning-${day}`;
      const id = deliveryId('morning', day);
      const slotAt = due.toInstant();
      const delivery = { id, slot, slotAt, late: false, state: 'waiting', nextAt: at, reason: '' } as const;
      const added = await store.addDelivery('morning', to.curators, delivery);
      planned = day;
      return added;
    },
    contentOf: async ({ id, slotAt }) => {
      const at = now();
      if (to === undefined) return nothingToSend(encodeReason('over', 'there is no morning message'));
      if (Temporal.Instant.compare(at, slotAt.add({ hours: OVER_AFTER_HOURS })) > 0)
        return nothingToSend(encodeReason('late', 'the next one says the same'));
      try {
        const read = await language();
        const lists: MorningLists = { ...(await today.lists(NAMED)), inbox: await inbox.items(read) };
        const reply = morningReply(lists, { catalogue: catalogue(), language: read, now: at, deskAddress });
        if (reply === undefined) return nothingToSend(encodeReason('nothing-new'));
        return { type: 'message', reply: { ...reply, marker: id }, carried: NOTHING_CARRIED };
      } catch (error) {
        return { type: 'fault', error };
      }
    },
  };
}

/** Of a list so many are named, each in so many characters: all of it is one message in either chat. */
const NAMED = 3;
const NAME_CHARACTERS = 70;

type MorningContext = {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
  readonly deskAddress: string | undefined;
};

/** What is told: what waits on the first page, and in the inbox beside it. */
export type MorningLists = TodayLists & { readonly inbox: InboxItems };

/** Returns the message; undefined where nothing has happened that needs anybody. Topics that wait for a review though nothing has happened in them, what was set aside and drafts call nobody. */
export function morningReply(lists: MorningLists, context: MorningContext): Reply | undefined {
  const { catalogue, language, now, deskAddress } = context;
  const t = messages(language);
  const { items, dates, bottomLines, topics, texts, inbox, sources } = lists;
  const title = (id: string): string => {
    const brief = catalogue.briefs.get(id);
    return brief === undefined ? id : clearTitle(brief, catalogue, language);
  };
  const line = (
    what: 'items' | 'texts' | 'dates' | 'bottomLines' | 'topics' | 'flags' | 'questions' | 'sources',
    count: number,
    names: readonly string[],
  ): ListItem[] =>
    count === 0
      ? []
      : [
          {
            label: t(`morning.${what}`, { count }),
            detail: names
              .slice(0, NAMED)
              .map((name) => clip(name.replaceAll(/\s+/gu, ' '), NAME_CHARACTERS))
              .join(t('morning.listed')),
          },
        ];
  const failing = sources.filter(needsSomebody);
  const lines = [
    ...line(
      'items',
      items?.total ?? 0,
      (items?.first ?? []).map((item) => item.title),
    ),
    ...line(
      'texts',
      texts.length,
      texts.map(({ source }) => pick(source.title, language)),
    ),
    ...line(
      'dates',
      dates.length,
      dates.map(({ text, last }) => `${pick(text, language)} (${formatDayOfYear(last, language)})`),
    ),
    ...line(
      'bottomLines',
      bottomLines.length,
      bottomLines.map(({ brief }) => title(brief.id)),
    ),
    ...line(
      'topics',
      topics.length,
      topics.map(({ brief }) => title(brief.id)),
    ),
    ...line(
      'flags',
      inbox.flags.length,
      inbox.flags.map(({ topic }) => title(topic)),
    ),
    ...line(
      'questions',
      inbox.questions.length,
      inbox.questions.map(({ text }) => text),
    ),
    ...line(
      'sources',
      failing.length,
      failing.map(({ source, id }) => (source === undefined ? id : pick(source.title, language))),
    ),
  ];
  if (lines.length === 0) return undefined;
  const reach = reachText(lists, context);
  const blocks: Block[] = [
    listBlock('', lines),
    ...(reach === '' ? [] : [note(reach)]),
    ...(deskAddress === undefined
      ? []
      : [{ ...note(t('morning.where')), link: { label: t('morning.open'), url: `${deskAddress}/#/today` } }]),
  ];
  const day = formatDay(dayOf(now), language);
  return { title: t('morning.title', { day }), language, audience: 'everyone', blocks, actions: [] };
}

/** Returns how far the sources of each side have been read, by pair; empty where nothing is watched. */
function reachText({ reach }: TodayLists, { catalogue, language }: MorningContext): string {
  const t = messages(language);
  return [...reach]
    .flatMap(([id, sides]) => {
      const relationship = catalogue.relationships.get(id);
      if (relationship === undefined || sides.length === 0) return [];
      const { parties } = relationship;
      const read = sides.map(({ party, readTo }) => {
        const side = partyName(party, { parties, language });
        return readTo === undefined
          ? t('morning.unread', { side })
          : t('morning.read', { side, day: formatDayOfYear(readTo, language) });
      });
      return [t('morning.reach', { pair: pairName(relationship, language), read: read.join(t('morning.listed')) })];
    })
    .join('\n');
}
