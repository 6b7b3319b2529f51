import { Flag, PenLine, RotateCcw } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type RatingAboveEvidence, readRatingsAboveEvidence } from '#domain/assessment/read-answer.ts';
import { useTextDraft, useTextDrafts } from '#renderer/console/parts/text-drafts.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button, KeyHint, PageSection, TextArea, TextLink } from '#renderer/ui';
import type { WriterNames } from '../timeline/record-history.ts';
import { ReviewActButton } from './review-act-button.tsx';
import { ReviewActFormView } from './review-act-form-view.tsx';
import type { ReviewService } from './review-service.ts';
import './review.css';
import type { Document } from '#domain/document/document.ts';
import type { RecordReview } from '../record-sources.ts';
import { AuthorshipView } from '../timeline/writer-view.tsx';

interface AboveEvidenceViewProps {
  readonly rating: RatingAboveEvidence;
  /** Name of its question. */
  readonly name: string;
  readonly names: WriterNames;
  /** Null where no act is possible. */
  readonly service: ReviewService | null;
}

/**
 * Note that a rating is above its evidence, the reviewer's reason to keep it, and the form of one
 * (docs/requirements.md B3).
 */
export function AboveEvidenceView({ rating, name, names, service }: AboveEvidenceViewProps): ReactElement {
  const translate = useTranslate();
  const textDrafts = useTextDrafts();
  const [isWriting, setIsWriting] = useState(
    () => service !== null && textDrafts.has(overrideDraft(service, rating.question)),
  );
  const { question, level, evidence: strength, override, isExplained } = rating;
  const said = isExplained ? 'review.override.stands' : 'console.question.aboveEvidence';
  const mayWrite = service !== null && service.rights.overrides && !service.facts.hasRated;
  return (
    <div className="desk-question">
      <Banner meaning={isExplained ? 'info' : 'wait'} icon={Flag}>
        <p>{translate(said, { level, strength })}</p>
        {override !== null && <OverrideReason override={override} isExplained={isExplained} names={names} />}
      </Banner>
      {mayWrite && isWriting && (
        <RatingOverrideFormView
          rating={rating}
          name={name}
          service={service}
          onClose={() => setIsWriting(false)}
        />
      )}
      {mayWrite && !isWriting && (
        <div className="desk-add" data-override={question}>
          <Button
            kind={isExplained ? 'quiet' : 'standard'}
            icon={PenLine}
            label={translate('review.act.of', {
              act: translate(overrideActionKey(override !== null)),
              what: name,
            })}
            onPress={() => setIsWriting(true)}
          >
            {translate(overrideActionKey(override !== null))}
          </Button>
          <KeyHint keys="Alt R" isDecorative />
          {override !== null && (
            <ReviewActButton
              act={{ act: 'withdrawOverride', question }}
              icon={RotateCcw}
              word={translate('review.override.withdraw')}
              label={translate('review.act.of', { act: translate('review.override.withdraw'), what: name })}
              service={service}
            />
          )}
        </div>
      )}
    </div>
  );
}

interface RatingOverridesViewProps {
  readonly document: Document;
  readonly service: ReviewService;
  readonly nameOf: RecordReview['nameOf'];
  readonly names: WriterNames;
  /** Address of a question. */
  readonly hrefOf: (about: string) => string;
}

/** All ratings above their evidence in one place: those without a reason first, the others folded away. */
export function RatingOverridesView(props: RatingOverridesViewProps): ReactElement | null {
  const { document, nameOf } = props;
  const translate = useTranslate();
  const [showsExplained, setShowsExplained] = useState(false);
  const ratings = readRatingsAboveEvidence(document);
  if (ratings.length === 0) return null;
  const explained = ratings.filter(({ isExplained }) => isExplained);
  const waiting = ratings.filter(({ isExplained }) => !isExplained);
  const list = (some: readonly RatingAboveEvidence[]): ReactElement => (
    <ul className="desk-points">
      {some.map((rating) => (
        <li key={rating.question}>
          <OverriddenRatingView {...props} rating={rating} name={nameOf(rating.question)} />
        </li>
      ))}
    </ul>
  );
  return (
    <PageSection
      title={translate('review.override.title', { count: waiting.length })}
      description={translate('review.override.text')}
    >
      {list(waiting)}
      {explained.length > 0 && (
        <div>
          <Button kind="quiet" onPress={() => setShowsExplained(!showsExplained)}>
            {translate(showsExplained ? 'review.override.hide' : 'review.override.show', {
              count: explained.length,
            })}
          </Button>
        </div>
      )}
      {showsExplained && list(explained)}
    </PageSection>
  );
}

