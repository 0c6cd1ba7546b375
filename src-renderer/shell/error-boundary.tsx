import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

type State = { failed: boolean };

/** Keeps a fault in one screen from taking the window down. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState
        title="This page could not be shown"
        actions={<Button onPress={() => this.setState({ failed: false })}>Show it again</Button>}
      >
        Nothing was lost. The other pages still work.
      </EmptyState>
    );
  }
}
