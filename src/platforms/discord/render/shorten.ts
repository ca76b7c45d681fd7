/** Makes room: rewrites a reply so that every text that `fit` cannot cut is short, and nothing of it is lost. */
import { clip } from '../../../shared/clip.ts';
import { split } from '../../../reply/fit.ts';
import type { Block, Claim, Reply, SourceItem } from '../../../reply/reply.ts';
import { LIMITS } from '../limits.ts';
import { plain } from './text.ts';

/** Longest texts, in characters, that stand in a message beside the text that `fit` cuts; records stay below all of them but the heading of a rare speaker. */
const MOST = {
  title: 200,
  heading: 300,
  prompt: 200,
  label: 200,
  badge: 400,
  badges: 900,
  detail: 200,
  watch: 400,
  sourceTitle: 200,
  sourceDetail: 500,
  disclosure: 400,
} as const;

/** Returns the same reply with long titles, headings and details moved to where `fit` can spread them over messages. */
export function shorten(reply: Reply): Reply {
  return {
    ...reply,
    title: clip(reply.title, MOST.title),
    blocks: [...whole(reply.title, MOST.title), ...reply.blocks.flatMap(shortenBlock)],
  };
}

/** The whole of a text that is clipped where it belongs. */
function whole(text: string, most: number): Block[] {
  return text.length <= most ? [] : [{ type: 'note', tone: 'plain', text }];
}

function shortenBlock(block: Block): Block[] {
  switch (block.type) {
    case 'summary':
      return headed(block);
    case 'badge':
      return shortenBadge(block);
    case 'claims':
      return headed({ ...block, claims: block.claims.map(shortenClaim) });
    case 'watch':
      return headed({
        ...block,
        items: block.items.map((item) =>
          (item.expected ?? '').length + item.wouldChange.length <= MOST.watch
            ? item
            : { text: joined(' — ', item.text, item.expected, item.wouldChange), wouldChange: '', marks: item.marks },
        ),
      });
    case 'gaps':
      return headed(block);
    case 'sources':
      return headed({ ...block, items: block.items.flatMap(shortenSource) });
    case 'list':
      return headed({
        ...block,
        items: block.items.map((item) =>
          item.label.length <= MOST.label
            ? item
            : { ...item, label: '', detail: joined(' — ', item.label, item.detail) },
        ),
      });
    case 'choices': {
      const prompt = clip(block.prompt, MOST.prompt);
      // What a menu would show clipped stands above it in full.
      const isSaid = block.named === true || isWhole(block.choices);
      const items = isSaid ? [] : block.choices.map(({ label, detail }) => ({ label, detail }));
      return [
        ...whole(block.prompt, MOST.prompt),
        ...(items.length === 0 ? [] : shortenBlock({ type: 'list', heading: prompt, items })),
        { ...block, prompt },
      ];
    }
    case 'note':
      return [block];
  }
}

/** Tells whether a menu shows the whole of choices. */
export function isWhole(choices: readonly { readonly label: string; readonly detail: string }[]): boolean {
  return choices.every(
    ({ label, detail }) =>
      plain(label).length <= LIMITS.optionLabel && plain(detail).length <= LIMITS.optionDescription,
  );
}

function headed(block: Extract<Block, { readonly heading: string }>): Block[] {
  return [...whole(block.heading, MOST.heading), { ...block, heading: clip(block.heading, MOST.heading) }];
}

function shortenBadge({ items, warning }: Extract<Block, { readonly type: 'badge' }>): Block[] {
  const rows: string[][] = [[]];
  let taken = 0;
  for (const item of items.flatMap((text) => split(text, MOST.badge))) {
    if (taken > 0 && taken + item.length > MOST.badges) {
      rows.push([]);
      taken = 0;
    }
    rows.at(-1)?.push(item);
    taken += item.length;
  }
  const brief = (warning ?? '').length <= MOST.badge;
  return [
    ...(warning === undefined || brief ? [] : [{ type: 'note', tone: 'warning', text: warning } as const]),
    ...rows.map((row, index): Block => ({
      type: 'badge',
      items: row,
      warning: index === 0 && brief ? warning : undefined,
    })),
  ];
}

function shortenClaim(claim: Claim): Claim {
  const detail = joined(' · ', ...claim.detail);
  return detail.length <= MOST.detail ? claim : { ...claim, text: joined(' — ', claim.text, detail), detail: [] };
}

/** Cuts a source's details into items of the same number, each of which says what it goes on about. */
function shortenSource(item: SourceItem): SourceItem[] {
  const title = clip(item.title, MOST.sourceTitle);
  const details = split(title === item.title ? item.detail : joined(' — ', item.title, item.detail), MOST.sourceDetail);
  const disclosures = split(item.disclosure, MOST.disclosure);
  return Array.from({ length: Math.max(details.length, disclosures.length) }, (_, index) => ({
    number: item.number,
    url: item.url,
    title,
    detail: details[index] ?? '',
    disclosure: disclosures[index] ?? '',
  }));
}

const joined = (between: string, ...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(between);
