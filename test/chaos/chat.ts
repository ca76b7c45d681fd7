/** What people do in a chat under chaos, and what they see of it: the same for both platforms. */
import { hash } from 'node:crypto';
import { answerId, deliveryId } from '../../src/digest/ids.ts';
import type { ChannelRef } from '../../src/digest/subscription.ts';

/** A digest command; `time` is a time of day in the city. */
export type DigestAct =
  | {
      readonly type: 'subscribe';
      readonly topic: string;
      readonly time: string;
      readonly city: string;
    }
  | { readonly type: 'change'; readonly id: string; readonly time: string; readonly city: string }
  | { readonly type: 'pause' | 'resume' | 'remove' | 'now'; readonly id: string };

/** A message to the bot that was handed over, perhaps several times. */
export type Handed = {
  /** The ids of the deliveries that are its answer, as many as it may take. */
  readonly deliveries: readonly string[];
  /** The replica that took it first, and when on the clock of performance.now(); undefined where none did. */
  readonly taken: { readonly replica: number | undefined; readonly at: number } | undefined;
  /** How often it was handed over. */
  readonly times: number;
  /** Tells whether who asked was told that there is no answer, or perhaps none. */
  readonly isTold: () => boolean;
};

/** A button that shares a card. */
export type ShareButton = {
  /** The id of the delivery that is the share. */
  readonly delivery: string;
  /** Presses it; resolves with the answer, undefined where none came. */
  readonly press: (replica: number) => Promise<string | undefined>;
};

export type Chat = {
  /** Types a digest command at a replica, where the platform has the choice; resolves with all that the answer is, undefined where none came in time. */
  readonly digest: (replica: number, place: ChannelRef, act: DigestAct) => Promise<string | undefined>;
  /** Presses a button of a digest, by its value. */
  readonly click: (replica: number, place: ChannelRef, value: string) => Promise<string | undefined>;
  /** Asks for the card of a topic; resolves with its button, undefined where none came in time. */
  readonly brief: (replica: number, place: ChannelRef, topic: string) => Promise<ShareButton | undefined>;
  /** Mentions the bot, and hands the event over again after each of the waits, in milliseconds; `replica` draws where to. */
  readonly mention: (
    replica: () => number,
    place: ChannelRef,
    text: string,
    again: readonly number[],
  ) => Promise<Handed>;
};

/** An answer that has not come by then is not waited for. */
export const ANSWER_MS = 8_000;

/** Begins what stands for the marker of a message that says only that there is no answer. */
export const NOTICE = 'notice ';
/** Begins what stands for the marker of a message that tells an owner of somebody else's act. */
export const OWNER_NOTICE = 'owner notice ';

/** An answer takes no more messages. */
const MAX_PAGES = 8;

/** Returns the ids of the messages that answer a message. */
export const answersTo = ({ platform, workspace, channel }: ChannelRef, message: string): readonly string[] =>
  Array.from({ length: MAX_PAGES }, (_, index) =>
    answerId(['answer', platform, workspace, channel, message, index + 1].join('/')),
  );

/** Returns the id of the share of a button below a message. */
export const shareOf = ({ platform, workspace, channel }: ChannelRef, message: string, button: string): string =>
  deliveryId('share', hash('sha256', JSON.stringify([platform, workspace, channel, message, button])));

/** Returns the value of the button in an answer that does something, undefined where there is none. */
export const buttonIn = (answer: string, verb: string): string | undefined =>
  new RegExp(`attache1/${verb}/[^"#]*`, 'u').exec(answer)?.[0];
