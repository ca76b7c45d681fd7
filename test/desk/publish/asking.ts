/** A desk of its own, asked as its page does: what is published, and what the channel of a chat beside it gets. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { RecordName } from '../../../src/records/publish/change-set.ts';
import { shownReply, type ShownReply } from '../../../src/desk/server/shown-reply.ts';
import { messages } from '../../../src/locales/messages.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { deskOfTest } from '../../support/desk.ts';
import { fetchLinked, postLinked } from '../../support/linked.ts';
import { createMemoryChat } from '../../support/memory-chat.ts';

export const DOCUMENT = { folder: 'north-south/documents', file: 'harbour-notes.yaml' };
export const TOPIC = { folder: 'north-south/topics', file: 'grain-corridor.yaml' };

export async function deskAsked(options: Parameters<typeof deskOfTest>[0] = {}) {
  const chat = createMemoryChat();
  const desk = await deskOfTest({ ...options, chats: chat.chats });
  const get = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetchLinked(`${desk.url}/api/${path}`)).json()) as Answer;
  const post = async <Answer = Record<string, unknown>>(path: string, body: unknown): Promise<Answer> => {
    const response = await postLinked(`${desk.url}/api/${path}`, body);
    return (await response.json()) as Answer;
  };
  return {
    desk,
    get,
    post,
    say: chat.digest,
    /** The messages of the chat's channel, as the desk shows replies, once there are so many: the notice that somebody subscribed it is none. */
    posted: async (count: number): Promise<readonly ShownReply[]> => {
      const notice = messages('en')('digests.announced.title');
      const others = (): readonly Reply[] => chat.posted().filter(({ title }) => title !== notice);
      await expect.poll(() => others().length).toBeGreaterThanOrEqual(count);
      return others().map((reply) => shownReply(reply));
    },
    /** A record with some of its text replaced. */
    changed: (name: RecordName, from: string, to: string) => {
      const text = readFileSync(join(desk.briefsDir, name.folder, name.file), 'utf8');
      expect(text).toContain(from);
      return { folder: name.folder, file: name.file, text: text.replace(from, to) };
    },
    publish: async (
      texts: readonly RecordName[],
      kinds: object = {},
      unchecked = false,
    ): Promise<{ readonly id: string }> => {
      const sent = await Promise.all(
        texts.map(async ({ folder, file, ...rest }) => {
          const query = new URLSearchParams({ folder, file }).toString();
          const { version } = await get<{ readonly version?: string }>(`curate/record?${query}`);
          return { folder, file, ...rest, version };
        }),
      );
      const done = await post<{ readonly id: string; readonly faults: readonly object[] }>('curate/publish', {
        texts: sent,
        kinds,
        unchecked,
      });
      expect(done).toMatchObject({ faults: [] });
      return done;
    },
  };
}
