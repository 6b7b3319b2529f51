import { type ReactElement, useMemo, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import { ConsoleFrame, missionTitleOf } from '#renderer/console/app/console-frame.tsx';
import { useConsole, useMissionList, usePolledResource } from '#renderer/console/app/console-context.ts';
import { consoleAddressOf, unfilteredRecordList } from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { initialReportChoice } from '#renderer/report/screen/report-choice.ts';
import { MissionReports } from '#renderer/report/screen/mission-reports.tsx';
import { localDayOf, useNotify, useNowMs } from '#renderer/ui';
import { ok, type Result } from '#base/result.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import {
  type MissionFacts,
  type MissionRecords,
  pinnedInstrumentRef,
} from '#domain/report/report-sources.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { ApiProblem } from '#renderer/console/api/api-request.ts';
import { type ConsoleClient, fetchInstrument } from '#renderer/console/api/console-client.ts';
import type { ExportNote } from '#domain/privacy/export-note.ts';
import { problemMessagesOf } from '#renderer/console/app/problem-messages.ts';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import {
  createOfficeFile,
  type ReportFormat,
  type ShownReport,
} from '#renderer/report/write/create-report-file.ts';
import { createPrintableReport, printInBrowser } from '#renderer/report/write/printable-report.ts';

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
  const translate = useTranslate();
  const notify = useNotify();
  const { client } = useConsole();
  const [saving, setSaving] = useState<ReportFormat | null>(null);
  const save: ReportDownload['save'] = async (format, shown, note) => {
    setSaving(format);
    try {
      const noted = await client.noteExport(log, note);
      if (!noted.ok) {
        notify({ meaning: 'bad', text: translate(problemMessagesOf(noted.refusal).text) });
        return;
      }
      const { article, report, words, page } = shown;
      if (format === 'pdf') {
        await printInBrowser(createPrintableReport(article, report, words, page), page);
        return;
      }
      const { name, bytes } = await createOfficeFile(format, shown);
      downloadInBrowser(name, new Blob([bytes]));
      notify({ meaning: 'good', text: translate('report.screen.saved') });
    } catch (error) {
      // A bug of a writer must be visible to developers.
      reportError(error);
      notify({ meaning: 'bad', text: translate('report.screen.failed') });
    } finally {
      setSaving(null);
    }
  };
  return { saving, save };
}

/** Records for the reports of a mission, with their instruments. */
interface ReportRecords {
  readonly named: MissionFacts;
  readonly documents: readonly Document[];
  readonly instruments: Readonly<Record<string, Instrument>>;
}

/** Fetch the records of the reports. The first failure is the answer: half a picture would be a wrong one. */
async function loadReportRecords(
  client: ConsoleClient,
  log: LogId,
): Promise<Result<ReportRecords, ApiProblem>> {
  const listed = await client.listRecords(log);
  if (!listed.ok) return listed;
  const kinds: ReadonlySet<string> = new Set([missionKind, assessmentKind, actionPlanKind, workshopKind]);
  const documents: Document[] = [];
  for (const { doc, kind, removed } of listed.value.documents) {
    if (removed || !kinds.has(kind)) continue;
    const answer = await client.readRecord(log, doc);
    if (!answer.ok) return answer;
    documents.push({ doc, kind, registers: answer.value.registers });
  }
  const { title, country, from, to } = listed.value.mission;
  const instruments = await fetchInstruments(client, documents);
  if (!instruments.ok) return instruments;
  return ok({
    named: { title, country: country ?? '', from, to },
    documents,
    instruments: instruments.value,
  });
}

/** Assessments without their instrument here are in no report; the page says so. */
async function fetchInstruments(
  client: ConsoleClient,
  documents: readonly Document[],
): Promise<Result<ReportRecords['instruments'], ApiProblem>> {
  const refs = new Set(documents.filter(({ kind }) => kind === assessmentKind).map(pinnedInstrumentRef));
  const found: Record<string, Instrument> = {};
  for (const ref of refs) {
    if (ref === '') continue;
    const instrument = await fetchInstrument(client, ref);
    if (!instrument.ok) return instrument;
    if (instrument.value !== null) found[ref] = instrument.value;
  }
  return ok(found);
}

/**
 * Reports of a mission from the laptops' sent changes: the figures of every laptop, by the same functions.
 */
export function MissionReportsScreen({ log }: { readonly log: LogId }): ReactElement {
  const translate = useTranslate();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate(`reports ${log}`, () => loadReportRecords(client, log));
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
        {(loaded) => <LoadedReports log={log} records={loaded} />}
      </ResourceContent>
    </ConsoleFrame>
  );
}

interface LoadedReportsProps {
  readonly log: LogId;
  readonly records: ReportRecords;
}

function LoadedReports({ log, records: loaded }: LoadedReportsProps): ReactElement {
  const language = useLanguage();
  const today = localDayOf(useNowMs());
  const { saving, save } = useReportDownload(log);
  const [choice, setChoice] = useState(initialReportChoice('R3', language));
  const records = useMemo((): MissionRecords => {
    const { named, documents, instruments } = loaded;
    // A person who takes a copy at headquarters is no author: those are the mission's team.
    return { named, documents, instrumentOf: (ref) => instruments[ref], roles: [], today };
  }, [loaded, today]);
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
