/** What the text of a paragraph names: measures and promises that are followed, and days. Pure. */
import { type RecordCatalogue } from '../../../records/catalogue.ts';
import { figuresOf } from '../../../records/figures.ts';
import { words } from '../../../records/paragraphs.ts';
import type { DocumentRecord } from '../../../records/schema.ts';

/** A track with the words by which a text names it. */
export type NamedTrack = { readonly id: string; readonly words: string };

/** What a day is to what a text says: when it begins, ends or is due, the day of something else that it names, or just a day. */
export type NamedDay = { readonly on: string; readonly as: 'from' | 'until' | 'due' | 'other' | 'day' };

/** Returns the tracks that paragraphs name: those that their sentences do first, and of these the longest name; a date by itself names none. */
export function tracksNamed(
  { paragraphs, sentences }: { readonly paragraphs: string; readonly sentences: string },
  relationship: string,
  catalogue: Pick<RecordCatalogue, 'tracks'>,
): readonly (NamedTrack & { readonly isInSentence: boolean })[] {
  const near = tracksNamedIn(sentences, relationship, catalogue);
  const far = tracksNamedIn(paragraphs, relationship, catalogue).filter(({ id }) => !near.some((one) => one.id === id));
  return [...near, ...far].map(({ id, words: name }, at) => ({ id, words: name, isInSentence: at < near.length }));
}

/** The longest name first. */
function tracksNamedIn(
  text: string,
  relationship: string,
  { tracks }: Pick<RecordCatalogue, 'tracks'>,
): readonly NamedTrack[] {
  const spaced = ` ${words(text).join(' ')} `;
  return [...tracks.values()]
    .filter((one) => one.relationship === relationship)
    .flatMap((track) => {
      const { title, aliases } = track;
      const names = [title.en, title.zh ?? '', ...(aliases?.en ?? []), ...(aliases?.zh ?? [])];
      const [name] = names
        .filter((one) => spaced.includes(` ${words(one).join(' ')} `) && !isFigureAlone(one))
        .toSorted((a, b) => b.length - a.length);
      return name === undefined ? [] : [{ id: track.id, words: name }];
    })
    .toSorted((a, b) => b.words.length - a.words.length);
}

/** Whether a name has nothing beside dates and numbers, as many texts have for other reasons. */
const isFigureAlone = (name: string): boolean =>
  (['en', 'zh'] as const).some(
    (language) =>
      figuresOf(name, language)
        .reduce((rest, { written }) => rest.replace(written, ''), name)
        .trim() === '',
  );

/** What stands before or behind a day that says what it is; the first that fits, in this order. */
const ROLES: readonly (readonly [NamedDay['as'], RegExp, RegExp])[] = [
  // The day of what is named, and not of what is told of it.
  [
    'other',
    /\b(?:announced|published|issued|imposed|signed|dated|returned|taken|made|adopted|of|since|in)(?: on)? $|\($|\b(?:(?:were?|was|due|scheduled|set) to expire|which [^,.;]*|that [^,.;]*)(?: on)? $/iu,
    /^[^，。；]{0,6}(?:公布|发布|公告|宣布|达成|列入|签署|以来)/u,
  ],
  ['due', /\b(?:by|before|no later than|not later than) $/iu, /^底?(?:之|以)?前/u],
  [
    'until',
    /\b(?:until|through|to|expires?(?: on)?)(?: [\d:]+ [ap]\.m\.[^,]{0,30} on)? $|(?:至|直到)$/iu,
    /^(?:为止|到期)/u,
  ],
  [
    'from',
    /\b(?:effective|as of|starting|beginning|from|on or after|after)(?: on)?(?: [\d:]+ [ap]\.m\.[^,]{0,30} on)? $/iu,
    /^(?:\d+时(?:\d+分)?)?起|^(?:,? \d{4})?(?:至|到| to | through |[–—-])/u,
  ],
];
/** So much around a day says what it is. */
const AROUND = 60;

/** Returns the days that a text names, in its order, each once: those without a year in that of its document, and what they are to what it says. */
export function datesIn(text: string, { language, publishedOn }: Pick<DocumentRecord, 'language' | 'publishedOn'>) {
  const [year = '', month = ''] = publishedOn.split('-');
  // A day without its month or year is of those of the document.
  const own = language === 'zh' ? `${year}年${Number(month)}月` : `(${year})`;
  const plain = text.normalize('NFKC');
  const days: NamedDay[] = [];
  let at = 0;
  for (const { written, readings } of figuresOf(`${plain}\n${own}`, language)) {
    const found = readings.flatMap((one) => {
      const [, y, m = '', d = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(one) ?? [];
      const last = y === undefined ? 0 : new Temporal.PlainYearMonth(Number(y), Number(m)).daysInMonth;
      return Number(d) < 1 || Number(d) > last ? [] : [`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`];
    });
    // No. 55 of a ministry is written as the 55th of a month may be.
    if (written.endsWith('号') && !written.includes('月')) continue;
    const on = found.length > 1 ? found.find((one) => one.startsWith(year)) : found[0];
    if (on === undefined) continue;
    const start = Math.max(plain.indexOf(written, at), plain.indexOf(written));
    if (start >= at) at = start + written.length;
    const [before, behind] = [plain.slice(Math.max(0, start - AROUND), start), plain.slice(start + written.length)];
    const role = ROLES.find(([, ahead, after]) => ahead.test(before) || after.test(behind))?.[0] ?? 'day';
    if (!days.some((one) => one.on === on)) days.push({ on, as: role });
  }
  return days;
}
