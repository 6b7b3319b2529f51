import {
  ClipboardCheck,
  ClipboardList,
  GitMerge,
  GraduationCap,
  History,
  Hourglass,
  LayoutList,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  NotebookPen,
  ShieldCheck,
} from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import { unresolvedCommentsOf } from '#domain/assessment/review/review.ts';
import type { WorkshopSession } from '#domain/workshop/workshop.ts';
import { type FormSectionReading, sectionProgressOf } from '#forms/engine/form-lines.ts';
import { type MessageKey, type Translate, useTranslate } from '#renderer/i18n';
import { Badge, LevelChip, type NavItem, NavList, ProgressRing } from '#renderer/ui';
import type { AssessmentReading, DimensionReading } from './answers/assessment-reading.ts';
import type { CommonRecordPart, RecordReview } from './record-sources.ts';
import './record.css';

interface RecordNavViewProps {
  readonly part: string;
  readonly onGo: (part: string) => void;
  readonly conflicts: number;
  readonly held: number;
  readonly assessment: AssessmentReading | null;
  readonly sessions: readonly WorkshopSession[] | null;
  readonly form: readonly FormSectionReading[] | null;
  readonly reviewing: RecordReview | null;
}

/**
 * Parts of a record: conflicts, history, and the dimensions of an assessment or the sessions of a workshop.
 */
export function RecordNavView(props: RecordNavViewProps): ReactElement {
  const { part, onGo, conflicts, held, assessment, sessions, reviewing } = props;
  const translate = useTranslate();
  const badge = (count: number, meaning: 'bad' | 'wait'): Pick<NavItem<string>, 'end'> => ({
    end: <Badge count={count} meaning={meaning} />,
  });
  const openPoints = reviewing === null ? 0 : unresolvedCommentsOf(reviewing.review).length;
  const navItems: readonly NavItem<string>[] = [
    commonPartItem('overview', LayoutList, 'console.part.overview', translate),
    ...(assessment ? [commonPartItem('findings', ListOrdered, 'console.part.findings', translate)] : []),
    ...(sessions
      ? [
          commonPartItem('participants', ClipboardList, 'console.part.participants', translate),
          commonPartItem('learning', GraduationCap, 'console.part.learning', translate),
          commonPartItem('actions', ListChecks, 'console.part.actions', translate),
          commonPartItem('notes', NotebookPen, 'console.part.sessions', translate),
        ]
      : []),
    ...(reviewing
      ? [
          {
            ...commonPartItem('review', ClipboardCheck, 'review.title', translate),
            ...(openPoints > 0 && badge(openPoints, 'wait')),
          },
        ]
      : []),
    ...(reviewing && assessment
      ? [commonPartItem('safeguards', ShieldCheck, 'review.safeguards.title', translate)]
      : []),
    ...(conflicts > 0
      ? [
          {
            ...commonPartItem('conflicts', GitMerge, 'console.rail.conflicts', translate),
            ...badge(conflicts, 'bad'),
          },
        ]
      : []),
    ...(held > 0
      ? [{ ...commonPartItem('held', Hourglass, 'console.rail.held', translate), ...badge(held, 'wait') }]
      : []),
    commonPartItem('history', History, 'console.part.history', translate),
  ];
  return (
    <div className="console-record-nav">
      <NavList label={translate('console.part.label')} items={navItems} current={part} onGo={onGo} />
      {recordOwnPartsOf(props, translate).map(
        ({ title, items }) =>
          items.length > 0 && (
            <Fragment key={title}>
              <h2>{title}</h2>
              <NavList label={title} items={items} current={part} onGo={onGo} />
            </Fragment>
          ),
      )}
    </div>
  );
}

interface RecordOwnParts {
  readonly title: string;
  readonly items: readonly NavItem<string>[];
}

/** Pages of the record itself: dimensions and further questions, pages of a form, or sessions. */
function recordOwnPartsOf(
  { assessment, form, sessions }: RecordNavViewProps,
  translate: Translate,
): readonly RecordOwnParts[] {
  const pages = {
    title: translate('form.sections'),
    items: (form ?? []).map((sectionReading) => formSectionItem(sectionReading, translate)),
  };
  if (assessment) {
    const dimensions = assessment.dimensions.map((dimensionReading) =>
      dimensionItem(dimensionReading, translate),
    );
    return [
      { title: translate('path.dimensions'), items: dimensions },
      { ...pages, title: translate('console.part.plainQuestions') },
    ];
  }
  if (form) return [pages];
  const items = (sessions ?? []).map((session) => workshopSessionItem(session, translate));
  return [{ title: translate('path.sessions'), items }];
}

const formSectionItem = (sectionReading: FormSectionReading, translate: Translate): NavItem<string> => ({
  id: sectionReading.part,
  title: sectionReading.title,
  note: translate('ui.progress.label', sectionProgressOf(sectionReading)),
});

const workshopSessionItem = ({ id, title, day }: WorkshopSession, translate: Translate): NavItem<string> => ({
  id,
  title: title === '' ? translate('value.untitled') : title,
  ...(day !== null && { note: translate('value.sessionDay', { day }) }),
});

const commonPartItem = (
  id: CommonRecordPart,
  Icon: LucideIcon,
  messageKey: MessageKey,
  translate: Translate,
): NavItem<string> => ({
  id,
  lead: <Icon className="fb-icon" aria-hidden />,
  title: translate(messageKey),
});

function dimensionItem(
  { dimension, progress, score, questions }: DimensionReading,
  translate: Translate,
): NavItem<string> {
  const { asked, answered } = progress;
  // People decide an answer as a whole.
  const conflicts = questions.filter(({ contested }) => contested.length > 0).length;
  const answeredNote =
    asked === 0
      ? translate('console.part.notAsked')
      : translate('ui.progress.label', { done: answered, total: asked });
  return {
    id: dimension.code,
    code: dimension.code,
    title: dimension.title,
    note:
      conflicts === 0
        ? answeredNote
        : `${answeredNote} · ${translate('value.conflicts', { count: conflicts })}`,
    lead: <ProgressRing fraction={asked === 0 ? 0 : answered / asked} label={answeredNote} />,
    end: <LevelChip level={MaturityLevel.safeParse(score?.reported).data ?? null} />,
  };
}
