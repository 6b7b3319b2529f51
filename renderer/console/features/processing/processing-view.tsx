import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ProcessingRegisterLine } from '#domain/privacy/processing-register.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useTranslate, useFormat } from '#renderer/i18n/use-translate.ts';
import { Banner } from '#renderer/ui/marks/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { PageSection, ScreenPage } from '#renderer/ui/layout/screen-page.tsx';
import { Pill } from '#renderer/ui/marks/pill.tsx';
import { type TableColumn, SortableTable } from '#renderer/ui/sortable-table.tsx';
import { carriedOutLooks, processingRowOf } from './processing-rows.ts';

interface ProcessingViewProps {
  readonly lines: readonly ProcessingRegisterLine[];
  /** Last day of the programme; null while nobody has set it. */
  readonly endsOn: string | null;
  readonly onSave: () => void;
}

/** Handling of each group of data, its retention period, and the part of it that is implemented. */
export function ProcessingView({ lines, endsOn, onSave }: ProcessingViewProps): ReactElement {
  const say = useTranslate();
  const { date } = useFormat();
  return (
    <ScreenPage>
      {endsOn === null ? (
        <Banner meaning="wait" isQuiet>
          {say('processing.endUnknown')}
        </Banner>
      ) : (
        <Banner meaning="info" isQuiet>
          {say('processing.end', { day: date(localNoonMs(endsOn)) })}
        </Banner>
      )}
      <PageSection
        title={say('processing.groups')}
        description={say('processing.text')}
        action={
          <Button icon={Download} onPress={onSave}>
            {say('processing.save')}
          </Button>
        }
      >
        <SortableTable
          label={say('processing.groups')}
          rows={lines}
          rowId={({ group }) => group}
          columns={useProcessingColumns()}
        />
      </PageSection>
    </ScreenPage>
  );
}

function useProcessingColumns(): readonly TableColumn<ProcessingRegisterLine>[] {
  const say = useTranslate();
  const format = useFormat();
  const rowOf = (line: ProcessingRegisterLine) => processingRowOf(line, say, format);
  return [
    {
      id: 'group',
      title: say('processing.group'),
      cell: (line) => {
        const { group, records } = rowOf(line);
        return <NameCell name={group} note={records} />;
      },
    },
    { id: 'personal', title: say('processing.personal'), cell: (line) => rowOf(line).personal },
    { id: 'mark', title: say('path.confidentiality'), cell: (line) => rowOf(line).mark },
    { id: 'leaves', title: say('processing.leaves'), cell: (line) => rowOf(line).leaves },
    {
      id: 'kept',
      title: say('processing.kept'),
      cell: (line) => {
        const { kept, due } = rowOf(line);
        return <NameCell name={kept} note={due === '' ? undefined : say('processing.dueOn', { day: due })} />;
      },
    },
    {
      id: 'carriedOut',
      title: say('processing.carriedOut'),
      cell: ({ carriedOut }) => {
        const { key, meaning } = carriedOutLooks[carriedOut];
        return <Pill text={say(key)} meaning={meaning} />;
      },
    },
  ];
}
