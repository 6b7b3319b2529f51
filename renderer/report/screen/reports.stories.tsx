import { FileChartColumn } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { plainTextAt } from '#domain/document/document.ts';
import { entitiesOfPlans } from '#domain/plan/action-plan.ts';
import { makeReportForReader } from '#domain/report/report-for-reader.ts';
import { collectReportSources } from '#domain/report/report-sources.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { EmptyState, ScreenLayout } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { createReportLabels } from '../report-labels.ts';
import { ReportView } from '../report-view.tsx';
import { sampleRecords } from '../sample/sample-mission.ts';
import { initialReportChoice, type ReportChoice } from './report-choice.ts';
import { ReportsView } from './reports-view.tsx';

export const about: StoriesAbout = { title: 'Reports of a mission', layout: 'page' };

const { sources } = collectReportSources(sampleRecords);

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
  const [choice, setChoice] = useState({ ...initialReportChoice(code, language), audience, ...note });
  const report = makeReportForReader(sources, {
    code: choice.code,
    audience: choice.audience,
    sharing: choice,
  });
  if (typeof report === 'string') throw new Error(`The sample has no ${choice.code}: ${report}`);
  return (
    <SampleReports choice={choice} onChoose={setChoice} leftOut={leftOut}>
      <ReportView
        report={report}
        labels={createReportLabels(choice.language, report.header.scale)}
        hasAppendix={choice.hasAppendix}
      />
    </SampleReports>
  );
}

interface SampleReportsProps {
  readonly choice: ReportChoice;
  readonly onChoose: (reportChoice: ReportChoice) => void;
  readonly leftOut: number;
  readonly saving?: 'pdf';
  readonly children: ReactNode;
}

function SampleReports({ choice, onChoose, leftOut, saving, children }: SampleReportsProps): ReactElement {
  const translate = useTranslate();
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={translate('report.screen.tab')}
      status={<SampleStatus network="none" waiting={12} />}
    >
      <ReportsView
        choice={choice}
        onChoose={onChoose}
        side="laptop"
        institutions={sources.assessments.map(({ document }) => ({
          id: document.doc,
          label: plainTextAt(document, 'institution/name'),
        }))}
        workshops={sources.workshops.map(({ doc }) => ({ id: doc, label: 'National policy' }))}
        about={choice.about ?? sources.assessments[0]?.document.doc ?? null}
        entities={entitiesOfPlans(sources.plans)}
        leftOut={leftOut}
        saving={saving ?? null}
        onSave={() => undefined}
      >
        {children}
      </ReportsView>
    </ScreenLayout>
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
  const translate = useTranslate();
  const language = useLanguage();
  return (
    <SampleReports
      choice={initialReportChoice('R5', language)}
      onChoose={() => undefined}
      leftOut={0}
      saving="pdf"
    >
      <EmptyState icon={FileChartColumn} title={translate('report.screen.needs.plan')} />
    </SampleReports>
  );
}
