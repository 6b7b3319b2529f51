import type { ReactElement, ReactNode } from 'react';
import type { ApiProblem } from '#renderer/console/api/api-problem.ts';
import { LoadingView } from './loading-view.tsx';
import { problemWords } from './problem-message.ts';
import { ProblemView } from './problem-view.tsx';
import type { Loaded } from './resource.ts';

interface ShownProps<T> {
  readonly of: Loaded<T>;
  readonly onTryAgain: () => void;
  readonly children: (value: T) => ReactNode;
}

/** The thing, or what stands in its place while it is on its way or could not be fetched. */
export function Shown<T>({ of, onTryAgain, children }: ShownProps<T>): ReactElement {
  switch (of.kind) {
    case 'loading':
      return <LoadingView />;
    case 'failed':
      return <ProblemView kind={lookOf(of.problem)} {...problemWords(of.problem)} onTryAgain={onTryAgain} />;
    case 'present':
      return <>{children(of.value)}</>;
  }
}

function lookOf({ kind }: ApiProblem): 'unreachable' | 'absent' | 'forbidden' | 'other' {
  if (kind === 'unreachable' || kind === 'forbidden') return kind;
  return kind === 'notFound' ? 'absent' : 'other';
}
