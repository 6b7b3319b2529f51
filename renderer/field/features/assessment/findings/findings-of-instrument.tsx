import { ClipboardList } from 'lucide-react';
import { useMemo, type ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { maturityModelOf } from '#domain/instrument/needs-assessment.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { FindingsScreen } from './findings-screen.tsx';

interface FindingsOfInstrumentProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly instrument: Instrument;
}

/** Findings by a published instrument; one that rates nothing has no gaps. */
export function FindingsOfInstrument({ log, open, instrument }: FindingsOfInstrumentProps): ReactElement {
  const say = useSay();
  const model = useMemo(() => maturityModelOf(instrument), [instrument]);
  const mode = useWriteMode()(open.answer.roles, open.answer.document);
  if (model) return <FindingsScreen log={log} open={open} model={model} />;
  return (
    <AssessmentFrame
      log={log}
      open={open}
      facts={assessmentFactsOf(open.document, open.answer, mode, true)}
      place="findings"
    >
      <Page>
        <EmptyState icon={ClipboardList} title={say('finding.unrated.title')}>
          {say('finding.unrated.text')}
        </EmptyState>
      </Page>
    </AssessmentFrame>
  );
}
