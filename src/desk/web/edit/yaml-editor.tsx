/** The text of a record, edited: YAML with its faults where they stand. */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, tooltips } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useEffectEvent, useRef, type Ref, useImperativeHandle } from 'react';
import { type Fault, faultWords } from '../../../records/fault.ts';
import { fixText, type Fix } from '../../../records/fault-fixes.ts';
import { MAX_RECORD_BYTES } from '../../../records/folder.ts';
import { messages } from '../../../locales/messages.ts';
import type { Language } from '../../../records/schema.ts';

export type CodeHandle = {
  /** Moves to a line and column, both counted from 1. */
  readonly goTo: (line: number, column: number) => void;
  /** Puts another text in the place of this one, of which only what differs is changed. */
  readonly replace: (text: string) => void;
};

type CodeProps = {
  readonly ref?: Ref<CodeHandle>;
  readonly label: string;
  /** The text to begin with; another `key` begins anew. */
  readonly initial: string;
  /** Where the cursor stands at first. */
  readonly first: { readonly line: number; readonly column: number } | undefined;
  readonly faults: readonly Fault[];
  readonly language: Language;
  readonly fixOf: (fault: Fault) => Fix | undefined;
  readonly onFix: (edits: Fix['edits']) => void;
  readonly onChange: (text: string) => void;
  /** Told of a change that was not made, because the record would be larger than one may be. */
  readonly onTooLarge: () => void;
  readonly onSave: () => void;
};

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.content], color: 'var(--ink)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--quiet)', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool, tags.keyword], color: 'var(--good)' },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: 'var(--quiet)' },
]);

/** What the search within the editor says, by its English words. */
const PHRASES = {
  Find: 'find',
  Replace: 'replace-by',
  next: 'next',
  previous: 'previous',
  all: 'all',
  'match case': 'match-case',
  regexp: 'regexp',
  'by word': 'by-word',
  replace: 'replace',
  'replace all': 'replace-all',
  close: 'close',
} as const;
const phrases = (language: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(PHRASES).map(([said, key]) => [said, messages(language)(`desk.yaml.${key}`)]));

/** Draws the editor; the text in it is its own, and told to `onChange`. */
export default function CodeEditor({
  ref,
  label,
  initial,
  first,
  faults,
  language,
  fixOf,
  onFix,
  onChange,
  onTooLarge,
  onSave,
}: CodeProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const changed = useEffectEvent(onChange);
  const tooLarge = useEffectEvent(onTooLarge);
  const save = useEffectEvent(onSave);
  useEffect(() => {
    if (parent.current === null) return undefined;
    const editor = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: initial,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          highlightActiveLine(),
          search({ top: true }),
          highlightSelectionMatches(),
          EditorState.phrases.of(phrases(language)),
          yaml(),
          syntaxHighlighting(COLOURS),
          // Beside the text and not in it: a narrow page would cut them off.
          tooltips({ position: 'fixed' }),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': label,
            'aria-describedby': 'edit-keys',
            tabindex: '0',
            spellcheck: 'false',
          }),
          EditorState.changeFilter.of(({ newDoc, startState }) => {
            const fits = newDoc.length <= startState.doc.length || isRecordSize(newDoc);
            if (!fits) tooLarge();
            return fits;
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
          keymap.of([
            {
              key: 'Mod-s',
              preventDefault: true,
              run: () => {
                save();
                return true;
              },
            },
            ...searchKeymap,
            ...closeBracketsKeymap,
            ...lintKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
        ],
      }),
    });
    view.current = editor;
    if (first !== undefined) {
      editor.dispatch({
        selection: { anchor: offsetOf(editor.state, first.line, first.column) },
        scrollIntoView: true,
      });
      editor.focus();
    }
    return () => {
      editor.destroy();
      view.current = undefined;
    };
  }, [label, language]);

  const marked = useEffectEvent((state: EditorState) =>
    faults.map((fault) => {
      const fix = fixOf(fault);
      const actions = fix === undefined ? [] : [{ name: fixText(fix, language), apply: () => onFix(fix.edits) }];
      return { ...diagnosticOf(state, fault, language), actions };
    }),
  );
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined) return;
    editor.dispatch(setDiagnostics(editor.state, marked(editor.state)));
  }, [faults, language]);

  useImperativeHandle(ref, () => ({
    goTo: (line, column) => {
      const editor = view.current;
      if (editor === undefined) return;
      const at = offsetOf(editor.state, line, column);
      editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      editor.focus();
    },
    replace: (given) => {
      const editor = view.current;
      if (editor === undefined) return;
      const text = given.replaceAll('\r\n', '\n');
      const before = editor.state.doc.toString();
      let from = 0;
      while (from < before.length && before[from] === text[from]) from += 1;
      let end = 0;
      while (end < Math.min(before.length, text.length) - from && before.at(-1 - end) === text.at(-1 - end)) end += 1;
      editor.dispatch({
        changes: { from, to: before.length - end, insert: text.slice(from, text.length - end) },
        scrollIntoView: true,
        // The text around it is that already.
        filter: false,
      });
      editor.focus();
    },
  }));

  return <div className="edit-code" ref={parent} />;
}

/** Whether a text is no larger than a record may be; a character has at most three bytes. */
const isRecordSize = (doc: Text): boolean =>
  doc.length * 3 <= MAX_RECORD_BYTES || new TextEncoder().encode(doc.toString()).length <= MAX_RECORD_BYTES;

/** The offset of a line and column, or the nearest there is: the text may have changed since. */
function offsetOf({ doc }: EditorState, line: number, column: number): number {
  const { from, to } = doc.line(Math.max(1, Math.min(line, doc.lines)));
  return Math.min(to, from + Math.max(0, column - 1));
}

function diagnosticOf(state: EditorState, fault: Fault, language: Language): Diagnostic {
  const { line, column } = fault;
  const { field, message, example } = faultWords(fault, language);
  const from = offsetOf(state, line, column);
  const { to, text } = state.doc.lineAt(from);
  const word = /^\S[\w-]*/u.exec(text.slice(from - (to - text.length)))?.[0].length ?? 0;
  return {
    from,
    to: Math.min(to, from + word),
    severity: 'error',
    message: [field === '' ? message : `${field}: ${message}`, example].filter(Boolean).join('\n'),
  };
}
