/** The text of a record, written as a form or as YAML: both are the same text. */
import { DRAFTS } from '../../../records/folder.ts';
import { recordId, recordNameOf } from '../../../records/publish/record-name.ts';
import {
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import type { Fault } from '../../../records/fault.ts';
import { relationshipOf } from '../../../records/drafts.ts';
import { editedText, readRecord } from '../../../records/text-edit/edit-text.ts';
import { pathOfField, type FormEdit, type FormPath } from '../../../records/text-edit/edit-value.ts';
import type { LoadedKind } from '../../../records/load.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import type { FormView } from '../../server/edit.ts';
import { api, useGet } from '../api.ts';
import { useChoice } from '../route.ts';
import { saveSetting } from '../storage.ts';
import { useTranslate, type Sentence } from '../language.ts';
import { useChangeSet } from './change-set.ts';
import { withUnpublished } from '../form/offered.ts';
import { isInForm, RecordForm } from '../form/record-form.tsx';
import { placeOfChange, YamlText, type TextPlace } from './yaml-text.tsx';

export type TextHandle = {
  /** Shows the place of a fault, in whichever way the text is written. */
  readonly goTo: (fault: Pick<Fault, 'line' | 'column' | 'field'>) => void;
  /** Makes edits, such as those of a fix. */
  readonly edit: (edits: readonly FormEdit[]) => void;
};

type TextPaneProps = {
  readonly ref?: Ref<TextHandle>;
  readonly at: string;
  readonly kind: LoadedKind;
  readonly text: string;
  readonly schema: RecordSchema | undefined;
  readonly relationships: readonly string[];
  /** The languages that relationships declare, as far as they are known. */
  readonly languages: ReadonlyMap<string, readonly string[]>;
  readonly faults: readonly Fault[];
  readonly mode: WrittenAs;
  readonly onMode: (mode: WrittenAs) => void;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
};

/** How a text is written. */
export type WrittenAs = 'form' | 'yaml';

const NOTHING: FormView = { parties: [], documents: [], topics: [], statements: [] };
/** So many steps can be undone. */
const MAX_UNDO = 100;

export function TextPane({
  ref,
  at,
  kind,
  text,
  schema,
  relationships,
  languages,
  faults,
  mode,
  onMode,
  onChange,
  onSave,
}: TextPaneProps) {
  const t = useTranslate();
  const [sought, setSought] = useState<{ readonly path: FormPath; readonly count: number }>({ path: [], count: 0 });
  const [problem, setProblem] = useState<Sentence>();
  const [undone, setUndone] = useState<readonly string[]>([]);
  const newest = useRef(text);
  newest.current = text;
  const [place, setPlace] = useState<TextPlace>();
  const known = useKnown(at, text, relationships, mode === 'form');
  const declared = languages.get(relationshipAt(at, text, relationships) ?? '');
  const today = useMemo(() => new Date().toISOString().slice(0, 10), []);

  const write = (to: string): void => {
    if (mode === 'yaml') setPlace(placeOfChange(newest.current, to));
    newest.current = to;
    onChange(to);
  };
  const edit = (edits: readonly FormEdit[]): void => {
    const before = newest.current;
    const after = edits.reduce<string | undefined>((now, one) => now && editedText(now, one), before);
    setProblem(after === undefined ? 'desk.form.no-edit' : undefined);
    if (after === undefined || after === before) return;
    setUndone((all) => [...all, before].slice(-MAX_UNDO));
    write(after);
  };
  const goTo: TextHandle['goTo'] = ({ line, column, field }): void => {
    const isShownInForm = readRecord(newest.current) !== undefined && isInForm(kind, pathOfField(field));
    if (mode === 'form' && isShownInForm) seek(field);
    else {
      setPlace({ line, column });
      onMode('yaml');
    }
  };
  useImperativeHandle(ref, () => ({ goTo, edit }));
  const seek = (field: string): void =>
    setSought(({ count }) => ({ path: pathOfField(field, readRecord(newest.current)), count: count + 1 }));
  // A link may lead to a field, which only the form can show; it is asked for once.
  const [asked, setAsked] = useChoice('field');
  const seekAsked = useEffectEvent(() => {
    if (readRecord(newest.current) === undefined) return;
    if (mode === 'yaml') onMode('form');
    seek(asked);
  });
  useEffect(() => {
    if (asked === '') return;
    seekAsked();
    setAsked('');
  }, [asked, setAsked]);

  const onKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // What is being typed in a field is written first.
    if (mode === 'form' && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    setTimeout(onSave);
  };
  const last = undone.at(-1);
  return (
    <div onKeyDown={onKey}>
      <div className="edit-mode">
        <div className="mode-choice" role="group" aria-label={t('desk.form.view')}>
          {(['form', 'yaml'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={mode === one}
              onClick={() => {
                if (mode === one) return;
                setPlace(undefined);
                onMode(one);
                saveSetting('edit-as', one);
              }}
            >
              {t(`desk.form.${one}`)}
            </button>
          ))}
        </div>
        <button
          type="button"
          className="small-button"
          disabled={last === undefined}
          onClick={() => {
            if (last === undefined) return;
            setUndone(undone.slice(0, -1));
            write(last);
          }}
        >
          {t('desk.form.undo')}
        </button>
        {mode === 'yaml' && (
          <span className="quiet small" id="edit-keys">
            {t('desk.edit.keys')}
          </span>
        )}
      </div>
      {problem && (
        <p className="fault" role="alert">
          {t(problem)}
        </p>
      )}
      {mode === 'yaml' ? (
        <YamlText
          label={`${t('desk.edit.text')}: ${at}`}
          text={text}
          place={place}
          isFaulty={faults.length > 0}
          onChange={(typed) => {
            setProblem(undefined);
            setUndone([]);
            onChange(typed);
          }}
          onTooLarge={() => setProblem('desk.form.grows-too-large')}
        />
      ) : (
        schema !== undefined && (
          <RecordForm
            kind={kind}
            text={text}
            schema={schema}
            known={known}
            declared={declared}
            faults={faults}
            today={today}
            sought={sought}
            onEdit={edit}
          />
        )
      )}
    </div>
  );
}

/** Returns the relationship that a record is of; undefined of a draft that may be for several. */
function relationshipAt(at: string, text: string, relationships: readonly string[]): string | undefined {
  const [folder] = at.split('/');
  if (folder !== DRAFTS) return folder;
  return relationshipOf(text) ?? (relationships.length === 1 ? relationships[0] : undefined);
}

/** Returns what the record can refer to, with the statements that are not published yet. */
function useKnown(at: string, text: string, relationships: readonly string[], isAsked: boolean): FormView {
  const [folder = '', part] = at.split('/');
  const relationship = relationshipAt(at, text, relationships) ?? relationships[0] ?? '';
  const topic = part === 'topics' || folder === DRAFTS ? recordId(recordNameOf(at)) : undefined;
  const [view] = useGet(`${relationship} ${topic ?? ''} ${isAsked}`, (options) =>
    api.curate.form.$get({ query: { relationship, ...(topic !== undefined && { topic }) } }, options),
  );
  const answer = useRef(NOTHING);
  if (view.state === 'loaded') answer.current = view.answer;
  const filed = answer.current;
  const set = useChangeSet();
  const [known, setKnown] = useState(filed);
  // By the number of records in the set: to read them all at each letter that is typed would hold up the page.
  useEffect(() => {
    setKnown(withUnpublished(filed, set, relationship, topic));
  }, [filed, set.length, relationship, topic]);
  return known;
}
