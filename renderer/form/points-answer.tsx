import { useState, type ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { TextArea } from '#renderer/ui/text-area.tsx';
import type { AnswerProps } from './answer-props.ts';
import { pointsText } from './geopoint.ts';

/** A line or an area as its corners, one a line: a laptop has no map to draw on. */
export function PointsAnswer({
  isShape,
  ...props
}: AnswerProps & { readonly isShape: boolean }): ReactElement {
  const { value, onAnswer, onLeave, problem } = props;
  const say = useSay();
  const [typed, setTyped] = useState<string | null>(null);
  const stored =
    typeof value === 'string'
      ? value
          .split(';')
          .map((point) => point.trim())
          .join('\n')
      : '';
  const unreadable = typed !== null && typed.trim() !== '' && pointsText(typed) === null;
  return (
    <TextArea
      {...props}
      rows={4}
      description={say(isShape ? 'form.points.shape' : 'form.points.trace')}
      value={typed ?? stored}
      onChange={(text) => {
        setTyped(text);
        const points = pointsText(text);
        if (points !== null) onAnswer(points === '' ? null : points, 'typing');
      }}
      onBlur={() => {
        if (!unreadable) setTyped(null);
        onLeave();
      }}
      problem={unreadable ? say('form.points.unreadable') : problem}
    />
  );
}
