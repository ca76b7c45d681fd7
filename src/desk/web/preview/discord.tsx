/** Draws messages as Discord shows them, from the very payloads that it would be sent (Components V2), with their Markdown. */
import { useEffect, type DetailedHTMLProps, type HTMLAttributes, type ReactNode } from 'react';
import { Menu } from './preview-menu.tsx';
import { AVATAR, BOT_NAME, PREVIEW_WORDS, type PreviewProps } from './preview-props.ts';

type DiscordButton = { readonly type: 2; readonly style: number; readonly label: string; readonly custom_id: string };
type DiscordSelect = {
  readonly type: 3;
  readonly custom_id: string;
  readonly placeholder: string;
  readonly options: readonly { readonly label: string; readonly value: string; readonly description?: string }[];
};
type DiscordRow = { readonly type: 1; readonly components: readonly (DiscordButton | DiscordSelect)[] };
type DiscordPart = DiscordRow | { readonly type: 10; readonly content: string } | { readonly type: 14 };

/** A message to Discord, as far as it is seen. */
export type DiscordPayload = { readonly flags: number; readonly components: readonly DiscordPart[] };

const PRIMARY = 1;

type Custom<Attributes> = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & Attributes;

declare module 'react' {
  // oxlint-disable-next-line typescript/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'discord-messages': Custom<{ readonly 'light-theme'?: boolean }>;
      'discord-message': Custom<{
        readonly author: string;
        readonly avatar: string;
        readonly timestamp: string;
        readonly bot?: boolean;
        readonly 'light-theme'?: boolean;
      }>;
      'discord-action-row': Custom<object>;
      'discord-button': Custom<{ readonly type: 'primary' | 'secondary' }>;
    }
  }
}

/** Draws the messages of one reply. */
export function DiscordPreview({
  messages,
  theme,
  language,
  time,
  isPrivate = false,
  onPress,
}: PreviewProps<DiscordPayload>): ReactNode {
  // Only a browser has elements to register.
  useEffect(() => void import('./elements.ts'), []);
  const light = theme === 'light';
  return (
    // Its parts read the colours once, when they are made.
    <discord-messages key={theme} light-theme={light} className="discord-preview">
      {messages.map(({ components }, index) => (
        <discord-message key={index} author={BOT_NAME} avatar={AVATAR} timestamp={time} bot light-theme={light}>
          {components.map((part, at) => (
            <PartOf key={at} part={part} onPress={onPress} />
          ))}
          {isPrivate && (
            <div>
              <small>{PREVIEW_WORDS[language].onlyYouDiscord}</small>
            </div>
          )}
        </discord-message>
      ))}
    </discord-messages>
  );
}

type OnClick = Pick<PreviewProps<DiscordPayload>, 'onPress'>;

function PartOf({ part, onPress }: { readonly part: DiscordPart } & OnClick): ReactNode {
  switch (part.type) {
    case 10:
      return <Markdown text={part.content} />;
    case 14:
      return <hr className="discord-separator" />;
    case 1:
      return (
        <discord-action-row>
          {part.components.map((component) => (
            <Control key={component.custom_id} component={component} onPress={onPress} />
          ))}
        </discord-action-row>
      );
  }
}

function Control({ component, onPress }: { readonly component: DiscordButton | DiscordSelect } & OnClick): ReactNode {
  const { custom_id } = component;
  if (component.type === 2)
    return (
      <discord-button
        type={component.style === PRIMARY ? 'primary' : 'secondary'}
        data-press={custom_id}
        onClick={() => onPress(custom_id)}
      >
        {component.label}
      </discord-button>
    );
  return (
    <Menu
      className="discord-menu"
      label={component.placeholder}
      options={component.options.map(({ label, value, description }) => ({ label, value, detail: description }))}
      onChoose={(value) => onPress(custom_id, value)}
    />
  );
}

// An escaped mark, bold, italic, a masked link, a channel, a moment: https://docs.discord.com/developers/reference#message-formatting
const INLINE =
  /\\(?<plain>[^0-9A-Za-z\s])|\*\*(?<bold>(?:\\.|[^\\])+?)\*\*|\*(?<italic>(?:\\.|[^\\*])+)\*|\[(?<label>(?:\\.|[^\\\]])+)\]\((?<url>https?:\/\/[^\s)]+)\)|<#(?<channel>\d+)>|<t:(?<moment>\d+):R>/gsu;

/** Returns one line of markdown as React draws it. */
function inline(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const { plain, bold, italic, label, url, channel, moment } = match.groups ?? {};
    if (match.index > end) parts.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    if (plain !== undefined) parts.push(plain);
    else if (bold !== undefined) parts.push(<strong key={end}>{inline(bold)}</strong>);
    else if (italic !== undefined) parts.push(<em key={end}>{inline(italic)}</em>);
    else if (label !== undefined)
      parts.push(
        <a key={end} href={url} target="_blank" rel="noopener noreferrer">
          {inline(label)}
        </a>,
      );
    else if (moment !== undefined)
      parts.push(<time key={end}>{new Date(Number(moment) * 1_000).toLocaleString()}</time>);
    else parts.push(<span key={end} className="discord-channel">{`#${channel}`}</span>);
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

type MarkdownItem = { readonly text: string; readonly below: string[] };

/** Draws a text of several lines. */
function Markdown({ text }: { readonly text: string }): ReactNode {
  const drawn: ReactNode[] = [];
  let items: MarkdownItem[] = [];
  const endList = (): void => {
    if (items.length === 0) return;
    drawn.push(<List key={drawn.length} items={items} />);
    items = [];
  };
  for (const line of text.split('\n')) {
    const [, deep, item] = /^( *)- (.*)$/u.exec(line) ?? [];
    if (item !== undefined) {
      if (deep === '' || items.length === 0) items.push({ text: item, below: [] });
      else items.at(-1)?.below.push(item);
      continue;
    }
    endList();
    drawn.push(<Line key={drawn.length} line={line} />);
  }
  endList();
  return <div className="discord-text">{drawn}</div>;
}

function Line({ line }: { readonly line: string }): ReactNode {
  if (line.startsWith('## ')) return <h4>{inline(line.slice('## '.length))}</h4>;
  if (line.startsWith('### ')) return <h5>{inline(line.slice('### '.length))}</h5>;
  if (line.startsWith('-# '))
    return (
      <p>
        <small>{inline(line.slice('-# '.length))}</small>
      </p>
    );
  return <p>{inline(line)}</p>;
}

function List({ items }: { readonly items: readonly MarkdownItem[] }): ReactNode {
  return (
    <ul>
      {items.map(({ text, below }, index) => (
        <li key={index}>
          {inline(text)}
          {below.length > 0 && <List items={below.map((one) => ({ text: one, below: [] }))} />}
        </li>
      ))}
    </ul>
  );
}
