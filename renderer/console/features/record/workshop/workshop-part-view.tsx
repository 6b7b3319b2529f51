import { ClipboardList, GraduationCap, ListChecks, type LucideIcon, NotebookPen } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { Report } from '#domain/report/report.ts';
import type { WorkshopReportCode } from '#domain/report-codes.ts';
import { readTestSheets } from '#domain/workshop/learning/test-sheets.ts';
import { answerCountsOf } from '#domain/workshop/learning/workshop-answers.ts';
import { readLessons } from '#domain/workshop/lesson.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import { readSessionEntries } from '#domain/workshop/session-entry.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import type { ReportLabels } from '#renderer/report/report-labels.ts';
import { ReportSectionView } from '#renderer/report/report-view.tsx';
import { EmptyState, TextLink } from '#renderer/ui';
import { type WorkshopReportPart, workshopPartSections } from './workshop-report-parts.ts';
import type { WorkshopReading } from './workshop-reports.ts';
import './workshop-part-view.css';
import '../record.css';

interface WorkshopPartViewProps {
  readonly part: WorkshopReportPart;
  readonly document: Document;
  readonly workshop: WorkshopReading;
}

/** One page of a workshop: sections of its reports, and the way to the reports. */
export function WorkshopPartView({ part, document, workshop }: WorkshopPartViewProps): ReactElement {
  const { code, sections } = workshopPartSections[part];
  const isEmpty = isPartEmpty(part, document);
  return (
    <>
      <WorkshopReportLinks
        codes={part === 'overview' ? ['R6', 'R7', 'R8'] : [code]}
        hrefOfReport={workshop.hrefOfReport}
      />
      {/* The facts of a workshop are there before its agenda is. */}
      {(!isEmpty || part === 'overview') &&
        workshop.showReports((workshopReports) => (
          <ReportSections
            report={workshopReports[code]}
            sections={isEmpty ? sections.filter((id) => id !== 'T2') : sections}
            labels={workshopReports.labels}
          />
        ))}
      {isEmpty && <EmptyPart part={part} />}
    </>
  );
}

const reportTitles: { readonly [C in WorkshopReportCode]: MessageKey } = {
  R6: 'report.r6.title',
  R7: 'report.r7.title',
  R8: 'report.r8.title',
};

interface WorkshopReportLinksProps extends Pick<WorkshopReading, 'hrefOfReport'> {
  readonly codes: readonly WorkshopReportCode[];
}

function WorkshopReportLinks({ codes, hrefOfReport }: WorkshopReportLinksProps): ReactElement {
  const translate = useTranslate();
  return (
    <nav aria-label={translate('console.workshop.reports')} className="console-workshop-reports">
      {codes.map((reportCode) => (
        <TextLink key={reportCode} href={hrefOfReport(reportCode)}>
          {translate('console.workshop.report', {
            code: reportCode,
            title: translate(reportTitles[reportCode]),
          })}
        </TextLink>
      ))}
    </nav>
  );
}

interface ReportSectionsProps {
  readonly report: Report;
  readonly sections: readonly string[];
  readonly labels: ReportLabels;
}

/** Sections without their numbers: the page has them in another order than the report. */
function ReportSections({ report, sections, labels }: ReportSectionsProps): ReactElement {
  const shownSections = sections.flatMap((id) => report.sections.find((section) => section.id === id) ?? []);
  return (
    <div className="fb-report">
      {shownSections.map((section) => (
        <ReportSectionView
          key={section.id}
          titled={{ section, title: labels.word(section.title), tableTitle: '' }}
          labels={labels}
        />
      ))}
    </div>
  );
}

/** Return whether the record has nothing that the page is about. */
function isPartEmpty(workshopReportPart: WorkshopReportPart, document: Document): boolean {
  switch (workshopReportPart) {
    case 'overview':
      return readWorkshopSessions(document).length === 0;
    case 'participants':
      return readParticipants(document).length === 0;
    case 'learning':
      return readTestSheets(document).length === 0 && answerCountsOf(document, 'evaluation').sheets === 0;
    case 'actions':
      return (
        readLessons(document).length === 0 &&
        readSessionEntries(document).every(({ type }) => type !== 'agreed-action')
      );
  }
}

const emptyParts: {
  readonly [P in WorkshopReportPart]: {
    readonly icon: LucideIcon;
    readonly title: MessageKey;
    readonly text: MessageKey;
  };
} = {
  overview: { icon: NotebookPen, title: 'console.workshop.empty', text: 'console.workshop.empty.text' },
  participants: {
    icon: ClipboardList,
    title: 'console.workshop.noParticipants',
    text: 'console.workshop.noParticipants.text',
  },
  learning: {
    icon: GraduationCap,
    title: 'console.workshop.noAnswers',
    text: 'console.workshop.noAnswers.text',
  },
  actions: {
    icon: ListChecks,
    title: 'console.workshop.noActions',
    text: 'console.workshop.noActions.text',
  },
};

function EmptyPart({ part }: { readonly part: WorkshopReportPart }): ReactElement {
  const translate = useTranslate();
  const { icon, title, text } = emptyParts[part];
  return (
    <EmptyState icon={icon} title={translate(title)}>
      {translate(text)}
    </EmptyState>
  );
}
