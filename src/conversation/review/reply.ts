/** Replies about reviews in a chat: what waits, and what became of a press. Plain text only; renderers escape. Pure. */
import { formatDay } from '../../records/dates.ts';
import type { Language } from '../../records/schema.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { open, pick, note } from '../../reply/compose/parts.ts';
import { partyName } from '../../reply/compose/attribution.ts';
import type { Action, Block, Reply } from '../../reply/reply.ts';
import { reviewTexts } from '../../reply/texts/review.ts';
import type { ReviewReason, TopicItem } from '../../review/queue.ts';
import type { ReviewRefusal } from '../../review/reviews.ts';
import type { Account } from '../../people/account.ts';

/** So many topics have their buttons in one row of either chat. */
const TOPICS_AT_ONCE = 2;

/** Returns the topics that wait, from a place in their list on, with the buttons for each; `said` is what became of a press. */
export function reviewReply(
  items: readonly TopicItem[],
  { from = 0, said }: { readonly from?: number | undefined; readonly said?: string | undefined },
  { catalogue, language }: { readonly catalogue: Pick<Catalogue, 'relationships'>; readonly language: Language },
): Reply {
  const texts = reviewTexts(language);
  const shown = items.slice(from, from + TOPICS_AT_ONCE);
  const next = from + TOPICS_AT_ONCE;
  const blocks: Block[] = [
    ...(said === undefined ? [] : [note(said)]),
    ...(shown.length > 0
      ? [
          {
            type: 'list',
            heading: texts.waiting(items.length),
            items: shown.map((item) => ({
              label: pick(item.brief.title, language),
              detail: [pick(item.brief.bottomLine.text, language), reasonsText(item, catalogue, language)]
                .filter(Boolean)
                .join(' — '),
            })),
          } as const,
          note(texts.how),
        ]
      : [note(items.length === 0 ? texts.nothing : texts.noMore)]),
  ];
  return {
    title: texts.title,
    language,
    audience: 'asker',
    blocks,
    actions: [
      ...shown.flatMap((item) => buttonsOf(item, language)),
      ...(shown.length === 1 && shown[0] !== undefined
        ? [open(pick(shown[0].brief.title, language), { type: 'full', topic: shown[0].brief.id }, language)]
        : []),
      ...(items.length > TOPICS_AT_ONCE || from > 0
        ? [
            {
              label: next < items.length ? texts.more : texts.first,
              target: { verb: 'review', answer: 'more', from: next < items.length ? next : 0, language },
            } as const,
          ]
        : []),
    ],
  };
}

function buttonsOf({ brief, version }: TopicItem, language: Language): Action[] {
  const texts = reviewTexts(language);
  const title = pick(brief.title, language);
  const target = { verb: 'review', topic: brief.id, version, language } as const;
  return [
    { label: texts.rightOf(title), target: { ...target, answer: 'right' }, primary: true },
    { label: texts.workOf(title), target: { ...target, answer: 'work' } },
  ];
}

function reasonsText(
  { brief, reasons, notes }: TopicItem,
  { relationships }: Pick<Catalogue, 'relationships'>,
  language: Language,
): string {
  const texts = reviewTexts(language);
  const parties = relationships.get(brief.relationship)?.parties ?? [];
  const passed = reasons.filter(({ type }) => type === 'date-passed').length;
  const textOf = (reason: ReviewReason): string[] => {
    switch (reason.type) {
      case 'overdue':
        return [texts.overdue(formatDay(reason.since, language))];
      case 'due-soon':
        return [texts.dueSoon(formatDay(reason.on, language))];
      case 'one-side':
        return [
          texts.oneSide(reason.missing.map((party) => partyName(party, { parties, language })).join(texts.listed)),
        ];
      case 'date-passed':
        return [];
    }
  };
  return [
    ...reasons.flatMap(textOf),
    ...(passed > 0 ? [texts.datesPassed(passed)] : []),
    ...(notes.length > 0 ? [texts.noted(notes.length)] : []),
  ].join(language === 'zh' ? '；' : '; ');
}

/** Returns the sentence that says why nothing was recorded. */
export function refusalText(refusal: ReviewRefusal, by: Pick<Account, 'name'>, language: Language): string {
  const texts = reviewTexts(language);
  switch (refusal.because) {
    case 'not-allowed':
      return texts.notAllowed(by.name, refusal.who);
    case 'no-name':
      return texts.noName;
    case 'gone':
      return texts.gone;
    case 'changed':
      return texts.changed(pick(refusal.brief.title, language));
    case 'author':
      return texts.author(refusal.who);
    case 'unwritable':
      return texts.unwritable;
    case 'refused':
      return texts.refused(refusal.refusal.detail);
  }
}

/** Returns a reply of one sentence, for who asked. */
export const reviewNotice = (text: string, language: Language): Reply => ({
  title: '',
  language,
  audience: 'asker',
  blocks: [note(text)],
  actions: [],
});
