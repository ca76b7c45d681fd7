/** One record being written: its text, its faults as it is typed, how readers will see it, another text of it where there is one, and saving. */
import { useEffect, useEffectEvent, useRef, useState, useMemo } from 'react';
import type { OpenedRecordView, CheckedRecordView } from '../../server/edit.ts';
import { api, ApiFault, faultOf, receive, useAskAgain } from '../api.ts';
import { ReplyView } from '../reply/reply-view.tsx';
import { useLanguage, useTranslate, type Sentence } from '../language.ts';
import { AutosaveNote, useConfirmDrop } from '../autosave/save-state.tsx';
import { autosave } from '../autosave/unsaved-records.ts';
import { FaultList, Refusal } from './fault-list.tsx';
import type { RecordSchema } from '../../../records/json-schema.ts';
import { TextPane, type TextHandle, type WrittenAs } from './text-pane.tsx';
import { loadSetting } from '../storage.ts';

import { AfterPublishing } from './publish/doubts.tsx';
import { Publish } from './publish/publish.tsx';

import { fixesIn, useSchema } from '../form/context.ts';
import { kindOfDraft } from '../../../records/drafts.ts';

import { differenceOf } from '../../../records/publish/difference.ts';
import type { Translated, Language } from '../../../records/schema.ts';
import { readRecord } from '../../../records/text-edit/edit-text.ts';
import { valueIn, wordAt } from '../../../records/text-edit/edit-value.ts';
import { Difference, type DifferenceProps } from './publish/difference.tsx';
import { SECTIONS } from '../../../reply/section.ts';
import { othersThan } from './change-set.ts';
import { useRecordText, type OpenedText } from './use-record-text.ts';

export type RecordEditorProps = {
  readonly at: string;
  readonly fileAtOpen: OpenedText;
  /** The file as it was read last. */
  readonly currentFile: OpenedText;
  readonly relationships: readonly string[];
  /** The languages that they declare, as far as they are known. */
  readonly languages: ReadonlyMap<string, readonly string[]>;
  /** Whether what is written can be saved here. */
  readonly writable: boolean;
  /** What is said at first, where something was just done. */
  readonly notice: Sentence | undefined;
  readonly onSaved: () => void;
  /** Reads the file again. */
  readonly onReread: () => void;
  /** Drops what has been written and opens the file as it is. */
  readonly onReopen: (why?: Sentence) => void;
};

/** What came of the last save. */
type SaveOutcome = { readonly notice?: Sentence; readonly fault?: ApiFault };

