/** Draws the markdown that our messages to Discord are made of: headings, small print, lists, emphasis, links, and escaped marks as they stand. */
import type { ReactNode } from 'react';

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
export function Markdown({ text }: { readonly text: string }): ReactNode {
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
