/** What the bot may do with an interaction: answer it once and in time, then work on the answer through its webhook. */
import { checkChoices } from './discord-check.ts';
import { checkModal } from './discord-check-components.ts';
import { type Answer, type Call, type Core, refuse } from './discord-core.ts';
import { createFromBot, editFromBot, removeMessage } from './discord-messages.ts';
import {
  ApiError,
  type Component,
  fields,
  type Fields,
  FLAG,
  type Interaction,
  list,
  type Message,
  type Modal,
  PERMISSION,
  type Response,
  type User,
} from './discord-types.ts';
import { type Channel, isLoading, type Kept, numbered } from './discord-world.ts';

const COMMAND = 2;
const AUTOCOMPLETE = 4;
const MODAL_SUBMIT = 5;

/** An interaction as the fake keeps it. */
export interface Live {
  readonly handle: Interaction;
  readonly payload: Fields;
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly user: User;
  readonly channel: Channel;
  readonly dispatchedAt: number;
  /** The message whose component was used, or on which the modal was opened. */
  readonly sourceId: string | null;
  readonly onlyUserInstalled: boolean;
  acknowledged: Response | null;
  callbacks: (Response & { status: number })[];
  originalId: string | null;
  followupIds: string[];
  /** The bot said more than that an answer is coming. */
  answered: boolean;
  modal: Modal | null;
  expired: boolean;
  accept: (response: Response) => void;
}

/** Carries out POST /interactions/{id}/{token}/callback. */
export function answerCallback(core: Core, call: Call, [id = '', token = '']: readonly string[]): Answer {
  const live = core.interactions.get(token);
  if (live === undefined || live.id !== id) throw new ApiError(404, 10_062, 'Unknown interaction');
  const body = fields(call.body);
  const response: Response = {
    atMs: call.arrivedAt - live.dispatchedAt,
    type: Number(body['type']),
    data: fields(body['data']),
  };
  try {
    if (live.acknowledged !== null) throw new ApiError(400, 40_060, 'Interaction has already been acknowledged.');
    if (live.expired || response.atMs > core.callbackDeadlineMs) throw new ApiError(404, 10_062, 'Unknown interaction');
    const message = take(core, call, live, response);
    const isAsked = call.query.get('with_response') === 'true';
    const answer: Answer = isAsked ? { status: 200, body: callbackResource(live, response, message) } : { status: 204 };
    live.acknowledged = response;
    live.callbacks.push({ ...response, status: answer.status });
    live.accept(response);
    return answer;
  } catch (error) {
    live.callbacks.push({ ...response, status: error instanceof ApiError ? error.status : 500 });
    throw error;
  }
}