export function RecordEditor({
  at,
  fileAtOpen,
  currentFile,
  relationships,
  languages,
  writable,
  notice,
  onSaved,
  onReread,
  onReopen,
}: RecordEditorProps) {
  const t = useTranslate();
  const language = useLanguage();
  const isDropSure = useConfirmDrop();
  const { folder, file, kind } = fileAtOpen;
  const record = useRecordText(at, fileAtOpen, currentFile);
  const { text, begunFrom, isChanged, fileChangedSince } = record;
  const [isPublishing, setPublishing] = useState(false);
  const [outcome, setOutcome] = useState<SaveOutcome>(notice === undefined ? {} : { notice });
  // A draft is opened as what it becomes.
  const shape = kind === 'draft' ? kindOfDraft(text) : kind;
  const [schema] = useSchema(shape);
  const [shown, setShown] = useState('');
  const [mode, setMode] = useState<WrittenAs>(() => (loadSetting('edit-as') === 'yaml' ? 'yaml' : 'form'));
  const checked = useCheck({ folder, file, text, language, shown });
  const pane = useRef<TextHandle>(null);
  // With nothing typed there is nothing to ask: the file is opened again as it is.
  const isOnlyOutdated = fileChangedSince && !isChanged;
  const reopenQuietly = useEffectEvent(() => onReopen('desk.edit.reread'));
  useEffect(() => {
    if (isOnlyOutdated) reopenQuietly();
  }, [isOnlyOutdated]);

  const publish = (): void => {
    if (!isChanged || !writable) return;
    setOutcome({});
    setPublishing(true);
  };
  const onType = (typed: string): void => {
    record.type(typed);
    // What was done before is no word on what is typed now.
    if (outcome.notice !== undefined) setOutcome({});
  };
  /** What is dropped is gone, on the server too. */
  const discard = (): void => {
    if (isDropSure()) onReopen();
  };
  /** Has the file read again, and what changed in it shown above the text. */
  const showFile = (): void => {
    setPublishing(false);
    setOutcome({});
    onReread();
    scrollTo(0, 0);
  };
  const goTo: TextHandle['goTo'] = (fault) => pane.current?.goTo(fault);
  const { faults, elsewhere, warnings, preview, isChecking, fault: checkFault } = checked;
  const isNamed = faults.length + warnings.length > 0;
  const written = useMemo(() => (isNamed ? readRecord(text) : undefined), [text, isNamed]);
  const { writtenBy } = currentFile;

  return (
    <div className={shape === 'topic' ? 'columns edit' : 'edit'}>
      <div>
        {fileChangedSince && isChanged && (
          <OtherText
            record={fileAtOpen}
            message={writtenBy === undefined ? t('desk.edit.filed') : t('desk.edit.filed-by', { name: writtenBy })}
            before={begunFrom.base ?? text}
            other={currentFile.text}
            onTake={discard}
            onKeep={record.keepOverFile}
          />
        )}
        <TextPane
          key={record.editorKey}
          ref={pane}
          at={at}
          kind={shape}
          text={text}
          schema={schema.state === 'loaded' ? (schema.answer as RecordSchema) : undefined}
          relationships={relationships}
          languages={languages}
          faults={faults}
          mode={mode}
          onMode={setMode}
          onChange={onType}
          onSave={publish}
        />
        <p className="actions edit-actions">
          <button type="button" className="primary" onClick={publish} disabled={!isChanged || !writable}>
            {t('desk.publish.publish')}
          </button>
          {isChanged && (
            <>
              <button type="button" onClick={discard}>
                {t('desk.edit.discard')}
              </button>
              <span className="warning edit-unsaved">{t('desk.edit.unsaved')}</span>
              <AutosaveNote at={at} />
            </>
          )}
          {faults[0] !== undefined && (
            <button type="button" className="bad" onClick={() => faults[0] && goTo(faults[0])}>
              {t('desk.form.faults', { count: faults.length })}
            </button>
          )}
          <span role="status" className="good">
            {outcome.notice && t(outcome.notice)}
          </span>
        </p>
        {isPublishing && (
          <Publish
            at={at}
            onPublished={(published) => {
              onSaved();
              // What was typed while it was published goes on from there.
              const later = autosave.get(at);
              if (later === undefined) {
                onReopen(published);
                return;
              }
              record.replaceFrom(later);
              setPublishing(false);
              setOutcome({ notice: published });
            }}
            onClose={() => setPublishing(false)}
            onSee={showFile}
          />
        )}
        {!isPublishing && <AfterPublishing />}
        {outcome.fault && <Refusal fault={outcome.fault} onSee={showFile} at={at} />}
        {checkFault && <Refusal fault={checkFault} at={at} />}
        {/* While publishing, they are told there. */}
        {!isPublishing && (
          <FaultList
            faults={faults}
            elsewhere={elsewhere}
            warnings={warnings}
            record={written}
            isYaml={mode === 'yaml'}
            isChecking={isChecking}
            isUnknown={checkFault !== undefined}
            goTo={goTo}
            fixOf={fixesIn(text, schema.state === 'loaded' ? (schema.answer as RecordSchema) : undefined)}
            onFix={(edits) => pane.current?.edit(edits)}
          />
        )}
      </div>
      {shape === 'topic' && (
        <section className="edit-preview" aria-label={t('desk.edit.preview')} tabIndex={0}>
          <h2>{t('desk.edit.preview')}</h2>
          {preview === undefined ? (
            <p className="quiet">{t(isChecking ? 'desk.frame.loading' : 'desk.edit.no-preview')}</p>
          ) : (
            <>
              <PreviewPart shown={shown} onShow={setShown} />
              <ReplyView reply={preview} onPress={setShown} />
            </>
          )}
        </section>
      )}
    </div>
  );
}

type OtherTextProps = {
  readonly record: Pick<OpenedRecordView, 'folder' | 'file' | 'kind'>;
  readonly message: string;
  /** What the other text began from. */
  readonly before: string;
  readonly other: string;
  readonly onTake: () => void;
  readonly onKeep: () => void;
};

