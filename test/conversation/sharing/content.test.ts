/** What a shared card is: one message on each platform, found again by its marker, with what it showed. */
import { describe, expect, test } from 'vitest';
import { createShareContent } from '../../../src/conversation/sharing/content.ts';
import type { Share } from '../../../src/conversation/sharing/share.ts';
import type { Content } from '../../../src/digest/delivery/content.ts';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
import { versionOf } from '../../../src/digest/recall/corrections.ts';
import { render as renderDiscord } from '../../../src/chat/discord/render/render.ts';
import { render as renderSlack } from '../../../src/chat/slack/render/render.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import { statementKey } from '../../../src/reply/button.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';

const own = ownCatalogue();
const SHARE: Share = {
  id: 'abcdefghjkmnpqrstvwx',
  request: { type: 'brief', topic: 'energy' },
  language: 'en',
  person: 'U1',
  name: 'A name as long as a person may have on a chat, and longer',
  deletedAt: undefined,
};

const contentOf = (share: Share | undefined, catalogue: Catalogue = own): Promise<Content> =>
  createShareContent({ store: { share: async () => share }, catalogue: () => catalogue, now: () => NOW })({
    id: SHARE.id,
  } as Delivery);

async function messageOf(share: Share, catalogue?: Catalogue): Promise<Extract<Content, { type: 'message' }>> {
  const content = await contentOf(share, catalogue);
  if (content.type !== 'message') throw new Error(JSON.stringify(content));
  return content;
}

describe('a shared card', () => {
  test.each([...own.briefs.keys()])('on %s is one message on both chats in both languages', async (topic) => {
    for (const language of ['en', 'zh'] as const) {
      const { reply } = await messageOf({ ...SHARE, request: { type: 'brief', topic }, language });
      expect([renderSlack(reply).length, renderDiscord(reply).length]).toEqual([1, 1]);
    }
  });

  test('says who shared it, can be deleted, cannot be shared again, and carries its marker', async () => {
    const { reply } = await messageOf(SHARE);
    expect(reply).toMatchObject({ audience: 'everyone', marker: SHARE.id });
    expect(reply.blocks[0]).toMatchObject({ text: `Shared by ${SHARE.name}` });
    const verbs = reply.actions.map(({ target }) => target.verb);
    expect(verbs).toContain('delete');
    expect(verbs).not.toContain('share');
  });

  test('is remembered with the statements that it showed and their versions, and counts as no news', async () => {
    const { carried, reply } = await messageOf(SHARE);
    const [brief, ...more] = carried.briefs;
    expect([carried.keys, more, brief?.id]).toEqual([[], [], 'energy']);
    const claims = reply.blocks.flatMap((block) => (block.type === 'claims' ? block.claims : []));
    expect(claims.length).toBeGreaterThan(0);
    expect(brief?.statements).toEqual(expect.arrayContaining(claims.map(({ id }) => id)));
    const versions = brief?.statements.map((id) => own.statements.get(id)).map((one) => one && versionOf(one));
    expect(brief?.versions).toEqual(versions);
  });

  test('of an answer to a question shows the statements that answered, as they are now', async () => {
    const [first, second] = own.briefs.get('energy')?.statements.slice(-2) ?? [];
    const ids = [first?.id ?? '', second?.id ?? ''];
    const statements = ids.map(statementKey);
    const { reply, carried } = await messageOf({ ...SHARE, request: { type: 'answer', topic: 'energy', statements } });
    const claims = reply.blocks.flatMap((block) => (block.type === 'claims' ? block.claims : []));
    expect(claims.map(({ id }) => id)[0]).toBe(ids[0]);
    expect(carried.briefs[0]?.statements).toContain(ids[0]);
  });

  test.each([
    ['is not known any more', undefined],
    ['was deleted', { ...SHARE, deletedAt: NOW }],
    ['is of a topic that is gone', { ...SHARE, request: { type: 'brief' as const, topic: 'gone' } }],
  ])('that %s is not sent', async (_, share) => {
    expect(await contentOf(share)).toMatchObject({ type: 'nothing' });
  });

  test('that cannot be composed is a fault, which no further try mends', async () => {
    const broken = createShareContent({
      store: { share: async () => SHARE },
      catalogue: () => {
        throw new Error('no catalogue');
      },
      now: () => NOW,
    });
    expect(await broken({ id: SHARE.id } as Delivery)).toMatchObject({ type: 'fault' });
  });
});
