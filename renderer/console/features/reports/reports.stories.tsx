import { type ReactElement, useState } from 'react';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { MissionRecords } from '#domain/report/report-sources.ts';
import type { ReportCode } from '#domain/report-codes.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { documentWith } from '#renderer/report/sample/sample-workshop.ts';
import { MissionReports } from '#renderer/report/screen/mission-reports.tsx';
import { initialReportChoice, type ReportChoice } from '#renderer/report/screen/report-choice.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';

export const about: StoriesAbout = { title: 'Console reports of a mission', layout: 'page' };

interface FramedProps {
  readonly code: ReportCode;
  readonly audience?: ReportChoice['audience'];
  readonly records?: MissionRecords;
}

function Framed({ code, audience = 'programme', records = sampleRecords }: FramedProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const [choice, setChoice] = useState({ ...initialReportChoice(code, language), audience });
  return (
    <ConsoleSampleFrame railItem="reports" isInMission head={{ title: translate('report.screen.tab') }}>
      <MissionReports
        records={records}
        choice={choice}
        onChoose={setChoice}
        side="headquarters"
        saving={null}
        onSave={() => undefined}
      />
    </ConsoleSampleFrame>
  );
}

export const OfAState = (): ReactElement => <Framed code="R3" />;
export const ForADonor = (): ReactElement => <Framed code="R5" audience="donor" />;
/** The first institution is not shared with it yet: its list begins at the second. */
export const ForTheState = (): ReactElement => (
  <Framed code="R2" audience="state" records={{ ...sampleRecords, documents: firstInFieldwork() }} />
);
export const NothingAssessed = (): ReactElement => (
  <Framed code="R3" records={{ ...sampleRecords, documents: sampleRecords.documents.slice(0, 1) }} />
);

function firstInFieldwork(): MissionRecords['documents'] {
  const firstDocument = sampleRecords.documents.find(({ kind }) => kind === assessmentKind);
  return sampleRecords.documents.map((document) =>
    document === firstDocument
      ? {
          ...document,
          registers: {
            ...document.registers,
            ...documentWith(1, document.kind, { status: 'fieldwork' }).registers,
          },
        }
      : document,
  );
}
