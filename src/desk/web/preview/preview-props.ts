/** What the previews of both platforms take: the payloads as they would be sent, and what happens on a press. */
import type { Language } from '../../../records/schema.ts';

export type PreviewProps<Message> = {
  /** The messages of one reply, in order, as the renderer made them. */
  readonly messages: readonly Message[];
  readonly theme: 'light' | 'dark';
  /** The language of what the platform itself says around a message. */
  readonly language: Language;
  /** When it was posted, in words. */
  readonly time: string;
  /** Whether only who asked would see it. */
  readonly isPrivate?: boolean;
  /** Called with the id of a pressed button, or that of a menu and the value chosen in it; on Slack a button has a value too. */
  readonly onPress: (id: string, value?: string) => void;
};

export const BOT_NAME = 'Attaché';

/** The bot's picture, drawn here so that no server is asked for it. */
export const AVATAR = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="#1f4e5f"/><path d="M9 14h22v15H9zM16 14v-3h8v3M9 20h22" fill="none" stroke="#fff" stroke-width="2"/></svg>',
)}`;

type PreviewTexts = { readonly onlyYouSlack: string; readonly onlyYouDiscord: string };

/** What the platforms write above or below a message that one person sees. */
export const PREVIEW_WORDS: Readonly<Record<Language, PreviewTexts>> = {
  en: { onlyYouSlack: 'Only visible to you', onlyYouDiscord: 'Only you can see this' },
  zh: { onlyYouSlack: '仅对你可见', onlyYouDiscord: '只有你能看到此消息' },
};
