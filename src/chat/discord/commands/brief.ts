/** The commands that answer, as Discord is told them. Pure. */
import type { RecordCatalogue } from '../../../records/catalogue.ts';
import { MAX_QUESTION_CHARACTERS } from '../../../conversation/parse-text.ts';
import { choice, described, KIND, LANGUAGES, named, seenName, text } from './parts.ts';

export const BRIEF = 'brief';
/** The names of its options. */
export const TOPIC = 'topic';
export const LANGUAGE = 'language';
/** In the menu of a message. */
export const BRIEF_THIS = 'Brief this';

/** What it says beside the command where no relationship, or more than one, describes it. */
const DESCRIPTION = {
  en: 'A sourced brief on the relations between two countries: choose a topic or ask a question',
  zh: '双边关系简报，条条注明出处：选择主题或直接提问',
  tw: '雙邊關係簡報，條條註明出處：選擇主題或直接提問',
};

const NAME = named({ en: BRIEF, zh: '简报', tw: '簡報' });
const TOPIC_NAME = { en: TOPIC, zh: '主题', tw: '主題' };
const LANGUAGE_NAME = { en: LANGUAGE, zh: '语言', tw: '語言' };

/** Returns how somebody whose Discord speaks a language sees the command and its options. */
export const briefNames = (
  locale: string | undefined,
): { readonly command: string; readonly topic: string; readonly language: string } => ({
  command: seenName(NAME, locale),
  topic: seenName(named(TOPIC_NAME), locale),
  language: seenName(named(LANGUAGE_NAME), locale),
});

/** Returns the command that answers, described as the only relationship describes it. */
export const briefCommand = (relationships: RecordCatalogue['relationships']) => {
  const [only, ...others] = relationships.values();
  const own = others.length === 0 ? only?.commandDescription : undefined;
  return {
    type: KIND.slash,
    ...NAME,
    ...described(own === undefined ? DESCRIPTION : { en: own.en, zh: own.zh, tw: own['zh-TW'] }),
    options: [
      text(
        TOPIC_NAME,
        {
          en: 'A topic from the list, or a question in your own words; leave it out to see all topics',
          zh: '从列表中选择主题，或用自己的话提问；留空则列出全部主题',
          tw: '從清單中選擇主題，或用自己的話提問；留空則列出全部主題',
        },
        MAX_QUESTION_CHARACTERS,
        { autocomplete: true },
      ),
      choice(
        LANGUAGE_NAME,
        {
          en: 'The language of this answer; the channel’s or your own if left out',
          zh: '这次回答的语言；留空则用频道或您自己的语言',
          tw: '這次回答的語言；留空則用頻道或您自己的語言',
        },
        LANGUAGES,
      ),
    ],
  } as const;
};

/** A command in a message's menu has no description. */
export const BRIEF_THIS_COMMAND = {
  type: KIND.message,
  ...named({ en: BRIEF_THIS, zh: '查找相关简报', tw: '尋找相關簡報' }),
} as const;
