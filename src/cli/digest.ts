/** `digest`: the digests of channels, managed where the bot is hosted; it works while the bot runs, which does the sending. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createDigests, type Actor, type Digests, type DigestResult } from '../conversation/digests/digests.ts';
import { newId } from '../digest/id.ts';
import type { Delivery, ChannelRef, Subscription } from '../digest/subscription.ts';
import { AttacheError } from '../shared/errors.ts';
import { platforms } from '../platforms/index.ts';
import type { Store } from '../store/store.ts';
import { EXIT } from '../app/exit.ts';
import { print, type Io } from './io.ts';
import { loadCatalogue, languageOf } from './load-catalogue.ts';
import { printReply } from './print-reply.ts';

const DIGEST_SUBCOMMANDS = [
  'subscribe',
  'list',
  'change',
  'pause',
  'resume',
  'remove',
  'preview',
  'now',
  'log',
  'handover',
] as const;
type DigestSubcommand = (typeof DIGEST_SUBCOMMANDS)[number];

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
    const act = DIGEST_SUBCOMMANDS.find((one) => one === name);
    if (act === undefined || more.length > 0)
      throw new AttacheError('usage', `digest takes one of ${DIGEST_SUBCOMMANDS.join(', ')}, and at most one ID`);
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
    const store = await openStore(io.env.DATABASE_URL, { dataDir: io.env.DATA_DIR ?? 'data' });
    try {
      // No courier here: the bot that runs elsewhere holds the connection, takes up what is queued, and pauses what a platform refuses.
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
        command: (sub) => `attache digest ${sub}`,
        // With these an ID of another workspace is unknown, as it is in chat.
        within: channelRefOf({ platform: values.platform, workspace: values.workspace }),
      };
      if (values.as === 'json') return await printJson(act, id, values, store, io);
      const done = await perform(act, id, values, digests, actor);
      await printReply(done.reply, 'text', done.ok ? io : { ...io, output: io.errors });
      return done.ok ? EXIT.ok : EXIT.failed;
    } finally {
      await store.close();
    }
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
  act: DigestSubcommand,
  id: string | undefined,
  values: OptionValues,
  digests: Digests,
  actor: Actor,
): Promise<DigestResult> {
  const wish = {
    topics: values.topics,
    days: values.days,
    time: values.at,
    zone: values.zone,
    language: values.language,
    whenQuiet: values['when-quiet'],
  };
  const needed = (): string => {
    if (id === undefined)
      throw new AttacheError('usage', `${act} needs the ID of a digest; \`attache digest list\` shows them`);
    return id;
  };
  switch (act) {
    case 'subscribe': {
      const { platform, workspace, channel } = values;
      if (id !== undefined) throw new AttacheError('usage', 'subscribe makes its own ID; leave it out');
      if (platform === undefined || channel === undefined || workspace === undefined) {
        throw new AttacheError(
          'usage',
          'subscribe needs --platform, --workspace (the Slack team or Discord server id) and --channel (its id)',
        );
      }
      return digests.subscribe({ platform, workspace, channel }, wish, actor);
    }
    case 'list':
      return digests.list(channelRefOf(values), actor);
    case 'log':
      return digests.log({ ...(id !== undefined && { id }), ...channelRefOf(values) }, actor);
    case 'change':
      return digests.change(needed(), wish, actor);
    case 'now':
      return digests.now(needed(), `cli${randomBytes(8).toString('hex')}`, actor);
    case 'handover':
      if (values.owner === undefined)
        throw new AttacheError('usage', 'handover needs --owner, the new owner’s id on the platform');
      return digests.handover(needed(), values.owner, actor);
    case 'pause':
    case 'resume':
    case 'remove':
    case 'preview':
      return digests[act](needed(), actor);
  }
}

async function printJson(
  act: DigestSubcommand,
  id: string | undefined,
  values: OptionValues,
  store: Store,
  io: Io,
): Promise<number> {
  const rows: readonly (Subscription | Delivery)[] =
    act === 'list'
      ? await store.subscriptions(channelRefOf(values))
      : await store.deliveries({ ...(id !== undefined && { subscription: id }), ...channelRefOf(values) }, 1_000);
  await print(io.output, JSON.stringify(rows, null, 2));
  return EXIT.ok;
}
