import type { ReactElement } from 'react';
import type { HeldChangeRow } from '#api/console-api.ts';
import { addToGroup, groupByKey } from '#base/group.ts';
import { type FieldRemark, readFieldRemarks } from '#domain/assessment/read-answer.ts';
import type { Document } from '#domain/document/document.ts';
import { type FormLine, type FormSectionReading, formLineName } from '#forms/engine/form-lines.ts';
import { useTranslate } from '#renderer/i18n';
import { Card } from '#renderer/ui';
import type { RecordSources } from '../record-sources.ts';
import type { RegisterConflict } from './assessment-reading.ts';
import '../record.css';
import { FieldRemarkView } from '../comments/field-remark-view.tsx';
import { QuestionCommentsView } from '../comments/review-comments-view.tsx';
import { HeldChangesView } from './held-changes-view.tsx';
import { RegisterConflictView } from './register-conflict-view.tsx';
import './rating-answer.css';
import './question-view.css';

interface FormSectionViewProps {
  readonly section: FormSectionReading;
  readonly document: Document;
  readonly contested: readonly RegisterConflict[];
  readonly held: readonly HeldChangeRow[];
  readonly sources: RecordSources;
}

/** One page of a form, to read: each question with its answer and all remarks on it. */
export function FormSectionView({
  section,
  document,
  contested,
  held,
  sources,
}: FormSectionViewProps): ReactElement {
  const translate = useTranslate();
  const commentsByLine = groupByKey(readFieldRemarks(document), ({ about }) => about);
  const contestedByLine = groupBySubject(contested);
  const heldByLine = groupBySubject(held);
  return (
    <div className="console-part">
      <h2 className="console-part-title" dir="auto">
        {section.title}
      </h2>
      {section.lines.length === 0 && <p>{translate('console.part.nothingAsked')}</p>}
      {section.lines.map((formLine) => (
        <Card key={formLine.subject} label={formLineName(formLine)} question={formLine.subject}>
          <FormLineView
            line={formLine}
            comments={commentsByLine.get(formLine.subject) ?? []}
            contested={contestedByLine.get(formLine.subject) ?? []}
            held={heldByLine.get(formLine.subject) ?? []}
            sources={sources}
          />
        </Card>
      ))}
    </div>
  );
}

interface FormLineViewProps {
  readonly line: FormLine;
  /** Remarks on this question alone. */
  readonly comments: readonly FieldRemark[];
  readonly contested: readonly RegisterConflict[];
  readonly held: readonly HeldChangeRow[];
  readonly sources: RecordSources;
}

/** One question of a form with its answer, the field's remarks on it and headquarters' comments. */
function FormLineView(props: FormLineViewProps): ReactElement {
  const { line, comments, contested, held, sources } = props;
  const translate = useTranslate();
  const { names, labelOf, reviewing } = sources;
  return (
    <>
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
            <p className="console-answer-none">{translate('value.answerStatus.blank')}</p>
          ) : (
            <blockquote>
              {/* Beside its rule, in either direction of script. */}
              <div className="fb-own-direction" dir="auto">
                {line.answer}
              </div>
            </blockquote>
          )}
        </div>
        {contested.map((registerConflict) => (
          <RegisterConflictView
            key={registerConflict.path}
            contested={registerConflict}
            what={translate(labelOf(registerConflict.path).what)}
            names={names}
          />
        ))}
        {held.length > 0 && (
          <HeldChangesView changes={held} whatOf={(path) => translate(labelOf(path).what)} names={names} />
        )}
        {comments.map((fieldRemark) => (
          <FieldRemarkView
            key={fieldRemark.id}
            comment={fieldRemark}
            names={names}
            service={reviewing?.service ?? null}
          />
        ))}
        <QuestionCommentsView question={line.subject} sources={sources} />
      </div>
    </>
  );
}

/** Items by each subject of a form that their path is below. */
function groupBySubject<T extends { readonly path: string }>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  const area = 'answers/';
  for (const item of items)
    if (item.path.startsWith(area))
      for (let at = item.path.indexOf('/', area.length); at !== -1; at = item.path.indexOf('/', at + 1))
        addToGroup(groups, item.path.slice(area.length, at), item);
  return groups;
}
