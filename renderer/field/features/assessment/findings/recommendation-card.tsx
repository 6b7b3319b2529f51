import type { ReactElement } from 'react';
import type { Recommendation } from '#domain/assessment/read-findings.ts';
import type { Document } from '#domain/document/document.ts';
import type { LogId } from '#domain/ids.ts';
import { editedText, editedValue } from '#renderer/field/app/edited-text.ts';
import { TextHits } from '#renderer/field/app/text-hits.tsx';
import { useDraft } from '#renderer/field/app/use-draft.ts';
import { type Notation, useValueDraft } from '#renderer/field/app/use-value-draft.ts';
import { RecommendationCardView } from './recommendation-card-view.tsx';

type ViewProps = Parameters<typeof RecommendationCardView>[0];

interface RecommendationCardProps extends Omit<ViewProps, 'texts' | 'hits' | 'recommendation'> {
  readonly log: LogId;
  /** As the store has it: what is typed replaces its values. */
  readonly saved: Document;
  readonly recommendation: Recommendation;
  readonly codes: Notation;
}

/** One recommendation, with what is being typed into it. */
export function RecommendationCard({ log, saved, codes, ...props }: RecommendationCardProps): ReactElement {
  const at = `recommendations/${props.recommendation.id}`;
  const texts = {
    text: editedText(useDraft(log, saved, `${at}/text`)),
    addressee: editedText(useDraft(log, saved, `${at}/addressee`)),
    about: editedValue(useValueDraft(log, saved, `${at}/about`, codes), 'finding.about.unknown'),
    trainingReason: editedText(useDraft(log, saved, `${at}/training-reason`)),
  };
  const { text, onChange } = texts.text;
  return (
    <RecommendationCardView
      {...props}
      texts={texts}
      hits={
        <>
          <TextHits text={text} onChange={props.isReadOnly ? undefined : onChange} />
          <TextHits
            text={texts.trainingReason.text}
            onChange={props.isReadOnly ? undefined : texts.trainingReason.onChange}
          />
        </>
      }
    />
  );
}
