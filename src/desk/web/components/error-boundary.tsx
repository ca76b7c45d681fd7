/** Keeps a fault of one tab from taking the page with it. */
import { Component, type ReactNode } from 'react';
import { LanguageContext, TEXT } from '../language.ts';

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
        <p>{TEXT['unknown-fault'][this.context]}</p>
        <button type="button" onClick={() => this.setState({ failed: false })}>
          {TEXT.again[this.context]}
        </button>
      </div>
    ) : (
      this.props.children
    );
  }
}
