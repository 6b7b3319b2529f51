import { FileChartColumn } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Report } from '#domain/report/report.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { ReportView } from '#renderer/report/report-view.tsx';
import type { ReportWords } from '#renderer/report/report-words.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Page } from '#renderer/ui/page.tsx';

interface PictureViewProps {
  /** Null while nothing of the mission was assessed. */
  readonly report: Report | null;
  readonly leftOut: number;
  readonly words: ReportWords;
}

/** Roll-up, range and spread, heat map, human rights, gender, and change: the sections of R3 on a page. */
export function PictureView({ report, leftOut, words }: PictureViewProps): ReactElement {
  const say = useSay();
  return (
    <Page>
      {leftOut > 0 && <p>{say('report.screen.leftOut', { count: leftOut })}</p>}
      {report === null ? (
        <EmptyState icon={FileChartColumn} title={say('report.picture.empty.title')}>
          {say('report.picture.empty.text')}
        </EmptyState>
      ) : (
        <ReportView report={report} words={words} />
      )}
    </Page>
  );
}
