import { Download, Pencil } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { ConsoleMissionRow, DocumentsResponse, ExportAnswersRequest } from '#api/console-api.ts';
import type { ChangeMissionRequest, MissionDetailsResponse } from '#api/missions-api.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { LogId } from '#domain/ids.ts';
import { mayChangeStatusAnywhere } from '#domain/kinds/rights.ts';
import { isRecordBegun, proposeMissionStatus } from '#domain/mission/mission.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import {
  missionListResource,
  useConsole,
  useDeviceLabels,
  usePolledResource,
} from '#renderer/console/app/console-context.ts';
import { ConsoleFrame, missionTitleOf } from '#renderer/console/app/console-frame.tsx';
import {
  consoleAddressOf,
  navigateTo,
  type RecordList,
  unfilteredRecordList,
} from '#renderer/console/app/console-route.ts';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import type { PolledResource, ResourceCache } from '#renderer/console/app/polled-resource.ts';
import type { RailItemId } from '#renderer/console/app/rail-sections-view.tsx';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction, useServerSave } from '#renderer/console/app/server-action.ts';
import { type MissionFormValues, MissionFormView } from '#renderer/console/parts/mission-form-view.tsx';
import { useTranslate } from '#renderer/i18n';
import { Button, localDayOf, useNotify, useNowMs } from '#renderer/ui';
import { ExportAnswersView, exportFileNameOf, listAnsweredForms } from './export-answers-view.tsx';
import { MissionStatusBanner } from './mission-status-banner.tsx';
import type { ListedRecord } from './record-list.ts';
import { RecordsView } from './records-view.tsx';

interface RecordsScreenProps {
  readonly log: LogId;
  readonly list: RecordList;
}

