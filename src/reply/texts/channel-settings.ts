/** The words of a channel's settings, in each language. */
import type { Language } from '../../records/schema.ts';

export type ChannelSettingsTexts = typeof en;

const en = {
  title: 'Settings of this channel',
  changed: 'Changed',
  notChanged: 'Nothing was changed',
  unset: 'Settings',
  language: 'Language of answers',
  own: 'each reader’s own',
  languages: { en: 'English', zh: 'Chinese (中文)' } satisfies Record<Language, string>,
  answers: 'Answers to commands',
  audiences: { asker: 'private: only who asks sees them', everyone: 'open: everyone in the channel sees them' },
  digests: 'A language that is named in a question wins. Digests keep the language that they were set up with.',
  unknown: (word: string) => `“${word}” is no setting, so nothing was changed.`,
  badLanguage: 'The language is en, zh, or own for each reader’s own.',
  badAnswers: 'Answers are private or open.',
  how: 'To change it, name the language (en, zh or own) or the answers (private or open) in the same command.',
  nothing: 'Say what to change: language en, zh or own; answers private or open.',
};

const zh: ChannelSettingsTexts = {
  title: '本频道的设置',
  changed: '已更改',
  notChanged: '未作更改',
  unset: '设置',
  language: '回答的语言',
  own: '随读者各自的语言',
  languages: { en: '英文（English）', zh: '中文' },
  answers: '命令的回答',
  audiences: { asker: '私密：仅提问者可见', everyone: '公开：频道内所有人可见' },
  digests: '提问中指明的语言优先。动态仍用订阅时设定的语言。',
  unknown: (word) => `“${word}”不是设置项，未作更改。`,
  badLanguage: '语言须为 en、zh，或 own（随读者各自的语言）。',
  badAnswers: '回答须为 private（私密）或 open（公开）。',
  how: '如需更改，请在同一命令中写明 language（en、zh 或 own）或 answers（private 或 open）。',
  nothing: '请说明要更改什么：language en、zh 或 own；answers private 或 open。',
};

const TEXTS: Readonly<Record<Language, ChannelSettingsTexts>> = { en, zh };

/** Returns the words of a channel's settings in a language. */
export function channelSettingsTexts(language: Language): ChannelSettingsTexts {
  return TEXTS[language];
}
