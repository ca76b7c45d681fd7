/** Digests in Slack: the command, the buttons and the form. */
import type { AckFn, RespondFn, SlashCommand, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { Language } from '../../brief/schema.ts';
import { doAct, readAct, type Act, type Asked } from '../../digest/act.ts';
import { adviceText, advise } from '../../digest/advice.ts';
import type { Actor, Digests } from '../../digest/digests.ts';
import { noteReply } from '../../digest/reply-note.ts';
import type { Place as DigestPlace, Subscription } from '../../digest/subscription.ts';
import type { Reply } from '../../reply/reply.ts';
import { wordsOf } from '../../reply/words.ts';
import type { DigestTarget } from '../../request/request.ts';
import { ready } from '../acknowledge.ts';
import { helpReply } from './digest-help.ts';
import { digestModal, doneModal, modalErrors, readModal } from './digest-modal.ts';
import { isMember } from './member.ts';
import type { People } from './person.ts';
import { render, type Message } from './render.ts';
import { refusalOf } from './send.ts';
import { confess, isFirst, type Slack } from './slack.ts';
import { languageOf } from './text.ts';

export const DIGEST_COMMAND = '/digest';

/** Who may manage the digests of a channel. */
export type Managers = 'members' | 'admins';

/** A form is opened or refused within this, below the 3 seconds that its trigger lasts. */
const PERSON_MILLISECONDS = 1_000;
/** A form's answer must be there within 3 seconds. */
const FORM_MILLISECONDS = 2_400;
const PERSON = /^[UW][A-Z0-9]{2,30}$/u;

export type DigestDesk = {
  readonly onCommand: (heard: {
    readonly command: SlashCommand;
    readonly ack: AckFn<string>;
    readonly respond: RespondFn;
  }) => Promise<void>;
  /** Does what a button of a digest asks, and returns what the presser is told; undefined where a form was opened instead. */
  readonly onPress: (
    target: DigestTarget,
    pressed: {
      readonly user: string;
      readonly workspace: string;
      readonly channel: string;
      readonly trigger: string | undefined;
    },
  ) => Promise<readonly Message[]>;
  readonly onSubmit: (heard: {
    readonly body: ViewSubmitAction;
    readonly ack: AckFn<ViewResponseAction>;
  }) => Promise<void>;
};

/** Returns the digests of one connection. */
export function createDigestDesk(slack: Slack, people: People, managers: Managers): DigestDesk {
  const { bot, client, self } = slack;

  const personIn = async (user: string): ReturnType<People> => {
    const asked = people(user);
    return (await ready(asked, PERSON_MILLISECONDS)) ? asked : { zone: undefined, language: undefined, admin: false };
  };

  /** Returns why somebody may not manage the digests of a channel, or undefined if they may. */
  const forbidden = async (
    user: string,
    channel: string,
    here: string,
    language: Language,
    owner: string | undefined,
  ): Promise<Reply | undefined> => {
    const refuse = (who: { readonly en: string; readonly zh: string }): Reply =>
      noteReply('not-allowed', language, who[language]);
    if (managers === 'admins')
      return (await people(user)).admin
        ? undefined
        : refuse({ en: 'an admin of the workspace', zh: '工作区管理员权限' });
    // A command can only be typed by a member of the channel that it is typed in.
    if (channel === here) return undefined;
    try {
      if (await isMember(client, user, channel)) return undefined;
      return refuse({ en: 'a member of that channel', zh: '该频道成员身份' });
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== 'channel_not_found' && refusal !== 'not_in_channel') throw error;
      // Who is a member cannot be seen: of a digest that is there already, its owner is known.
      const invite = adviceText(advise('invite-if-private', self.name), language);
      return user === owner ? undefined : noteReply('channel-gone', language, invite);
    }
  };
  const openForm = async (
    trigger: string,
    user: string,
    channel: string,
    language: Language,
    subscription: Subscription | undefined,
  ): Promise<void> => {
    const { zone } = await personIn(user);
    await client.views.open({
      trigger_id: trigger,
      view: digestModal({ catalogue: bot.catalogue(), language, channel, zone, subscription }),
    });
  };
  const act = async (
    digests: Digests,
    asked: Asked,
    place: DigestPlace,
    here: string,
    actor: Actor,
  ): Promise<Reply> => {
    const subscription = asked.act === 'subscribe' ? undefined : await meant(digests, asked.id, place);
    const refused =
      asked.act === 'list' && asked.id === undefined
        ? undefined
        : await forbidden(
            actor.person,
            subscription?.place.channel ?? place.channel,
            here,
            actor.language,
            subscription?.owner,
          );
    return refused ?? (await doAct(digests, asked, place, actor)).reply;
  };

  return {
    onCommand: async ({ command, ack, respond }) => {
      const typed = languageOf(command.text ?? '');
      const tell = async (message: Message): Promise<void> => {
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
        const language = typed === 'zh' ? 'zh' : ((await personIn(command.user_id)).language ?? 'en');
        const { digests } = bot;
        if (digests === undefined) return await tellReply(noteReply('no-store', language), tell);
        const place: DigestPlace = { platform: 'slack', workspace: command.team_id, channel: command.channel_id };
        const { act: named, word, id, wish, owner } = readAct(command.text ?? '');
        const bare = Object.keys(wish).length === 0;
        if (named === undefined && word !== '') return await tellReply(helpReply(language), tell);
        if (named === undefined || (named === 'subscribe' && bare) || (named === 'change' && bare)) {
          const subscription = named === 'change' ? await meant(digests, id, place) : undefined;
          if (named !== 'change' || subscription !== undefined) {
            const { channel = command.channel_id } = subscription?.place ?? {};
            const refused = await forbidden(
              command.user_id,
              channel,
              command.channel_id,
              language,
              subscription?.owner,
            );
            if (refused !== undefined) return await tellReply(refused, tell);
            return await openForm(command.trigger_id, command.user_id, command.channel_id, language, subscription);
          }
        }
        const asked: Asked = {
          act: named ?? 'list',
          id: named === 'subscribe' ? undefined : id,
          wish: await withZone(wish, named, command.user_id),
          // A name that Slack did not turn into a person's id is nobody who could be told.
          owner: owner !== undefined && PERSON.test(owner) ? owner : undefined,
          requestId: command.trigger_id,
        };
        await tellReply(
          await act(digests, asked, place, command.channel_id, actorOf(command.user_id, command.team_id, language)),
          tell,
        );
      } catch (error) {
        await confess(slack, error, 'digest', typed, tell);
      }
    },

    onPress: async ({ act: named, subscription: id, language }, { user, workspace, channel, trigger }) => {
      const { digests } = bot;
      if (digests === undefined) return render(noteReply('no-store', language));
      const place: DigestPlace = { platform: 'slack', workspace, channel };
      if (named === 'change') {
        const subscription = await meant(digests, id, place);
        const refused =
          subscription === undefined
            ? noteReply('unknown', language, id)
            : await forbidden(user, subscription.place.channel, channel, language, subscription.owner);
        if (refused !== undefined || trigger === undefined)
          return render(refused ?? noteReply('unknown', language, id));
        await openForm(trigger, user, channel, language, subscription);
        return [];
      }
      return render(
        await act(
          digests,
          { act: named, id: id === '' ? undefined : id, wish: {}, requestId: trigger ?? '' },
          place,
          channel,
          actorOf(user, workspace, language),
        ),
      );
    },

    onSubmit: async ({ body, ack }) => {
      const filled = readModal(body.view.private_metadata, body.view.state.values);
      const { digests } = bot;
      const language = filled?.language ?? 'en';
      try {
        if (filled === undefined || digests === undefined)
          return await ack({ response_action: 'update', view: doneModal(noteReply('no-store', language), language) });
        const workspace = body.team?.id ?? '';
        const actor = actorOf(body.user.id, workspace, language);
        const work = (async () => {
          const before =
            filled.id === undefined
              ? undefined
              : await meant(digests, filled.id, { platform: 'slack', workspace, channel: filled.channel });
          const channel = before?.place.channel ?? filled.channel;
          const refused = await forbidden(body.user.id, channel, '', language, before?.owner);
          if (refused !== undefined)
            return {
              ok: false,
              reply: refused,
              faults: [
                {
                  field: 'channel',
                  message: refused.blocks.flatMap((block) => (block.type === 'note' ? block.text : [])).join(' '),
                },
              ],
            } as const;
          return filled.id === undefined
            ? digests.subscribe({ platform: 'slack', workspace, channel: filled.channel }, filled.wish, actor)
            : digests.change(filled.id, filled.wish, actor);
        })();
        if (!(await ready(work, FORM_MILLISECONDS))) {
          // The form must close now; what becomes of it is told in a direct message.
          await ack({ response_action: 'clear' });
          for (const message of render((await work).reply))
            // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is about a browser's windows
            await client.chat.postMessage({ ...message, channel: body.user.id });
          return;
        }
        const done = await work;
        if (done.ok) return await ack({ response_action: 'update', view: doneModal(done.reply, language) });
        const errors = modalErrors(done.faults, filled.id !== undefined);
        await ack(
          Object.keys(errors).length > 0
            ? { response_action: 'errors', errors }
            : { response_action: 'update', view: doneModal(done.reply, language) },
        );
      } catch (error) {
        const message = wordsOf(language).failed(bot.fault(error, 'slack digest form'));
        await ack({
          response_action: 'errors',
          errors: { [filled?.id === undefined ? 'channel' : 'zone']: message },
        }).catch(() => {});
      }
    },
  };

  /** Where no zone is typed, the person's own is meant, and said back. */
  async function withZone(wish: Asked['wish'], named: Act | undefined, user: string): Promise<Asked['wish']> {
    if (named !== 'subscribe' || wish.zone !== undefined) return wish;
    const { zone } = await personIn(user);
    return zone === undefined ? wish : { ...wish, zone };
  }
}

async function tellReply(reply: Reply, tell: (message: Message) => Promise<void>): Promise<void> {
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
