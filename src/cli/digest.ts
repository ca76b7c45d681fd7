/** `digest`: manages the digests of channels on the host of the bot; it also works while the bot runs, which sends them. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runOnDigests } from '../conversation/digests/command.ts';
import { createDigests } from '../conversation/digests/digests.ts';
import type { Actor, Digests, DigestResult } from '../conversation/digests/digest-actions.ts';
import { newId } from '../digest/ids.ts';
import type { Delivery } from '../digest/delivery/delivery.ts';
import type { ChannelRef, Subscription } from '../digest/subscription.ts';
import { AttacheError } from '../shared/errors.ts';
import { DIGEST_ACTIONS, type DigestAction } from '../reply/button.ts';
import { platforms } from '../app/platforms.ts';
import type { Store } from '../store/store.ts';
import { EXIT } from '../app/process.ts';
import { print, type Io } from './io.ts';
import { loadCatalogue, languageOf } from './load-catalogue.ts';
import { printReply } from './print-reply.ts';

const OPTIONS = {
  platform: { type: 'string' },
  workspace: { type: 'string' },
  channel: { type: 'string' },
  topics: { type: 'string' },
  days: { type: 'string' },
  at: { type: 'string' },
  zone: { type: 'string' },
  language: { type: 'string' },
  'when-quiet': { type: 'string' },
  owner: { type: 'string' },
  as: { type: 'string' },
} as const;

export const digest = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const [name, id, ...more] = positionals;
    const act = DIGEST_ACTIONS.find((one) => one === name);
    if (act === undefined || more.length > 0)
      throw new AttacheError('usage', `digest takes one of ${DIGEST_ACTIONS.join(', ')}, and at most one ID`);
    if (
      values.as !== undefined &&
      values.as !== 'text' &&
      !(values.as === 'json' && (act === 'list' || act === 'log'))
    ) {
      throw new AttacheError('usage', '--as takes text, and for list and log json too');
    }
    if (values.platform !== undefined && !(await platforms()).has(values.platform))
      throw new AttacheError('usage', `there is no platform "${values.platform}"; --platform takes slack or discord`);
    const catalogue = await loadCatalogue(io);
    const { openStore } = await import('../store/open.ts');
    await using store = await openStore(io.env.DATABASE_URL, { dataDir: io.env.DATA_DIR ?? 'data' });
    // No courier here: the running bot has the connection, sends what is queued, and pauses what a platform refuses.
    const digests = createDigests({
      store,
      catalogue: () => catalogue,
      couriers: () => new Map(),
      now: io.now,
      newId,
      wake: () => {},
    });
    const actor: Actor = {
      person: values.owner ?? '',
      language: languageOf(values.language) ?? 'en',
      repeats: true,
      command: (sub) => `attache digest ${sub}`,
      // With these options the id of a digest in another workspace is unknown, as in chat.
      within: channelRefOf({ platform: values.platform, workspace: values.workspace }),
    };
    if (values.as === 'json') return await printJson(act, id, values, store, io);
    const done = await perform(act, id, values, digests, actor);
    await printReply(done.reply, 'text', done.ok ? io : { ...io, output: io.errors });
    return done.ok ? EXIT.ok : EXIT.failed;
  },
};

type OptionValues = { readonly [Name in keyof typeof OPTIONS]?: string | undefined };

function channelRefOf({ platform, workspace, channel }: OptionValues): Partial<ChannelRef> {
  return {
    ...(platform !== undefined && { platform }),
    ...(workspace !== undefined && { workspace }),
    ...(channel !== undefined && { channel }),
  };
}

async function perform(
  action: DigestAction,
  id: string | undefined,
  values: OptionValues,
  digests: Digests,
  actor: Actor,
): Promise<DigestResult> {
  const { platform, workspace, channel, topics, days, at, zone, language, 'when-quiet': whenQuiet, owner } = values;
  const input = { topics, days, time: at, zone, language, whenQuiet };
  if (action === 'subscribe') {
    if (id !== undefined) throw new AttacheError('usage', 'subscribe makes its own ID; leave it out');
    if (platform === undefined || channel === undefined || workspace === undefined) {
      throw new AttacheError(
        'usage',
        'subscribe needs --platform, --workspace (the Slack team or Discord server id) and --channel (its id)',
      );
    }
    return digests.subscribe({ platform, workspace, channel }, input, actor);
  }
  // The command line has no current channel whose only digest could be meant.
  if (id === undefined && action !== 'list' && action !== 'log')
    throw new AttacheError('usage', `${action} needs the ID of a digest; \`attache digest list\` shows them`);
  if (action === 'handover' && owner === undefined)
    throw new AttacheError('usage', 'handover needs --owner, the new owner’s id on the platform');
  const requestId = `cli${randomBytes(8).toString('hex')}`;
  return runOnDigests(digests, { action, id, input, owner, requestId }, channelRefOf(values), actor);
}

async function printJson(
  act: DigestAction,
  id: string | undefined,
  values: OptionValues,
  store: Store,
  io: Io,
): Promise<number> {
  const rows: readonly (Subscription | Delivery)[] =
    act === 'list'
      ? await store.subscriptions(channelRefOf(values))
      : await store.digestLog({ ...(id !== undefined && { subscription: id }), ...channelRefOf(values) }, 1_000);
  await print(io.output, JSON.stringify(rows, null, 2));
  return EXIT.ok;
}
