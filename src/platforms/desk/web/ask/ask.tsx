/** The conversation. */
import { useState, type SubmitEvent } from 'react';
import type { About } from '../../about.ts';
import type { Shown } from '../../say.ts';
import { ApiFault, post, useGet } from '../api.ts';
import { Fault, Loaded } from '../parts/loaded.tsx';
import { Previews } from '../preview/previews.tsx';
import { useLanguage } from '../words.ts';

const WORDS = {
  heading: { en: 'Ask', zh: '提问' },
  box: { en: 'A question, a topic, or /brief', zh: '问题、主题或 /brief' },
  holds: (briefs: number) => ({ en: `${briefs} briefs`, zh: `共 ${briefs} 份简报` }),
  ask: { en: 'Ask', zh: '提问' },
};

export default function Ask() {
  const language = useLanguage();
  const [about, again] = useGet<About>('/about');
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown>();
  const [fault, setFault] = useState<ApiFault>();
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    if (text.trim() === '') return;
    post<Shown>('/say', { text, language })
      .then((answer) => setShown(answer))
      .then(() => setFault(undefined))
      .catch((error: unknown) => setFault(error instanceof ApiFault ? error : new ApiFault('fault', String(error))));
  };
  return (
    <section>
      <h1>{WORDS.heading[language]}</h1>
      <Loaded asked={about} again={again}>
        {({ briefs }) => <p className="quiet">{WORDS.holds(briefs)[language]}</p>}
      </Loaded>
      <form onSubmit={ask}>
        <label>
          {WORDS.box[language]}{' '}
          <input value={text} onChange={({ target }) => setText(target.value)} maxLength={4_000} />
        </label>{' '}
        <button type="submit" className="primary">
          {WORDS.ask[language]}
        </button>
      </form>
      <div aria-live="polite">
        {fault && <Fault fault={fault} />}
        {shown && <Previews previews={shown.previews} page={1} time="" onPress={() => {}} />}
      </div>
    </section>
  );
}
