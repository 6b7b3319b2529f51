import { type ReactElement, useMemo } from 'react';
import type { LogId } from '#domain/ids.ts';
import { collectSources } from '#domain/report/collect-sources.ts';
import { makeReport } from '#domain/report/make-report.ts';
import { ConsoleFrame, missionTitle } from '#renderer/console/app/console-frame.tsx';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { addressOf, wholeList } from '#renderer/console/app/route.ts';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useMissions } from '#renderer/console/app/use-missions.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { createReportWords } from '#renderer/report/report-words.ts';
import { type LoadedRecords, loadRecords } from './load-records.ts';
import { PictureView } from './picture-view.tsx';

/** The State as the assessments of a mission show it: the figures that every laptop's R3 has, by the same functions. */
export function PictureScreen({ log }: { readonly log: LogId }): ReactElement {
  const say = useSay();
  const { client, resources } = useConsole();
  const resource = resources.get(`picture ${log}`, () => loadRecords(client, log));
  const records = useResource(resource);
  const missions = useMissions();
  const mission = missions.kind === 'present' ? missions.value.find((row) => row.log === log) : undefined;
  return (
    <ConsoleFrame
      log={log}
      place="picture"
      shows={records}
      head={{
        title: say('report.picture.title'),
        crumbs: [
          { label: say('console.missions.title'), href: addressOf({ screen: 'missions' }) },
          {
            label: mission ? missionTitle(mission, say) : say('console.records.title'),
            href: addressOf({ screen: 'records', log, list: wholeList }),
          },
        ],
      }}
    >
      <Shown of={records} onTryAgain={resource.reload}>
        {(loaded) => <PresentPicture records={loaded} />}
      </Shown>
    </ConsoleFrame>
  );
}

function PresentPicture({ records }: { readonly records: LoadedRecords }): ReactElement {
  const language = useLanguage();
  const { report: made, leftOut } = useMemo(() => reportOf(records), [records]);
  const report = typeof made === 'string' ? null : made;
  const scale = report?.header.scale;
  const words = useMemo(() => createReportWords(language, scale ?? []), [language, scale]);
  return <PictureView report={report} leftOut={leftOut} words={words} />;
}

function reportOf({ named, documents, instruments }: LoadedRecords) {
  const { sources, leftOut } = collectSources({
    named,
    documents,
    instrumentOf: (ref) => instruments[ref],
    roles: [],
    // Nothing in R3 is counted from a day.
    today: '1970-01-01',
  });
  return { report: makeReport('R3', sources), leftOut };
}
