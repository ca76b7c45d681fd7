/** The text of a record in the editor, beside what its file holds. */
import { useEffect, useRef, useState } from 'react';
import type { OpenedRecordView } from '../../server/edit.ts';
import type { UnpublishedText } from '../autosave/autosave.ts';
import { autosave } from '../autosave/unsaved-records.ts';

/** A record as its file has it; one that is new has no version. */
export type OpenedText = OpenedRecordView;

export type RecordText = {
  readonly text: string;
  /** The text and version of the file that the text was begun from; `base` is that text where it is known. */
  readonly begunFrom: UnpublishedText;
  readonly isChanged: boolean;
  /** Whether the file holds another text by now than what was begun from, which nobody here has written. */
  readonly fileChangedSince: boolean;
  /** Another one for each text that was put into the editor in place of what was typed. */
  readonly editorKey: number;
  /** Takes what was typed. */
  readonly type: (text: string) => void;
  /** Puts a text into the editor that was begun from another version. */
  readonly replaceFrom: (other: UnpublishedText) => void;
  /** Keeps what was typed, begun from the file as it is now. */
  readonly keepOverFile: () => void;
  /** To be called once the text was written into its file. */
  readonly wroteFile: (version: string | undefined) => void;
};

/** Returns the text of a record and what changes it; what is typed is saved on the server as long as it differs from its file. */
export function useRecordText(at: string, fileAtOpen: OpenedText, currentFile: OpenedText): RecordText {
  const [first] = useState(() => firstText(at, fileAtOpen));
  const [text, setText] = useState(first.text);
  const newestText = useRef(text);
  newestText.current = text;
  const [begunFrom, setBegunFrom] = useState<UnpublishedText>({ ...first, text: fileAtOpen.text });
  const [fileBeforeOwnSave, setFileBeforeOwnSave] = useState<OpenedText>();
  const [editorKey, setEditorKey] = useState(0);
  const { version, base } = begunFrom;
  const isChanged = version === undefined || text !== begunFrom.text;

  useEffect(() => {
    if (isChanged) autosave.set(at, { text, version, base });
    else autosave.drop(at);
  }, [at, text, isChanged, version, base]);

  const replace = (other: string): void => {
    setEditorKey(editorKey + 1);
    setText(other);
  };
  return {
    text,
    begunFrom,
    isChanged,
    fileChangedSince: currentFile !== fileBeforeOwnSave && currentFile.version !== version && currentFile.text !== text,
    editorKey,
    type: setText,
    replaceFrom: (other) => {
      setBegunFrom({ text: other.base ?? begunFrom.text, version: other.version, base: other.base });
      if (other.text !== newestText.current) replace(other.text);
    },
    keepOverFile: () => setBegunFrom({ text: currentFile.text, version: currentFile.version, base: currentFile.text }),
    wroteFile: (newVersion) => {
      setFileBeforeOwnSave(currentFile);
      setBegunFrom({ text, version: newVersion, base: text });
    },
  };
}

/** What the editor begins with: the unpublished text, unless the file has it by now; or the file. */
function firstText(at: string, { text, version }: OpenedText): UnpublishedText {
  const unpublished = autosave.get(at);
  if (unpublished === undefined || unpublished.text === text) return { text, version, base: text };
  return { ...unpublished, base: unpublished.base ?? (unpublished.version === version ? text : undefined) };
}
