/** One question or press with what came of it: a reply in both chats, or a form. */
import { useEffect, useRef, useState } from 'react';
import type { RenderedReply } from '../../server/conversation.ts';
import { Fault } from '../components/loaded.tsx';
import { Previews } from './lazy-previews.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { DigestFields, FlagFields } from './answer-forms.tsx';
import { press, replace, type Turn, timeOf } from './history.ts';
import { TEXT } from './ask-messages.ts';

/** Draws a turn; a press moves the focus to what came of it. */
export function TurnView({ turn }: { readonly turn: Turn }) {
  const { id, kind, title, at, result, fault, isLost = false } = turn;
  const language = useLanguage();
  const t = useTranslate();
  const heading = useRef<HTMLHeadingElement>(null);
  // One that was kept was pressed before.
  const [isPressed] = useState(kind === 'pressed' && result === undefined && !isLost);
  useEffect(() => {
    if (isPressed) heading.current?.focus();
  }, [isPressed]);
  const onSubmitted = (shown: RenderedReply): void => {
    replace(id, { result: { type: 'reply', ...shown } });
    heading.current?.focus();
  };
  return (
    <article className="turn" data-turn={id}>
      <h2 ref={heading} tabIndex={-1}>
        <span className="quiet">{t(TEXT[kind])}</span> {title}
      </h2>
      {fault && <Fault fault={fault} />}
      {result === undefined && fault === undefined && <p className="quiet">{t(isLost ? TEXT.lost : TEXT.waiting)}</p>}
      {result?.type === 'reply' && (
        <Previews
          previews={result.previews}
          page={result.page}
          time={timeOf(at, language)}
          isPrivate={result.reply.audience === 'asker'}
          language={result.reply.language}
          onPress={(_, pressed, value) => void press(id, value ?? pressed, labelOf(result, value ?? pressed), language)}
        />
      )}
      {result?.type === 'digest' && <DigestFields form={result.form} onDone={onSubmitted} />}
      {result?.type === 'flag' && <FlagFields form={result.form} onDone={onSubmitted} />}
    </article>
  );
}

/** Returns what is written on the button or option of an id, in whichever chat. */
export function labelOf({ previews }: { readonly previews: Readonly<Record<string, unknown>> }, id: string): string {
  let found = '';
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || found !== '') return;
    const { custom_id, value: own, label, text } = value as Readonly<Record<string, unknown>>;
    if (custom_id === id || own === id) {
      const written = label ?? (typeof text === 'object' && text !== null && 'text' in text ? text.text : text);
      if (typeof written === 'string') found = written;
    }
    for (const inside of Object.values(value)) walk(inside);
  };
  walk(previews);
  return found;
}
