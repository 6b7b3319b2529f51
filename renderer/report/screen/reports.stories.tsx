import { FileChartColumn } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { textAtPath } from '#domain/assessment/text-at-path.ts';
import { collectSources } from '#domain/report/collect-sources.ts';
import { entitiesIn } from '#domain/plan/entities.ts';
import { reportFor } from '#domain/report/report-for.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Frame } from '#renderer/ui/frame.tsx';
import type { StoriesAbout } from '#renderer/ui/gallery/story.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { ReportView } from '../report-view.tsx';
import { createReportWords } from '../report-words.ts';
import { sampleRecords } from '../sample/sample-mission.ts';
import { firstChoice, type ReportChoice } from './report-choice.ts';
import { ReportsView } from './reports-view.tsx';

export const about: StoriesAbout = { title: 'Reports of a mission', layout: 'page' };

const { sources } = collectSources(sampleRecords);

function Framed({
  code,
  leftOut = 0,
  audience = 'programme',
  note = {},
}: {
  readonly code: ReportChoice['code'];
  readonly leftOut?: number;
  readonly audience?: ReportChoice['audience'];
  readonly note?: Partial<ReportChoice>;
}): ReactElement {
  const language = useLanguage();
  const [choice, setChoice] = useState({ ...firstChoice(code, language), audience, ...note });
  const report = reportFor(sources, { code: choice.code, audience: choice.audience, sharing: choice });
  if (typeof report === 'string') throw new Error(`The sample has no ${choice.code}: ${report}`);
  return (
    <SampleReports choice={choice} onChoose={setChoice} leftOut={leftOut}>
      <ReportView report={report} words={createReportWords(choice.language, report.header.scale, 'UTC')} />
    </SampleReports>
  );
}

interface SampleReportsProps {
  readonly choice: ReportChoice;
  readonly onChoose: (choice: ReportChoice) => void;
  readonly leftOut: number;
  readonly saving?: 'pdf';
  readonly children: ReactNode;
}

function SampleReports({ choice, onChoose, leftOut, saving, children }: SampleReportsProps): ReactElement {
  const say = useSay();
  return (
    <Frame
      rail={<SampleRail />}
      title={say('report.screen.tab')}
      status={<SampleStatus network="none" waiting={12} />}
    >
      <ReportsView
        choice={choice}
        onChoose={onChoose}
        place="laptop"
        institutions={sources.assessments.map(({ document }) => ({
          id: document.doc,
          label: textAtPath(document, 'institution/name'),
        }))}
        about={choice.about ?? sources.assessments[0]?.document.doc ?? null}
        entities={entitiesIn(sources.plans)}
        leftOut={leftOut}
        saving={saving ?? null}
        onSave={() => undefined}
      >
        {children}
      </ReportsView>
    </Frame>
  );
}

export const OfAnInstitution = (): ReactElement => <Framed code="R2" />;
export const OfTheState = (): ReactElement => <Framed code="R3" leftOut={1} />;
export const OfPriorities = (): ReactElement => <Framed code="R4" />;
export const OfThePlan = (): ReactElement => <Framed code="R5" />;
export const ForADonor = (): ReactElement => <Framed code="R3" audience="donor" />;
export const ForAPartner = (): ReactElement => (
  <Framed
    code="R5"
    audience="partner"
    note={{ entity: 'INTERPOL', until: '2027-06-30', purpose: 'To prepare the course' }}
  />
);

export function NoPlanYet(): ReactElement {
  const say = useSay();
  const language = useLanguage();
  return (
    <SampleReports choice={firstChoice('R5', language)} onChoose={() => undefined} leftOut={0} saving="pdf">
      <EmptyState icon={FileChartColumn} title={say('report.screen.needs.plan')} />
    </SampleReports>
  );
}
