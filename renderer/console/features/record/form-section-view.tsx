import type { ReactElement } from 'react';
import { readComments } from '#domain/assessment/read-answer.ts';
import type { Document } from '#domain/document/document.ts';
import { type FormSectionReading, nameOfLine } from '#domain/instrument/form/form-lines.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Card } from '#renderer/ui/card.tsx';
import type { Contested } from './contested.ts';
import { FormLineView } from './form-line-view.tsx';
import type { HeldChange } from './held-change.ts';
import type { RecordSources } from './record-sources.ts';
import './record.css';

interface FormSectionViewProps {
  readonly section: FormSectionReading;
  readonly document: Document;
  readonly contested: readonly Contested[];
  readonly held: readonly HeldChange[];
  readonly sources: RecordSources;
}

/** One page of a form, to read: each question with its answer and all that was said of it. */
export function FormSectionView({
  section,
  document,
  contested,
  held,
  sources,
}: FormSectionViewProps): ReactElement {
  const say = useSay();
  const comments = readComments(document);
  return (
    <div className="console-part">
      <h2 className="console-part-title" dir="auto">
        {section.title}
      </h2>
      {section.lines.length === 0 && <p>{say('console.part.nothingAsked')}</p>}
      {section.lines.map((line) => {
        const isOfLine = ({ path }: { readonly path: string }): boolean =>
          path.startsWith(`answers/${line.place}/`);
        return (
          <Card key={line.place} label={nameOfLine(line)} question={line.place}>
            <FormLineView
              line={line}
              comments={comments.filter(({ about }) => about === line.place)}
              contested={contested.filter(isOfLine)}
              held={held.filter(isOfLine)}
              sources={sources}
            />
          </Card>
        );
      })}
    </div>
  );
}
