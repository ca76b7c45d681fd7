/** One question or press with what came of it: a reply, or a form. */
import { useEffect, useRef, useState } from 'react';
import type { ShownReply } from '../../server/shown-reply.ts';
import { Fault } from '../components/loaded.tsx';
import { ReplyView } from '../reply/reply-view.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { FormFields } from './answer-forms.tsx';
import { press, replace, type Turn } from './history.ts';

/** Draws a turn; a press moves the focus to what came of it. */
export function TurnView({ turn }: { readonly turn: Turn }) {
  const { id, kind, title, result, fault, isLost = false } = turn;
  const language = useLanguage();
  const t = useTranslate();
  const heading = useRef<HTMLHeadingElement>(null);
  // One that was kept was pressed before.
  const [isPressed] = useState(kind === 'pressed' && result === undefined && !isLost);
  useEffect(() => {
    if (isPressed) heading.current?.focus();
  }, [isPressed]);
  const onSubmitted = (reply: ShownReply): void => {
    replace(id, { result: { type: 'reply', reply } });
    heading.current?.focus();
  };
  return (
    <article className="turn" data-turn={id}>
      <h2 ref={heading} tabIndex={-1}>
        <span className="quiet">{t(`desk.ask.${kind}`)}</span> {title}
      </h2>
      {fault && <Fault fault={fault} />}
      {result === undefined && fault === undefined && (
        <p className="quiet">{t(isLost ? 'desk.ask.lost' : 'desk.ask.waiting')}</p>
      )}
      {result?.type === 'reply' && (
        <ReplyView reply={result.reply} onPress={(pressed, label) => void press(id, pressed, label, language)} />
      )}
      {result?.type === 'flag' && <FormFields form={result.form} onDone={onSubmitted} />}
    </article>
  );
}
