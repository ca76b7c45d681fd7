/** A desk of its own, asked as its page does: what is published, and what its channel gets. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { RecordName } from '../../../src/records/publish/change-set.ts';
import type { ShownReply } from '../../../src/desk/server/shown-reply.ts';
import { deskOfTest } from '../../support/desk.ts';
import { fetchLinked, postLinked } from '../../support/linked.ts';

export const DOCUMENT = { folder: 'north-south/documents', file: 'harbour-notes.yaml' };
export const TOPIC = { folder: 'north-south/topics', file: 'grain-corridor.yaml' };

type Posted = { readonly number: number; readonly reply: ShownReply };

export async function deskAsked(options: Parameters<typeof deskOfTest>[0] = {}) {
  const desk = await deskOfTest(options);
  const get = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetchLinked(`${desk.url}/api/${path}`)).json()) as Answer;
  const post = async <Answer = Record<string, unknown>>(path: string, body: unknown): Promise<Answer> => {
    const response = await postLinked(`${desk.url}/api/${path}`, body);
    return (await response.json()) as Answer;
  };
  let requests = 0;
  return {
    desk,
    get,
    post,
    say: (text: string) => post('say', { text, language: 'en', zone: 'UTC', request: `r${(requests += 1)}` }),
    /** The messages of the channel, once there are so many. */
    posted: async (count: number): Promise<readonly Posted[]> => {
      const leaving = new AbortController();
      const { body } = await fetchLinked(`${desk.url}/api/events`, { signal: leaving.signal });
      const found: Posted[] = [];
      let text = '';
      for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events)
          if (event.includes('event: posted'))
            found.push(JSON.parse(/^data: ?(.*)$/mu.exec(event)?.[1] ?? '') as Posted);
        if (found.length >= count) break;
      }
      leaving.abort();
      return found.toSorted((a, b) => a.number - b.number);
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
