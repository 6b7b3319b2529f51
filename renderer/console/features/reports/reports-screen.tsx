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
  readonly save: (format: ReportFormat, shown: ShownReport, note: ExportNote) => Promise<void>;
}

/**
 * Download a report: headquarters records that a copy is taken, then the browser makes the file. A PDF opens
 * the browser's print dialog over the page that a laptop prints.
 */
function useReportDownload(log: LogId): ReportDownload {
  const notify = useNotify();
  const { client } = useConsole();
  const [saving, setSaving] = useState<ReportFormat | null>(null);
  const save: ReportDownload['save'] = async (format, shown, note) => {
    setSaving(format);
    try {
      const noted = await client.noteExport(log, note);
      if (!noted.ok) {
        notify({ meaning: 'bad', text: (say) => say(problemMessagesOf(noted.refusal).text) });
        return;
      }
      const { article, report, labels, page } = shown;
      if (format === 'pdf') {
        await printInBrowser(createPrintableReport(article, report, labels, page), page);
        return;
      }
      const { name, bytes } = await createOfficeFile(format, shown);
      downloadInBrowser(name, new Blob([bytes]));
      notify({ meaning: 'good', text: (say) => say('report.screen.saved') });
    } catch (error) {
      // A bug of a writer must be visible to developers.
      reportError(error);
      notify({ meaning: 'bad', text: (say) => say('report.screen.failed') });
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
  const records = usePolledResource(resource);
  const missions = useMissionList();
  const mission = missions.kind === 'present' ? missions.value.find((row) => row.log === log) : undefined;
  return (
    <ConsoleFrame
      log={log}
      place="reports"
      shows={records}
      head={{
        title: translate('report.screen.tab'),
        crumbs: [
          { label: translate('console.missions.title'), href: consoleAddressOf({ screen: 'missions' }) },
          {
            label: mission ? missionTitleOf(mission, translate) : translate('console.records.title'),
            href: consoleAddressOf({ screen: 'records', log, list: unfilteredRecordList }),
          },
        ],
      }}
    >
      <ResourceContent of={records} onTryAgain={resource.reload}>
        {(loaded) => <LoadedReports log={log} records={loaded} begins={begins} />}
      </ResourceContent>
    </ConsoleFrame>
  );
}

interface LoadedReportsProps extends MissionReportsScreenProps {
  readonly records: LoadedMissionRecords;
}

function LoadedReports({ log, records: loaded, begins }: LoadedReportsProps): ReactElement {
  const language = useLanguage();
  const today = localDayOf(useNowMs());
  const { saving, save } = useReportDownload(log);
  const [choice, setChoice] = useState({
    ...initialReportChoice(begins?.code ?? 'R3', language),
    about: begins?.about ?? null,
  });
  const records = useMemo(() => missionRecordsOf(loaded, today), [loaded, today]);
  return (
    <MissionReports
      records={records}
      choice={choice}
      onChoose={setChoice}
      place="headquarters"
      saving={saving}
      onSave={(...wanted) => void save(...wanted)}
    />
  );
}
