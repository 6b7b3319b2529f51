import { CircleCheck } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { HeldChangeRow } from '#api/console-api.ts';
import { addToGroup } from '#base/group.ts';
import { type Document, shownHead } from '#domain/document/document.ts';
import type { Path } from '#domain/document/op.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import type { WorkshopSession } from '#domain/workshop/workshop.ts';
import type { FormSectionReading } from '#forms/engine/form-lines.ts';
import type { PathDescription } from '#renderer/console/parts/describe-path.ts';
import { type Translate, useTranslate } from '#renderer/i18n';
import { Card, EmptyState, FactList, PageSection } from '#renderer/ui';
import {
  type AssessmentReading,
  answeredQuestionOptions,
  type RegisterConflict,
} from './answers/assessment-reading.ts';
import { FormPagesView } from './answers/form-pages-view.tsx';
import { FormSectionView } from './answers/form-section-view.tsx';
import { HeldChangesView } from './answers/held-changes-view.tsx';
import { DimensionView } from './answers/question-view.tsx';
import { RegisterConflictView } from './answers/register-conflict-view.tsx';
import { RegisterValueView } from './answers/register-value-view.tsx';
import { ActionPlanRecordView } from './overview/action-plan-record-view.tsx';
import { type AssessmentConclusions, ConclusionsView } from './overview/assessment-conclusions.tsx';
import { AssessmentOverviewView, type FollowedAssessment } from './overview/assessment-overview-view.tsx';
import type { RecordFact } from './overview/record-side-view.tsx';
import { type RecordSources, recordPartOfQuestion } from './record-sources.ts';
import { RecordHistoryView } from './timeline/change-list-view.tsx';
import { ReviewView, SafeguardsView } from './workflow/review-view.tsx';
import { WorkshopPartView } from './workshop/workshop-part-view.tsx';
import { isWorkshopReportPart, workshopPartLabels } from './workshop/workshop-report-parts.ts';
import type { WorkshopReading } from './workshop/workshop-reports.ts';
import { WorkshopSessionsView } from './workshop/workshop-sessions-view.tsx';
import './record.css';
import { RichTextBlocks } from '#renderer/console/parts/rich-text.tsx';

interface DocumentRegistersViewProps {
  readonly document: Document;
  readonly labelOf: (path: string) => PathDescription;
}

/** Registers of a record by name: for records without a page of their own. Those of one item stand together. */
function DocumentRegistersView({ document, labelOf }: DocumentRegistersViewProps): ReactElement {
  const translate = useTranslate();
  const pathsByItem = new Map<string, string[]>();
  for (const path of Object.keys(document.registers).filter((one) => !isOrderOrId(one))) {
    const [area = '', id, ...rest] = path.split('/');
    const item = id !== undefined && rest.length > 0 ? `${area}/${id}` : '';
    addToGroup(pathsByItem, item, path);
  }
  const factOf = (path: string): { readonly term: string; readonly value: ReactElement } => {
    const { what, detail } = labelOf(path);
    const register = document.registers[path as Path]; // a key of the registers
    return {
      term: detail === null ? translate(what) : `${translate(what)} ${detail}`,
      value:
        register?.text === undefined ? (
          <RegisterValueView path={path} value={register ? (shownHead(register)?.value ?? null) : null} />
        ) : (
          <RichTextBlocks update={register.text} />
        ),
    };
  };
  return (
    <PageSection title={translate('console.overview.everything')}>
      {[...pathsByItem].map(([item, paths]) => (
        <Card key={item} label={translate('console.overview.everything')}>
          <FactList facts={paths.map(factOf)} />
        </Card>
      ))}
    </PageSection>
  );
}

/** Whether a field orders rows or names another record: nothing that a person reads. */
const isOrderOrId = (path: string): boolean => path === 'mission' || path.endsWith('/order');

interface RecordMainViewProps {
  readonly part: string;
  readonly document: Document;
  /** Null when the record is no assessment, or by an instrument that this version does not have. */
  readonly assessment: AssessmentReading | null;
  /** Null when the record is no workshop. */
  readonly sessions: readonly WorkshopSession[] | null;
  readonly workshop: WorkshopReading | null;
  /** Null when no form of this version made it. */
  readonly form: readonly FormSectionReading[] | null;
  readonly conclusions: AssessmentConclusions | null;
  readonly followed: FollowedAssessment | null;
  readonly facts: readonly RecordFact[];
  readonly contested: readonly RegisterConflict[];
  readonly held: readonly HeldChangeRow[];
  readonly sources: RecordSources;
  readonly hrefOf: (part: string) => string;
}

