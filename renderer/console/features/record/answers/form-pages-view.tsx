import type { ReactElement } from 'react';
import { readFieldRemarks } from '#domain/assessment/read-answer.ts';
import type { Document } from '#domain/document/document.ts';
import { type FormSectionReading, sectionProgressOf } from '#forms/engine/form-lines.ts';
import { useTranslate } from '#renderer/i18n';
import { PageSection, SortableTable } from '#renderer/ui';
import type { RecordSources } from '../record-sources.ts';
import '../record.css';
import { FieldRemarkView } from '../comments/field-remark-view.tsx';
import './rating-answer.css';
import './question-view.css';

interface FormPagesViewProps {
  readonly document: Document;
  readonly form: readonly FormSectionReading[];
  readonly sources: RecordSources;
  readonly hrefOf: (part: string) => string;
}

/** Pages of a form, and the progress of each; remarks on questions that are on no page now. */
export function FormPagesView({ document, form, sources, hrefOf }: FormPagesViewProps): ReactElement {
  const translate = useTranslate();
  const asked = new Set(form.flatMap(({ lines }) => lines.map(({ subject }) => subject)));
  const elsewhere = readFieldRemarks(document).filter(({ about }) => !asked.has(about));
  return (
    <>
      <PageSection title={translate('form.sections')}>
        <SortableTable
          label={translate('form.sections')}
          rows={form}
          rowId={({ part }) => part}
          hrefOf={({ part }) => hrefOf(part)}
          columns={[
            {
              id: 'section',
              title: translate('form.sections'),
              cell: ({ title }) => <bdi>{title}</bdi>,
            },
            {
              id: 'answered',
              title: translate('console.overview.column.answered'),
              align: 'end',
              cell: (sectionReading) => {
                const { done, total } = sectionProgressOf(sectionReading);
                return translate('console.overview.ofAsked', { answered: done, asked: total });
              },
            },
          ]}
        />
      </PageSection>
      {elsewhere.length > 0 && (
        <PageSection title={translate('console.overview.comments')}>
          {elsewhere.map((fieldRemark) => (
            <FieldRemarkView
              key={fieldRemark.id}
              comment={fieldRemark}
              names={sources.names}
              service={sources.reviewing?.service ?? null}
              subject={
                fieldRemark.about === ''
                  ? undefined
                  : translate('console.comment.notAsked', { question: questionNameIn(fieldRemark.about) })
              }
            />
          ))}
        </PageSection>
      )}
    </>
  );
}

/** The path of a question ends with its name, after the ids of rows. */
const questionNameIn = (subject: string): string => subject.split('/').at(-1) ?? subject;
