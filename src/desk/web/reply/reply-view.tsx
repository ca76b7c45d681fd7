/** A reply of the bot as the page draws it: what every chat is handed, in the page's own type, with its buttons. */
import './reply.css';
import { Fragment, type ReactNode } from 'react';
import { afterLead, type Claim } from '../../../reply/reply.ts';
import { BETWEEN_MARKS, type CitationMark } from '../../../views/marks.ts';
import type { ShownBlock, ShownReply } from '../../server/shown-reply.ts';
import { useTranslate } from '../language.ts';
import { External } from '../components/external.tsx';

type ReplyViewProps = {
  readonly reply: ShownReply;
  /** The level of its title: below that of what it stands in. */
  readonly level?: 2 | 3;
  /** Takes the id of a button, and what is written on it; left out where nothing can be pressed. */
  readonly onPress?: ((id: string, label: string) => void) | undefined;
};

export function ReplyView({ reply, level = 3, onPress }: ReplyViewProps) {
  const t = useTranslate();
  const { title, language, audience, blocks, actions } = reply;
  const Title = `h${level}` as const;
  return (
    <div className="reply card" lang={language === 'zh' ? 'zh-CN' : 'en'}>
      {audience === 'asker' && <p className="quiet small">{t('desk.ask.only-you')}</p>}
      {title !== '' && <Title>{title}</Title>}
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} onPress={onPress} />
      ))}
      {onPress !== undefined && actions.length > 0 && (
        <p className="actions">
          {actions.map(({ label, id, primary, confirm: question }) => (
            <button
              key={id}
              type="button"
              className={primary === true ? 'primary' : undefined}
              data-press={id}
              onClick={() => {
                if (question === undefined || confirm(question)) onPress(id, label);
              }}
            >
              {label}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

type BlockProps = { readonly block: ShownBlock } & Pick<ReplyViewProps, 'onPress'>;

function BlockView({ block, onPress }: BlockProps): ReactNode {
  switch (block.type) {
    case 'summary':
      return (
        <>
          <Heading text={block.heading} />
          <p>
            {block.text} <Marks marks={block.marks} />
          </p>
        </>
      );
    case 'badge':
      return (
        <>
          <p className="meta small">
            {block.items.map((one) => (
              <span key={one}>{one}</span>
            ))}
          </p>
          {block.warning !== undefined && <p className="warning small">{block.warning}</p>}
        </>
      );
    case 'claims':
      return (
        <>
          <Heading text={block.heading} />
          <ul className="list">
            {block.claims.map((claim) => (
              <li key={claim.id}>
                <ClaimView claim={claim} />
              </li>
            ))}
          </ul>
        </>
      );
    case 'watch':
      return (
        <>
          <Heading text={block.heading} />
          <ul className="list">
            {block.items.map(({ text, expected, wouldChange, marks }) => (
              <li key={text}>
                {expected !== undefined && <strong>{expected} </strong>}
                {text} <Marks marks={marks} />
                <div className="quiet small">{wouldChange}</div>
              </li>
            ))}
          </ul>
        </>
      );
    case 'points':
      return (
        <>
          <Heading text={block.heading} />
          <ul className="list">
            {block.items.map(({ label, text, marks }) => (
              <li key={`${label} ${text}`}>
                <strong>{label}</strong> {text} <Marks marks={marks} />
              </li>
            ))}
          </ul>
        </>
      );
    case 'gaps':
      return (
        <>
          <Heading text={block.heading} />
          <ul className="list">
            {block.items.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      );
    case 'sources':
      return (
        <>
          <Heading text={block.heading} />
          <ol className="list">
            {block.items.map(({ number, title, detail, disclosure, url }) => (
              <li key={number}>
                [{number}] <External href={url}>{title}</External>
                <div className="quiet small">
                  {detail} {disclosure}
                </div>
              </li>
            ))}
          </ol>
        </>
      );
    case 'list':
      return (
        <>
          <Heading text={block.heading} />
          <ul className="list">
            {block.items.map(({ label, channel, detail }) => (
              <li key={`${label} ${channel} ${detail}`}>
                <strong>{label}</strong> {channel !== undefined && <span className="quiet">#{channel}</span>}
                {detail !== '' && <div className="quiet small">{detail}</div>}
              </li>
            ))}
          </ul>
        </>
      );
    case 'choices':
      return (
        <>
          <p>{block.prompt}</p>
          <ul className="list">
            {block.choices.map(({ label, detail, id }) => (
              <li key={id}>
                <button type="button" className="link" data-press={id} onClick={() => onPress?.(id, label)}>
                  {label}
                </button>{' '}
                {detail !== '' && <span className="quiet small">{detail}</span>}
              </li>
            ))}
          </ul>
        </>
      );
    case 'note':
      return (
        <p className={block.tone === 'warning' ? 'callout warning' : undefined}>
          {block.text} <Marks marks={block.marks ?? []} />{' '}
          {block.link !== undefined && <External href={block.link.url}>{block.link.label}</External>}
        </p>
      );
  }
}

const Heading = ({ text }: { readonly text: string }) =>
  text === '' ? null : (
    <p className="reply-heading">
      <strong>{text}</strong>
    </p>
  );

function ClaimView({ claim: { state, lead, text, marks, detail } }: { readonly claim: Claim }) {
  return (
    <>
      {state !== undefined && <strong>{state} </strong>}
      {lead !== undefined && (
        <>
          <Mark mark={lead} />
          {afterLead(lead)}
        </>
      )}
      {text} <Marks marks={marks} />
      {detail.map((one) => (
        <div key={one} className="quiet small">
          {one}
        </div>
      ))}
    </>
  );
}

const Marks = ({ marks }: { readonly marks: readonly CitationMark[] }) =>
  marks.map((mark, index) => (
    <Fragment key={`${mark.text} ${mark.url}`}>
      {index > 0 && BETWEEN_MARKS}
      <Mark mark={mark} />
    </Fragment>
  ));

const Mark = ({ mark: { text, url } }: { readonly mark: CitationMark }) => (
  <External href={url} className="reply-mark">
    {text}
  </External>
);
