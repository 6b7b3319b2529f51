import { CalendarRange } from 'lucide-react';
import type { ReactElement } from 'react';
import { DueView } from './due-view.tsx';
import type { DueRow, Programme } from './programme.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { EndView, type SetEnd } from './end-view.tsx';

interface ProgrammeViewProps {
  readonly programme: Programme | null;
  readonly due: readonly DueRow[];
  readonly onSetEnd: SetEnd;
}

/** The programme as a whole: when it ends, and what is due to be erased by that. */
export function ProgrammeView({ programme, due, onSetEnd }: ProgrammeViewProps): ReactElement {
  const say = useSay();
  return (
    <Page>
      {programme === null ? (
        <EmptyState icon={CalendarRange} title={say('programme.none')}>
          {say('programme.none.text')}
        </EmptyState>
      ) : (
        // What was begun on another day than the one that is there now is begun anew.
        <EndView key={programme.seen.join()} programme={programme} onSetEnd={onSetEnd} />
      )}
      <DueView due={due} />
    </Page>
  );
}
