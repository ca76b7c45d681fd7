/** Replies about reviews in a chat: what waits, and what became of a press. Plain text only; renderers escape. Pure. */
import { messages, type Translate } from '../../locales/messages.ts';
import { refusalText as recordRefusalText } from '../../records/publish/refusal.ts';
import { faultLine } from '../../records/fault.ts';
import { formatDay, formatWhen } from '../../records/dates.ts';
import type { Brief, Language } from '../../records/schema.ts';
import { clip } from '../../shared/text.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { pick, note, privateReply, listBlock } from '../../reply/compose/parts.ts';
import { partyName } from '../../reply/compose/attribution.ts';
import type { Action, Block, Reply } from '../../reply/reply.ts';
import type { ReviewReason, TopicItem } from '../../people/review-queue.ts';
import { UNDO_MINUTES, type ReviewRefusal } from '../../people/reviews.ts';
import type { Account } from '../../people/roles.ts';

/** So many topics have their buttons in one row of either chat. */
const TOPICS_AT_ONCE = 2;

/** Where a list begins, what became of a press, and the change set that can be taken back. */
export type Listing = {
  readonly from?: number | undefined;
  readonly said?: string | undefined;
  readonly undo?: string | undefined;
};

/** Returns the topics that wait, from a place in their list on, with the buttons for each; `said` is what became of a press. */
export function reviewReply(
  items: readonly TopicItem[],
  { from = 0, said, undo }: Listing,
  { catalogue, language }: { readonly catalogue: Pick<Catalogue, 'relationships'>; readonly language: Language },
): Reply {
  const t = messages(language);
  const shown = items.slice(from, from + TOPICS_AT_ONCE);
  const next = from + TOPICS_AT_ONCE;
  const blocks: Block[] = [
    ...(said === undefined
      ? []
      : [note(undo === undefined ? said : `${said} ${t('review.undoWithin', { minutes: UNDO_MINUTES })}`)]),
    ...(shown.length > 0
      ? [
          ...shown.flatMap((item, index): Block[] => [
            listBlock(index === 0 ? t('review.waiting', { count: items.length }) : '', [
              {
                label: pick(item.brief.title, language),
                detail: [pick(item.brief.bottomLine.text, language), reasonsText(item, catalogue, language)]
                  .filter(Boolean)
                  .join(' — '),
              },
            ]),
            ...passedDates(item, language),
          ]),
          note(t('review.how')),
        ]
      : [note(items.length === 0 ? t('review.nothing') : t('review.noMore'))]),
  ];
  return privateReply(t('review.title'), language, blocks, [
    ...(undo === undefined
      ? []
      : [{ label: t('review.undo'), target: { verb: 'review', answer: 'undo', set: undo, language } } as const]),
    ...shown.map((item) => readButton(item, language)),
    ...(items.length > TOPICS_AT_ONCE || from > 0
      ? [
          {
            label: next < items.length ? t('review.more') : t('review.first'),
            target: { verb: 'review', answer: 'more', from: next < items.length ? next : 0, language },
          } as const,
        ]
      : []),
  ]);
}

/** Nobody says of a topic that it is right before it was opened: both answers stand below what was read. */
const readButton = ({ brief, version }: TopicItem, language: Language): Action => ({
  label: messages(language)('review.readOf', { title: pick(brief.title, language) }),
  target: { verb: 'review', answer: 'read', topic: brief.id, version, language },
});

/** Of the dates that passed so many are named, each in so many characters. */
const DATES_NAMED = 4;
const DATE_CHARACTERS = 120;

/** Returns the dates that passed without an outcome, the newest first, the rest counted. */
function passedDates({ dates }: TopicItem, language: Language): Block[] {
  if (dates.length === 0) return [];
  const t = messages(language);
  const items = dates.slice(0, DATES_NAMED).map(({ when, text }) => ({
    label: formatWhen(when, language),
    detail: clip(pick(text, language), DATE_CHARACTERS),
  }));
  const more = dates.length - items.length;
  return [
    listBlock(t('review.datesPassed', { count: dates.length }), items),
    ...(more > 0 ? [note(t('review.moreDates', { count: more }))] : []),
  ];
}

