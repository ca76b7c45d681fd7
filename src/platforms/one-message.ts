/** A digest is one message: what does not render into exactly one is a defect of ours that no further try mends. */
import { errorMessage } from '../shared/error-code.ts';
import type { Reply } from '../reply/reply.ts';

/** Returns the message that a reply renders into, or what is wrong where it is none, several or a fault. */
export function oneMessage<Message>(
  render: (reply: Reply) => readonly Message[],
  reply: Reply,
): { readonly message: Message } | { readonly fault: string } {
  try {
    const [message, ...more] = render(reply);
    if (message === undefined) return { fault: 'it renders into nothing' };
    return more.length === 0 ? { message } : { fault: `it renders into ${more.length + 1} messages` };
  } catch (error) {
    return { fault: `it cannot be rendered: ${errorMessage(error)}` };
  }
}
