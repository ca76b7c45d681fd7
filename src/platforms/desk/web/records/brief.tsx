/** The page of a brief: its statements beside their citations. */
import { RestsOn } from './rests-on.tsx';
import { useEffect, useRef } from 'react';
import type { BriefView, RestsOnView } from '../../server/records/brief.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../parts/loaded.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage } from '../words.ts';
import { BriefEnd } from './brief-end.tsx';
import { Statement } from './statement.tsx';
import { WORDS, type RecordWords } from './words.ts';

export function BriefPage({ id, statement }: { readonly id: string; readonly statement: string | undefined }) {
  const language = useLanguage();
  const words = WORDS[language];
  const [asked, again] = useGet(`${id} ${language}`, (options) =>
    api.topics[':id'].$get({ param: { id }, query: { language } }, options),
  );
  return (
    <article className="brief record">
      <p>
        <a href={hrefOf('topics')}>{words.allTopics}</a>
      </p>
      <Loaded asked={asked} again={again}>
        {(brief) => <Told brief={brief} statement={statement} words={words} isAsked={brief.language === language} />}
      </Loaded>
    </article>
  );
}

type BriefPageProps = {
  readonly brief: BriefView;
  readonly statement: string | undefined;
  readonly words: RecordWords;
  readonly isAsked: boolean;
};

function Told({ brief, statement, words, isAsked }: BriefPageProps) {
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
      {!isAsked && <p className="callout">{words.untranslated}</p>}
      <h1>{title}</h1>
      <p>
        <a href={hrefOf('edit', brief.file)}>{words.edit}</a>
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
      <Resting heading={words.bottomLine} told={bottomLine} brief={id} words={words} isFirst />
      <Resting heading={words.whyItMatters} told={whyItMatters} brief={id} words={words} />
      {groups.length > 0 && (
        <section>
          <h2>{words.statements}</h2>
          {groups.map(({ heading, statements }) => (
            <section key={`${heading} ${statements[0]?.id}`}>
              <h3>{heading}</h3>
              <ul className="list divided">
                {statements.map((one) => (
                  <Statement
                    key={one.id}
                    brief={id}
                    told={one}
                    isWanted={one.id === statement}
                    words={words}
                    sources={brief.sources}
                  />
                ))}
              </ul>
            </section>
          ))}
        </section>
      )}
      <BriefEnd brief={brief} words={words} />
    </div>
  );
}

function Resting({
  heading,
  told,
  brief,
  words,
  isFirst = false,
}: {
  readonly heading: string;
  readonly told: RestsOnView | undefined;
  readonly brief: string;
  readonly words: RecordWords;
  readonly isFirst?: boolean;
}) {
  if (told === undefined) return null;
  return (
    <section>
      <h2>{heading}</h2>
      <p className={isFirst ? 'lead bottom-line' : 'lead'}>{told.text}</p>
      <RestsOn brief={brief} ids={told.restsOn} words={words} />
    </section>
  );
}