function OtherText({ record, message, before, other, onTake, onKeep }: OtherTextProps) {
  const t = useTranslate();
  const { folder, file, kind } = record;
  const records = useMemo(
    () => differenceIn({ folder, file, kind }, before, other),
    [folder, file, kind, before, other],
  );
  return (
    <section className="callout warning other-text">
      <p role="alert">{message}</p>
      {records.length > 0 && <Difference records={records} />}
      <p className="actions">
        <button type="button" onClick={onTake}>
          {t('desk.edit.take-filed')}
        </button>
        <button type="button" onClick={onKeep}>
          {t('desk.edit.keep-filed')}
        </button>
      </p>
    </section>
  );
}

/** Returns the difference between two texts of a record; none where one of them cannot be read. */
function differenceIn(record: OtherTextProps['record'], before: string, other: string): DifferenceProps['records'] {
  const [from, to] = [readRecord(before), readRecord(other)];
  if (from === undefined || to === undefined) return [];
  const { fields, statements } = differenceOf(from, to);
  const wordsOf = (id: string): Translated | undefined => {
    const all = [to, from].flatMap((value) => valueIn(value, ['statements']) ?? []);
    const found = all.find((one) => valueIn(one, ['id']) === id);
    return found === undefined ? undefined : { en: wordAt(found, ['text', 'en']) };
  };
  return [
    {
      ...record,
      change: 'changed',
      title: { en: wordAt(to, ['title', 'en']) },
      fields,
      statements: statements.map((one) =>
        Object.assign(one, { name: one.id, text: wordsOf(one.id), published: undefined }),
      ),
    },
  ];
}

type PreviewPartProps = {
  /** The name of a part, empty for the card; or what was pressed in the preview. */
  readonly shown: string;
  readonly onShow: (shown: string) => void;
};

function PreviewPart({ shown, onShow }: PreviewPartProps) {
  const t = useTranslate();
  const sections = SECTIONS.map((name) => [name, t(`sections.names.${name}`)] as const);
  const isNamed = shown === '' || sections.some(([name]) => name === shown);
  return (
    <p className="actions">
      <label>
        {t('desk.form.shown')}{' '}
        <select value={isNamed ? shown : 'pressed'} onChange={({ target }) => onShow(target.value)}>
          {!isNamed && <option value="pressed">…</option>}
          <option value="">{t('desk.form.card')}</option>
          {sections.map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
}

const DEBOUNCE_MS = 250;

type Checking = {
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly language: Language;
  /** What of the brief is previewed; the card where it is empty. */
  readonly shown: string;
};

type CheckState = CheckedRecordView & {
  readonly isChecking: boolean;
  /** Why it could not be checked. */
  readonly fault?: ApiFault;
};

/** Returns what is known of the text: of an older one while the newer is being checked. The last preview stays while there is none. */
function useCheck({ folder, file, text, language, shown }: Checking): CheckState {
  const [state, setState] = useState<{
    readonly input: string;
    readonly checked: CheckedRecordView;
    readonly fault?: ApiFault;
  }>({
    input: '',
    checked: { faults: [], elsewhere: [], warnings: [] },
  });
  const [attempt, setAttempt] = useState(0);
  useAskAgain(state.fault, () => setAttempt(attempt + 1));
  const input = `${language} ${shown} ${text}`;
  useEffect(() => {
    let isLate = false;
    const update = (result: CheckedRecordView | ApiFault): void => {
      if (isLate) return;
      setState(({ checked: before }) =>
        result instanceof ApiFault
          ? { input, checked: before, fault: result }
          : { input, checked: { ...result, preview: result.preview ?? before.preview } },
      );
    };
    const timer = setTimeout(
      () =>
        void receive(
          api.curate.check.$post({
            json: { folder, file, text, language, shown, others: othersThan(`${folder}/${file}`) },
          }),
        )
          .catch((error: unknown) => faultOf(error))
          .then(update),
      DEBOUNCE_MS,
    );
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [input, attempt, folder, file, text, language, shown]);
  return { ...state.checked, isChecking: state.input !== input, ...(state.fault && { fault: state.fault }) };
}
