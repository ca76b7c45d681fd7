/** A chat in memory beside a desk, with one channel: what is typed there is answered, and what is posted is kept. */
import { onClick } from '../../src/conversation/handle.ts';
import { onDigestText } from '../../src/conversation/digests/typed-command.ts';
import { composeDigestHelp } from '../../src/conversation/help.ts';
import { decodeButton } from '../../src/reply/button.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Bot } from '../../src/chat/platform.ts';
import { asker, HERE } from '../conversation/asking.ts';
import { createCourier } from './courier.ts';

/** Returns the chat, to be served beside a desk by its `chats`. */
export function createMemoryChat() {
  const posted: { readonly id: string; readonly reply: Reply }[] = [];
  const connected = Promise.withResolvers<Bot>();
  let events = 0;
  const courier = createCourier({
    platform: HERE.platform,
    send: async ({ id }, reply, begin) => {
      if (!(await begin())) return { type: 'not-begun' };
      posted.push({ id, reply });
      return { type: 'sent', message: id };
    },
    look: async ({ id }) => (posted.some((one) => one.id === id) ? { type: 'found', message: id } : { type: 'absent' }),
  });
  const person = () => asker({ eventId: `e${(events += 1)}`, zone: async () => 'UTC' });
  return {
    chats: new Map([
      [
        HERE.platform,
        async (bot: Bot) => {
          connected.resolve(bot);
          return { courier, stop: async () => {} };
        },
      ],
    ]),
    /** What stands in the channel, the oldest first. */
    posted: (): readonly Reply[] => posted.map(({ reply }) => reply),
    /** Types a command of digests. */
    digest: async (text: string) =>
      await onDigestText(text, person(), (await connected.promise).conversation, (language) =>
        composeDigestHelp('slack', language),
      ),
    /** Presses a button by its id. */
    press: async (id: string) => {
      const action = decodeButton(id);
      if (action === undefined) throw new Error(`${id} is no button`);
      return await onClick(action, person(), (await connected.promise).conversation);
    },
  };
}