/** The records of one mission. */
export function RecordsScreen({ log, list }: RecordsScreenProps): ReactElement {
  const translate = useTranslate();
  const { client, resources } = useConsole();
  const resource = recordsResource(resources, client, log);
  const recordsState = usePolledResource(resource);
  const labels = useDeviceLabels();
  const title =
    recordsState.kind === 'present'
      ? missionTitleOf(recordsState.value.mission, translate)
      : translate('console.records.title');
  const show = (nextRecordList: RecordList): void =>
    navigateTo({ screen: 'records', log, list: nextRecordList }, 'replace');

  return (
    <ConsoleFrame
      log={log}
      railItem={railItemOf(list)}
      head={{
        title,
        crumbs: [
          { label: translate('console.missions.title'), href: consoleAddressOf({ screen: 'missions' }) },
        ],
        actions: recordsState.kind === 'present' && (
          <>
            <MissionDetailsButton mission={recordsState.value.mission} />
            <ExportAnswersButton log={log} records={recordsState.value.documents} />
          </>
        ),
      }}
      shows={recordsState}
    >
      <ResourceContent of={recordsState} onTryAgain={resource.reload}>
        {({ mission, documents }) => (
          <>
            <MissionStatusNote mission={mission} records={documents} />
            <RecordsView
              records={documents}
              list={list}
              labels={labels}
              hrefOf={({ doc }) => consoleAddressOf({ screen: 'record', log, doc, part: '' })}
              onList={show}
              onShowAll={() => show({ ...unfilteredRecordList, sort: list.sort, order: list.order })}
            />
          </>
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

interface ExportAnswersButtonProps {
  readonly log: LogId;
  readonly records: readonly ListedRecord[];
}

/** Button that exports the answers of a mission as a file; nothing where there are none. */
function ExportAnswersButton({ log, records }: ExportAnswersButtonProps): ReactElement | null {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const notify = useNotify();
  const { client } = useConsole();
  const [isOpen, setIsOpen] = useState(false);
  const [isWorking, setIsWorking] = useState(false);
  const answeredForms = listAnsweredForms(records);
  if (answeredForms.length === 0) return null;
  const exportThem = (wanted: ExportAnswersRequest): void => {
    setIsWorking(true);
    const apiAnswer = client.exportAnswers(log, wanted);
    void apiAnswer.then(() => setIsWorking(false));
    runServerAction(apiAnswer, (file) => {
      downloadInBrowser(exportFileNameOf(wanted.ref, wanted.format), file);
      notify({ meaning: 'good', text: (say) => say('console.export.done') });
      setIsOpen(false);
    });
  };
  return (
    <>
      <Button icon={Download} onPress={() => setIsOpen(true)}>
        {translate('console.export.open')}
      </Button>
      {isOpen && (
        <ExportAnswersView
          forms={answeredForms}
          isWorking={isWorking}
          onExport={exportThem}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

/** Registers of a mission that its form sends, once they have changed. */
const changedDetails = (
  previousResponse: MissionDetailsResponse,
  now: MissionFormValues,
): ChangeMissionRequest['change'] =>
  Object.fromEntries(
    previousResponse.mayChange.flatMap((formPath) =>
      now[formPath] === previousResponse[formPath] || (formPath === 'country' && now.country === null)
        ? []
        : [[formPath, now[formPath]]],
    ),
  );

/** Button that opens a mission's details, for people with a right to change some; among them to close it. */
function MissionDetailsButton({ mission }: { readonly mission: ConsoleMissionRow }): ReactElement | null {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const saveAtServer = useServerSave();
  const notify = useNotify();
  const { client, resources } = useConsole();
  const [missionDetailsResponse, setDetails] = useState<MissionDetailsResponse | null>(null);
  const { log } = mission;
  if (mission.kind !== 'mission' || !mayChangeStatusAnywhere('mission', mission.roles)) return null;
  const close = (): void => setDetails(null);
  const save = async (
    previousResponse: MissionDetailsResponse,
    formValues: MissionFormValues,
  ): Promise<boolean> => {
    const change = changedDetails(previousResponse, formValues);
    if (Object.keys(change).length === 0) {
      close();
      return true;
    }
    return saveAtServer(client.missions.change(log, { change, seen: previousResponse.seen }), () => {
      close();
      notify({ meaning: 'good', text: (say) => say('console.mission.saved') });
      missionListResource(resources, client).reload();
      recordsResource(resources, client, log).reload();
    });
  };
  return (
    <>
      <Button icon={Pencil} onPress={() => runServerAction(client.missions.readDetails(log), setDetails)}>
        {translate('console.mission.details')}
      </Button>
      {missionDetailsResponse && (
        <MissionFormView
          heading={translate('console.mission.details')}
          act={translate('console.mission.save')}
          start={missionDetailsResponse}
          fields={missionDetailsResponse.mayChange}
          statuses={missionDetailsResponse.statuses}
          onSave={(formValues) => save(missionDetailsResponse, formValues)}
          onClose={close}
        />
      )}
    </>
  );
}

interface MissionStatusNoteProps {
  readonly mission: ConsoleMissionRow;
  readonly records: DocumentsResponse['documents'];
}

/** Proposal of the next status of a mission, where its records or its last day are ahead of it. */
function MissionStatusNote({ mission, records }: MissionStatusNoteProps): ReactElement | null {
  const runServerAction = useServerAction();
  const notify = useNotify();
  const today = localDayOf(useNowMs());
  const { client, resources } = useConsole();
  const { log, roles, status, to: lastDay } = mission;
  const keptDocumentRows = records.filter(
    ({ kind, removed }) => !removed && (kind === assessmentKind || kind === workshopKind),
  );
  const newStatus =
    mission.kind === 'mission'
      ? proposeMissionStatus(
          { status, to: lastDay },
          keptDocumentRows.map((documentRow) => documentRow.status),
          today,
        )
      : null;
  if (newStatus === null || status === null) return null;
  const record = (): void =>
    runServerAction(client.missions.readDetails(log), ({ seen }) =>
      runServerAction(client.missions.change(log, { change: { status: newStatus }, seen }), () => {
        notify({ meaning: 'good', text: (translate) => translate('console.mission.saved') });
        missionListResource(resources, client).reload();
        recordsResource(resources, client, log).reload();
      }),
    );
  return (
    <MissionStatusBanner
      status={status}
      next={newStatus}
      begun={keptDocumentRows.filter((documentRow) => isRecordBegun(documentRow.status)).length}
      roles={roles}
      onRecord={record}
    />
  );
}

const recordsResource = (
  resourceCache: ResourceCache,
  client: ConsoleClient,
  logId: LogId,
): PolledResource<DocumentsResponse> =>
  resourceCache.getOrCreate(`records ${logId}`, () => client.listRecords(logId));

/** The rail marks the list that one of its own items leads to. */
function railItemOf({ kind, needs }: RecordList): RailItemId {
  if (needs === '') return kind === 'assessment' || kind === 'workshop' ? kind : kind === '' ? 'all' : null;
  return kind === '' ? needs : null;
}
