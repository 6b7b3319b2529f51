import { type ReactElement, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { ExportNote } from '#domain/mission/export-note.ts';
import { useReportRecords } from '#renderer/field/app/documents/use-report-records.ts';
import { useNoteExport, useTellSaved } from '#renderer/field/app/files/use-save-file.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { NotFoundScreen, ScreenFrame } from '#renderer/field/app/frame/screen-frame.tsx';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { MissionReports } from '#renderer/report/screen/mission-reports.tsx';
import { initialReportChoice } from '#renderer/report/screen/report-choice.ts';
import {
  createReportFile,
  type ReportFormat,
  type ShownReport,
} from '#renderer/report/write/create-report-file.ts';
import { useNotify } from '#renderer/ui';
import { SaveAllReports } from './save-all-reports.tsx';

interface ReportSaving {
  /** Format of the file that is being made. */
  readonly saving: ReportFormat | null;
  readonly save: (format: ReportFormat, shownReport: ShownReport, exportNote: ExportNote) => Promise<void>;
}

/**
 * Save a report as a file where the person chooses; a notice says whether it was saved. An export that cannot
 * be recorded first is not made.
 */
function useReportSaving(host: Host, logId: LogId): ReportSaving {
  const notify = useNotify();
  const noteExport = useNoteExport(logId);
  const tellSaved = useTellSaved();
  const [saving, setSaving] = useState<ReportFormat | null>(null);
  const save: ReportSaving['save'] = async (format, shownReport, exportNote) => {
    setSaving(format);
    try {
      const reportFile = await createReportFile(format, shownReport, (page) =>
        host.ask('document.print', page),
      );
      if (!(await noteExport(exportNote))) {
        notify({ meaning: 'bad', text: (translate) => translate('report.screen.notNoted') });
        return;
      }
      const outcome = await host.ask('document.save', reportFile);
      if (outcome === 'saved') await tellSaved();
    } catch (error) {
      // The shell logs problems of the disk; a bug of a writer must be visible to developers.
      reportError(error);
      notify({ meaning: 'bad', text: (translate) => translate('report.screen.failed') });
    } finally {
      setSaving(null);
    }
  };
  return { saving, save };
}

/** Reports of one mission, made on this laptop from its content. */
export function LocalReportsScreen({ log }: { readonly log: LogId }): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const { host } = useFieldServices();
  const { missions } = useFrameFacts();
  const frameMission = missions?.find((one) => one.log === log);
  const missionRecords = useReportRecords(log);
  const [reportChoice, setChoice] = useState(initialReportChoice('R2', language));
  const { saving, save } = useReportSaving(host, log);
  if (missions && !frameMission) return <NotFoundScreen />;
  return (
    <ScreenFrame
      title={translate('report.screen.tab')}
      crumbs={[
        { label: translate('frame.rail.missions'), href: fieldAddressOf({ screen: 'missions' }) },
        ...(frameMission
          ? [
              {
                label: frameMission.title,
                href: fieldAddressOf({ screen: 'mission', log, tab: 'assessments' }),
              },
            ]
          : []),
      ]}
      actions={missionRecords && <SaveAllReports log={log} records={missionRecords} />}
    >
      {missionRecords ? (
        <MissionReports
          records={missionRecords}
          choice={reportChoice}
          onChoose={setChoice}
          side="laptop"
          saving={saving}
          onSave={(...wanted) => void save(...wanted)}
        />
      ) : (
        <span />
      )}
    </ScreenFrame>
  );
}
