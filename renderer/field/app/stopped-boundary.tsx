import { Component, type ReactNode } from 'react';
import { StoppedView } from './stopped-view.tsx';

interface StoppedBoundaryProps {
  readonly children: ReactNode;
  /** Opens the window anew; what is saved is in the store, not in here. */
  readonly onOpenAgain: () => void;
}

/** A bug in a screen ends in words and a way on instead of an empty window. React has this as a class only. */
export class StoppedBoundary extends Component<StoppedBoundaryProps, { readonly hasStopped: boolean }> {
  override state = { hasStopped: false };

  static getDerivedStateFromError(): { readonly hasStopped: boolean } {
    return { hasStopped: true };
  }

  override render(): ReactNode {
    const { children, onOpenAgain } = this.props;
    if (!this.state.hasStopped) return children;
    return <StoppedView reason="frame.stopped.text" onOpenAgain={onOpenAgain} />;
  }
}
