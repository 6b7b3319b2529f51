import { type ReactElement, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import { ConsoleFrame, missionTitleOf, ResourceContent } from '#renderer/console/app/console-frame.tsx';
import type { RailPlace } from '#renderer/console/app/rail-sections-view.tsx';
import {
  useConsole,
  useDeviceLabels,
  usePolledResource,
  useServerAction,
} from '#renderer/console/app/console-context.ts';
import {
  consoleAddressOf,
  type RecordList,
  unfilteredRecordList,
  navigateTo,
} from '#renderer/console/app/console-route.ts';
import { useTranslate } from '#renderer/i18n';
import { RecordsView } from './records-view.tsx';
import { Download } from 'lucide-react';
import type { ExportAnswers as Wanted } from '#renderer/console/api/response-types.ts';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import { Button, useNotify } from '#renderer/ui';
import { ExportAnswersView, exportFileNameOf, listAnsweredForms } from './export-answers-view.tsx';
import type { ListedRecord } from './record-list.ts';

interface ExportAnswersButtonProps {
  readonly log: LogId;
  readonly records: readonly ListedRecord[];
}

/** Button that exports the answers of a mission as a file; nothing where there are none. */
function ExportAnswersButton({ log, records }: ExportAnswersButtonProps): ReactElement | null {
  const translate = useTranslate();
  const act = useServerAction();
  const notify = useNotify();
  const { client } = useConsole();
  const [isOpen, setIsOpen] = useState(false);
  const [isWorking, setIsWorking] = useState(false);
  const forms = listAnsweredForms(records);
  if (forms.length === 0) return null;
  const exportThem = (wanted: Wanted): void => {
    setIsWorking(true);
    const asking = client.exportAnswers(log, wanted);
    void asking.then(() => setIsWorking(false));
    act(asking, (file) => {
      downloadInBrowser(exportFileNameOf(wanted.ref, wanted.format), file);
      notify({ meaning: 'good', text: translate('console.export.done') });
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
          forms={forms}
          isWorking={isWorking}
          onExport={exportThem}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

interface RecordsScreenProps {
  readonly log: LogId;
  readonly list: RecordList;
}

/** The records of one mission. */
export function RecordsScreen({ log, list }: RecordsScreenProps): ReactElement {
  const translate = useTranslate();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate(`records ${log}`, () => client.listRecords(log));
  const records = usePolledResource(resource);
  const labels = useDeviceLabels();
  const title =
    records.kind === 'present'
      ? missionTitleOf(records.value.mission, translate)
      : translate('console.records.title');
  const show = (next: RecordList): void => navigateTo({ screen: 'records', log, list: next }, 'replace');

  return (
    <ConsoleFrame
      log={log}
      place={railPlaceOf(list)}
      head={{
        title,
        crumbs: [
          { label: translate('console.missions.title'), href: consoleAddressOf({ screen: 'missions' }) },
        ],
        actions: records.kind === 'present' && (
          <ExportAnswersButton log={log} records={records.value.documents} />
        ),
      }}
      shows={records}
    >
      <ResourceContent of={records} onTryAgain={resource.reload}>
        {({ documents }) => (
          <RecordsView
            records={documents}
            list={list}
            labels={labels}
            hrefOf={({ doc }) => consoleAddressOf({ screen: 'record', log, doc, part: '' })}
            onList={show}
            onShowAll={() => show({ ...unfilteredRecordList, sort: list.sort, order: list.order })}
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

/** The rail marks the list that one of its own items leads to. */
function railPlaceOf({ kind, needs }: RecordList): RailPlace {
  if (needs === '') return kind === 'assessment' || kind === 'workshop' ? kind : kind === '' ? 'all' : null;
  return kind === '' ? needs : null;
}
