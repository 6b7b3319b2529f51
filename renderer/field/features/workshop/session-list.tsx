import { useLayoutEffect, useRef, type ReactElement } from 'react';
import type { ShownDay } from './agenda-facts.ts';
import { SessionListView } from './session-list-view.tsx';

interface SessionListProps {
  readonly days: readonly ShownDay[];
  readonly current: string;
  readonly onOpen: (session: string) => void;
}

/** The agenda in short; the open session is in sight, however far down it stands. */
export function SessionList(props: SessionListProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [props.current]);
  return (
    <div ref={list}>
      <SessionListView {...props} />
    </div>
  );
}