/** The chosen part of a record. */
export function RecordMainView(props: RecordMainViewProps): ReactElement {
  const { part, contested, held, assessment, form, sources, hrefOf } = props;
  const translate = useTranslate();
  const whatOf = (path: string): string => fullPathLabel(sources.labelOf(path), translate);
  switch (part) {
    case 'conflicts':
      return (
        <RecordPart title={translate('console.rail.conflicts')}>
          {contested.length === 0 && <NothingWaiting />}
          {contested.map((registerConflict) => (
            <RegisterConflictView
              key={registerConflict.path}
              contested={registerConflict}
              what={whatOf(registerConflict.path)}
              names={sources.names}
            />
          ))}
        </RecordPart>
      );
    case 'held':
      return (
        <RecordPart title={translate('console.rail.held')}>
          {held.length === 0 ? (
            <NothingWaiting />
          ) : (
            <HeldChangesView changes={held} whatOf={whatOf} names={sources.names} />
          )}
        </RecordPart>
      );
    case 'review':
      if (sources.reviewing === null) return <NothingWaiting />;
      return (
        <RecordPart title={translate('review.title')}>
          <ReviewView
            document={props.document}
            {...sources.reviewing}
            names={sources.names}
            hrefOf={(about) => hrefOf(recordPartOfQuestion(about, form))}
            questions={assessment || form ? [] : answeredQuestionOptions(props.document)}
          />
        </RecordPart>
      );
    case 'safeguards':
      return assessment && sources.reviewing ? (
        <SafeguardsView
          document={props.document}
          assessment={assessment}
          reviewing={sources.reviewing}
          sources={sources}
        />
      ) : (
        <NothingWaiting />
      );
    case 'findings':
      return (
        <RecordPart title={translate('console.part.findings')}>
          {props.conclusions === null ? <NothingWaiting /> : <ConclusionsView {...props.conclusions} />}
        </RecordPart>
      );
    case 'history':
      return (
        <RecordPart title={translate('console.part.history')}>
          <RecordHistoryView {...sources} />
        </RecordPart>
      );
    default: {
      const dimensionReading = assessment?.dimensions.find(({ dimension }) => dimension.code === part);
      if (dimensionReading) return <DimensionView key={part} reading={dimensionReading} sources={sources} />;
      const sectionReading = form?.find((one) => one.part === part);
      if (sectionReading)
        return (
          <FormSectionView
            key={part}
            section={sectionReading}
            document={props.document}
            contested={contested}
            held={held}
            sources={sources}
          />
        );
      if (props.workshop && isWorkshopReportPart(part))
        return (
          <RecordPart title={translate(workshopPartLabels[part])}>
            <WorkshopPartView part={part} document={props.document} workshop={props.workshop} />
          </RecordPart>
        );
      return (
        <RecordPart title={translate(props.sessions ? 'console.part.sessions' : 'console.part.overview')}>
          <RecordOverview {...props} />
        </RecordPart>
      );
    }
  }
}

function RecordOverview(props: RecordMainViewProps): ReactElement {
  const { part, assessment, sessions, form, document, facts, sources, hrefOf } = props;
  if (assessment) {
    return (
      <AssessmentOverviewView
        reading={assessment}
        followed={props.followed}
        facts={facts}
        sources={sources}
        hrefOf={hrefOf}
      />
    );
  }
  if (sessions) return <WorkshopSessionsView sessions={sessions} only={part === 'notes' ? null : part} />;
  if (form) return <FormPagesView document={document} form={form} sources={sources} hrefOf={hrefOf} />;
  if (document.kind === actionPlanKind) return <ActionPlanRecordView document={document} />;
  return <DocumentRegistersView document={document} labelOf={sources.labelOf} />;
}

interface RecordPartProps {
  readonly title: string;
  readonly children: ReactNode;
}

function RecordPart({ title, children }: RecordPartProps): ReactElement {
  return (
    <div className="console-part">
      <h2 className="console-part-title">{title}</h2>
      {children}
    </div>
  );
}

function NothingWaiting(): ReactElement {
  const translate = useTranslate();
  return <EmptyState icon={CircleCheck} title={translate('console.part.nothingWaits')} />;
}

/** Path by all its names, for places that do not name its question or session. */
function fullPathLabel({ subject, what, detail }: PathDescription, translate: Translate): string {
  const named = detail === null ? translate(what) : `${translate(what)} ${detail}`;
  if (subject === null) return named;
  const about = [subject.code, subject.title].filter((part) => part !== '').join(' ');
  return about === '' ? named : `${about} · ${named}`;
}
