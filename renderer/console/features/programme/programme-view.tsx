import { CalendarRange } from 'lucide-react';
import type { ReactElement } from 'react';
import { DueView } from './due-view.tsx';
import type { DueRow, Programme } from './programme.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { EndView, type SetEnd } from './end-view.tsx';
import { EraseAfterView, type SetEraseAfter } from './erase-after-view.tsx';

interface ProgrammeViewProps {
  readonly programme: Programme | null;
  readonly due: readonly DueRow[];
  readonly onSetEnd: SetEnd;
  readonly onSetEraseAfter: SetEraseAfter;
}

/** The programme as a whole: when it ends, how laptops' vaults are guarded, and what is due to be erased. */
export function ProgrammeView(props: ProgrammeViewProps): ReactElement {
  const { programme, due, onSetEnd, onSetEraseAfter } = props;
  const say = useSay();
  return (
    <Page>
      {programme === null ? (
        <EmptyState icon={CalendarRange} title={say('programme.none')}>
          {say('programme.none.text')}
        </EmptyState>
      ) : (
        // What was begun over something else than what stands there now is begun anew.
        <>
          <EndView key={`end ${programme.seen.join()}`} programme={programme} onSetEnd={onSetEnd} />
          <EraseAfterView
            key={`vaults ${programme.vaults.seen.join()}`}
            vaults={programme.vaults}
            onSetEraseAfter={onSetEraseAfter}
          />
        </>
      )}
      <DueView due={due} />
    </Page>
  );
}
