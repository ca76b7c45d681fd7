/** Makes a reply's blocks fit to be spread over messages: what may be long moves into texts that can be divided, and nothing is lost. */
import type { Block } from '../../../reply/reply.ts';
import { split } from '../../../reply/fit.ts';
import { LIMITS } from '../limits.ts';
import { clean, escape } from './text.ts';

/** A text that is not divided may have this many characters; records bound most of them lower. */
const SHORT_CHARACTERS = 400;

/** Choices of one menu and the characters of their texts: so many stay on one message with the list of them above. */
const MENU_CHOICES = 20;
const MENU_CHARACTERS = 4_000;

/** Characters of the badge items that stand side by side. */
const BADGE_CHARACTERS = 800;

/** Returns blocks in which only what `fit` can divide is long. */
export function shorten(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    switch (block.type) {
      case 'summary':
        return headed(block);
      case 'gaps':
        return headed(block);
      case 'claims':
        return headed({
          ...block,
          claims: block.claims.map((claim) =>
            isLong(claim.detail.join(' · '))
              ? { ...claim, text: [claim.text, ...claim.detail].join(' · '), detail: [] }
              : claim,
          ),
        });
      case 'watch':
        return headed({
          ...block,
          items: block.items.map((item) =>
            isLong(item.wouldChange) || isLong(item.expected ?? '')
              ? {
                  text: [item.text, ...(item.expected === undefined ? [] : [item.expected]), item.wouldChange].join(
                    '\n',
                  ),
                  wouldChange: '',
                  marks: item.marks,
                }
              : item,
          ),
        });
      case 'list':
        return headed({
          ...block,
          items: block.items.map((item) =>
            isLong(item.label) ? { ...item, label: '', detail: `${item.label} — ${item.detail}` } : item,
          ),
        });
      case 'sources':
        return headed(block).flatMap((part) => (part.type === 'sources' ? shortenSources(part) : [part]));
      case 'badge':
        return badges(block);
      case 'choices':
        return menus(block);
      case 'note':
        return [block];
    }
  });
}

const isLong = (text: string): boolean => text.length > SHORT_CHARACTERS;

/** A heading that is too long to be repeated is said once in full and then by its beginning. */
function headed<Headed extends Block & { readonly heading: string }>(block: Headed): (Headed | Block)[] {
  if (!isLong(block.heading)) return [block];
  return [note(block.heading), { ...block, heading: beginning(block.heading) }];
}

function beginning(text: string): string {
  const [first = ''] = split(clean(text), SHORT_CHARACTERS / 2);
  return first === text ? text : `${first}…`;
}

/** Choices in groups that stay together; those with long texts are told of in a list first, and then only named in the menu. */
function menus({ prompt: whole, choices, named }: Extract<Block, { type: 'choices' }>): Block[] {
  const prompt = isLong(whole) ? beginning(whole) : whole;
  const long = choices.filter(({ label, detail }) => isLong(label + detail));
  const short = choices.map((choice) =>
    isLong(choice.label + choice.detail) ? { ...choice, label: beginning(choice.label), detail: '' } : choice,
  );
  return [
    ...(prompt === whole ? [] : [note(whole)]),
    ...(long.length === 0 || named === true
      ? []
      : shorten([{ type: 'list', heading: prompt, items: long.map(({ label, detail }) => ({ label, detail })) }])),
    ...group(short, MENU_CHOICES, MENU_CHARACTERS, ({ label, detail }) => escape(label + detail).length).map(
      (some): Block => Object.assign({ type: 'choices' as const, prompt, choices: some }, named === true && { named }),
    ),
  ];
}

const note = (text: string): Block => ({ type: 'note', tone: 'plain', text });

function shortenSources(block: Extract<Block, { type: 'sources' }>): Block[] {
  return block.items.flatMap((item): Block[] => {
    const long = [item.title, item.detail, item.disclosure].filter(isLong);
    const kept = (text: string): string => (isLong(text) ? '' : text);
    return [
      {
        ...block,
        items: [{ ...item, title: kept(item.title), detail: kept(item.detail), disclosure: kept(item.disclosure) }],
      },
      ...long.map((text) => note(`[${item.number}] ${text}`)),
    ];
  });
}

function badges(block: Extract<Block, { type: 'badge' }>): Block[] {
  const items = block.items.flatMap((item) => (item === '' ? [] : split(item, BADGE_CHARACTERS)));
  const warning = block.warning ?? '';
  return [
    ...group(items, LIMITS.context, BADGE_CHARACTERS, ({ length }) => length).map((row): Block => ({
      type: 'badge',
      items: row,
    })),
    ...(warning === '' ? [] : [{ type: 'note', tone: 'warning', text: warning } as const]),
  ];
}

/** Returns items in groups of at most `most`, which together weigh at most `weight` where one alone does not weigh more. */
function group<Item>(items: readonly Item[], most: number, weight: number, weigh: (item: Item) => number): Item[][] {
  const groups: Item[][] = [];
  let spent = 0;
  for (const item of items) {
    spent += weigh(item);
    const last = groups.at(-1);
    if (last === undefined || last.length === most || spent > weight) {
      groups.push([item]);
      spent = weigh(item);
    } else last.push(item);
  }
  return groups;
}
