import { type ReactElement, useMemo, useState } from 'react';
import type { JsonValue } from '#base/json.ts';
import type { RecommendationStatus } from '#domain/assessment/finding.ts';
import {
  blankPartsOf,
  decideRecommendationStatus,
  horizonOfQuarter,
  quartersFrom,
} from '#domain/assessment/recommendation-parts.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { CheckedTextHits } from '#renderer/field/app/documents/checked-text-field.tsx';
import {
  editedTextOf,
  editedValueOf,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import type { ValueNotation } from '#renderer/records/value-notations.ts';
import { RecommendationCardView, type RecommendationCardViewProps } from './recommendation-card-view.tsx';
import type { RecommendationChoice } from './recommendation-fields-view.tsx';

interface RecommendationCardProps
  extends Omit<RecommendationCardViewProps, 'texts' | 'hits' | 'refused' | 'onChoose' | 'quarters' | 'plan'> {
  readonly log: LogId;
  /** Stored document: typing replaces its values. */
  readonly saved: Document;
  readonly codes: ValueNotation;
  /** Today, `2027-01-31`. */
  readonly today: string;
  /** Choose values of parts, by their names. */
  readonly onChoose: (values: Readonly<Record<string, JsonValue>>) => void;
  readonly plan: { readonly href: string } | { readonly onMake: () => void } | null;
}

/** Quarters that a recommendation can end in: the programme has thirty months, and its follow-up some more. */
const listedQuarters = 16;

/** One recommendation with its drafts. */
export function RecommendationCard(props: RecommendationCardProps): ReactElement {
  const { log, saved, codes, today, onChoose, plan, ...shown } = props;
  const { recommendation } = shown;
  const [isRefused, setIsRefused] = useState(false);
  const quarters = useMemo(() => quartersFrom(today, listedQuarters), [today]);
  const at = `recommendations/${recommendation.id}`;
  const texts = {
    text: editedTextOf(useDraft(log, saved, `${at}/text`)),
    addressee: editedTextOf(useDraft(log, saved, `${at}/addressee`)),
    about: editedValueOf(useValueDraft(log, saved, `${at}/about`, codes), 'finding.about.unknown'),
    trainingReason: editedTextOf(useDraft(log, saved, `${at}/training-reason`)),
  };
  const { text, onChange } = texts.text;
  // Typed letters count before they are saved.
  const typed = { ...recommendation, text, addressee: texts.addressee.text };
  const isAccepted = (newStatus: RecommendationStatus): boolean => {
    const decided = decideRecommendationStatus(typed, newStatus);
    setIsRefused(!decided.ok);
    return decided.ok;
  };
  const choose = ({ part, value }: RecommendationChoice): void => {
    if (part === 'status' && !isAccepted(value)) return;
    onChoose({
      [part]: value,
      ...(part === 'quarter' && { horizon: horizonOfQuarter(value, today) }),
    });
  };
  return (
    <RecommendationCardView
      {...shown}
      texts={texts}
      quarters={quarters}
      refused={isRefused ? blankPartsOf(typed) : []}
      onChoose={choose}
      plan={
        plan === null || 'href' in plan ? plan : { onMake: () => isAccepted('accepted') && plan.onMake() }
      }
      hits={
        <>
          <CheckedTextHits text={text} onChange={props.isReadOnly ? undefined : onChange} />
          <CheckedTextHits
            text={texts.trainingReason.text}
            onChange={shown.isReadOnly ? undefined : texts.trainingReason.onChange}
          />
        </>
      }
    />
  );
}