interface OverriddenRatingViewProps extends Pick<RatingOverridesViewProps, 'service' | 'names' | 'hrefOf'> {
  readonly rating: RatingAboveEvidence;
  readonly name: string;
}

function OverriddenRatingView({
  rating,
  name,
  service,
  names,
  hrefOf,
}: OverriddenRatingViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <article
      className="desk-point"
      data-settled={rating.isExplained || undefined}
      aria-label={translate('review.override.name', { question: name })}
    >
      <div className="desk-point-head">
        <TextLink href={hrefOf(rating.question)}>{name}</TextLink>
      </div>
      <AboveEvidenceView rating={rating} name={name} names={names} service={service} />
    </article>
  );
}

interface RatingOverrideFormViewProps {
  readonly rating: RatingAboveEvidence;
  /** Name of its question. */
  readonly name: string;
  readonly service: ReviewService;
  readonly onClose: () => void;
}

const overrideDraft = ({ record }: ReviewService, question: string): string =>
  `${record}/override/${question}/`;

/** Form of the reason to keep a rating above its evidence; a former reason is there to be corrected. */
export function RatingOverrideFormView({
  rating,
  name,
  service,
  onClose,
}: RatingOverrideFormViewProps): ReactElement {
  const translate = useTranslate();
  const { question, level, override } = rating;
  const draft = overrideDraft(service, question);
  const [reason, setReason] = useTextDraft(`${draft}reason`, override?.reason ?? '');
  // State when the form was opened: the person has not seen later changes. Null once the person has been
  // told.
  const [openedReviewService, setOpened] = useState<ReviewService | null>(service);
  const onAct: ReviewService['onAct'] = async (act) => {
    const refused = await (openedReviewService ?? service).onAct(act);
    if (refused !== null) setOpened(null);
    return refused;
  };
  return (
    <ReviewActFormView
      act={
        reason.trim() === '' ? { key: 'review.refused.reason' } : { act: 'overrideRating', question, reason }
      }
      action={translate('review.override.save')}
      service={{ ...service, onAct }}
      draft={draft}
      onDone={onClose}
      onCancel={onClose}
    >
      <TextArea
        label={translate('review.override.label', { question: name, level })}
        description={translate('review.override.help')}
        value={reason}
        onChange={setReason}
        maxLength={20_000}
        isRequired
        hasFirstFocus
      />
    </ReviewActFormView>
  );
}

const overrideActionKey = (isGiven: boolean) => (isGiven ? 'review.override.change' : 'review.override.give');

interface OverrideReasonProps extends Pick<RatingAboveEvidence, 'isExplained'> {
  readonly override: NonNullable<RatingAboveEvidence['override']>;
  readonly names: WriterNames;
}

/** Reason of the reviewer, with writer and time; and a note where it was given for another rating. */
function OverrideReason({ override, isExplained, names }: OverrideReasonProps): ReactElement {
  const translate = useTranslate();
  const { reason, level, evidence, written } = override;
  return (
    <>
      <p className="desk-point-text">{translate('assessment.flag.reviewer', { reason })}</p>
      {!isExplained && <p>{translate('review.override.outdated', { level, strength: evidence })}</p>}
      {written !== null && (
        <p className="desk-meta">
          <AuthorshipView written={written} names={names} />
        </p>
      )}
    </>
  );
}
