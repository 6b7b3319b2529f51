import { FileChartColumn } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState, type ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import { makeReport, type NoReport } from '#domain/report/make-report.ts';
import { type OutsideReader, outsideView } from '#domain/report/outside-view.ts';
import type { Report } from '#domain/report/report.ts';
import { readSource, type ReportSources } from '#domain/report/report-sources.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useFrameFacts } from '#renderer/field/app/frame-context.tsx';
import { NotHereScreen } from '#renderer/field/app/not-here-screen.tsx';
import { addressOf } from '#renderer/field/app/route.ts';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { useLanguage } from '#renderer/i18n/use-language.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { ReportView } from '#renderer/report/report-view.tsx';
import { createReportWords } from '#renderer/report/report-words.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { type ReportChoice, ReportsView } from './reports-view.tsx';
import { useReportSources } from './use-report-sources.ts';
import { useSaveReport } from './use-save-report.ts';

/** The reports of one mission, made on this laptop from what it holds. */
export function ReportsScreen({ log }: { readonly log: LogId }): ReactElement {
  const say = useSay();
  const language = useLanguage();
  const { missions } = useFrameFacts();
  const mission = missions?.find((one) => one.log === log);
  const collected = useReportSources(log);
  const [choice, setChoice] = useState<ReportChoice>({
    code: 'R2',
    about: null,
    language,
    audience: 'programme',
  });
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
      {collected ? (
        <OfSources
          sources={collected.sources}
          leftOut={collected.leftOut}
          choice={choice}
          onChoose={setChoice}
        />
      ) : (
        <span />
      )}
    </ScreenFrame>
  );
}

interface OfSourcesProps {
  readonly sources: ReportSources;
  readonly leftOut: number;
  readonly choice: ReportChoice;
  readonly onChoose: (choice: ReportChoice) => void;
}

function OfSources({ sources, leftOut, choice, onChoose }: OfSourcesProps): ReactElement {
  const { host } = useField();
  const shown = useDeferredValue(choice);
  const report = useMemo(() => reportOf(sources, shown), [sources, shown]);
  const scale = typeof report === 'string' ? undefined : report.header.scale;
  const words = useMemo(() => createReportWords(shown.language, scale ?? []), [shown.language, scale]);
  const paper = useRef<HTMLDivElement>(null);
  const { saving, save } = useSaveReport(host);
  const institutions = useMemo(
    () =>
      sources.assessments.map((source) => {
        const { doc, institution, title } = readSource(source);
        return {
          id: doc,
          label: title === '' || title === institution ? institution : `${institution}: ${title}`,
        };
      }),
    [sources],
  );
  return (
    <ReportsView
      choice={choice}
      onChoose={onChoose}
      institutions={institutions}
      leftOut={leftOut}
      saving={saving}
      onSave={
        typeof report === 'string'
          ? null
          : (format) => {
              const article = paper.current?.firstElementChild;
              if (article) void save(format, { report, words, article, page: document });
            }
      }
    >
      {typeof report === 'string' ? (
        <NothingYet why={report} />
      ) : (
        <div ref={paper}>
          <ReportView report={report} words={words} />
        </div>
      )}
    </ReportsView>
  );
}

function reportOf(sources: ReportSources, { code, about, audience }: ReportChoice): Report | NoReport {
  const report = makeReport(code, sources, about ?? undefined);
  const reader = readers[audience];
  return typeof report === 'string' || reader === null ? report : outsideView(report, reader);
}

const readers: { readonly [A in ReportChoice['audience']]: OutsideReader | null } = {
  programme: null,
  state: { kind: 'state' },
  donor: { kind: 'donor', stateAgrees: false },
  'donor-agreed': { kind: 'donor', stateAgrees: true },
};

const needs: { readonly [N in NoReport]: MessageKey } = {
  noAssessment: 'report.screen.needs.assessment',
  noPlan: 'report.screen.needs.plan',
};

function NothingYet({ why }: { readonly why: NoReport }): ReactElement {
  const say = useSay();
  return <EmptyState icon={FileChartColumn} title={say(needs[why])} />;
}
