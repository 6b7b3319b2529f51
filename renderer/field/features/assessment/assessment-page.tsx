import type { ReactElement } from 'react';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import type { AssessmentFacts } from './assessment-facts.ts';
import { type AssessmentModel, contestedScreening, type DimensionModel } from './assessment-model.ts';
import { DimensionPage } from './dimension-page.tsx';
import type { PageLink } from './dimension-page-view.tsx';
import { NoticeView } from './notice-view.tsx';
import { ScreeningPage } from './screening-page.tsx';
import type { Team } from './several/team.ts';
import type { AssessmentActs } from './use-assessment-acts.ts';

interface AssessmentPageProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly model: AssessmentModel;
  readonly facts: AssessmentFacts;
  /** Absent on the screening page. */
  readonly dimension: DimensionModel | undefined;
  readonly names: Readonly<Record<DeviceId, string>>;
  readonly team: Team;
  readonly focused: string | null;
  readonly acts: AssessmentActs;
  readonly onFocus: (question: string) => void;
  readonly previous: PageLink | null;
  readonly next: PageLink | null;
}

/** The middle column: the screening, or one dimension. */
export function AssessmentPage(props: AssessmentPageProps): ReactElement {
  const { log, open, model, facts, dimension, acts, onFocus } = props;
  const { mode, otherInstrument, held } = facts;
  const page = {
    focused: props.focused,
    isReadOnly: mode !== 'open',
    problems: open.problems,
    onFocus,
    previous: props.previous,
    next: props.next,
    notice: <NoticeView mode={mode} otherInstrument={otherInstrument} held={held} />,
  };
  return dimension ? (
    <DimensionPage
      {...page}
      log={log}
      model={model}
      saved={open.answer.document}
      dimension={dimension}
      names={props.names}
      team={props.team}
      acts={acts.question}
    />
  ) : (
    <ScreeningPage
      {...page}
      screening={model.screening}
      contested={contestedScreening(model)}
      onChoose={acts.onScreening}
    />
  );
}
