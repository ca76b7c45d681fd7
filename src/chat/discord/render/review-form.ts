/** The form behind *Needs work*: as Discord shows it, and what comes back. Pure. */
import type { ReviewForm } from '../../../conversation/review/form.ts';
import { encodeButton } from '../../../reply/button.ts';
import { LIMITS } from '../limits.ts';
import { escape } from './escape.ts';
import { label, labelled, valuesIn } from './modal-parts.ts';
import { INPUT_STYLE, TYPE, type DiscordModal } from './payload.ts';

const TEXT = 'text';

/** Returns the form. */
export function reviewModal({ title, topic, version, language, about, text }: ReviewForm): DiscordModal {
  return {
    custom_id: encodeButton({ verb: 'review', answer: 'work', topic, version, language }),
    title: label(title, LIMITS.modalTitle),
    components: [
      { type: TYPE.text, content: escape(about) },
      labelled(text.label, text.hint, {
        type: TYPE.input,
        custom_id: TEXT,
        style: INPUT_STYLE.paragraph,
        required: true,
        min_length: text.least,
        max_length: text.most,
      }),
    ],
  };
}

/** Returns what a submitted form holds. */
export const readReviewForm = (components: unknown): string | undefined => valuesIn(components).get(TEXT)?.[0];
