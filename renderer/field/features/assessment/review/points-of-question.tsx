import type { ReactElement } from 'react';
import { openPoints, readReview } from '#domain/assessment/read-review.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { permitsReplies } from '#domain/people/write-mode.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import { useWriteMode } from '#renderer/field/app/use-write-mode.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Section } from '#renderer/ui/section.tsx';
import { PointView } from './point-view.tsx';
import { ReplyField } from './reply-field.tsx';

interface PointsOfQuestionProps {
  readonly log: LogId;
  readonly open: OpenDocument;
  readonly question: string;
  /** What people call it; null where its id says it. */
  readonly name: string | null;
  readonly whoOf: (device: DeviceId) => string;
}

/** What headquarters asks to be mended in the question in focus. */
export function PointsOfQuestion(props: PointsOfQuestionProps): ReactElement | null {
  const { log, open, question, name, whoOf } = props;
  const say = useSay();
  const { document, answer, choose } = open;
  const mode = useWriteMode()(answer.roles, answer.document);
  const points = openPoints(readReview(document)).filter(({ about }) => about === question);
  if (points.length === 0) return null;
  const mayReply = mode !== 'leaseOver' && permitsReplies(answer.roles, answer.document);
  return (
    <Section kind="side" title={say('life.point.here')}>
      <div className="life-points">
        {points.map((point) => (
          <PointView
            key={point.id}
            point={point}
            name={name}
            href={null}
            who={point.written ? whoOf(point.written.device) : say('assessment.unknownPerson')}
            reply={
              <ReplyField
                log={log}
                saved={answer.document}
                point={point.id}
                label={say('life.point.reply')}
                isReadOnly={!mayReply}
              />
            }
            onMended={
              mayReply
                ? (isMended) => void choose([{ path: `review/replies/${point.id}/mended`, value: isMended }])
                : undefined
            }
          />
        ))}
      </div>
    </Section>
  );
}
