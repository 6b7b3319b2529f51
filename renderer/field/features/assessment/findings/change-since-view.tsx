import type { ReactElement } from 'react';
import type { Section as ReportSection } from '#domain/report/report.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { SectionView } from '#renderer/report/report-view.tsx';
import type { ReportWords } from '#renderer/report/report-words.ts';
import { Section } from '#renderer/ui/section.tsx';

interface ChangeSinceViewProps {
  /** The assessment before. */
  readonly title: string;
  /** Null while nothing is rated in both. */
  readonly section: ReportSection | null;
  readonly words: ReportWords;
}

/** Before and after, indicator by indicator, as a picture and as a table. */
export function ChangeSinceView({ title, section, words }: ChangeSinceViewProps): ReactElement {
  const say = useSay();
  const heading = say('finding.change.title', { title });
  if (section === null)
    return (
      <Section title={heading}>
        <p className="find-nothing">{say('finding.change.none')}</p>
      </Section>
    );
  // As in the report, on its sheet.
  return (
    <div className="fb-report">
      <SectionView
        titled={{ section, title: heading, tableTitle: words.word(section.title) }}
        words={words}
      />
      <p className="find-nothing">{say('finding.change.how')}</p>
    </div>
  );
}
