/** A reply as both chats show it, side by side, or as one of them does: where it is chosen, and where there is no room for both. */
import './preview.css';
import { useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Language } from '../../../records/schema.ts';
import { loadSetting, saveSetting } from '../storage.ts';
import { useLanguage, type Bilingual } from '../language.ts';
import { DiscordPreview, type DiscordPayload } from './discord.tsx';
import type { PreviewProps } from './preview-props.ts';
import { SlackPreview, type SlackPayload } from './slack.tsx';

const CHATS = ['slack', 'discord'] as const;
type Chat = (typeof CHATS)[number];

const NAMES: Readonly<Record<Chat, string>> = { slack: 'Slack', discord: 'Discord' };
const BOTH: Bilingual = { en: 'Both', zh: '两者' };
const SWITCH_LABEL: Bilingual = { en: 'Show it as in', zh: '显示效果' };

export type PreviewsProps = {
  /** The messages of the reply by the name of the chat, as the server rendered them. */
  readonly previews: Readonly<Record<string, readonly unknown[]>>;
  /** Which of the messages is shown, counted from 1: a chat shows one, with a button for the next. Left out, all are. */
  readonly page?: number | undefined;
  readonly time: string;
  readonly isPrivate?: boolean;
  /** The language of what the chats say around the messages; the desk's unless given. */
  readonly language?: Language;
  readonly onPress: (chat: Chat, id: string, value?: string) => void;
};

/** Draws a reply in both chats. */
export function Previews({ previews, page, time, isPrivate = false, language, onPress }: PreviewsProps): ReactNode {
  const deskLanguage = useLanguage();
  const theme = useTheme();
  const isWide = useIsWide();
  const [selected, setChosen] = useSelectedChat();
  const chosen = isWide ? selected : selected === 'both' ? 'slack' : selected;
  const commonProps = (chat: Chat): Omit<PreviewProps<never>, 'messages'> => ({
    theme,
    time,
    isPrivate,
    language: language ?? deskLanguage,
    onPress: (id, value) => onPress(chat, id, value),
  });
  // A chat that needs fewer messages than the other has none at a later number; its last stands there.
  const shown = (chat: Chat): readonly unknown[] => {
    const messages = previews[chat] ?? [];
    return page === undefined ? messages : messages.slice(Math.min(page, messages.length) - 1).slice(0, 1);
  };
  const cardClass = (chat: Chat): string => (chat === chosen || chosen === 'both' ? 'card chosen' : 'card');
  return (
    <div className={chosen === 'both' ? 'previews both' : 'previews'}>
      <div className="actions" role="group" aria-label={SWITCH_LABEL[deskLanguage]}>
        {CHATS.map((chat) => (
          <button key={chat} type="button" aria-pressed={chat === chosen} onClick={() => setChosen(chat)}>
            {NAMES[chat]}
          </button>
        ))}
        {isWide && (
          <button type="button" aria-pressed={chosen === 'both'} onClick={() => setChosen('both')}>
            {BOTH[deskLanguage]}
          </button>
        )}
      </div>
      {/* No landmarks: a page has as many previews as replies, and all have the same two names. */}
      <div className={cardClass('slack')} data-chat="slack" role="group" aria-label={NAMES.slack}>
        <h3>{NAMES.slack}</h3>
        <SlackPreview {...commonProps('slack')} messages={shown('slack') as readonly SlackPayload[]} />
      </div>
      <div className={cardClass('discord')} data-chat="discord" role="group" aria-label={NAMES.discord}>
        <h3>{NAMES.discord}</h3>
        <DiscordPreview {...commonProps('discord')} messages={shown('discord') as readonly DiscordPayload[]} />
      </div>
    </div>
  );
}

const changed = new Set<() => void>();

type ShownChats = Chat | 'both';

/** What is chosen, the same in every reply on the page: both, unless it was chosen otherwise. */
function useSelectedChat(): readonly [ShownChats, (chats: ShownChats) => void] {
  const [first] = useState((): ShownChats => CHATS.find((chat) => chat === loadSetting('chat')) ?? 'both');
  const chosen = useSyncExternalStore(
    (listener) => {
      changed.add(listener);
      return () => void changed.delete(listener);
    },
    () => current ?? first,
  );
  return [
    chosen,
    (chats) => {
      current = chats;
      saveSetting('chat', chats);
      for (const listener of changed) listener();
    },
  ];
}
let current: ShownChats | undefined;

const WIDE = '(width >= 56rem)';

/** Returns whether there is room for both chats beside each other. */
const useIsWide = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      const media = matchMedia(WIDE);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(WIDE).matches,
  );

const DARK = '(prefers-color-scheme: dark)';

function subscribe(listener: () => void): () => void {
  const media = matchMedia(DARK);
  const observer = new MutationObserver(listener);
  media.addEventListener('change', listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    media.removeEventListener('change', listener);
    observer.disconnect();
  };
}

/** Returns the colours that the page is seen in. */
function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, () => {
    const { theme } = document.documentElement.dataset;
    if (theme === 'light' || theme === 'dark') return theme;
    return matchMedia(DARK).matches ? 'dark' : 'light';
  });
}
