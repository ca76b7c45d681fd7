/** The commands that answer, as Discord is told them. Pure. */
import type { RecordCatalogue } from '../../../records/catalogue.ts';
import { MAX_QUESTION_CHARACTERS } from '../../../conversation/parse-text.ts';
import { about, choice, described, KIND, LANGUAGES, named, localName, text } from './options.ts';

export const BRIEF = 'brief';
/** The names of its options. */
export const TOPIC = 'topic';
export const LANGUAGE = 'language';
/** In the menu of a message. */
export const BRIEF_THIS = 'Brief this';

const NAME = named({ en: BRIEF, zh: '简报', tw: '簡報' });
const TOPIC_NAME = { en: TOPIC, zh: '主题', tw: '主題' };
const LANGUAGE_NAME = { en: LANGUAGE, zh: '语言', tw: '語言' };

/** Returns how somebody whose Discord speaks a language sees the command and its options. */
export const briefNames = (
  locale: string | undefined,
): { readonly command: string; readonly topic: string; readonly language: string } => ({
  command: localName(NAME, locale),
  topic: localName(named(TOPIC_NAME), locale),
  language: localName(named(LANGUAGE_NAME), locale),
});

/** Returns the command that answers, described as the only relationship describes it, or in general where none does, or more than one. */
export const briefCommand = (relationships: RecordCatalogue['relationships']) => {
  const [only, ...others] = relationships.values();
  const own = others.length === 0 ? only?.commandDescription : undefined;
  return {
    type: KIND.slash,
    ...NAME,
    ...described(own === undefined ? about('brief') : { en: own.en, zh: own.zh, tw: own['zh-TW'] }),
    options: [
      text(TOPIC_NAME, about('briefTopic'), MAX_QUESTION_CHARACTERS, { autocomplete: true }),
      choice(LANGUAGE_NAME, about('briefLanguage'), LANGUAGES),
    ],
  } as const;
};

/** A command in a message's menu has no description. */
export const BRIEF_THIS_COMMAND = {
  type: KIND.message,
  ...named({ en: BRIEF_THIS, zh: '查找相关简报', tw: '尋找相關簡報' }),
} as const;
