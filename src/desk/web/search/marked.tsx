/** Texts in which words are marked. */
import { Fragment } from 'react';

/** A text in which the words that were searched for are marked. */
export function Marked({ text, words }: { readonly text: string; readonly words: string }) {
  const all = words.split(/\s+/u).filter(Boolean);
  if (all.length === 0) return text;
  const any = new RegExp(`(${all.map((word) => RegExp.escape(word)).join('|')})`, 'iu');
  return text.split(any).map((part, index) => {
    const key = `${index} ${part}`;
    return index % 2 === 1 ? <mark key={key}>{part}</mark> : <Fragment key={key}>{part}</Fragment>;
  });
}
