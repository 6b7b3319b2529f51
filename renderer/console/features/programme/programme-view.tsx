import { CalendarRange } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Programme } from './programme.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { EndView, type SetEnd } from './end-view.tsx';

interface ProgrammeViewProps {
  readonly programme: Programme | null;
  readonly onSetEnd: SetEnd;
}

/** The programme as a whole: when it ends. */
export function ProgrammeView({ programme, onSetEnd }: ProgrammeViewProps): ReactElement {
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
    </Page>
  );
}
