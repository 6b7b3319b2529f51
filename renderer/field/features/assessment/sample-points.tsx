import type { ReactElement } from 'react';
import { readReview, type ReviewPoint } from '#domain/assessment/read-review.ts';
import type { Document } from '#domain/document/document.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Section } from '#renderer/ui/section.tsx';
import { TextArea } from '#renderer/ui/text-area.tsx';
import { PointView } from './review/point-view.tsx';
import { useReviewer } from './review/sample-review.ts';

const nothing = (): void => undefined;

interface SamplePointProps {
  readonly point: ReviewPoint;
  readonly name: string | null;
  readonly isBeside?: boolean;
  readonly isCurrent?: boolean;
  readonly isReadOnly?: boolean;
}

/** One point of headquarters for the stories. */
export function SamplePoint(props: SamplePointProps): ReactElement {
  const { point, name, isBeside = false, isCurrent = false, isReadOnly = false } = props;
  const say = useSay();
  return (
    <PointView
      point={point}
      name={name}
      href={point.about === '' || isBeside ? null : '#/'}
      who={useReviewer()}
      isCurrent={isCurrent}
      hasKeys={isCurrent}
      reply={
        <TextArea
          label={say('life.point.reply')}
          value={point.reply.text}
          onChange={nothing}
          rows={1}
          isReadOnly={isReadOnly}
        />
      }
      onMended={isReadOnly ? undefined : nothing}
    />
  );
}

/** The points beside one question. */
export function SamplePoints({
  document,
  question,
}: {
  readonly document: Document;
  readonly question: string;
}): ReactElement {
  const say = useSay();
  const points = readReview(document).points.filter(({ about }) => about === question);
  return (
    <Section kind="side" title={say('life.point.here')}>
      <div className="life-points">
        {points.map((point) => (
          <SamplePoint key={point.id} point={point} name={null} isBeside />
        ))}
      </div>
    </Section>
  );
}
