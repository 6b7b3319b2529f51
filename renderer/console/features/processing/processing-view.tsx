import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ProcessingLine } from '#domain/privacy/processing.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { NameCell } from '#renderer/console/parts/name-cell.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Pill } from '#renderer/ui/pill.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import { registerRow } from './register-rows.ts';
import { carriedOutLooks } from './words.ts';

interface ProcessingViewProps {
  readonly lines: readonly ProcessingLine[];
  /** The last day of the programme; null while nobody has said it. */
  readonly endsOn: string | null;
  readonly onSave: () => void;
}

/** How each group of data is handled, for how long it is kept, and what of that is carried out. */
export function ProcessingView({ lines, endsOn, onSave }: ProcessingViewProps): ReactElement {
  const say = useSay();
  const { date } = useFormat();
  return (
    <Page>
      {endsOn === null ? (
        <Banner meaning="wait" isQuiet>
          {say('processing.endUnknown')}
        </Banner>
      ) : (
        <Banner meaning="info" isQuiet>
          {say('processing.end', { day: date(dayMs(endsOn)) })}
        </Banner>
      )}
      <Section
        title={say('processing.groups')}
        description={say('processing.text')}
        action={
          <Button icon={Download} onPress={onSave}>
            {say('processing.save')}
          </Button>
        }
      >
        <Table
          label={say('processing.groups')}
          rows={lines}
          rowId={({ group }) => group}
          columns={useProcessingColumns()}
        />
      </Section>
    </Page>
  );
}

function useProcessingColumns(): readonly Column<ProcessingLine>[] {
  const say = useSay();
  const format = useFormat();
  const rowOf = (line: ProcessingLine) => registerRow(line, say, format);
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
    { id: 'mark', title: say('processing.mark'), cell: (line) => rowOf(line).mark },
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
