import { type ReactElement, useMemo, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { MissionRecords } from '#domain/report/collect-sources.ts';
import { ConsoleFrame, missionTitle } from '#renderer/console/app/console-frame.tsx';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { addressOf, wholeList } from '#renderer/console/app/route.ts';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useMissions } from '#renderer/console/app/use-missions.ts';
import { useResource } from '#renderer/console/app/use-resource.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { firstChoice } from '#renderer/report/screen/report-choice.ts';
import { ReportsOf } from '#renderer/report/screen/reports-of.tsx';
import { dayOf } from '#renderer/ui/day-of.ts';
import { useNowMs } from '#renderer/ui/clock.tsx';
import { type LoadedRecords, loadRecords } from './load-records.ts';
import { useSaveReport } from './use-save-report.ts';

/** The reports of a mission from what the laptops have sent: the figures of every laptop, by the same functions. */
export function ReportsScreen({ log }: { readonly log: LogId }): ReactElement {
  const say = useSay();
  const { client, resources } = useConsole();
  const resource = resources.get(`reports ${log}`, () => loadRecords(client, log));
  const records = useResource(resource);
  const missions = useMissions();
  const mission = missions.kind === 'present' ? missions.value.find((row) => row.log === log) : undefined;
  return (
    <ConsoleFrame
      log={log}
      place="reports"
      shows={records}
      head={{
        title: say('report.screen.tab'),
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
        {(loaded) => <PresentReports log={log} records={loaded} />}
      </Shown>
    </ConsoleFrame>
  );
}

interface PresentReportsProps {
  readonly log: LogId;
  readonly records: LoadedRecords;
}

function PresentReports({ log, records: loaded }: PresentReportsProps): ReactElement {
  const language = useLanguage();
  const today = dayOf(useNowMs());
  const { saving, save } = useSaveReport(log);
  const [choice, setChoice] = useState(firstChoice('R3', language));
  const records = useMemo((): MissionRecords => {
    const { named, documents, instruments } = loaded;
    // Whoever takes a copy at headquarters is no author: those are the mission's team.
    return { named, documents, instrumentOf: (ref) => instruments[ref], roles: [], today };
  }, [loaded, today]);
  return (
    <ReportsOf
      records={records}
      choice={choice}
      onChoose={setChoice}
      place="headquarters"
      saving={saving}
      onSave={(...wanted) => void save(...wanted)}
    />
  );
}
