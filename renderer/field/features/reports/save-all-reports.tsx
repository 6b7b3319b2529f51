import { FolderDown } from 'lucide-react';
import { type ReactElement, useMemo, useRef, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { Report } from '#domain/report/report.ts';
import { makeReportForReader } from '#domain/report/report-for-reader.ts';
import {
  collectReportSources,
  type MissionRecords,
  type ReportSources,
} from '#domain/report/report-sources.ts';
import { isWorkshopReport, type ReportCode, reportCodes } from '#domain/report-codes.ts';
import { useNoteExport } from '#renderer/field/app/files/use-save-file.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { createReportLabels } from '#renderer/report/report-labels.ts';
import { ReportView } from '#renderer/report/report-view.tsx';
import { exportNoteOf, initialReportChoice } from '#renderer/report/screen/report-choice.ts';
import { createReportFile, reportFormats } from '#renderer/report/write/create-report-file.ts';
import { Button } from '#renderer/ui';
import { type SaveAllChoice, type SaveAllStage, SaveAllView } from './save-all-view.tsx';

/** A report that these records make, and its assessment or workshop. */
interface MadeReport {
  readonly code: ReportCode;
  readonly about: DocumentId | null;
  readonly report: Report;
}

/** Every report of a mission for the programme: R2 for each institution, R6 to R8 for each workshop. */
function makeAllReports(sources: ReportSources): readonly MadeReport[] {
  const subjectsOf = (reportCode: ReportCode): readonly (DocumentId | null)[] => {
    if (reportCode === 'R2') return sources.assessments.map(({ document }) => document.doc);
    return isWorkshopReport(reportCode) ? sources.workshops.map(({ doc }) => doc) : [null];
  };
  return reportCodes.flatMap((reportCode) =>
    subjectsOf(reportCode).flatMap((documentId): readonly MadeReport[] => {
      const report = makeReportForReader(sources, {
        code: reportCode,
        about: documentId ?? undefined,
        audience: 'programme',
        sharing: { entity: '', purpose: '', until: null },
      });
      return typeof report === 'string' ? [] : [{ code: reportCode, about: documentId, report }];
    }),
  );
}

interface SaveAllReportsProps {
  readonly log: LogId;
  readonly records: MissionRecords;
}

/** Button that saves all reports of a mission into one folder. Each file is recorded before it is made. */
export function SaveAllReports({ log, records }: SaveAllReportsProps): ReactElement {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button icon={FolderDown} onPress={() => setIsOpen(true)}>
        {translate('report.screen.all')}
      </Button>
      {isOpen && <SaveAllDialog log={log} records={records} onClose={() => setIsOpen(false)} />}
    </>
  );
}

interface SaveAllDialogProps extends SaveAllReportsProps {
  readonly onClose: () => void;
}

function SaveAllDialog({ log, records, onClose }: SaveAllDialogProps): ReactElement {
  const { host } = useFieldServices();
  const noteExport = useNoteExport(log);
  const [saveAllChoice, setChoice] = useState<SaveAllChoice>({
    formats: reportFormats,
    language: useLanguage(),
  });
  const [saveAllStage, setStage] = useState<SaveAllStage>({ kind: 'choosing' });
  const [drawn, setDrawn] = useState<MadeReport | null>(null);
  const paper = useRef<HTMLDivElement>(null);
  const isClosed = useRef(false);
  const { language, formats } = saveAllChoice;
  const madeReports = useMemo(
    () => makeAllReports(collectReportSources({ ...records, language }).sources),
    [records, language],
  );
  const { hasAppendix } = initialReportChoice('R1', language);
  const labelsOf = ({ report }: MadeReport) => createReportLabels(language, report.header.scale);

  /** Make and save the files one after the other; each report is drawn, since the printer takes its elements. */
  const saveInto = async (folder: string): Promise<SaveAllStage> => {
    let done = 0;
    for (const madeReport of madeReports) {
      flushSync(() => setDrawn(madeReport));
      const article = paper.current?.firstElementChild;
      if (!article) return { kind: 'failed', done, folder, why: 'failed' };
      for (const format of formats) {
        if (isClosed.current) return { kind: 'choosing' };
        const exportNote = exportNoteOf(
          { ...initialReportChoice(madeReport.code, language), about: madeReport.about },
          format,
          madeReport.report,
        );
        const shown = {
          report: madeReport.report,
          labels: labelsOf(madeReport),
          hasAppendix,
          article,
          page: document,
        };
        const reportFile = await createReportFile(format, shown, (page) => host.ask('document.print', page));
        if (!(await noteExport(exportNote))) return { kind: 'failed', done, folder, why: 'notNoted' };
        if ((await host.ask('folder.save', reportFile)) !== 'saved')
          return { kind: 'failed', done, folder, why: 'failed' };
        done += 1;
        setStage({ kind: 'saving', done });
      }
    }
    return { kind: 'saved', done, folder };
  };
  const save = async (): Promise<void> => {
    const folder = await host.ask('folder.choose', null);
    if (folder === null) return;
    setStage({ kind: 'saving', done: 0 });
    try {
      setStage(await saveInto(folder.name));
    } catch (error) {
      // The shell logs problems of the disk; a bug of a writer must be visible to developers.
      reportError(error);
      setStage((previousStage) => ({
        kind: 'failed',
        done: previousStage.kind === 'saving' ? previousStage.done : 0,
        folder: folder.name,
        why: 'failed',
      }));
    } finally {
      setDrawn(null);
    }
  };

  return (
    <>
      <SaveAllView
        choice={saveAllChoice}
        onChoose={setChoice}
        codes={[...new Set(madeReports.map(({ code }) => code))]}
        reports={madeReports.length}
        stage={saveAllStage}
        onSave={() => void save()}
        onShow={() => void host.ask('folder.show', null)}
        onClose={() => {
          isClosed.current = true;
          onClose();
        }}
      />
      {drawn &&
        createPortal(
          <div ref={paper} className="save-all-paper" aria-hidden>
            <ReportView report={drawn.report} labels={labelsOf(drawn)} hasAppendix={hasAppendix} />
          </div>,
          document.body,
        )}
    </>
  );
}
