/** The language of the page, and its sentences, which stand in the locales under `desk`. */
import { createContext, useContext } from 'react';
import { messages, type MessageKey, type ParametersOf, type Translate } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';

/** One text in both languages, as the server tells it. */
export type Bilingual = Readonly<Record<Language, string>>;

type Parameterless<Key extends MessageKey = MessageKey> = Key extends MessageKey
  ? unknown extends ParametersOf<Key>
    ? Key
    : never
  : never;

/** A sentence that takes nothing, by its key: what is said once somebody reads it. */
export type Sentence = Parameterless;

export const LanguageContext = createContext<Language>('en');

/** Returns the language that the desk is read in. */
export const useLanguage = (): Language => useContext(LanguageContext);

/** Returns what gives a sentence in the reader's language. */
export const useTranslate = (): Translate => messages(useLanguage());
