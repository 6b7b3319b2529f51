import {
  ClipboardCheck,
  GitMerge,
  History,
  Hourglass,
  LayoutList,
  ListOrdered,
  type LucideIcon,
  ShieldCheck,
} from 'lucide-react';
import { Fragment, type ReactElement } from 'react';
import { Level } from '#domain/assessment/assessment.ts';
import type { Session } from '#domain/workshop/read-sessions.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay, type Say } from '#renderer/i18n/use-say.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { LevelChip } from '#renderer/ui/level-chip.tsx';
import { NavList, type NavItem } from '#renderer/ui/nav-list.tsx';
import { ProgressRing } from '#renderer/ui/progress-ring.tsx';
import type { AssessmentReading, DimensionReading } from './assessment-reading.ts';
import { answeredIn, type FormSectionReading } from '#domain/instrument/form/form-lines.ts';
import type { Reviewing } from './reviewing.ts';
import type { CommonPart } from './record-part.ts';
import './record-nav-view.css';

interface RecordNavViewProps {
  readonly part: string;
  readonly onGo: (part: string) => void;
  readonly conflicts: number;
  readonly held: number;
  readonly assessment: AssessmentReading | null;
  readonly sessions: readonly Session[] | null;
  readonly form: readonly FormSectionReading[] | null;
  readonly reviewing: Reviewing | null;
}

/** The parts of a record: what waits, its history, and the dimensions of an assessment or the sessions of a workshop. */
export function RecordNavView(props: RecordNavViewProps): ReactElement {
  const { part, onGo, conflicts, held, assessment, reviewing } = props;
  const say = useSay();
  const badge = (count: number, meaning: 'bad' | 'wait'): Pick<NavItem<string>, 'end'> => ({
    end: <Badge count={count} meaning={meaning} />,
  });
  const openPoints = reviewing?.review.points.filter(({ settled }) => !settled).length ?? 0;
  const items: readonly NavItem<string>[] = [
    commonItem('overview', LayoutList, 'console.part.overview', say),
    ...(assessment ? [commonItem('findings', ListOrdered, 'console.part.findings', say)] : []),
    ...(reviewing
      ? [
          {
            ...commonItem('review', ClipboardCheck, 'desk.title', say),
            ...(openPoints > 0 && badge(openPoints, 'wait')),
          },
        ]
      : []),
    ...(reviewing && assessment ? [commonItem('safeguards', ShieldCheck, 'desk.safeguards.title', say)] : []),
    ...(conflicts > 0
      ? [{ ...commonItem('conflicts', GitMerge, 'console.rail.conflicts', say), ...badge(conflicts, 'bad') }]
      : []),
    ...(held > 0
      ? [{ ...commonItem('held', Hourglass, 'console.rail.held', say), ...badge(held, 'wait') }]
      : []),
    commonItem('history', History, 'console.part.history', say),
  ];
  return (
    <div className="console-record-nav">
      <NavList label={say('console.part.label')} items={items} current={part} onGo={onGo} />
      {ownPartsOf(props, say).map(
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

interface OwnParts {
  readonly title: string;
  readonly items: readonly NavItem<string>[];
}

/** The pages of the record itself: dimensions and what is asked beside them, pages of a form, or sessions. */
function ownPartsOf({ assessment, form, sessions }: RecordNavViewProps, say: Say): readonly OwnParts[] {
  const pages = { title: say('form.sections'), items: (form ?? []).map((one) => sectionItem(one, say)) };
  if (assessment) {
    const dimensions = assessment.dimensions.map((one) => dimensionItem(one, say));
    return [
      { title: say('console.part.dimensions'), items: dimensions },
      { ...pages, title: say('console.part.plainQuestions') },
    ];
  }
  if (form) return [pages];
  const items = (sessions ?? []).map((one) => sessionItem(one, say));
  return [{ title: say('console.part.sessions'), items }];
}

const sectionItem = (section: FormSectionReading, say: Say): NavItem<string> => ({
  id: section.part,
  title: section.title,
  note: say('ui.progress.label', answeredIn(section)),
});

const sessionItem = ({ id, title, day }: Session, say: Say): NavItem<string> => ({
  id,
  title: title === '' ? say('console.untitled') : title,
  ...(day !== null && { note: say('console.workshop.day', { day }) }),
});

const commonItem = (id: CommonPart, Icon: LucideIcon, key: MessageKey, say: Say): NavItem<string> => ({
  id,
  lead: <Icon className="fb-icon" aria-hidden />,
  title: say(key),
});

function dimensionItem(
  { dimension, progress, score, questions }: DimensionReading,
  say: Say,
): NavItem<string> {
  const { asked, answered } = progress;
  const conflicts = questions.reduce((sum, { contested }) => sum + contested.length, 0);
  const answeredNote =
    asked === 0 ? say('console.part.notAsked') : say('ui.progress.label', { done: answered, total: asked });
  return {
    id: dimension.code,
    code: dimension.code,
    title: dimension.title,
    note:
      conflicts === 0
        ? answeredNote
        : `${answeredNote} · ${say('console.attention.conflicts', { count: conflicts })}`,
    lead: <ProgressRing fraction={asked === 0 ? 0 : answered / asked} label={answeredNote} />,
    end: <LevelChip level={Level.safeParse(score?.reported).data ?? null} />,
  };
}
