/** How one piece of news is told: as a statement, as a text behind the title of its topic, or in the few words of a title. Pure. */
import { messages } from '../locales/messages.ts';
import { formatDay, formatDayOfYear, formatWhen } from '../records/dates.ts';
import type { DateWithPrecision, Language, Statement, Translated } from '../records/schema.ts';
import { pick } from '../reply/compose/parts.ts';
import { attributedTo, speakerOf, type AttributionContext, type ClaimContext } from '../reply/compose/attribution.ts';
import { claimOf } from '../reply/compose/claims.ts';
import type { Claim } from '../reply/reply.ts';
import { documentOf, marksOfIds, ownMark, pointSize, type DigestContext, type Point } from './cited.ts';
import type { NewsItem } from './news.ts';
import { ITEM_CHARACTERS } from './size-budget.ts';

export type StatementNews = Extract<NewsItem, { readonly type: 'statement' }>;
export type ClaimNews = Extract<NewsItem, { readonly type: 'statement' | 'due' }>;
export type PointNews = Exclude<NewsItem, ClaimNews | { readonly type: 'overdue' }>;

export const isPoint = (item: NewsItem): item is PointNews =>
  item.type !== 'statement' && item.type !== 'due' && item.type !== 'overdue';

/** Returns what a piece of news takes of the room of a digest, without a heading. */
export function sizeOf(item: NewsItem, context: DigestContext): number {
  if (item.type === 'overdue') return 0;
  if (isPoint(item)) return pointSize(pointOf(item, context)) + ITEM_CHARACTERS;
  const { lead, text, detail, marks } = claimOfNews(item, context);
  return [lead?.url ?? '', text, ...detail, ...marks.map(({ url }) => url)].join('   ').length + ITEM_CHARACTERS;
}

/** Returns what changed, or a date to come, behind the title of its topic. */
export function pointOf(item: PointNews, context: DigestContext): Point {
  const { language } = context;
  const label = context.titleOf(item.brief);
  const t = messages(language);
  switch (item.type) {
    case 'coming-up': {
      const when = formatWhen(item.when, language);
      const what = pick(item.what, language);
      return {
        label,
        // Most texts say their date.
        text: what.includes(when) ? what : t('reply.about', { title: when, what }),
        marks: marksOfIds(item.restsOn, context).slice(0, 1),
      };
    }
    case 'reworded': {
      const { what, before, on } = item.correction;
      const reason = pick(what, language) + t('reply.aside', { text: formatDay(on, language) });
      return {
        label,
        text: t('digest.reworded', {
          reason,
          before: pick(before, language),
          now: pick(item.statement.text, language),
          document: documentOf(item.statement, context),
        }),
        marks: ownMark(item.statement, context),
      };
    }
    case 'withdrawn':
      return {
        label,
        text: t('digest.withdrawn', {
          reason: pick(item.what, language) + t('reply.aside', { text: formatDay(item.on, language) }),
          before: pick(item.statement.text, language),
          document: documentOf(item.statement, context),
        }),
        marks: ownMark(item.statement, context),
      };
    default:
      return {
        label,
        text: pick(item.what, language) + t('reply.aside', { text: formatDay(item.on, language) }),
        marks: [],
      };
  }
}

/** Returns a statement as a line with one link; of a date to come, with that and its topic. */
export function claimOfNews(item: ClaimNews, context: DigestContext): Claim {
  const { language } = context;
  const { statement, brief } = item;
  const t = messages(language);
  const claim = claimOf(statement, claimContextOf(item, context), 'short');
  const line = { ...claim, marks: claim.lead === undefined ? claim.marks.slice(0, 1) : [] };
  if (item.type === 'statement') return line;
  const when = formatWhen(item.when, language);
  const due = statement.kind === 'measure' ? t('reply.horizon', { when }) : t('digest.due', { when });
  return { ...line, detail: [due, context.titleOf(brief)] };
}

/** Returns what a piece of news says in a title: a statement with whose it is where its text does not say so. */
export function inShort(item: NewsItem, context: DigestContext): string {
  const { language } = context;
  const t = messages(language);
  const title = context.titleOf(item.brief);
  switch (item.type) {
    case 'statement':
      return attributed(item.statement, claimContextOf(item, context));
    case 'due': {
      const { statement } = item;
      const when = soon(item.when, language);
      const text = pick(statement.text, language);
      if (statement.kind !== 'commitment') return t('reply.about', { title: t('digest.ends', { when }), what: text });
      return t('reply.about', {
        title: t('digest.fallsDue', { when, party: speakerOf(statement, claimContextOf(item, context)) }),
        what: text,
      });
    }
    case 'reworded':
      return t('reply.about', {
        title: t('digest.heading.correction'),
        what: attributed(item.statement, claimContextOf(item, context)),
      });
    case 'coming-up':
      return t('reply.about', {
        title: t('digest.expected', { when: soon(item.when, language) }),
        what: pick(item.what, language),
      });
    case 'overdue':
      return t('reply.about', { title: t('digest.heading.overdue'), what: title });
    case 'withdrawn':
      return t('reply.about', {
        title: t('digest.heading.retraction'),
        what: attributed(item.statement, claimContextOf(item, context)),
      });
    case 'retraction':
      return t('reply.about', { title: t('digest.heading.retraction'), what: title });
    case 'new':
      return t('reply.about', { title: t('digest.newBrief'), what: title });
    case 'correction':
    case 'update':
      return t('reply.about', { title, what: pick(item.what, language) });
  }
}

/** A date within two weeks, of which a title needs no year. */
const soon = (when: DateWithPrecision, language: Language): string =>
  when.precision === 'day' ? formatDayOfYear(when.on, language) : formatWhen(when, language);

function attributed(statement: Statement, context: AttributionContext): string {
  const { language, t } = context;
  const text = pick(statement.text, language);
  const who = speakerOf(statement, context);
  const account = attributedTo(statement, context);
  const teller = statement.kind === 'commitment' ? who : account;
  if (teller !== undefined)
    return t('reply.about', { title: messages(language)('digest.toldBy', { party: teller }), what: text });
  // An order is its government's own act, and its text says whose.
  const last = who.split(' ').at(-1) ?? who;
  return statement.kind === 'measure' || who === '' || text.includes(last)
    ? text
    : t('reply.about', { title: who, what: text });
}

function claimContextOf({ brief }: NewsItem, { catalogue, language, now }: DigestContext): ClaimContext {
  // All that are held: how a statement stands depends on what later ones say.
  const sources = [...catalogue.sources.values()].filter(({ relationship }) => relationship === brief.relationship);
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
  return { catalogue, language, t: messages(language), parties, sources, now };
}

/** Returns the texts of a piece of news. */
export function textsOf(item: NewsItem): Translated[] {
  const { title } = item.brief;
  switch (item.type) {
    case 'statement':
    case 'due':
      return [title, item.statement.text];
    case 'withdrawn':
      return [title, item.statement.text, item.what];
    case 'reworded':
      return [title, item.statement.text, item.correction.what, item.correction.before];
    case 'overdue':
      return [title];
    default:
      return [title, item.what];
  }
}
