/** One question or press with what came of it: a reply in both chats, or a form. */
import { useEffect, useRef } from 'react';
import type { RenderedReply } from '../../server/show.ts';
import { Fault } from '../parts/loaded.tsx';
import { Previews } from './previews.tsx';
import { useLanguage, useSay } from '../words.ts';
import { DigestFields } from './digest-form.tsx';
import { FlagFields } from './flag-form.tsx';
import { press, replace, type Turn } from './turns.ts';
import { timeOf } from './time.ts';
import { WORDS } from './words.ts';

/** Draws a turn; a press moves the focus to what came of it. */
export function TurnView({ turn }: { readonly turn: Turn }) {
  const { id, how, what, at, said, fault } = turn;
  const language = useLanguage();
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  const isPressed = how === 'pressed';
  useEffect(() => {
    if (isPressed) heading.current?.focus();
  }, [isPressed]);
  const filled = (shown: RenderedReply): void => {
    replace(id, { said: { type: 'reply', ...shown } });
    heading.current?.focus();
  };
  return (
    <article className="turn" data-turn={id}>
      <h2 ref={heading} tabIndex={-1}>
        <span className="quiet">{say(WORDS[how])}</span> {what}
      </h2>
      {fault && <Fault fault={fault} />}
      {said === undefined && fault === undefined && <p className="quiet">{say(WORDS.waiting)}</p>}
      {said?.type === 'reply' && (
        <Previews
          previews={said.previews}
          page={said.page}
          time={timeOf(at, language)}
          isPrivate={said.reply.audience === 'asker'}
          language={said.reply.language}
          onPress={(_, pressed, value) => void press(id, value ?? pressed, labelOf(said, value ?? pressed), language)}
        />
      )}
      {said?.type === 'digest' && <DigestFields form={said.form} onDone={filled} />}
      {said?.type === 'flag' && <FlagFields form={said.form} onDone={filled} />}
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
      const said = label ?? (typeof text === 'object' && text !== null && 'text' in text ? text.text : text);
      if (typeof said === 'string') found = said;
    }
    for (const inside of Object.values(value)) walk(inside);
  };
  walk(previews);
  return found;
}
