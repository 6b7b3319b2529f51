import { MessageSquarePlus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import type { RecordSources } from './record-sources.ts';
import { PointFormView } from './point-form-view.tsx';
import { PointView } from './point-view.tsx';
import './review.css';

interface QuestionPointsViewProps {
  readonly question: string;
  readonly sources: RecordSources;
}

/** What headquarters asks about a question, where the question stands, and the way to ask. */
export function QuestionPointsView({ question, sources }: QuestionPointsViewProps): ReactElement | null {
  const say = useSay();
  const [isAdding, setIsAdding] = useState(false);
  const { reviewing, names } = sources;
  if (reviewing === null) return null;
  const { review, desk, nameOf } = reviewing;
  const points = review.points.filter(({ about }) => about === question);
  if (points.length === 0 && !desk.rights.points) return null;
  return (
    <div className="desk-question">
      {points.length > 0 && (
        <ul className="desk-points">
          {points.map((point) => (
            <li key={point.id}>
              <PointView point={point} nameOf={nameOf} round={review.round} names={names} desk={desk} />
            </li>
          ))}
        </ul>
      )}
      {isAdding && (
        <PointFormView about={question} nameOf={nameOf} desk={desk} onClose={() => setIsAdding(false)} />
      )}
      {desk.rights.points && !isAdding && (
        <div className="desk-add" data-add-point={question}>
          <Button
            kind="quiet"
            icon={MessageSquarePlus}
            label={say('desk.point.addTo', { question: nameOf(question) })}
            onPress={() => setIsAdding(true)}
          >
            {say('desk.point.add')}
          </Button>
          <KeyHint keys="P" isDecorative />
        </div>
      )}
    </div>
  );
}