/** Does what a callback says and returns the message that it is about, if there is one. */
function take(core: Core, call: Call, live: Live, { type, data }: Response): Message | undefined {
  const allowed = allowedCallbacks(live);
  if (!allowed.includes(type)) {
    const message = `Value must be one of (${allowed.join(', ')}).`;
    refuse(core, call, [{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
  }
  const flags = typeof data['flags'] === 'number' ? data['flags'] : 0;
  switch (type) {
    case 4: {
      const onlyFor = isPrivate(core, live, flags) ? live.user.id : null;
      const birth = { type: replyType(live), prefix: ['data'], onlyFor, extra: webhookFields(core, live) };
      const message = createFromBot(core, call, live.channel, data, birth);
      live.originalId = message.id;
      live.answered = true;
      return message;
    }
    case 5: {
      if ((flags & ~FLAG.EPHEMERAL) !== 0) {
        const message = 'Only the EPHEMERAL flag may be used in a deferred response';
        refuse(core, call, [{ path: ['flags'], code: 'MESSAGE_FLAGS_INVALID', message }], ['data']);
      }
      const onlyFor = isPrivate(core, live, flags) ? live.user.id : null;
      const birth = { type: replyType(live), onlyFor, extra: webhookFields(core, live), loading: true };
      const message = createFromBot(core, call, live.channel, {}, birth);
      live.originalId = message.id;
      return message;
    }
    case 6:
      live.originalId = live.sourceId;
      return undefined;
    case 7: {
      live.originalId = live.sourceId;
      const message = editFromBot(core, call, original(core, live), data, ['data']);
      live.answered = true;
      return message;
    }
    case 8:
      refuse(core, call, checkChoices(data), ['data']);
      live.answered = true;
      return undefined;
    default: {
      refuse(core, call, checkModal(data), ['data']);
      const components = numbered(list(data['components']) as Component[]);
      live.modal = { custom_id: String(data['custom_id']), title: String(data['title']), components };
      live.answered = true;
      core.openModals.set(live.user.id, live);
      return undefined;
    }
  }
}

/** Whether an answer is for the person alone: because it asks to be, or because the server lets nobody post through apps of their own. */
function isPrivate(core: Core, live: Live, flags: number): boolean {
  const member = core.world.guildOf(live.channel)?.members.get(live.user.id);
  const mayPost = PERMISSION.USE_EXTERNAL_APPS | PERMISSION.ADMINISTRATOR;
  const isForced = live.onlyUserInstalled && member !== undefined && (member.permissions & mayPost) === 0n;
  return isForced || (flags & FLAG.EPHEMERAL) !== 0;
}

function allowedCallbacks(live: Live): number[] {
  if (live.type === AUTOCOMPLETE) return [8];
  const onMessage = live.sourceId === null ? [] : [6, 7];
  return [4, 5, ...onMessage, ...(live.type === MODAL_SUBMIT ? [] : [9])];
}

function replyType(live: Live): number {
  if (live.type !== COMMAND) return live.sourceId === null ? 0 : 19;
  return fields(live.payload['data'])['type'] === 1 ? 20 : 23;
}

function webhookFields(core: Core, live: Live): Partial<Message> {
  const metadata: Fields = {
    id: live.id,
    type: live.type,
    user: live.user,
    authorizing_integration_owners: live.payload['authorizing_integration_owners'],
  };
  const target = live.type === COMMAND ? fields(live.payload['data'])['target_id'] : undefined;
  if (live.type === COMMAND) metadata['name'] = fields(live.payload['data'])['name'];
  else if (live.sourceId !== null) metadata['interacted_message_id'] = live.sourceId;
  if (typeof target === 'string' && core.world.messages.has(target)) metadata['target_message_id'] = target;
  const source = live.type === COMMAND || live.sourceId === null ? undefined : core.world.messages.get(live.sourceId);
  const reference =
    source === undefined
      ? {}
      : { message_reference: { type: 0, channel_id: live.channel.id, message_id: source.message.id } };
  const { applicationId } = core.world;
  return { application_id: applicationId, webhook_id: applicationId, interaction_metadata: metadata, ...reference };
}

function callbackResource(live: Live, { type }: Response, message: Message | undefined): Fields {
  const about =
    message === undefined ? {} : { response_message_id: message.id, response_message_loading: isLoading(message) };
  const seen = message === undefined ? {} : { response_message_ephemeral: (message.flags & FLAG.EPHEMERAL) !== 0 };
  const interaction = { id: live.id, type: live.type, ...about, ...seen };
  // The resource names a message only where the callback carried one.
  return type === 4 || type === 7 ? { interaction, resource: { type, message } } : { interaction };
}

/** Carries out POST /webhooks/{application}/{token}: one more message for the interaction. */
export function postThroughWebhook(core: Core, call: Call, [app = '', token = '']: readonly string[]): Answer {
  const live = liveFor(core, app, token);
  const body = fields(call.body);
  const waiting = live.acknowledged?.type === 5 ? core.world.messages.get(live.originalId ?? '') : undefined;
  if (waiting !== undefined && !waiting.deleted && isLoading(waiting.message)) {
    // Discord makes the first follow-up of a deferred answer the answer itself, private or not as the deferral said.
    const message = editFromBot(core, call, waiting, body);
    live.answered = true;
    return { status: 200, body: message };
  }
  if (live.onlyUserInstalled && live.followupIds.length >= 5) {
    throw new ApiError(400, 40_094, 'This interaction has hit the maximum number of follow up messages');
  }
  requireChannel(live);
  const flags = typeof body['flags'] === 'number' ? body['flags'] : 0;
  const birth = {
    type: live.originalId === null ? 0 : 19,
    onlyFor: isPrivate(core, live, flags) ? live.user.id : null,
    extra: webhookFields(core, live),
  };
  const message = createFromBot(core, call, live.channel, body, birth);
  live.followupIds.push(message.id);
  live.answered = true;
  return { status: 200, body: message };
}

/** Carries out GET /webhooks/{application}/{token}/messages/{message}. */
export function readThroughWebhook(core: Core, _: Call, [app = '', token = '', id = '']: readonly string[]): Answer {
  return { status: 200, body: messageOf(core, liveFor(core, app, token), id).message };
}

/** Carries out PATCH /webhooks/{application}/{token}/messages/{message}. */
export function editThroughWebhook(core: Core, call: Call, [app = '', token = '', id = '']: readonly string[]): Answer {
  const live = liveFor(core, app, token);
  requireChannel(live);
  const message = editFromBot(core, call, messageOf(core, live, id), fields(call.body));
  live.answered = true;
  return { status: 200, body: message };
}

/** Carries out DELETE /webhooks/{application}/{token}/messages/{message}. */
export function deleteThroughWebhook(core: Core, _: Call, [app = '', token = '', id = '']: readonly string[]): Answer {
  const live = liveFor(core, app, token);
  removeMessage(core, messageOf(core, live, id));
  live.answered = true;
  return { status: 204 };
}

function liveFor(core: Core, app: string, token: string): Live {
  const live = core.interactions.get(token);
  if (live === undefined || app !== core.world.applicationId) throw new ApiError(404, 10_015, 'Unknown Webhook');
  if (live.expired) throw new ApiError(401, 50_027, 'Invalid Webhook Token');
  // The webhook exists only once the interaction was answered.
  if (live.acknowledged === null) throw new ApiError(404, 10_015, 'Unknown Webhook');
  return live;
}

function requireChannel(live: Live): void {
  if (live.channel.deleted) throw new ApiError(404, 10_003, 'Unknown Channel');
}

function messageOf(core: Core, live: Live, id: string): Kept {
  if (id === '@original') return original(core, live);
  const kept = core.world.messages.get(id);
  const isIts = id === live.originalId || live.followupIds.includes(id);
  if (kept === undefined || kept.deleted || !isIts) throw new ApiError(404, 10_008, 'Unknown Message');
  return kept;
}

function original(core: Core, live: Live): Kept {
  const kept = core.world.messages.get(live.originalId ?? '');
  if (kept === undefined || kept.deleted) throw new ApiError(404, 10_008, 'Unknown Message');
  return kept;
}
