/** Digests in Slack: the command, the buttons and the form. */
import type { AckFn, RespondFn, SlashCommand, types } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type { DigestAction, DigestButton } from '../../../reply/button.ts';
import { runDigestCommand, parseDigestCommand, type DigestCommand } from '../../../conversation/digests/command.ts';
import type { Actor, Digests, DigestResult } from '../../../conversation/digests/digests.ts';
import { noteReply } from '../../../conversation/digests/notes.ts';
import type { ChannelRef as DigestPlace, Subscription } from '../../../digest/subscription.ts';
import type { Reply } from '../../../reply/reply.ts';
import { helpReply } from '../render/digest-help.ts';
import { digestForm, digestFormErrors, parseDigestForm } from '../render/digest-form.ts';
import { answerForm, type Submitted } from './form.ts';
import { soon } from './person.ts';
import { render, type SlackMessage } from '../render/render.ts';
import type { Rights } from './rights.ts';
import { reportFailure, isFirst, type SlackContext } from '../connection/context.ts';

export const DIGEST_COMMAND = '/digest';

/** What changes no digest. */
const READING: ReadonlySet<DigestAction> = new Set(['list', 'log', 'preview']);
const PERSON = /^[UW][A-Z0-9]{2,30}$/u;

/** Who pressed a button, and where; the channel is empty in the Home tab and in modals. */
export type Click = {
  readonly user: string;
  readonly workspace: string;
  readonly channel: string;
  readonly trigger: string | undefined;
};

type Form =
  | { readonly view: types.ModalView; readonly reply?: undefined }
  | { readonly view?: undefined; readonly reply: Reply };

/** Is told whose digests have changed. */
export type OnChange = (workspace: string, people: readonly string[]) => void;

export type DigestEvents = {
  readonly onCommand: (heard: {
    readonly command: SlashCommand;
    readonly ack: AckFn<string>;
    readonly respond: RespondFn;
  }) => Promise<void>;
  /** Does what a button of a digest asks; for `change` see `form`. */
  readonly act: (target: DigestButton, click: Click) => Promise<DigestResult>;
  /** Returns the form that changes a digest, or makes one where none is named; a reply where that is not to be. */
  readonly form: (target: Pick<DigestButton, 'subscription' | 'language'>, click: Click) => Promise<Form>;
  readonly onSubmit: (submitted: Submitted) => Promise<void>;
};

