/** The sources of new documents: those that need somebody first, in words, and all of them with what switches them on and off. */
import type { SourceView } from '../../server/today/routes.ts';
import { api } from '../api.ts';
import { RowFault, useRequest, type QuestionAction } from '../inbox/use-action.tsx';
import { useTranslate } from '../language.ts';
import { External } from '../components/external.tsx';
import { Section, SectionList } from './section.tsx';

export function Sources({
  sources,
  faults,
  onDone,
}: {
  readonly sources: readonly SourceView[];
  /** What is wrong in their files. */
  readonly faults: readonly string[];
  readonly onDone: QuestionAction;
}) {
  const t = useTranslate();
  const failing = sources.filter(({ needsSomebody }) => needsSomebody);
  const others = sources.filter(({ needsSomebody }) => !needsSomebody);
  return (
    <Section id="sources" heading={t('desk.today.sources')} count={sources.length + faults.length}>
      {faults.map((fault) => (
        <p key={fault} className="callout warning small">
          {fault}
        </p>
      ))}
      <SectionList items={failing} keyOf={({ relationship, id }) => `${relationship}/${id}`}>
        {(source) => <Source source={source} onDone={onDone} />}
      </SectionList>
      {others.length > 0 && (
        <details>
          <summary>
            {t('desk.today.sources-all', { on: sources.filter(({ isOn }) => isOn).length, count: sources.length })}
          </summary>
          <SectionList items={others} keyOf={({ relationship, id }) => `${relationship}/${id}`}>
            {(source) => <Source source={source} onDone={onDone} />}
          </SectionList>
        </details>
      )}
    </Section>
  );
}

function Source({ source, onDone }: { readonly source: SourceView; readonly onDone: QuestionAction }) {
  const t = useTranslate();
  const [fault, send] = useRequest();
  const { relationship, id, title, party, url, isOn, state, words, hasGap, waiting, readTo, needsSomebody } = source;
  const act = (what: 'on' | 'off' | 'looked', said: string): void =>
    send(api.today.sources.$post({ json: { relationship, source: id, act: what } }), () => onDone(said));
  const next = isOn ? 'off' : 'on';
  return (
    <>
      <p>
        {url === '' ? title : <External href={url}>{title}</External>}{' '}
        <span className={needsSomebody ? 'badge filled warning' : 'badge'}>{t(`watchState.${state}`)}</span>
      </p>
      <p className="meta small">
        {party !== '' && <span>{party}</span>}
        {readTo && <span>{t('desk.today.source-read', { day: readTo.said })}</span>}
        {waiting > 0 && <span>{t('desk.today.source-waiting', { count: waiting })}</span>}
      </p>
      {words.map((one) => (
        <p key={one} className="quiet small">
          {one}
        </p>
      ))}
      <div className="actions small">
        {hasGap && (
          <button
            type="button"
            aria-label={t('desk.today.looked-of', { title })}
            onClick={() => act('looked', t('desk.today.looked-said', { title }))}
          >
            {t('desk.today.looked')}
          </button>
        )}
        {url !== '' && (
          <button
            type="button"
            aria-label={t(`desk.today.switch-${next}-of`, { title })}
            onClick={() => act(next, t(`desk.today.switched-${next}`, { title }))}
          >
            {t(`desk.today.switch-${next}`)}
          </button>
        )}
      </div>
      <div aria-live="polite">{fault && <RowFault fault={fault} />}</div>
    </>
  );
}
