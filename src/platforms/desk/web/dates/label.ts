/** Labels of the picture: on which side of their mark they stand, and what of them fits. */
import type { Scale } from './scale.ts';

/** Returns how wide a text is in pixels, bold or not. */
export type Measure = (text: string, isBold?: boolean) => number;

/** What is written beside a mark: when, and what; `shorter` is written where that does not fit. */
export type Label = { readonly when: string; readonly what: string; readonly shorter?: string };

export type PlacedLabel = Omit<Label, 'shorter'> & {
  readonly x: number;
  /** The middle of its line: that of its mark, or one below. */
  readonly y: number;
  readonly anchor: 'start' | 'end';
  readonly width: number;
};

/** Where a mark stands. */
export type Where = {
  readonly x: number;
  /** The days that it spans, drawn as a bar where they are more than one. */
  readonly bar: { readonly from: number; readonly to: number } | undefined;
  /** The edge that the date lies behind, where it does. */
  readonly beyond: 'before' | 'after' | undefined;
};

/** From the middle of a mark to where its label may begin. */
export const REACH = 12;
const LABEL_MOST = 480;
/** With less room beside its mark than this, a label goes below it. */
const LABEL_LEAST = 210;
/** Between when and what of a label. */
export const WORD_GAP = 7;
/** How much higher a row is whose labels stand below their marks. */
export const BELOW = 19;

/** Returns the room that a mark takes along the axis. */
export const extent = ({ x, bar }: Where): { readonly from: number; readonly to: number } => ({
  from: Math.min(x - REACH, bar?.from ?? x),
  to: Math.max(x + REACH, bar?.to ?? x),
});

const widthOf = ({ when, what }: Label, measure: Measure): number =>
  measure(when, true) + (when === '' || what === '' ? 0 : WORD_GAP) + measure(what);

export type FoundLabel = Omit<Label, 'shorter'> & {
  readonly x: number;
  readonly anchor: 'start' | 'end';
  readonly width: number;
  readonly isBelow: boolean;
};

/** Returns a label as it stands at the height of its mark. */
export const labelAt = ({ isBelow, ...label }: FoundLabel, y: number): PlacedLabel => ({
  ...label,
  y: isBelow ? y + BELOW : y,
});

/** Puts a label behind its mark, before it where there is more room, or below it; what does not fit is cut with an ellipsis. */
export function placeLabel(
  label: Label,
  where: Where,
  {
    scale,
    measure,
    now,
    mayBeBelow,
  }: { readonly scale: Scale; readonly measure: Measure; readonly now: number; readonly mayBeBelow: boolean },
): FoundLabel {
  const { from: start, to: end } = extent(where);
  const wanted = Math.min(widthOf(label, measure), LABEL_MOST);
  const after = scale.right - end - 4;
  const before = start - scale.left - 4;
  if (mayBeBelow && Math.max(after, before) < Math.min(wanted, LABEL_LEAST)) {
    const cut = cutTo(label, Math.min(scale.right - scale.left, LABEL_MOST), measure);
    return {
      ...cut,
      x: Math.max(scale.left, Math.min(start, scale.right - cut.width)),
      anchor: 'start',
      isBelow: true,
    };
  }
  // The line of today is not written over where that leaves room enough.
  const untilToday = now - end - 12;
  const behind = untilToday >= LABEL_LEAST ? Math.min(after, untilToday) : after;
  const short = label.shorter === undefined || wanted <= behind ? label : { when: label.when, what: label.shorter };
  const isBefore = behind < Math.min(widthOf(short, measure), LABEL_LEAST) && before > behind;
  const room = isBefore ? before : behind;
  const cut = cutTo(short, Math.min(room, LABEL_MOST), measure);
  return { ...cut, x: isBefore ? start - 4 : end + 4, anchor: isBefore ? 'end' : 'start', isBelow: false };
}

function cutTo(label: Label, room: number, measure: Measure): Omit<Label, 'shorter'> & { readonly width: number } {
  const when = shorten(label.when, room, (text) => measure(text, true));
  const left = room - (when === '' ? 0 : measure(when, true) + WORD_GAP);
  const what = when === label.when ? shorten(label.what, left, measure) : '';
  return { when, what, width: widthOf({ when, what }, measure) };
}

/** Returns a text, cut with an ellipsis where it is wider than there is room; empty where not even a few letters fit. */
export function shorten(text: string, room: number, measure: Measure): string {
  if (measure(text) <= room) return text;
  const letters = Array.from(text);
  let least = 0;
  let most = letters.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measure(`${letters.slice(0, middle).join('').trimEnd()}…`) <= room) least = middle;
    else most = middle - 1;
  }
  return least < 3 ? '' : `${letters.slice(0, least).join('').trimEnd()}…`;
}

/** Returns a text in at most two lines. */
export function wrap(text: string, room: number, measure: Measure): string[] {
  if (measure(text) <= room) return [text];
  const words = text.split(' ');
  let line = '';
  let taken = 0;
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) > room) break;
    line = longer;
    taken += 1;
  }
  return taken === 0 ? [shorten(text, room, measure)] : [line, shorten(words.slice(taken).join(' '), room, measure)];
}
