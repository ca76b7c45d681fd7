/** The text of a record, edited: YAML with completion and help from its schema, and faults where they stand. */
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type Completion,
  type CompletionSource,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Text } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  hoverTooltip,
  keymap,
  lineNumbers,
  tooltips,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useEffectEvent, useRef, type Ref, useImperativeHandle } from 'react';
import { type Fault, faultWords } from '../../../records/fault.ts';
import { fixText, type Fix } from '../../../records/fault-fixes.ts';
import { MAX_RECORD_BYTES } from '../../../records/folder.ts';
import type { Language } from '../../../records/schema.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import { aboutIn, fieldAt, offersAt, type OfferedIds, placeAt } from './yaml-help.ts';

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
  readonly schema: RecordSchema | undefined;
  readonly ids: OfferedIds;
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

/** The words of the search within the editor. */
const CHINESE = {
  Find: '查找',
  Replace: '替换为',
  next: '下一处',
  previous: '上一处',
  all: '全选',
  'match case': '区分大小写',
  regexp: '正则表达式',
  'by word': '整词',
  replace: '替换',
  'replace all': '全部替换',
  close: '关闭',
  'Go to line': '转到行',
  go: '转到',
  'current match': '当前匹配',
  'on line': '在行',
  'replaced match on line $': '已替换第 $ 行的匹配',
  'replaced $ matches': '已替换 $ 处',
};

/** Draws the editor; the text in it is its own, and told to `onChange`. */
export function CodeEditor({
  ref,
  label,
  initial,
  schema,
  ids,
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
  const offer: CompletionSource = useEffectEvent(({ state, pos, explicit }) => {
    const text = state.doc.toString();
    const place = schema === undefined ? undefined : placeAt(text, pos);
    if (schema === undefined || place === undefined || (place.typed === '' && !explicit)) return null;
    const offers = offersAt(schema, place, ids);
    if (offers.length === 0) return null;
    return {
      from: place.from,
      validFor: /^[\w/-]*$/u,
      options: offers.map((one, at): Completion => ({
        label: one.text,
        type: one.kind === 'name' ? 'property' : 'constant',
        apply: one.kind === 'name' ? `${one.text}: ` : one.text,
        boost: (one.needed ? 50 : 0) - Math.min(at, 40),
        info: aboutIn(language, one),
      })),
    };
  });
  const explain = useEffectEvent((text: string, offset: number) =>
    schema === undefined ? undefined : fieldAt(schema, text, offset),
  );

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
          EditorState.phrases.of(language === 'zh' ? CHINESE : {}),
          yaml(),
          syntaxHighlighting(COLOURS),
          autocompletion({ override: [(context) => offer(context)], icons: false }),
          hoverTooltip(({ state }, pos) => {
            const field = explain(state.doc.toString(), pos);
            if (field === undefined) return null;
            return {
              pos: field.from,
              end: field.to,
              create: () => {
                const dom = document.createElement('div');
                dom.className = 'edit-hover';
                const about = aboutIn(language, { text: field.name, about: field.about, kind: 'name' });
                dom.textContent = `${field.name}: ${about}`;
                return { dom };
              },
            };
          }),
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
            { key: 'Tab', run: acceptCompletion },
            ...searchKeymap,
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...lintKeymap,
            ...historyKeymap,
            ...defaultKeymap,
          ]),
        ],
      }),
    });
    view.current = editor;
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
