import type { ReactElement, ReactNode } from 'react';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button, EmptyState } from '#renderer/ui';
import type { ApiProblem } from '../api/api-request.ts';
import type { LoadState } from './polled-resource.ts';
import { problemMessagesOf } from './problem-messages.ts';
import './console-frame-view.css';
import { CloudOff, type LucideIcon, OctagonAlert, RefreshCw, SearchX, ShieldX } from 'lucide-react';

interface ProblemViewProps {
  readonly kind: 'unreachable' | 'absent' | 'forbidden' | 'other';
  readonly title: Message;
  readonly text: Message;
  readonly onTryAgain: () => void;
}

const problemIcons: { readonly [K in ProblemViewProps['kind']]: LucideIcon } = {
  unreachable: CloudOff,
  absent: SearchX,
  forbidden: ShieldX,
  other: OctagonAlert,
};

/** Shown in place of content that could not be fetched: the event, the safe state, the next step. */
export function ProblemView({ kind, title, text, onTryAgain }: ProblemViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <div role="alert">
      <EmptyState
        icon={problemIcons[kind]}
        title={translate(title)}
        action={
          <Button icon={RefreshCw} onPress={onTryAgain}>
            {translate('ui.tryAgain')}
          </Button>
        }
      >
        {translate(text)}
      </EmptyState>
    </div>
  );
}

/** The first answer is under way. Stays invisible for a moment, so that a quick answer makes no flicker. */
export function LoadingView(): ReactElement {
  const translate = useTranslate();
  return (
    <p className="console-loading" role="status">
      {translate('console.loading')}
    </p>
  );
}

interface ResourceContentProps<T> {
  readonly of: LoadState<T>;
  readonly onTryAgain: () => void;
  readonly children: (value: T) => ReactNode;
}

/** The content, or a placeholder while it is loading or could not be fetched. */
export function ResourceContent<T>({ of, onTryAgain, children }: ResourceContentProps<T>): ReactElement {
  switch (of.kind) {
    case 'loading':
      return <LoadingView />;
    case 'failed':
      return (
        <ProblemView
          kind={problemKindOf(of.problem)}
          {...problemMessagesOf(of.problem)}
          onTryAgain={onTryAgain}
        />
      );
    case 'present':
      return <>{children(of.value)}</>;
  }
}

function problemKindOf({ kind }: ApiProblem): 'unreachable' | 'absent' | 'forbidden' | 'other' {
  if (kind === 'unreachable' || kind === 'forbidden') return kind;
  return kind === 'notFound' ? 'absent' : 'other';
}
