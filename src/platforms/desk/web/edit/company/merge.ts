/** Brings two texts together that began from the same one, line by line. Pure. */
import { diff3MergeRegions, diffIndices } from 'node-diff3';
import { readRecord } from '../../../../../records/text-edit/edit-text.ts';
import { mergeBraces } from './braces.ts';

/** A place that both sides have changed, to be chosen. */
export type ContestedPart = {
  readonly isChosen: true;
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
  /** What stood there before; undefined where it is not known. */
  readonly before: readonly string[] | undefined;
};

/** Lines that only one side has changed, or neither, or both alike; or a place to be chosen. */
export type MergePart = { readonly isChosen: false; readonly lines: readonly string[] } | ContestedPart;

/** What to put in a place that both have changed. */
export const SIDES = ['mine', 'theirs', 'mine-first', 'theirs-first'] as const;
export type MergeChoice = (typeof SIDES)[number];

/** A place that one side has changed. */
export type ChangedPlace = { readonly before: readonly string[]; readonly after: readonly string[] };

// An editor of text ends its lines in its own way.
const linesOf = (text: string): string[] => text.split(/\r?\n/u);
const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, at) => line === b[at]);

/** Returns the parts of which the merged text is made; without what both began from, each place in which they differ is to be chosen. */
export function mergeParts(mine: string, base: string | undefined, theirs: string): readonly MergePart[] {
  if (base === undefined) return differing(linesOf(mine), linesOf(theirs));
  const regions = diff3MergeRegions(linesOf(mine), linesOf(base), linesOf(theirs));
  return regions.flatMap((region): readonly MergePart[] => {
    if (region.stable) return [{ isChosen: false, lines: region.bufferContent }];
    const { aContent, bContent, oContent } = region;
    // Neighbouring lines are often fields of their own, each changed by another side.
    return aContent.length === oContent.length && bContent.length === oContent.length
      ? oContent.map((line, at) => partOf(aContent.slice(at, at + 1), [line], bContent.slice(at, at + 1)))
      : [partOf(aContent, oContent, bContent)];
  });
}

function partOf(mine: readonly string[], before: readonly string[], theirs: readonly string[]): MergePart {
  if (isSame(mine, theirs) || isSame(before, theirs)) return { isChosen: false, lines: mine };
  if (isSame(mine, before)) return { isChosen: false, lines: theirs };
  const [[own], [old], [other]] = [mine, before, theirs];
  const isOfOne = mine.length === 1 && before.length === 1 && theirs.length === 1;
  const line = isOfOne ? mergeBraces(own ?? '', old ?? '', other ?? '') : undefined;
  if (line === undefined) return { isChosen: true, mine, theirs, before };
  return line.mine === line.theirs
    ? { isChosen: false, lines: [line.mine] }
    : { isChosen: true, mine: [line.mine], theirs: [line.theirs], before };
}

function differing(mine: string[], theirs: string[]): readonly MergePart[] {
  const parts: MergePart[] = [];
  let at = 0;
  for (const { buffer1, buffer1Content, buffer2Content } of diffIndices(mine, theirs)) {
    const [from, length] = buffer1;
    if (from > at) parts.push({ isChosen: false, lines: mine.slice(at, from) });
    parts.push({ isChosen: true, mine: buffer1Content, theirs: buffer2Content, before: undefined });
    at = from + length;
  }
  if (at < mine.length) parts.push({ isChosen: false, lines: mine.slice(at) });
  return parts;
}

/** Returns the merged text; undefined as long as a choice is missing. `choices` are by the place of the part. */
export function mergedText(
  parts: readonly MergePart[],
  choices: Readonly<Record<number, MergeChoice | undefined>>,
): string | undefined {
  const lines: string[] = [];
  for (const [place, part] of parts.entries()) {
    const chosen = part.isChosen ? chosenLines(part, choices[place]) : part.lines;
    if (chosen === undefined) return undefined;
    lines.push(...chosen);
  }
  return lines.join('\n');
}

function chosenLines({ mine, theirs }: ContestedPart, choice: MergeChoice | undefined): readonly string[] | undefined {
  switch (choice) {
    case 'mine':
      return mine;
    case 'theirs':
      return theirs;
    case 'mine-first':
      return [...mine, ...theirs];
    case 'theirs-first':
      return [...theirs, ...mine];
    case undefined:
      return undefined;
  }
}

/** Returns whether a place may hold what both sides have there: not where a field would stand in it twice, or all would be no YAML. */
export function mayKeepBoth(parts: readonly MergePart[], place: number): boolean {
  const withBoth = (side: MergeChoice): string =>
    mergedText(
      parts,
      parts.map((_, at) => (at === place ? side : 'mine')),
    ) ?? '';
  return (['mine-first', 'theirs-first'] as const).every((side) => readRecord(withBoth(side)) !== undefined);
}

/** Returns the places in which a text differs from what it began from. */
export const changedPlaces = (base: string, text: string): readonly ChangedPlace[] =>
  diffIndices(linesOf(base), linesOf(text)).map(({ buffer1Content, buffer2Content }) => ({
    before: buffer1Content,
    after: buffer2Content,
  }));
