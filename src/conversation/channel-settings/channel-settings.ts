/** A channel's settings for answers: parsed from a command's text, read from the store and cached for a short time, since an answer may not wait for the store. */
import type { Language } from '../../records/schema.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import type { Reply } from '../../reply/reply.ts';
import { messages } from '../../locales/messages.ts';
import { LRUCache } from 'lru-cache';
import { lruOptions } from '../../shared/lru-options.ts';
import type { Logger } from '../../shared/logger.ts';
import { clip } from '../../shared/text.ts';
import type { Form } from '../form.ts';
import { LANGUAGE_NAMES, LANGUAGE_OPTIONS } from '../language-names.ts';
import { capitalized } from '../../views/text.ts';
import { note, privateReply, listBlock } from '../../reply/compose/parts.ts';

export type ChannelSettings = {
  /** The language of answers; undefined for each reader's own. */
  readonly language: Language | undefined;
  /** Who sees the answers to commands. */
  readonly audience: Reply['audience'];
  /** `off` where no question of the channel goes to a model that chooses answers. */
  readonly model?: 'off' | undefined;
};

/** The settings of a channel that has set nothing. */
export const DEFAULT_SETTINGS: ChannelSettings = { language: undefined, audience: 'asker' };

/** The requested change, as typed or chosen; omitted fields stay as they are. */
export type ChannelSettingsInput = {
  /** `en`, `zh`, or `own` for each reader's own. */
  readonly language?: string | undefined;
  /** `private` or `open`. */
  readonly answers?: string | undefined;
  /** `on` or `off`: whether a model may choose what answers, where one is set up. */
  readonly model?: string | undefined;
  /** A word of the command that is neither: it is named, and nothing is changed. */
  readonly unknown?: string | undefined;
};

export type ChannelSettingsFault = { readonly field: keyof ChannelSettingsInput; readonly message: string };

export type ChannelSettingsResult =
  | { readonly ok: true; readonly settings: ChannelSettings; readonly reply: Reply }
  /** The faults by field, for a form; the reply states the same in words. Nothing was changed. */
  | { readonly ok: false; readonly faults: readonly ChannelSettingsFault[]; readonly reply: Reply };

export type ChannelSettingsActions = {
  /** Returns the settings of a channel, from memory where they were read within the last half minute; never rejects: where they cannot be read, the default is returned. */
  readonly read: (channelRef: ChannelRef) => Promise<ChannelSettings>;
  /** Returns a reply that states the settings of a channel and how to change them, behind a word of the command that was not understood, if there is one. */
  readonly show: (channelRef: ChannelRef, language: Language, unknown?: string) => Promise<Reply>;
  /** Changes the settings of a channel and returns the new ones, or every fault; rejects only if the store does. The platform checks whether the person has the right. */
  readonly change: (
    channelRef: ChannelRef,
    input: ChannelSettingsInput,
    language: Language,
  ) => Promise<ChannelSettingsResult>;
};

export type ChannelSettingsStore = {
  /** Returns the settings of a channel, or undefined if it has none. */
  readonly channelSettings: (channelRef: ChannelRef) => Promise<ChannelSettings | undefined>;
  /** Sets the settings of a channel, replacing those before. */
  readonly setChannelSettings: (channelRef: ChannelRef, settings: ChannelSettings) => Promise<void>;
};

/** The longest time until a change by another replica takes effect. */
const FRESH_SECONDS = 30;
/** The most of a word that a reply repeats. */
const MAX_ECHO_CHARACTERS = 60;
/** The number of channels whose settings are cached. */
const MAX_CHANNELS = 10_000;

export type ChannelSettingsOptions = {
  readonly store: ChannelSettingsStore;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Whether a model is set up: settings say so, and offer to switch it off. */
  readonly hasModel?: boolean | undefined;
};

type CachedSettings = { readonly settings: ChannelSettings; readonly until: Temporal.Instant };

