import type { ReactElement } from 'react';
import { readComments } from '#domain/assessment/read-answer.ts';
import type { Document } from '#domain/document/document.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Section } from '#renderer/ui/section.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { answeredIn, type FormSectionReading } from '#domain/instrument/form/form-lines.ts';
import { CommentView } from './comment-view.tsx';
import type { RecordSources } from './record-sources.ts';

interface FormOverviewViewProps {
  readonly document: Document;
  readonly form: readonly FormSectionReading[];
  readonly sources: RecordSources;
  readonly hrefOf: (part: string) => string;
}

/** The pages of a form, and how far each has come; what was remarked beside questions that stand on none of them now. */
export function FormOverviewView({ document, form, sources, hrefOf }: FormOverviewViewProps): ReactElement {
  const say = useSay();
  const asked = new Set(form.flatMap(({ lines }) => lines.map(({ place }) => place)));
  const elsewhere = readComments(document).filter(({ about }) => !asked.has(about));
  return (
    <>
      <Section title={say('form.sections')}>
        <Table
          label={say('form.sections')}
          rows={form}
          rowId={({ part }) => part}
          hrefOf={({ part }) => hrefOf(part)}
          columns={[
            {
              id: 'section',
              title: say('form.sections'),
              cell: ({ title }) => <bdi>{title}</bdi>,
            },
            {
              id: 'answered',
              title: say('console.overview.column.answered'),
              align: 'end',
              cell: (section) => {
                const { done, total } = answeredIn(section);
                return say('console.overview.ofAsked', { answered: done, asked: total });
              },
            },
          ]}
        />
      </Section>
      {elsewhere.length > 0 && (
        <Section title={say('console.overview.comments')}>
          {elsewhere.map((comment) => (
            <CommentView
              key={comment.id}
              comment={comment}
              names={sources.names}
              desk={sources.reviewing?.desk ?? null}
              subject={
                comment.about === ''
                  ? undefined
                  : say('console.comment.notAsked', { question: nameIn(comment.about) })
              }
            />
          ))}
        </Section>
      )}
    </>
  );
}

/** The place of a question ends with its name; before it stand ids of rows. */
const nameIn = (place: string): string => place.split('/').at(-1) ?? place;
