import { type ReactElement, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useFrameFacts } from '#renderer/field/app/frame-context.tsx';
import { NotHereScreen } from '#renderer/field/app/not-here-screen.tsx';
import { addressOf } from '#renderer/field/app/route.ts';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { useReportRecords } from '#renderer/field/app/use-report-records.ts';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { firstChoice } from '#renderer/report/screen/report-choice.ts';
import { ReportsOf } from '#renderer/report/screen/reports-of.tsx';
import { useSaveReport } from './use-save-report.ts';

/** The reports of one mission, made on this laptop from what it holds. */
export function ReportsScreen({ log }: { readonly log: LogId }): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const { host } = useField();
  const { missions } = useFrameFacts();
  const mission = missions?.find((one) => one.log === log);
  const records = useReportRecords(log);
  const [choice, setChoice] = useState(firstChoice('R2', language));
  const { saving, save } = useSaveReport(host, log);
  if (missions && !mission) return <NotHereScreen />;
  return (
    <ScreenFrame
      title={say('report.screen.tab')}
      crumbs={[
        { label: say('frame.rail.missions'), href: addressOf({ screen: 'missions' }) },
        ...(mission
          ? [{ label: mission.title, href: addressOf({ screen: 'mission', log, tab: 'assessments' }) }]
          : []),
      ]}
    >
      {records ? (
        <ReportsOf
          records={records}
          choice={choice}
          onChoose={setChoice}
          place="laptop"
          saving={saving}
          onSave={(...wanted) => void save(...wanted)}
        />
      ) : (
        <span />
      )}
    </ScreenFrame>
  );
}