/** Creates the channel settings over a store. */
export function createChannelSettings({
  store,
  now,
  log,
  hasModel = false,
}: ChannelSettingsOptions): ChannelSettingsActions {
  const cached = new LRUCache<string, CachedSettings>(lruOptions(MAX_CHANNELS));
  const reading = new Map<string, Promise<ChannelSettings>>();
  const remember = (key: string, settings: ChannelSettings): void =>
    void cached.set(key, { settings, until: now().add({ seconds: FRESH_SECONDS }) });

  const readNow = (channelRef: ChannelRef, key: string, before: ChannelSettings): Promise<ChannelSettings> => {
    const begun = reading.get(key);
    if (begun !== undefined) return begun;
    const work = store
      .channelSettings(channelRef)
      .catch((error: unknown) => {
        log.warn({ err: error }, 'the settings of a channel could not be read; what was known of them holds');
        return before;
      })
      .then((settings = DEFAULT_SETTINGS) => {
        // A change made during the read is newer than what was read.
        if (reading.get(key) === work) remember(key, settings);
        return settings;
      })
      .finally(() => {
        if (reading.get(key) === work) reading.delete(key);
      });
    reading.set(key, work);
    return work;
  };

  return {
    read: async (channelRef) => {
      const key = keyOf(channelRef);
      const remembered = cached.get(key);
      if (remembered === undefined) return readNow(channelRef, key, DEFAULT_SETTINGS);
      // An expired entry still serves this answer and is refreshed in the background.
      if (Temporal.Instant.compare(now(), remembered.until) >= 0) void readNow(channelRef, key, remembered.settings);
      return remembered.settings;
    },

    show: async (channelRef, language, unknown) =>
      explainedReply(await currentOf(store, channelRef), language, hasModel, unknown),

    change: async (channelRef, input, language) => {
      const t = messages(language);
      const before = await currentOf(store, channelRef);
      const { unknown } = input;
      if (unknown !== undefined) {
        const faults = [{ field: 'unknown', message: t('settings.unknown', { word: echoed(unknown) }) }] as const;
        return { ok: false, faults, reply: explainedReply(before, language, hasModel, unknown) };
      }
      const read = parseChannelSettings(input, before, language);
      const values = Object.values(input).filter((value) => value !== undefined);
      const faults: readonly ChannelSettingsFault[] = read.ok
        ? values.length === 0
          ? [{ field: 'language', message: t('settings.nothing') }]
          : []
        : read.faults;
      if (!read.ok || faults.length > 0) return { ok: false, faults, reply: faultReply(faults, language) };
      await store.setChannelSettings(channelRef, read.settings);
      const key = keyOf(channelRef);
      reading.delete(key);
      remember(key, read.settings);
      return {
        ok: true,
        settings: read.settings,
        reply: settingsReply(read.settings, language, hasModel, t('settings.changed')),
      };
    },
  };
}

const keyOf = ({ platform, workspace, channel }: ChannelRef): string => JSON.stringify([platform, workspace, channel]);

const currentOf = async (store: ChannelSettingsOptions['store'], channelRef: ChannelRef): Promise<ChannelSettings> =>
  (await store.channelSettings(channelRef)) ?? DEFAULT_SETTINGS;

function settingsReply(
  { language: set, audience, model }: ChannelSettings,
  language: Language,
  hasModel: boolean,
  heading?: string,
): Reply {
  const t = messages(language);
  return privateReply(t('settings.title'), language, [
    listBlock(heading ?? t('settings.unset'), [
      {
        label: t('settings.language'),
        detail: set === undefined ? t('settings.own') : t(`settings.languages.${set}`),
      },
      { label: t('settings.answers'), detail: t(`settings.audiences.${audience}`) },
      ...(hasModel ? [{ label: t('settings.model'), detail: t(`settings.models.${model ?? 'on'}`) }] : []),
    ]),
    note(t('settings.digests')),
  ]);
}

/** Who sees the answers, as it is chosen. */
export const ANSWERS = ['private', 'open'] as const;
/** Whether a model may choose what answers in the channel. */
const MODEL = ['on', 'off'] as const;
const SEEN_BY = { private: 'asker', open: 'everyone' } as const;

/** Returns the form of a channel's settings, filled with what holds there. */
export function settingsForm(
  { language: set, audience, model }: ChannelSettings,
  language: Language,
  hasModel = false,
): Form {
  const t = messages(language);
  return {
    button: { verb: 'settings', language },
    title: t('settings.title'),
    about: [t('settings.digests')],
    fields: [
      {
        type: 'choice',
        id: 'language',
        label: t('settings.language'),
        options: [{ value: 'own', label: capitalized(t('settings.own')) }, ...LANGUAGE_OPTIONS],
        chosen: set ?? 'own',
      },
      {
        type: 'choice',
        id: 'answers',
        label: t('settings.answers'),
        options: ANSWERS.map((value) => ({
          value,
          label: capitalized(t(`settings.audiences.${SEEN_BY[value]}`)),
        })),
        chosen: ANSWERS.find((value) => SEEN_BY[value] === audience),
      },
      ...(hasModel
        ? [
            {
              type: 'choice' as const,
              id: 'model',
              label: t('settings.model'),
              options: MODEL.map((value) => ({ value, label: capitalized(t(`settings.models.${value}`)) })),
              chosen: model ?? 'on',
            },
          ]
        : []),
    ],
    submit: t('form.save'),
    cancel: t('form.cancel'),
  };
}

