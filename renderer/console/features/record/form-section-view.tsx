import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Card } from '#renderer/ui/card.tsx';
import { type FormSectionReading, nameOfLine } from '#domain/instrument/form/form-lines.ts';
import { QuestionPointsView } from './question-points-view.tsx';
import type { RecordSources } from './record-sources.ts';
import './answer-view.css';
import './question-view.css';
import './record.css';

interface FormSectionViewProps {
  readonly section: FormSectionReading;
  readonly sources: RecordSources;
}

/** One page of a form with what was answered, to read; points are given beside their questions. */
export function FormSectionView({ section, sources }: FormSectionViewProps): ReactElement {
  const say = useSay();
  return (
    <div className="console-part">
      <h2 className="console-part-title" dir="auto">
        {section.title}
      </h2>
      {section.lines.length === 0 && <p>{say('console.part.nothingAsked')}</p>}
      {section.lines.map((line) => (
        <Card key={line.place} label={nameOfLine(line)} question={line.place}>
          {line.row !== '' && (
            <p className="console-answer-note">
              <bdi>{line.row}</bdi>
            </p>
          )}
          <h3 className="console-question-title" dir="auto">
            {line.question}
          </h3>
          <div className="console-question-body">
            <div className="console-answer">
              {line.answer === '' ? (
                <p className="console-answer-none">{say('console.answer.blank')}</p>
              ) : (
                <blockquote dir="auto">{line.answer}</blockquote>
              )}
            </div>
            <QuestionPointsView question={line.place} sources={sources} />
          </div>
        </Card>
      ))}
    </div>
  );
}
