import { type ReactElement, useMemo, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { ExportNote } from '#domain/mission/export-note.ts';
import { useConsole, useMissionList, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame, missionTitleOf } from '#renderer/console/app/console-frame.tsx';
import {
  consoleAddressOf,
  type ReportAddress,
  unfilteredRecordList,
} from '#renderer/console/app/console-route.ts';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import {
  type LoadedMissionRecords,
  missionRecordsOf,
  missionRecordsResource,
} from '#renderer/console/app/mission-records.ts';
import { problemMessagesOf } from '#renderer/console/app/problem-messages.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { MissionReports } from '#renderer/report/screen/mission-reports.tsx';
import { initialReportChoice } from '#renderer/report/screen/report-choice.ts';
import {
  createOfficeFile,
  type ReportFormat,
  type ShownReport,
} from '#renderer/report/write/create-report-file.ts';
import { createPrintableReport, printInBrowser } from '#renderer/report/write/printable-report.ts';
import { localDayOf, useNotify, useNowMs } from '#renderer/ui';

interface ReportDownload {
  /** Format of the file that is being made. */
  readonly saving: ReportFormat | null;
  readonly save: (format: ReportFormat, shownReport: ShownReport, exportNote: ExportNote) => Promise<void>;
}

/**
 * Download a report: headquarters records that a copy is taken, then the browser makes the file. A PDF opens
 * the browser's print dialog over the page that a laptop prints.
 */
function useReportDownload(logId: LogId): ReportDownload {
  const notify = useNotify();
  const { client } = useConsole();
  const [saving, setSaving] = useState<ReportFormat | null>(null);
  const save: ReportDownload['save'] = async (format, shownReport, exportNote) => {
    setSaving(format);
    try {
      const noted = await client.noteExport(logId, exportNote);
      if (!noted.ok) {
        notify({ meaning: 'bad', text: (translate) => translate(problemMessagesOf(noted.refusal).text) });
        return;
      }
      const { article, report, labels, page } = shownReport;
      if (format === 'pdf') {
        await printInBrowser(createPrintableReport(article, report, labels, page), page);
        return;
      }
      const { name, bytes } = await createOfficeFile(format, shownReport);
      downloadInBrowser(name, new Blob([bytes]));
      notify({ meaning: 'good', text: (translate) => translate('report.screen.saved') });
    } catch (error) {
      // A bug of a writer must be visible to developers.
      reportError(error);
      notify({ meaning: 'bad', text: (translate) => translate('report.screen.failed') });
    } finally {
      setSaving(null);
    }
  };
  return { saving, save };
}

interface MissionReportsScreenProps {
  readonly log: LogId;
  /** Report that the address names; null for the usual first one. */
  readonly begins: ReportAddress | null;
}

/**
 * Reports of a mission from the laptops' sent changes: the figures of every laptop, by the same functions.
 */
export function MissionReportsScreen({ log, begins }: MissionReportsScreenProps): ReactElement {
  const translate = useTranslate();
  const { client, resources } = useConsole();
  const resource = missionRecordsResource(resources, client, log);
  const recordsState = usePolledResource(resource);
  const missionsState = useMissionList();
  const missionRow =
    missionsState.kind === 'present' ? missionsState.value.find((row) => row.log === log) : undefined;
  return (
    <ConsoleFrame
      log={log}
      railItem="reports"
      shows={recordsState}
      head={{
        title: translate('report.screen.tab'),
        crumbs: [
          { label: translate('console.missions.title'), href: consoleAddressOf({ screen: 'missions' }) },
          {
            label: missionRow ? missionTitleOf(missionRow, translate) : translate('console.records.title'),
            href: consoleAddressOf({ screen: 'records', log, list: unfilteredRecordList }),
          },
        ],
      }}
    >
      <ResourceContent of={recordsState} onTryAgain={resource.reload}>
        {(loadedMissionRecords) => <LoadedReports log={log} records={loadedMissionRecords} begins={begins} />}
      </ResourceContent>
    </ConsoleFrame>
  );
}

interface LoadedReportsProps extends MissionReportsScreenProps {
  readonly records: LoadedMissionRecords;
}

function LoadedReports({ log, records: loadedMissionRecords, begins }: LoadedReportsProps): ReactElement {
  const language = useLanguage();
  const today = localDayOf(useNowMs());
  const { saving, save } = useReportDownload(log);
  const [choice, setChoice] = useState({
    ...initialReportChoice(begins?.code ?? 'R3', language),
    about: begins?.about ?? null,
  });
  const missionRecords = useMemo(
    () => missionRecordsOf(loadedMissionRecords, today),
    [loadedMissionRecords, today],
  );
  return (
    <MissionReports
      records={missionRecords}
      choice={choice}
      onChoose={setChoice}
      side="headquarters"
      saving={saving}
      onSave={(...wanted) => void save(...wanted)}
    />
  );
}
