/** What is shown of the form of a digest that could not be kept, and how it is opened again with that. Pure. */
import { messages } from '../../../locales/messages.ts';
import { asLanguage } from '../../../shared/language.ts';
import type { Language } from '../../../records/schema.ts';
import type { Reply } from '../../../reply/reply.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import {
  ALL,
  digestFormId,
  topicsIn,
  type DigestFormKey,
  type digestFormOf,
  type FilledDigest,
} from './digest-form.ts';
import { textsIn } from './form-parts.ts';
import { bold } from './markdown.ts';
import { FLAG, STYLE, TYPE, type DiscordMessage, type MessagePart } from './payload.ts';
import { render } from './render.ts';
import { escapeLines, unescape } from './escape.ts';
import { topicName } from '../../../digest/digest-name.ts';

/** The numbers of the components that show what somebody filled in, by which it is read back when the form is opened again. */
const SHOWN = { topics: 111, when: 112, zone: 113 } as const;

/** Returns a message that tells what is wrong with a form, or with a text of which `heading` names what was understood; it shows what is filled in so that nothing is lost, and opens the form with that. */
export function digestAgain(
  reply: Reply,
  key: DigestFormKey,
  filled: FilledDigest,
  catalogue: Catalogue,
  heading: 'discord.youWrote' | 'discord.filledIn' = 'discord.youWrote',
): DiscordMessage {
  const { language } = key;
  const t = messages(language);
  const topics = filled.topics === undefined ? undefined : titlesOf(filled.topics, catalogue, language);
  const id = `${digestFormId('again', { ...key, channel: filled.channel ?? key.channel, whenQuiet: filled.whenQuiet ?? key.whenQuiet })}/${asLanguage(filled.language) ?? ''}`;
  return {
    flags: FLAG.componentsV2,
    components: [
      ...(render({ ...reply, actions: [] })[0]?.components ?? []),
      { type: TYPE.separator },
      { type: TYPE.text, content: bold(t(heading)) },
      ...shown(SHOWN.topics, t('digests.labels.topics'), topics),
      ...shown(SHOWN.when, t('discord.form.when'), filled.when),
      ...shown(SHOWN.zone, t('discord.form.zone'), filled.zone),
      {
        type: TYPE.row,
        components: [{ type: TYPE.button, style: STYLE.primary, label: t('discord.editAgain'), custom_id: id }],
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

function shown(id: number, name: string, value: string | undefined): MessagePart[] {
  return value === undefined || value.trim() === ''
    ? []
    : [{ type: TYPE.text, id, content: `${bold(name)}\n${escapeLines(value.trim())}` }];
}

/** Topics by their titles, a line each; what names none stays as it was typed. */
function titlesOf(topics: string, catalogue: Catalogue, language: Language): string {
  return topics
    .split(/[\n,，]/u)
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => {
      if (name === ALL) return messages(language)('reply.allTopics');
      const [id = name] = topicsIn(name, catalogue);
      return isKnown(id, catalogue) ? topicName(id, { catalogue, language }) : name;
    })
    .join('\n');
}

const isKnown = (id: string, { briefs, relationships }: Catalogue): boolean => briefs.has(id) || relationships.has(id);

/** Returns what somebody filled in, from the message that shows it and the button that opens the form again. */
export function filledBefore(
  components: unknown,
  { channel, whenQuiet, written }: NonNullable<ReturnType<typeof digestFormOf>>,
): FilledDigest {
  const texts = textsIn(components);
  const typed = (id: number): string | undefined => {
    const content = texts.get(id);
    return content === undefined ? undefined : unescape(content).split('\n').slice(1).join('\n');
  };
  return {
    channel: channel || undefined,
    topics: typed(SHOWN.topics),
    when: typed(SHOWN.when),
    zone: typed(SHOWN.zone),
    language: written || undefined,
    whenQuiet: whenQuiet || undefined,
  };
}

/** Tells whether a message is one that shows what somebody filled in: what follows from it takes its place. */
export const showsFilled = (components: unknown): boolean =>
  Object.values(SHOWN).some((id) => textsIn(components).has(id));
