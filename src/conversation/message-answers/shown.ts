/** What a message shows of the records, by which it can be corrected later. Pure. */
import { topicNamed } from '../../records/catalogue.ts';
import type { Translated } from '../../records/schema.ts';
import type { Block, Reply } from '../../reply/reply.ts';
import { topicOf } from '../../reply/button.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { carriedOf, withBottomLine } from '../../digest/compose.ts';
import { NOTHING_CARRIED, type Carried } from '../../digest/delivery/delivery.ts';

/** Returns what a reply carries: of its topic, or of every topic where it is about none alone, the statements and the bottom line that it says. It counts as no news of its channel. */
export function carriedBy(reply: Reply, catalogue: Catalogue): Carried {
  const { again } = reply;
  const topic = topicNamed(catalogue, (again && topicOf(again)) ?? '');
  const claims = new Set(
    reply.blocks.flatMap((block) => (block.type === 'claims' ? block.claims.map(({ id }) => id) : [])),
  );
  const text = reply.blocks.flatMap(textsOf).join('\n');
  const says = (said: Translated): boolean =>
    text.includes(said.en) || (said.zh !== undefined && text.includes(said.zh));
  const briefs = (topic === undefined ? [...catalogue.briefs.values()] : [topic]).flatMap((brief) => {
    const isWhole = brief.status === 'published' && says(brief.bottomLine.text);
    const told = brief.statements.filter((one) => claims.has(one.id) || says(one.text)).map(({ id }) => id);
    if (told.length === 0 && !isWhole && brief !== topic) return [];
    const carried = carriedOf(brief, told, catalogue);
    return [isWhole ? withBottomLine(carried, brief) : carried];
  });
  return { ...NOTHING_CARRIED, briefs };
}

/** The texts of a block in which statements or bottom lines may stand. */
function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'summary':
    case 'note':
      return [block.text];
    case 'points':
    case 'watch':
      return block.items.map(({ text }) => text);
    case 'list':
      return block.items.map(({ detail }) => detail);
    default:
      return [];
  }
}
