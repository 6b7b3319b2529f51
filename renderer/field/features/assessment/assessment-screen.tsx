import type { ReactElement } from 'react';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { NotHereScreen } from '#renderer/field/app/not-here-screen.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { useDocument } from '#renderer/field/app/use-document.ts';
import { OpenAssessment } from './open-assessment.tsx';

interface AssessmentScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
}

/** One assessment of the default instrument. */
export function AssessmentScreen({ log, doc }: AssessmentScreenProps): ReactElement {
  const open = useDocument(log, doc);
  switch (open.kind) {
    case 'loading':
      return (
        <ScreenFrame title="">
          <span />
        </ScreenFrame>
      );
    case 'absent':
      return <NotHereScreen />;
    case 'present':
      return <OpenAssessment log={log} open={open} />;
  }
}
