import { Component, type ReactNode } from 'react';
import styles from './ErrorBoundary.module.css';
import { ErrorNotice } from './ErrorNotice.tsx';

type Props = {
  children: ReactNode;
  /** When this changes, what failed is tried anew. */
  resetOn?: unknown;
};

/** Keeps the rest of the window alive when one pane fails. A class, as React has no function for it. */
export class ErrorBoundary extends Component<Props, { error: unknown; failed: boolean }> {
  override state = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown) {
    return { error, failed: true };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.failed && before.resetOn !== this.props.resetOn) this.reset();
  }

  private readonly reset = () => this.setState({ error: null, failed: false });

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={styles.failed}>
        <ErrorNotice error={this.state.error} onRetry={this.reset} />
      </div>
    );
  }
}
