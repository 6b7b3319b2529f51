import type { ReactElement } from 'react';
import type { Section } from '#domain/report/report.ts';
import type { ReportWords } from '#renderer/report/report-words.ts';
import { SectionView } from '#renderer/report/report-view.tsx';
import './conclusions-view.css';

/** What an assessment comes to, in the words of its reports. */
export interface Conclusions {
  readonly sections: readonly Section[];
  readonly words: ReportWords;
}

/** Gaps by priority, findings and recommendations, as the reports of this assessment have them. */
export function ConclusionsView({ sections, words }: Conclusions): ReactElement {
  return (
    <div className="fb-report console-conclusions" lang={words.language} dir={words.direction}>
      {sections.map((section) => (
        <SectionView
          key={section.id}
          titled={{ section, title: words.word(section.title), tableTitle: '' }}
          words={words}
        />
      ))}
    </div>
  );
}
