import { useMemo, type ReactElement } from 'react';
import { AssessmentType } from '#domain/assessment/assessment.ts';
import { readReview, sentPoints } from '#domain/assessment/read-review.ts';
import { textAtPath } from '#domain/assessment/text-at-path.ts';
import { readPeriods, readStateComments, unanswered } from '#domain/assessment/read-state-comments.ts';
import { emptyDocument, valueAt } from '#domain/document/document.ts';
import { type DeviceId, DocumentId, type LogId } from '#domain/ids.ts';
import type { Instrument } from '#domain/instrument/instrument.ts';
import { permitsDecisions, permitsReplies } from '#domain/people/write-mode.ts';
import { addressOf } from '#renderer/field/app/route.ts';
import { useListCursor } from '#renderer/field/app/use-list-cursor.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useFinals } from '#renderer/field/app/use-finals.ts';
import { useNames } from '#renderer/field/app/use-names.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { useQuery } from '#renderer/field/use-query.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { useQuestionOptions } from '../use-question-options.ts';
import { AssessmentActions } from '../assessment-actions.tsx';
import { AssessmentFrame } from '../assessment-frame.tsx';
import { assessmentFactsOf } from '../assessment-facts.ts';
import type { OpenEnds } from '../step-dialog-view.tsx';
import { AboutView } from './about-view.tsx';
import { LifeStepsView } from './life-steps-view.tsx';
import { MakeSuccessor } from './make-successor.tsx';
import { nextMessage } from './next-message.ts';
import { PeriodsView } from './periods-view.tsx';
import { PointsView } from './points-view.tsx';
import { ReviewCard } from './review-card.tsx';
import { StateComments } from './state-comments.tsx';
import '../assessment.css';

interface ReviewPlaceProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  /** Null for the one that Fieldbook brings along. */
  readonly instrument: Instrument | null;
  /** What is still open; null where that is not counted. */
  readonly openEnds: OpenEnds | null;
}

/** The way of an assessment through the review: where it stands, what headquarters asks, what the State says. */
export function ReviewPlace({ log, open, instrument, openEnds }: ReviewPlaceProps): ReactElement {
  const say = useSay();
  const { document, answer, choose } = open;
  const questions = useQuestionOptions(instrument, document);
  const writeModeOf = useWriteMode();
  const mode = writeModeOf(answer.roles, answer.document);
  const facts = assessmentFactsOf(document, answer, mode, true);
  const names = useNames(answer.people);
  const review = useMemo(() => readReview(document), [document]);
  const points = sentPoints(review).filter(({ round }) => round === review.round);
  const cursor = useListCursor(points.map(({ id }) => id));
  const comments = readStateComments(document);
  const mayReply = mode !== 'leaseOver' && permitsReplies(answer.roles, answer.document);
  const isLast = facts.status === 'final' || facts.status === 'superseded';
  // Whoever may begin an assessment in this mission may follow one up.
  const unbegun = emptyDocument(document.doc, document.kind);
  const mayBegin = isLast && writeModeOf(answer.roles, unbegun) === 'open';
  const follows = useFollowed(log, textAtPath(document, 'follows'));
  const finals = useFinals(log).filter(({ id }) => id !== document.doc);
  const whoOf = (device: DeviceId | undefined): string =>
    (device && names[device]) ?? say('assessment.unknownPerson');
  const nameOf = (about: string): string | null => questions.find(({ id }) => id === about)?.label ?? null;
  const returned = review.returns.at(-1);

  return (
    <AssessmentFrame
      log={log}
      open={open}
      facts={facts}
      place="review"
      actions={<AssessmentActions facts={facts} open={open} openEnds={openEnds ?? undefined} />}
    >
      <Page width="reading">
        <LifeStepsView
          status={facts.status}
          next={nextMessage(facts.status, review, comments.length, unanswered(comments).length)}
        />
        <Banner meaning="info" isQuiet>
          {say('assessment.doNotRecord')}
        </Banner>
        {mayBegin && (
          <MakeSuccessor
            log={log}
            before={answer.document}
            mayMakeVersion={permitsDecisions(answer.roles, unbegun)}
          />
        )}
        {returned && (
          <PointsView
            returned={returned}
            who={whoOf(returned.written?.device)}
            points={points}
            card={(point) => (
              <ReviewCard
                key={point.id}
                log={log}
                open={open}
                point={point}
                name={nameOf(point.about)}
                who={whoOf(point.written?.device)}
                mayReply={mayReply}
                isCurrent={cursor.currentId === point.id}
                takesFocus={cursor.isLed}
                onCurrent={() => cursor.onCurrent(point.id)}
              />
            )}
          />
        )}
        {(facts.status === 'shared' || comments.length > 0) && (
          <StateComments log={log} open={open} questions={questions} mayReply={mayReply} />
        )}
        <PeriodsView days={readPeriods(document)} />
        <AboutView
          type={AssessmentType.nullable()
            .catch(null)
            .parse(valueAt(document, 'type') ?? null)}
          referenceDate={textAtPath(document, 'reference-date') || null}
          follows={follows}
          finals={finals}
          versionReason={textAtPath(document, 'version-reason')}
          onType={mode === 'open' ? (value) => void choose([{ path: 'type', value }]) : undefined}
          onFollows={mode === 'open' ? (doc) => void choose([{ path: 'follows', value: doc }]) : undefined}
          onReferenceDate={
            mode === 'open' ? (value) => void choose([{ path: 'reference-date', value }]) : undefined
          }
        />
      </Page>
    </AssessmentFrame>
  );
}

/** The assessment that this one follows, by its title and address; null while there is none here. */
function useFollowed(log: LogId, follows: string): { readonly title: string; readonly href: string } | null {
  const documents = useQuery('documents', { log });
  const doc = DocumentId.safeParse(follows);
  if (!doc.success || documents.kind === 'loading') return null;
  const found = documents.answer.find((one) => one.doc === doc.data);
  return found ? { title: found.title, href: addressOf({ screen: 'assessment', log, doc: doc.data }) } : null;
}