/** Returns the buttons that say of a topic, as it was shown, that it is still right or needs work. */
export function reviewButtons(brief: Brief, version: string, language: Language): Action[] {
  const t = messages(language);
  const title = pick(brief.title, language);
  const target = { verb: 'review', topic: brief.id, version, language } as const;
  return [
    { label: t('review.rightOf', { title }), target: { ...target, answer: 'right' }, primary: true },
    { label: t('review.workOf', { title }), target: { ...target, answer: 'work' } },
  ];
}

function reasonsText(
  { brief, reasons, notes }: TopicItem,
  { relationships }: Pick<Catalogue, 'relationships'>,
  language: Language,
): string {
  const t = messages(language);
  const parties = relationships.get(brief.relationship)?.parties ?? [];
  const textOf = (reason: ReviewReason): string[] => {
    switch (reason.type) {
      case 'overdue':
        return [t('review.overdue', { day: formatDay(reason.since, language) })];
      case 'due-soon':
        return [t('review.dueSoon', { day: formatDay(reason.on, language) })];
      case 'one-side':
        return [
          t('review.oneSide', {
            sides: reason.missing.map((party) => partyName(party, { parties, language })).join(t('review.listed')),
          }),
        ];
      case 'bottom-line':
        return [t('review.bottomLine')];
      case 'unreviewed':
        return [t('review.unreviewed')];
      case 'changed':
        return [t('review.changedSince', { count: reason.count, day: formatDay(reason.since, language) })];
    }
  };
  return [...reasons.flatMap(textOf), ...(notes.length > 0 ? [t('review.noted', { count: notes.length })] : [])].join(
    t('review.alsoListed'),
  );
}

/** So many faults are told in a chat; the desk tells all. */
const FAULTS_TOLD = 3;

/** Returns why nothing was recorded as a chat tells it: in a sentence, with the faults that prevent it. */
export function refusalLines(refusal: ReviewRefusal, by: Pick<Account, 'name'>, language: Language): string {
  const faults = refusal.because === 'refused' ? refusal.refusal.faults.slice(0, FAULTS_TOLD) : [];
  return [refusalText(refusal, by, language), ...faults.map((one) => faultLine(one, language))].join('\n');
}

/** Returns the sentence that says why nothing was recorded. */
export function refusalText(refusal: ReviewRefusal, by: Pick<Account, 'name'>, language: Language): string {
  const t = messages(language);
  switch (refusal.because) {
    case 'not-allowed':
      return notAllowedText(by.name, refusal.who, t);
    case 'no-name':
      return t('review.noName');
    case 'gone':
      return t('review.gone');
    case 'changed':
      return t('review.changed', { title: pick(refusal.brief.title, language) });
    case 'author':
      return authorText(refusal.who, t);
    case 'late':
      return t('review.undoLate', { minutes: UNDO_MINUTES });
    case 'unwritable':
      return t('review.unwritable');
    case 'refused':
      return t('review.refused', { detail: recordRefusalText(refusal.refusal, language) });
  }
}

/** Of many who may review, so many are named. */
const MAX_ASKED = 5;

const askable = (who: readonly string[], t: Translate): string => who.slice(0, MAX_ASKED).join(t('review.listed'));

/** Returns the sentence that says that somebody may not review, and who may. */
export const notAllowedText = (name: string, who: readonly string[], t: Translate): string =>
  who.length === 0 ? t('review.notAllowed', { name }) : t('review.notAllowedAsk', { name, who: askable(who, t) });

/** Returns the sentence that says that another person has to review, and who may. */
export const authorText = (who: readonly string[], t: Translate): string =>
  who.length === 0 ? t('review.author') : t('review.authorAsk', { who: askable(who, t) });
