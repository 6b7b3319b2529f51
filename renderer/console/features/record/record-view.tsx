import type { ReactElement } from 'react';
import type { HeldChangeRow } from '#api/console-api.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { readAssessmentReview } from '#domain/assessment/review/review.ts';
import type { Document } from '#domain/document/document.ts';
import { valueAt } from '#domain/document/document.ts';
import { countPendingDecisions } from '#domain/kinds/pending-decisions.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import { type MaturityModel, maturityModelRef } from '#domain/scoring/maturity-model.ts';
import { readWorkshopSessions, workshopKind } from '#domain/workshop/workshop.ts';
import { type FormSectionReading, formLineName } from '#forms/engine/form-lines.ts';
import { describePath } from '#renderer/console/parts/describe-path.ts';
import { useTranslate } from '#renderer/i18n';
import { SplitColumns } from '#renderer/ui';
import { readAssessment, registerConflictsOf } from './answers/assessment-reading.ts';
import type { AssessmentConclusions } from './overview/assessment-conclusions.tsx';
import type { FollowedAssessment } from './overview/assessment-overview-view.tsx';
import { RecordSideView, readRecordFacts } from './overview/record-side-view.tsx';
import { RecordMainView } from './record-main-view.tsx';
import { RecordNavView } from './record-nav-view.tsx';
import { resolveRecordPart } from './record-sources.ts';
import type { RecordHistoryState } from './timeline/change-list-view.tsx';
import type { WriterNames } from './timeline/record-history.ts';
import type { ReviewService } from './workflow/review-service.ts';
import { isWorkshopReportPart } from './workshop/workshop-report-parts.ts';
import type { WorkshopReading } from './workshop/workshop-reports.ts';

interface RecordViewProps {
  readonly document: Document;
  readonly held: readonly HeldChangeRow[];
  /** Instruments that may rate it. */
  readonly instruments: readonly MaturityModel[];
  /** Pages of its form; null for an instrument with ratings, and where the form is not here. */
  readonly form?: readonly FormSectionReading[] | null;
  /** Conclusions of an assessment; null for an instrument without ratings. */
  readonly conclusions?: AssessmentConclusions | null;
  /** Earlier assessment; null for none, and while it is loading. */
  readonly followed?: FollowedAssessment | null;
  /** Null for a record of another kind. */
  readonly workshop?: WorkshopReading | null;
  readonly history: RecordHistoryState;
  readonly names: WriterNames;
  /** Null for records without a review, and for people who may not see it. */
  readonly service: ReviewService | null;
  /** Part that the address names. */
  readonly part: string;
  readonly hrefOf: (part: string) => string;
  readonly onGo: (part: string) => void;
}

/** One record, to read: its parts, the chosen one, and its facts. */
export function RecordView(props: RecordViewProps): ReactElement {
  const {
    document,
    held,
    instruments,
    form = null,
    conclusions = null,
    followed = null,
    workshop = null,
    history,
    names,
    service,
    hrefOf,
    onGo,
  } = props;
  const translate = useTranslate();
  const maturityModel = instruments.find((one) => maturityModelRef(one) === valueAt(document, 'instrument'));
  const assessmentReading =
    document.kind === assessmentKind && maturityModel ? readAssessment(document, held, maturityModel) : null;
  const contested = registerConflictsOf(document);
  const sessions = document.kind === workshopKind ? readWorkshopSessions(document) : null;
  const lines = new Map(form?.flatMap((section) => section.lines.map((line) => [line.subject, line])));
  const nameOf = (subject: string): string => {
    const formLine = lines.get(subject);
    return formLine === undefined ? subject : formLineName(formLine);
  };
  const reviewing =
    service !== null && document.kind === assessmentKind
      ? { review: readAssessmentReview(document), service, nameOf }
      : null;
  const part = resolveRecordPart(props.part, { assessment: assessmentReading, sessions, form, reviewing });
  // Wide tables need the room of the side column, and have its content themselves.
  const isWide =
    part === 'history' ||
    part === 'findings' ||
    (part === 'overview' && (assessmentReading !== null || document.kind === actionPlanKind)) ||
    (workshop !== null && isWorkshopReportPart(part));
  const recordFacts = readRecordFacts(document, maturityModel);
  const sources = {
    history,
    names,
    reviewing,
    labelOf: (path: string) => {
      const words = describePath(path, document, maturityModel);
      const formLine = lines.get(path.split('/').slice(1, -1).join('/'));
      return formLine === undefined
        ? words
        : { ...words, subject: { code: '', title: formLineName(formLine) } };
    },
  };

  return (
    <SplitColumns
      label={translate('console.part.label')}
      start={{
        title: translate('console.part.label'),
        content: (
          <RecordNavView
            part={part}
            onGo={onGo}
            conflicts={countPendingDecisions(document)}
            held={held.length}
            assessment={assessmentReading}
            sessions={sessions}
            form={form}
            reviewing={reviewing}
          />
        ),
      }}
      end={
        isWide
          ? undefined
          : {
              title: translate('console.side.title'),
              content: (
                <RecordSideView
                  // A record without a page of its own has all of its facts in the middle.
                  facts={assessmentReading || sessions || form ? recordFacts : []}
                  dimension={
                    assessmentReading?.dimensions.find(({ dimension }) => dimension.code === part) ?? null
                  }
                  sources={sources}
                  historyHref={hrefOf('history')}
                />
              ),
            }
      }
    >
      <RecordMainView
        part={part}
        document={document}
        assessment={assessmentReading}
        sessions={sessions}
        workshop={workshop}
        form={form}
        conclusions={conclusions}
        followed={followed}
        facts={recordFacts}
        contested={contested}
        held={held}
        sources={sources}
        hrefOf={hrefOf}
      />
    </SplitColumns>
  );
}
