/** Draws messages as Slack shows them, from the very payloads that it would be sent (Block Kit). */
import { Message, type Block } from 'slack-blocks-to-jsx';
import type { ReactNode } from 'react';
import { Menu } from './preview-menu.tsx';
import { AVATAR, BOT_NAME, PREVIEW_WORDS, type PreviewProps } from './preview-props.ts';

type PlainText = { readonly text: string };
type SlackButtonElement = {
  readonly type: 'button';
  readonly action_id: string;
  readonly text: PlainText;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
};
type SlackMenu = {
  readonly type: 'static_select' | 'overflow';
  readonly action_id: string;
  readonly placeholder?: PlainText;
  readonly options: readonly { readonly text: PlainText; readonly value: string; readonly description?: PlainText }[];
};
type SectionText = PlainText & { readonly type: 'plain_text' | 'mrkdwn' };
/** The blocks that the package draws otherwise than Slack does: it reads plain text as markup, and tells nobody of a press. */
type OwnBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'section'; readonly text: SectionText; readonly accessory?: SlackButtonElement | SlackMenu }
  | { readonly type: 'actions'; readonly elements: readonly (SlackButtonElement | SlackMenu)[] };
type AnyBlock = OwnBlock | { readonly type: 'rich_text' };

/** A message to Slack, as far as it is seen. */
export type SlackPayload = { readonly blocks: readonly AnyBlock[] };

/** Draws the messages of one reply. */
export function SlackPreview({
  messages,
  theme,
  language,
  time,
  isPrivate = false,
  onPress,
}: PreviewProps<SlackPayload>): ReactNode {
  return (
    <div className="slack-preview">
      {messages.map(({ blocks }, index) => (
        <article key={index} className="slack-message">
          <img src={AVATAR} alt="" width="36" height="36" />
          <div>
            {isPrivate && (
              <div>
                <small>{PREVIEW_WORDS[language].onlyYouSlack}</small>
              </div>
            )}
            <div>
              <strong>{BOT_NAME}</strong> <span className="slack-app">APP</span> <small>{time}</small>
            </div>
            {blocks.map((block, at) => (
              <BlockOf key={at} block={block} theme={theme} onPress={onPress} />
            ))}
          </div>
        </article>
      ))}
    </div>
  );
}

type SlackPreviewProps = Pick<PreviewProps<SlackPayload>, 'theme' | 'onPress'>;

function BlockOf({ block, theme, onPress }: { readonly block: AnyBlock } & SlackPreviewProps): ReactNode {
  switch (block.type) {
    case 'header':
      return <h4 className="slack-header">{plain(block.text)}</h4>;
    case 'context':
      return (
        <p className="slack-context">
          {block.elements.map((element, index) => (
            <span key={index}>
              {plain(element)}
              {'\u2002'}
            </span>
          ))}
        </p>
      );
    case 'section':
      return (
        <div className="slack-section">
          <div className="slack-section-text">
            <SectionLines {...block.text} />
          </div>
          {block.accessory && <Control element={block.accessory} onPress={onPress} />}
        </div>
      );
    case 'actions':
      return (
        <div className="actions">
          {block.elements.map((element) => (
            <Control key={element.action_id} element={element} onPress={onPress} />
          ))}
        </div>
      );
    default:
      return <Message blocks={[block as Block]} theme={theme} name={BOT_NAME} logo={AVATAR} withoutWrapper />;
  }
}

/** A section of ours holds no markup but a title in bold, and a channel below it. */
function SectionLines({ type, text }: SectionText): ReactNode {
  const [title = '', ...lines] = plain({ text: type === 'mrkdwn' ? text.replaceAll(/<#(\w+)>/gu, '#$1') : text }).split(
    '\n',
  );
  return (
    <>
      {type === 'mrkdwn' ? <strong>{title.slice(1, -1)}</strong> : title}
      {lines.map((line, index) => (
        <div key={index}>{line}</div>
      ))}
    </>
  );
}

function Control({
  element,
  onPress,
}: { readonly element: SlackButtonElement | SlackMenu } & Pick<SlackPreviewProps, 'onPress'>): ReactNode {
  const { action_id: id } = element;
  if (element.type === 'button')
    return (
      <button
        type="button"
        className={element.style === 'primary' ? 'slack-button slack-primary' : 'slack-button'}
        data-press={element.value}
        onClick={() => onPress(id, element.value)}
      >
        {plain(element.text)}
      </button>
    );
  return (
    <Menu
      className="slack-menu"
      label={element.placeholder === undefined ? '⋯' : plain(element.placeholder)}
      options={element.options.map(({ text, value, description }) => ({
        label: plain(text),
        value,
        detail: description && plain(description),
      }))}
      onChoose={(value) => onPress(id, value)}
    />
  );
}

/** Returns a text object's text: its three entities are all that Slack reads in it. */
function plain({ text }: PlainText): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
