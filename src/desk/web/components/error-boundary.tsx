/** Keeps a fault of one page from taking the page with it. */
import { Component, type ReactNode } from 'react';
import { messages } from '../../../locales/messages.ts';
import { LanguageContext } from '../language.ts';

type Props = { readonly children: ReactNode };

export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  static override readonly contextType = LanguageContext;
  declare readonly context: 'en' | 'zh';
  override readonly state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <div className="fault" role="alert">
        <p>{messages(this.context)('desk.frame.unknown-fault')}</p>
        <button type="button" onClick={() => this.setState({ failed: false })}>
          {messages(this.context)('desk.frame.again')}
        </button>
      </div>
    ) : (
      this.props.children
    );
  }
}
