/** The page of a brief: its statements beside their citations. */
import { RestsOn } from './rests-on.tsx';
import { useEffect, useRef } from 'react';
import type { BriefView, RestsOnView } from '../../server/records/brief.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage } from '../text.ts';
import { BriefEnd } from './brief-sections.tsx';
import { Statement } from './statement.tsx';
import { TEXT, type RecordText } from './text.ts';

export function BriefPage({ id, statement }: { readonly id: string; readonly statement: string | undefined }) {
  const language = useLanguage();
  const labels = TEXT[language];
  const [response, reload] = useGet(`${id} ${language}`, (options) =>
    api.topics[':id'].$get({ param: { id }, query: { language } }, options),
  );
  return (
    <article className="brief record">
      <p>
        <a href={hrefOf('topics')}>{labels.allTopics}</a>
      </p>
      <Loaded response={response} reload={reload}>
        {(brief) => (
          <BriefContent
            brief={brief}
            statement={statement}
            labels={labels}
            isTranslated={brief.language === language}
          />
        )}
      </Loaded>
    </article>
  );
}

type BriefPageProps = {
  readonly brief: BriefView;
  readonly statement: string | undefined;
  readonly labels: RecordText;
  readonly isTranslated: boolean;
};

function BriefContent({ brief, statement, labels, isTranslated }: BriefPageProps) {
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (statement === undefined) return;
    const found = own.current?.querySelector<HTMLElement>(`#${CSS.escape(`statement-${statement}`)}`);
    found?.scrollIntoView({ block: 'center' });
    found?.focus({ preventScroll: true });
  }, [statement]);
  const { id, title, badge, retraction, bottomLine, whyItMatters, groups } = brief;
  return (
    <div ref={own} lang={brief.language === 'zh' ? 'zh-CN' : 'en'}>
      {!isTranslated && <p className="callout">{labels.untranslated}</p>}
      <h1>{title}</h1>
      <p>
        <a href={hrefOf('edit', brief.file)}>{labels.edit}</a>
      </p>
      {retraction === undefined ? (
        <ul className="list inline quiet">
          <li>{badge.asOf}</li>
          <li>{badge.verified}</li>
          {badge.overdue !== undefined && <li className="callout filled warning">{badge.overdue}</li>}
        </ul>
      ) : (
        <p className="fault">{retraction}</p>
      )}
      <RestingText heading={labels.bottomLine} content={bottomLine} brief={id} labels={labels} isFirst />
      <RestingText heading={labels.whyItMatters} content={whyItMatters} brief={id} labels={labels} />
      {groups.length > 0 && (
        <section>
          <h2>{labels.statements}</h2>
          {groups.map(({ heading, statements }) => (
            <section key={`${heading} ${statements[0]?.id}`}>
              <h3>{heading}</h3>
              <ul className="list divided">
                {statements.map((one) => (
                  <Statement
                    key={one.id}
                    brief={id}
                    statement={one}
                    isTarget={one.id === statement}
                    labels={labels}
                    sources={brief.sources}
                  />
                ))}
              </ul>
            </section>
          ))}
        </section>
      )}
      <BriefEnd brief={brief} labels={labels} />
    </div>
  );
}

function RestingText({
  heading,
  content,
  brief,
  labels,
  isFirst = false,
}: {
  readonly heading: string;
  readonly content: RestsOnView | undefined;
  readonly brief: string;
  readonly labels: RecordText;
  readonly isFirst?: boolean;
}) {
  if (content === undefined) return null;
  return (
    <section>
      <h2>{heading}</h2>
      <p className={isFirst ? 'lead bottom-line' : 'lead'}>{content.text}</p>
      <RestsOn brief={brief} ids={content.restsOn} labels={labels} />
    </section>
  );
}
