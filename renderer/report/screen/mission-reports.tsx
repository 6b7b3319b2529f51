import { FileChartColumn } from 'lucide-react';
import { type ReactElement, useDeferredValue, useMemo, useRef } from 'react';
import { plainTextAt } from '#domain/document/document.ts';
import type { DocumentId } from '#domain/ids.ts';
import { type ExportNote, isExportPurposeStated } from '#domain/mission/export-note.ts';
import { entitiesOfPlans } from '#domain/plan/action-plan.ts';
import {
  countMissingAssessments,
  institutionsShownTo,
  makeReportForReader,
  type NoCopyReason,
} from '#domain/report/report-for-reader.ts';
import {
  collectReportSources,
  type MissionRecords,
  readReportedAssessment,
} from '#domain/report/report-sources.ts';
import { isWorkshopReport } from '#domain/report-codes.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { EmptyState, type SelectOption } from '#renderer/ui';
import { createReportLabels } from '../report-labels.ts';
import { ReportView } from '../report-view.tsx';
import type { ReportFormat, ShownReport } from '../write/create-report-file.ts';
import { exportNoteOf, type ReportChoice, sharingNoteOf } from './report-choice.ts';
import { ReportsView } from './reports-view.tsx';

interface MissionReportsProps {
  readonly records: MissionRecords;
  readonly choice: ReportChoice;
  readonly onChoose: (reportChoice: ReportChoice) => void;
  /** Side on which the files are made. */
  readonly side: 'laptop' | 'headquarters';
  readonly saving: ReportFormat | null;
  readonly onSave: (format: ReportFormat, shownReport: ShownReport, exportNote: ExportNote) => void;
}

/** Reports over these records, as the field app and the console show and save them. */
export function MissionReports({
  records,
  choice,
  onChoose,
  side,
  saving,
  onSave,
}: MissionReportsProps): ReactElement {
  const { code, about, audience, language, entity, purpose, until } = useDeferredValue(choice);
  const { sources, leftOut } = useMemo(
    () => collectReportSources({ ...records, language }),
    [records, language],
  );
  const shownDocumentIds = useMemo(() => institutionsShownTo(sources, audience), [sources, audience]);
  // Begins at one that its reader may have; a choice of another shows the reason why it may not be shared.
  const firstDocumentId = shownDocumentIds[0] ?? sources.assessments[0]?.document.doc;
  const whose =
    code === 'R2'
      ? (about ?? firstDocumentId)
      : isWorkshopReport(code)
        ? (about ?? sources.workshops[0]?.doc)
        : undefined;
  const ask = useMemo(
    () => ({ code, about: whose, audience, sharing: { entity, purpose, until } }),
    [code, whose, audience, entity, purpose, until],
  );
  const report = useMemo(() => makeReportForReader(sources, ask), [sources, ask]);
  const translate = useTranslate();
  const institutions = sources.assessments.map((assessmentSource): SelectOption<DocumentId> => {
    const { doc, institution, title } = readReportedAssessment(assessmentSource);
    return {
      id: doc,
      label: title === '' || title === institution ? institution : `${institution}: ${title}`,
      description: shownDocumentIds.includes(doc)
        ? undefined
        : translate('report.screen.institution.notShared'),
    };
  });
  const workshops = sources.workshops.map(
    (workshop): SelectOption<DocumentId> => ({
      id: workshop.doc,
      label: plainTextAt(workshop, 'title') || translate('report.doc.notSet'),
    }),
  );
  const scale = typeof report === 'string' ? undefined : report.header.scale;
  const labels = useMemo(() => createReportLabels(language, scale ?? []), [language, scale]);
  const paper = useRef<HTMLDivElement>(null);
  const isReady =
    typeof report !== 'string' && isExportPurposeStated({ ...choice, sharing: sharingNoteOf(choice) });
  const entities = useMemo(() => entitiesOfPlans(sources.plans), [sources]);
  const save = (format: ReportFormat): void => {
    const article = paper.current?.firstElementChild;
    if (typeof report === 'string' || !article) return;
    const exportNote = exportNoteOf({ ...choice, about: whose ?? null }, format, report);
    onSave(format, { report, labels, article, page: document, hasAppendix: choice.hasAppendix }, exportNote);
  };
  return (
    <ReportsView
      choice={choice}
      onChoose={onChoose}
      side={side}
      institutions={institutions}
      workshops={workshops}
      about={whose ?? null}
      entities={entities}
      leftOut={countMissingAssessments(sources, leftOut, ask)}
      saving={saving}
      onSave={isReady ? save : null}
    >
      {typeof report === 'string' ? (
        <MissingReportNotice why={report} />
      ) : (
        <div ref={paper}>
          <ReportView report={report} labels={labels} hasAppendix={choice.hasAppendix} />
        </div>
      )}
    </ReportsView>
  );
}

const missingReportLabels: { readonly [N in NoCopyReason]: MessageKey } = {
  noAssessment: 'report.screen.needs.assessment',
  noPlan: 'report.screen.needs.plan',
  noWorkshop: 'report.screen.needs.workshop',
  notShared: 'report.screen.needs.shared',
  notForPartner: 'report.screen.needs.partner',
  noEntity: 'report.screen.needs.entity',
};

function MissingReportNotice({ why }: { readonly why: NoCopyReason }): ReactElement {
  const translate = useTranslate();
  return <EmptyState icon={FileChartColumn} title={translate(missingReportLabels[why])} />;
}