/** Returns the settings and how to change them. */
function explainedReply(settings: ChannelSettings, language: Language, hasModel: boolean, unknown?: string): Reply {
  const t = messages(language);
  const { blocks, ...reply } = settingsReply(settings, language, hasModel);
  return {
    ...reply,
    blocks: [
      ...(unknown === undefined ? [] : [note(t('settings.unknown', { word: echoed(unknown) }), 'warning')]),
      ...blocks,
      note(t('settings.how')),
      ...(hasModel ? [note(t('settings.howModel'))] : []),
    ],
  };
}

const echoed = (word: string): string => clip(word, MAX_ECHO_CHARACTERS);

function faultReply(faults: readonly ChannelSettingsFault[], language: Language): Reply {
  return privateReply(
    messages(language)('settings.notChanged'),
    language,
    faults.map(({ message }) => note(message, 'warning')),
  );
}

const COMMAND = new Set(['settings', 'setting', '设置', '設置', '设定']);
const FIELDS: ReadonlyMap<string, keyof ChannelSettingsInput> = new Map([
  ['language', 'language'],
  ['lang', 'language'],
  ['语言', 'language'],
  ['answers', 'answers'],
  ['answer', 'answers'],
  ['audience', 'answers'],
  ['回答', 'answers'],
  ['model', 'model'],
  ['模型', 'model'],
]);
const LANGUAGES: ReadonlyMap<string, Language | 'own'> = new Map([
  ...LANGUAGE_NAMES,
  ...(['own', 'auto', 'reader', 'default', '各自', '默认'] as const).map((name) => [name, 'own'] as const),
]);
const AUDIENCES: ReadonlyMap<string, ChannelSettings['audience']> = new Map([
  ...(['private', 'asker', '私密', '仅自己'] as const).map((name) => [name, 'asker'] as const),
  ...(['open', 'public', 'everyone', '公开'] as const).map((name) => [name, 'everyone'] as const),
]);
const SWITCH: ReadonlyMap<string, 'on' | 'off'> = new Map([
  ['on', 'on'],
  ['off', 'off'],
  ['开', 'on'],
  ['关', 'off'],
]);
const MAX_CHARACTERS = 200;

/** Returns the input in `settings language zh answers open`, an empty one for `settings` alone; undefined where the text is not this command. A word that is neither a field nor a value is named, so that it is not ignored. */
export function parseSettingsCommand(text: string): ChannelSettingsInput | undefined {
  const words = text
    .normalize('NFKC')
    .slice(0, MAX_CHARACTERS)
    .toLowerCase()
    .split(/[\s:=,，、]+/u)
    .map((word) => word.replace(/^--/u, ''))
    .filter(Boolean);
  const [command = '', ...rest] = words;
  if (!COMMAND.has(command) || (rest.length > 0 && !isInput(rest))) return undefined;
  const input: { -readonly [Field in keyof ChannelSettingsInput]: ChannelSettingsInput[Field] } = {};
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    const field = FIELDS.get(word);
    if (field === undefined)
      input[LANGUAGES.has(word) ? 'language' : AUDIENCES.has(word) ? 'answers' : 'unknown'] ??= word;
    else {
      input[field] = rest[at + 1] ?? '';
      at += 1;
    }
  }
  return input;
}

/** A question may begin with the same word; in a command a field or a value follows at once, or a single word that is neither, unlike in "settings of the talks". */
const isInput = ([first = '', ...more]: readonly string[]): boolean =>
  more.length === 0 || FIELDS.has(first) || LANGUAGES.has(first) || AUDIENCES.has(first);

/** Returns the settings after the change, with omitted fields as they were before, or all faults. */
export function parseChannelSettings(
  input: ChannelSettingsInput,
  before: ChannelSettings,
  reader: Language,
):
  | { readonly ok: true; readonly settings: ChannelSettings }
  | { readonly ok: false; readonly faults: readonly ChannelSettingsFault[] } {
  const t = messages(reader);
  const language = input.language === undefined ? (before.language ?? 'own') : LANGUAGES.get(wordOf(input.language));
  const audience = input.answers === undefined ? before.audience : AUDIENCES.get(wordOf(input.answers));
  const model = input.model === undefined ? (before.model ?? 'on') : SWITCH.get(wordOf(input.model));
  const faults: ChannelSettingsFault[] = [
    ...(model === undefined ? [{ field: 'model', message: t('settings.badModel') } as const] : []),
    ...(language === undefined ? [{ field: 'language', message: t('settings.badLanguage') } as const] : []),
    ...(audience === undefined ? [{ field: 'answers', message: t('settings.badAnswers') } as const] : []),
  ];
  if (language === undefined || audience === undefined || model === undefined) return { ok: false, faults };
  return {
    ok: true,
    settings: {
      language: language === 'own' ? undefined : language,
      audience,
      ...(model === 'off' && { model }),
    },
  };
}

const wordOf = (value: string): string => value.normalize('NFKC').trim().toLowerCase();
