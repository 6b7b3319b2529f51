import { useMemo, type ReactElement, type ReactNode } from 'react';
import { pointsToMend, readReview } from '#domain/assessment/read-review.ts';
import type { LogId } from '#domain/ids.ts';
import { addressOf, type AssessmentPlace } from '#renderer/field/app/route.ts';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useMissionCrumbs } from '#renderer/field/app/use-mission-crumbs.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { AssessmentFacts } from './assessment-facts.ts';
import { PlacesView } from './places-view.tsx';
import { waitingRatings } from './several/waiting-ratings.ts';

interface AssessmentFrameProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly facts: AssessmentFacts;
  /** Absent at the questions. */
  readonly place?: AssessmentPlace | undefined;
  readonly actions?: ReactNode | undefined;
  readonly children: ReactNode;
}

/** The frame of every place of one assessment: whose it is, where one is in it, and what waits elsewhere. */
export function AssessmentFrame(props: AssessmentFrameProps): ReactElement {
  const { log, open, facts, place, actions, children } = props;
  const say = useSay();
  const crumbs = useMissionCrumbs(log, 'assessments');
  const { document, answer } = open;
  const toMend = useMemo(() => pointsToMend(readReview(document)).length, [document]);
  const toConsolidate = useMemo(() => waitingRatings(document, answer.roles), [document, answer.roles]);
  const title = facts.institution || facts.title || say('assessment.untitled');
  return (
    <ScreenFrame
      title={title}
      crumbs={[...crumbs, ...(facts.title === title ? [] : [{ label: facts.title }])]}
      actions={actions}
      places={
        <PlacesView
          current={place ?? 'questions'}
          hrefOf={(one) =>
            addressOf({
              screen: 'assessment',
              log,
              doc: document.doc,
              ...(one !== 'questions' && { place: one }),
            })
          }
          toConsolidate={toConsolidate}
          toMend={toMend}
        />
      }
    >
      {children}
    </ScreenFrame>
  );
}
