/** People in a Slack under chaos: signed requests over HTTP, handed over again where they were not taken, as Slack does. */
import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { SLACK_DIGEST, type SlackDigestPeer } from '../peers/slack-digest.ts';
import { ANSWER_MS, answersTo, buttonIn, shareOf, type Chat, type DigestAct } from './chat.ts';
import type { World } from './world.ts';

/** https://docs.slack.dev/apis/events-api: an event that is not acknowledged within three seconds is sent again, up to three times; here sooner than after a minute and five. */
const TAKEN_MS = 3_000;
const AGAIN_MS = [500, 4_000, 12_000] as const;

type Sent = { readonly status: number; readonly text: string };

/** Returns the people of a Slack whose requests go to these ports. */
export function createSlackChat(
  peer: SlackDigestPeer,
  world: Pick<World, 'milliseconds'>,
  ports: readonly number[],
): Chat {
  // Each of them may ask only so much in a minute.
  let next = 0;
  const person = (): string => SLACK_DIGEST.people[next++ % SLACK_DIGEST.people.length] ?? '';
  const answers = new Map<string, (body: string) => void>();
  peer.onResponse((name, body) => answers.get(name)?.(JSON.stringify(body)));

  const send = async (
    replica: number,
    body: string,
    type: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Sent | undefined> => {
    const stamp = String(Math.floor(world.milliseconds() / 1_000));
    const digest = createHmac('sha256', SLACK_DIGEST.signingSecret).update(`v0:${stamp}:${body}`).digest('hex');
    try {
      const response = await fetch(`http://127.0.0.1:${ports[replica]}/slack/events`, {
        method: 'POST',
        body,
        headers: {
          'content-type': type,
          'x-slack-request-timestamp': stamp,
          'x-slack-signature': `v0=${digest}`,
          ...headers,
        },
        signal: AbortSignal.timeout(TAKEN_MS),
      });
      return { status: response.status, text: await response.text() };
    } catch {
      return undefined;
    }
  };

  /** Sends what is answered in the acknowledgement or at a response address. */
  const ask = async (
    replica: number,
    form: (responseUrl: string, trigger: string) => Readonly<Record<string, string>>,
  ): Promise<string | undefined> => {
    const name = randomUUID();
    const answered = Promise.withResolvers<string | undefined>();
    answers.set(name, answered.resolve);
    const body = new URLSearchParams(form(peer.responseUrl(name), name)).toString();
    const sent = await send(replica, body, 'application/x-www-form-urlencoded');
    if (sent?.status !== 200) answered.resolve(undefined);
    else if (sent.text.includes('blocks')) answered.resolve(sent.text);
    const leaving = new AbortController();
    const late = wait(ANSWER_MS, undefined, { signal: leaving.signal }).catch(() => undefined);
    const answer = await Promise.race([answered.promise, late]);
    leaving.abort();
    answers.delete(name);
    return answer;
  };

  const command = (replica: number, channel: string, name: string, text: string): Promise<string | undefined> =>
    ask(replica, (responseUrl, trigger) => ({
      token: 'old',
      team_id: SLACK_DIGEST.team,
      team_domain: 't',
      channel_id: channel,
      channel_name: 'c',
      user_id: person(),
      user_name: 'ada',
      command: name,
      text,
      api_app_id: 'A01TEST',
      response_url: responseUrl,
      trigger_id: trigger,
    }));

  const press = (replica: number, channel: string, value: string, message: string): Promise<string | undefined> =>
    ask(replica, (responseUrl, trigger) => ({
      payload: JSON.stringify({
        type: 'block_actions',
        team: { id: SLACK_DIGEST.team, domain: 't' },
        user: { id: person(), username: 'ada', name: 'ada', team_id: SLACK_DIGEST.team },
        channel: { id: channel, name: 'c' },
        container: { type: 'message', message_ts: message, channel_id: channel, is_ephemeral: true },
        api_app_id: 'A01TEST',
        token: 'old',
        trigger_id: trigger,
        response_url: responseUrl,
        actions: [
          { type: 'button', action_id: `attache/${trigger}`, block_id: 'b', value, action_ts: message, text: {} },
        ],
      }),
    }));

  return {
    digest: (replica, { channel }, act) => command(replica, channel, '/digest', written(act)),
    click: (replica, { channel }, value) => press(replica, channel, value, stampOf(world)),
    brief: async (replica, place, topic) => {
      const answer = await command(replica, place.channel, '/brief', topic);
      const button = answer === undefined ? undefined : buttonIn(answer, 'share');
      if (button === undefined) return undefined;
      const message = stampOf(world);
      return {
        delivery: shareOf(place, message, button),
        press: (to) => press(to, place.channel, button, message),
      };
    },
    mention: async (replica, place, text, again) => {
      const user = person();
      const ts = peer.write(place.channel, user, `<@U0BOT> ${text}`);
      const body = JSON.stringify({
        token: 'old',
        team_id: SLACK_DIGEST.team,
        api_app_id: 'A01TEST',
        type: 'event_callback',
        event_id: `Ev${randomUUID()}`,
        event_time: Math.floor(world.milliseconds() / 1_000),
        authorizations: [{ team_id: SLACK_DIGEST.team, user_id: 'U0BOT', is_bot: true, is_enterprise_install: false }],
        event: {
          type: 'app_mention',
          user,
          team: SLACK_DIGEST.team,
          channel: place.channel,
          text: `<@U0BOT> ${text}`,
          ts,
          event_ts: ts,
        },
      });
      let taken: { replica: number; at: number } | undefined;
      let times = 0;
      const hand = async (headers: Readonly<Record<string, string>>): Promise<void> => {
        const to = replica();
        times += 1;
        const sent = await send(to, body, 'application/json', headers);
        if (sent?.status === 200) taken ??= { replica: to, at: performance.now() };
      };
      await hand({});
      for (const [index, milliseconds] of AGAIN_MS.entries()) {
        if (taken !== undefined) break;
        await wait(milliseconds);
        await hand({ 'x-slack-retry-num': String(index + 1), 'x-slack-retry-reason': 'http_error' });
      }
      for (const milliseconds of again) {
        await wait(milliseconds);
        await hand({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
      }
      return { deliveries: answersTo(place, ts), taken, times, isTold: () => peer.whispered.has(ts) };
    },
  };
}

const stampOf = (world: Pick<World, 'milliseconds'>): string => (world.milliseconds() / 1_000).toFixed(6);

function written(act: DigestAct): string {
  switch (act.type) {
    case 'subscribe':
      return `subscribe ${act.topic} every day ${act.time} ${act.city}`;
    case 'change':
      return `change ${act.id} at: ${act.time} zone: ${act.city}`;
    case 'pause':
    case 'resume':
    case 'remove':
    case 'now':
      return `${act.type} ${act.id}`;
  }
}
