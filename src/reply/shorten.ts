/** Makes a reply's blocks fit to be spread over messages: what may be long moves into texts that `fit` can divide, and nothing is lost. */
import { clip } from '../shared/text.ts';
import { split } from './fit.ts';
import type { Block, Choice, Claim, SourceItem } from './reply.ts';
import { note, listBlock } from './compose/parts.ts';

/** The longest texts, in characters, that a platform shows beside the text that `fit` divides; records stay below nearly all of them. */
export type TextLimits = {
  readonly heading: number;
  readonly prompt: number;
  /** Of an item of a list. */
  readonly label: number;
  /** The details of a claim together. */
  readonly detail: number;
  /** When something to watch is expected and what it would change, together. */
  readonly watch: number;
  /** Of one item of a badge, of those side by side, how many they may be, and of a warning that stands with them. */
  readonly badge: { readonly item: number; readonly row: number; readonly items: number; readonly warning: number };
  readonly source: { readonly title: number; readonly detail: number; readonly disclosure: number };
  readonly menu: {
    /** Returns the choices that a menu would not show whole: they are listed above it. */
    readonly listed: (choices: readonly Choice[]) => readonly Choice[];
    /** How many choices one menu holds, and how many characters of them, as the platform counts them. */
    readonly choices: number;
    readonly characters: number;
    readonly size: (text: string) => number;
  };
};

/** Returns blocks in which only what `fit` can divide is long. */
export function shorten(blocks: readonly Block[], limits: TextLimits): Block[] {
  return blocks.flatMap((block): Block[] => {
    switch (block.type) {
      case 'summary':
      case 'gaps':
        return headed(block, limits);
      case 'claims':
        return headed({ ...block, claims: block.claims.map((claim) => shortenClaim(claim, limits)) }, limits);
      case 'watch':
        return headed(
          {
            ...block,
            items: block.items.map((item) =>
              (item.expected ?? '').length + item.wouldChange.length <= limits.watch
                ? item
                : {
                    text: joined('\n', item.text, item.expected, item.wouldChange),
                    wouldChange: '',
                    marks: item.marks,
                  },
            ),
          },
          limits,
        );
      case 'points':
        return headed(
          {
            ...block,
            items: block.items.map((item) =>
              item.label.length <= limits.label
                ? item
                : { ...item, label: '', text: joined(' — ', item.label, item.text) },
            ),
          },
          limits,
        );
      case 'list':
        return headed(
          {
            ...block,
            items: block.items.map((item) =>
              item.label.length <= limits.label
                ? item
                : { ...item, label: '', detail: joined(' — ', item.label, item.detail) },
            ),
          },
          limits,
        );
      case 'sources':
        return block.items.every((item) => isShort(item, limits))
          ? headed(block, limits)
          : shortenSources(block, limits);
      case 'badge':
        return shortenBadge(block, limits);
      case 'choices':
        return shortenChoices(block, limits);
      case 'note':
        return [block];
    }
  });
}

/** The whole of a text that is clipped where it belongs. */
export const wholeText = (text: string, most: number): Block[] => (text.length <= most ? [] : [note(text)]);

/** A heading that is too long to be repeated is said once in full, and then by its beginning. */
const headed = (block: Extract<Block, { readonly heading: string }>, { heading }: TextLimits): Block[] => [
  ...wholeText(block.heading, heading),
  { ...block, heading: clip(block.heading, heading) },
];

function shortenClaim(claim: Claim, limits: TextLimits): Claim {
  const detail = claim.detail.join(' · ');
  return detail.length <= limits.detail ? claim : { ...claim, text: joined(' · ', claim.text, detail), detail: [] };
}

/** Whether nothing of a source is too long. */
const isShort = ({ title, detail, disclosure }: SourceItem, { source }: TextLimits): boolean =>
  title.length <= source.title && detail.length <= source.detail && disclosure.length <= source.disclosure;

/** Sources of which what is too long stands below them in full. */
function shortenSources(block: Extract<Block, { type: 'sources' }>, limits: TextLimits): Block[] {
  const { source } = limits;
  return block.items.flatMap((item) => {
    const title = clip(item.title, source.title);
    const detail = item.detail.length <= source.detail ? item.detail : '';
    const disclosure = item.disclosure.length <= source.disclosure ? item.disclosure : '';
    const long = [
      ...(title === item.title ? [] : [item.title]),
      ...(detail === item.detail ? [] : [item.detail]),
      ...(disclosure === item.disclosure ? [] : [item.disclosure]),
    ];
    const short: SourceItem = { number: item.number, url: item.url, title, detail, disclosure };
    return [...headed(Object.assign({}, block, { items: [short] }), limits), ...long.map((text) => note(text))];
  });
}

function shortenBadge({ items, warning = '' }: Extract<Block, { type: 'badge' }>, { badge }: TextLimits): Block[] {
  const parts = items.flatMap((item) => (item === '' ? [] : split(item, badge.item)));
  const beside = warning !== '' && warning.length <= badge.warning;
  const rows = grouped(parts, badge.items, badge.row, ({ length }) => length);
  return [
    ...(rows.length === 0 && beside ? [[]] : rows).map((row, index): Block => ({
      type: 'badge',
      items: row,
      warning: index === 0 && beside ? warning : undefined,
    })),
    ...(warning === '' || beside ? [] : [note(warning, 'warning')]),
  ];
}

/** Choices in menus that stay together; those that a menu does not show whole are listed above it first. */
function shortenChoices(block: Extract<Block, { type: 'choices' }>, limits: TextLimits): Block[] {
  const { choices, named } = block;
  const { menu } = limits;
  const prompt = clip(block.prompt, limits.prompt);
  const items = named === true ? [] : menu.listed(choices).map(({ label, detail }) => ({ label, detail }));
  const short = choices.map((choice) =>
    choice.label.length + choice.detail.length <= limits.label
      ? choice
      : { label: clip(choice.label, limits.label), detail: '', target: choice.target },
  );
  return [
    ...wholeText(block.prompt, limits.prompt),
    ...(items.length === 0 ? [] : shorten([listBlock(prompt, items)], limits)),
    ...grouped(short, menu.choices, menu.characters, ({ label, detail }) => menu.size(label + detail)).map(
      (some): Block => Object.assign({}, block, { prompt, choices: some }),
    ),
  ];
}

/** Returns items in groups of at most `most`, which together weigh at most `weight` where one alone does not weigh more. */
function grouped<Item>(
  items: readonly Item[],
  most: number,
  weight: number,
  weightOf: (item: Item) => number,
): Item[][] {
  const groups: Item[][] = [];
  let taken = 0;
  for (const item of items) {
    taken += weightOf(item);
    const last = groups.at(-1);
    if (last === undefined || last.length === most || taken > weight) {
      groups.push([item]);
      taken = weightOf(item);
    } else last.push(item);
  }
  return groups;
}

const joined = (between: string, ...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(between);
