/** A form and an inbox of known words, for the tests of "Something wrong?". */
import type { FlagFault, FlagInput, FlagResult, Flagger, Flags } from '../../src/conversation/flags/flags.ts';
import type { Form, FormOption } from '../../src/conversation/form.ts';
import type { FlagButton } from '../../src/reply/button.ts';
import type { Reply } from '../../src/reply/reply.ts';

const OPTIONS: readonly FormOption[] = [
  { value: 'brief', label: 'The brief as a whole' },
  { value: 'bottom-line', label: 'The bottom line' },
  { value: 'met-in-busan', label: 'A statement with **marks** & <more>' },
];

export function newForm(
  button: Partial<FlagButton> = {},
  {
    options = OPTIONS,
    ...over
  }: Partial<Pick<Form, 'title' | 'about'>> & { readonly options?: readonly FormOption[] } = {},
): Form {
  const statement = { type: 'choice', id: 'statement', label: 'Which statement?', placeholder: 'Choose one' } as const;
  return {
    button: { verb: 'flag', topic: 'busan-summit', language: 'en', ...button },
    title: 'Something wrong?',
    about: ['About “The Busan summit”. What you send is kept and read by whoever looks after the briefs.'],
    fields: [
      { ...statement, options },
      {
        type: 'text',
        id: 'text',
        label: 'What is wrong?',
        hint: '10 to 2,000 characters.',
        least: 10,
        most: 2_000,
        isLong: true,
      },
      {
        type: 'text',
        id: 'link',
        label: 'A link that shows it',
        hint: 'May be left out.',
        most: 500,
        isOptional: true,
      },
    ],
    submit: 'Send',
    cancel: 'Cancel',
    ...over,
  };
}

export function newReply(text: string): Reply {
  return {
    title: '',
    language: 'en',
    audience: 'asker',
    blocks: [{ type: 'note', tone: 'plain', text }],
    actions: [],
  };
}

/** An inbox that keeps in a list; what has the text `faults` finds wrong with it is refused. */
export function newInbox(faults: (given: FlagInput) => readonly FlagFault[] = () => []): Flags & {
  readonly kept: { readonly given: FlagInput; readonly by: Flagger }[];
} {
  const kept: { given: FlagInput; by: Flagger }[] = [];
  return {
    kept,
    form: (topic, language) =>
      topic === 'busan-summit'
        ? { ok: true, form: newForm({ language }) }
        : { ok: false, reply: newReply('That brief is gone.') },
    flag: async (given, by): Promise<FlagResult> => {
      const found = faults(given);
      if (found.length > 0)
        return { ok: false, faults: found, reply: newReply(found.map(({ message }) => message).join(' ')) };
      kept.push({ given, by });
      return { ok: true, reply: newReply('Thank you: it was kept.') };
    },
  };
}
