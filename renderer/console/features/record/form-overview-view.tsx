import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Section } from '#renderer/ui/section.tsx';
import { Table } from '#renderer/ui/table.tsx';
import { answeredIn, type FormSectionReading } from '#domain/instrument/form/form-lines.ts';

interface FormOverviewViewProps {
  readonly form: readonly FormSectionReading[];
  readonly hrefOf: (part: string) => string;
}

/** The pages of a form, and how far each has come. */
export function FormOverviewView({ form, hrefOf }: FormOverviewViewProps): ReactElement {
  const say = useSay();
  return (
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
  );
}
