/** The text of a record as YAML in a plain text area, whose caret is moved to the place of a fault. */
import { useEffect, useRef } from 'react';
import { MAX_RECORD_BYTES } from '../../../records/folder.ts';
import { withBreaksOf } from '../../../records/text-edit/edit-text.ts';

/** A line and a column, both counted from 1; a new object is a new wish to go there. */
export type TextPlace = { readonly line: number; readonly column: number };

type YamlTextProps = {
  readonly label: string;
  readonly text: string;
  readonly place: TextPlace | undefined;
  readonly isFaulty: boolean;
  readonly onChange: (text: string) => void;
  /** Called in place of `onChange` where the record would become larger than it may be. */
  readonly onTooLarge: () => void;
};

export function YamlText({ label, text, place, isFaulty, onChange, onTooLarge }: YamlTextProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  // A text area knows one kind of line break: another would count as a change, and put the caret at the end.
  const lines = text.replaceAll('\r\n', '\n');
  useEffect(() => {
    if (area.current !== null && place !== undefined) moveCaret(area.current, place);
  }, [place]);
  return (
    <textarea
      ref={area}
      className="edit-code"
      aria-label={label}
      aria-describedby="edit-keys"
      aria-invalid={isFaulty}
      spellCheck={false}
      autoCapitalize="off"
      value={lines}
      onChange={({ target: { value } }) => {
        if (value.length > lines.length && !isRecordSize(value)) onTooLarge();
        else onChange(withBreaksOf(value, text));
      }}
    />
  );
}

/** Moves the caret, and brings it into view: browsers scroll to it when the text area takes the focus. */
function moveCaret(area: HTMLTextAreaElement, { line, column }: TextPlace): void {
  const before = area.value.split('\n').slice(0, line);
  const last = before.pop() ?? '';
  const at = before.reduce((sum, { length }) => sum + length + 1, 0) + Math.min(column - 1, last.length);
  area.blur();
  area.setSelectionRange(at, at);
  area.focus();
}

/** Returns where a text begins to differ from the one before. */
export function placeOfChange(before: string, after: string): TextPlace {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  const lines = after.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** Returns whether a text is no larger than a record may be; a character has at most three bytes. */
const isRecordSize = (text: string): boolean =>
  text.length * 3 <= MAX_RECORD_BYTES || new TextEncoder().encode(text).length <= MAX_RECORD_BYTES;