/** Returns the digests of one connection. */
export function createDigestEvents(slack: SlackContext, forbidden: Rights, onChange: OnChange): DigestEvents {
  const { bot, client } = slack;

  /** Tells whose digests are not what they were. */
  const changed = (
    workspace: string,
    actor: string,
    before: Subscription | undefined,
    done: DigestResult,
  ): DigestResult => {
    if (done.ok)
      onChange(workspace, [...new Set([actor, before?.owner ?? '', done.subscription?.owner ?? ''])].filter(Boolean));
    return done;
  };

  const formOf = async (
    user: string,
    channel: string,
    language: Language,
    subscription: Subscription | undefined,
  ): Promise<types.ModalView> => {
    const { zone } = await soon(slack.people, user);
    return digestForm({ catalogue: bot.catalogue(), language, channel, zone, subscription });
  };
  const act = async (
    digests: Digests,
    asked: DigestCommand,
    place: DigestPlace,
    here: string,
    actor: Actor,
  ): Promise<DigestResult> => {
    const subscription = asked.action === 'subscribe' ? undefined : await meant(digests, asked.id, place);
    const refused =
      asked.action === 'list' && asked.id === undefined
        ? undefined
        : await forbidden(
            actor.person,
            subscription?.channelRef.channel ?? place.channel,
            here,
            actor.language,
            subscription?.owner,
          );
    if (refused !== undefined) return { ok: false, faults: [], reply: refused };
    const done = await runDigestCommand(digests, asked, place, actor);
    return READING.has(asked.action) ? done : changed(place.workspace, actor.person, subscription, done);
  };

  return {
    onCommand: async ({ command, ack, respond }) => {
      // Not a wish such as `language: zh`, which is for the digest.
      const typed = /\p{Script=Han}/u.test(command.text ?? '') ? 'zh' : undefined;
      let language: Language = typed ?? 'en';
      const tell = async (message: SlackMessage): Promise<void> => {
        await respond({
          text: message.text,
          blocks: message.blocks,
          response_type: 'ephemeral',
          replace_original: false,
        });
      };
      try {
        // What follows asks the store and Slack: the acknowledgement does not wait for either.
        await ack();
        if (!(await isFirst(slack, `command:${command.trigger_id}`))) return;
        language = typed ?? (await slack.people.language(command.user_id)) ?? 'en';
        const { digests } = bot;
        if (digests === undefined) return await tellReply(noteReply('no-store', language), tell);
        const place: DigestPlace = { platform: 'slack', workspace: command.team_id, channel: command.channel_id };
        const { action: named, word, id, input, owner } = parseDigestCommand(command.text ?? '');
        const bare = Object.keys(input).length === 0;
        if (named === undefined && word !== '') return await tellReply(helpReply(language), tell);
        if (named === undefined || (named === 'subscribe' && bare) || (named === 'change' && bare)) {
          const subscription = named === 'change' ? await meant(digests, id, place) : undefined;
          if (named !== 'change' || subscription !== undefined) {
            const { channel = command.channel_id } = subscription?.channelRef ?? {};
            const refused = await forbidden(
              command.user_id,
              channel,
              command.channel_id,
              language,
              subscription?.owner,
            );
            if (refused !== undefined) return await tellReply(refused, tell);
            const view = await formOf(command.user_id, command.channel_id, language, subscription);
            await client.views.open({ trigger_id: command.trigger_id, view });
            return;
          }
        }
        const asked: DigestCommand = {
          action: named ?? 'list',
          id: named === 'subscribe' ? undefined : id,
          input: await withZone(input, named, command.user_id),
          // A name that Slack did not turn into a person's id is nobody who could be told.
          owner: owner !== undefined && PERSON.test(owner) ? owner : undefined,
          requestId: command.trigger_id,
        };
        const actor = actorOf(command.user_id, command.team_id, language);
        await tellReply((await act(digests, asked, place, command.channel_id, actor)).reply, tell);
      } catch (error) {
        await reportFailure(slack, error, 'digest', language, tell);
      }
    },

    act: async ({ action: named, subscription: id, language }, { user, workspace, channel, trigger }) => {
      const { digests } = bot;
      if (digests === undefined) return { ok: false, faults: [], reply: noteReply('no-store', language) };
      return await act(
        digests,
        { action: named, id: id === '' ? undefined : id, input: {}, requestId: trigger ?? '' },
        { platform: 'slack', workspace, channel },
        channel,
        actorOf(user, workspace, language),
      );
    },

    form: async ({ subscription: id, language }, { user, workspace, channel }) => {
      const { digests } = bot;
      if (digests === undefined) return { reply: noteReply('no-store', language) };
      if (id === '') return { view: await formOf(user, channel, language, undefined) };
      const subscription = await meant(digests, id, { platform: 'slack', workspace, channel });
      const refused =
        subscription === undefined
          ? noteReply('unknown', language, id)
          : await forbidden(user, subscription.channelRef.channel, channel, language, subscription.owner);
      return refused === undefined ? { view: await formOf(user, channel, language, subscription) } : { reply: refused };
    },

    onSubmit: async (submitted) => {
      const { body } = submitted;
      const filled = parseDigestForm(body.view.private_metadata, body.view.state.values);
      const { digests } = bot;
      const language = filled?.language ?? 'en';
      const field = filled?.id === undefined ? 'channel' : 'zone';
      await answerForm(slack, submitted, { language, about: 'digest form', field }, async () => {
        if (filled === undefined || digests === undefined)
          return { reply: noteReply('no-store', language), errors: {} };
        const { id, channel: chosen, input } = filled;
        const workspace = body.team?.id ?? '';
        const actor = actorOf(body.user.id, workspace, language);
        const chosenPlace = { platform: 'slack', workspace, channel: chosen };
        const before = id === undefined ? undefined : await meant(digests, id, chosenPlace);
        const channel = before?.channelRef.channel ?? chosen;
        const refused = await forbidden(body.user.id, channel, '', language, before?.owner);
        if (refused !== undefined) {
          const message = refused.blocks.flatMap((block) => (block.type === 'note' ? block.text : [])).join(' ');
          return { reply: refused, errors: digestFormErrors([{ field: 'channel', message }], id !== undefined) };
        }
        const done = changed(
          workspace,
          actor.person,
          before,
          id === undefined
            ? await digests.subscribe(chosenPlace, input, actor)
            : await digests.change(id, input, actor),
        );
        return { reply: done.reply, errors: done.ok ? {} : digestFormErrors(done.faults, id !== undefined) };
      });
    },
  };

  /** Where no zone is typed, the person's own is meant, and said back. */
  async function withZone(
    input: DigestCommand['input'],
    named: DigestAction | undefined,
    user: string,
  ): Promise<DigestCommand['input']> {
    if (named !== 'subscribe' || input.zone !== undefined) return input;
    const { zone } = await soon(slack.people, user);
    return zone === undefined ? input : { ...input, zone };
  }
}

async function tellReply(reply: Reply, tell: (message: SlackMessage) => Promise<void>): Promise<void> {
  for (const message of render(reply)) await tell(message);
}

const actorOf = (person: string, workspace: string, language: Language): Actor => ({
  person,
  language,
  within: { platform: 'slack', workspace },
});

/** The digest that an act means, where it is one of this workspace. */
const meant = async (
  digests: Digests,
  id: string | undefined,
  place: DigestPlace,
): Promise<Subscription | undefined> => {
  const within = await digests.subscriptions(
    id === undefined ? place : { platform: place.platform, workspace: place.workspace },
  );
  return id === undefined ? (within.length === 1 ? within[0] : undefined) : within.find((one) => one.id === id);
};
