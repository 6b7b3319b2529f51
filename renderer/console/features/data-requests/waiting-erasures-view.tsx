import type { ReactElement } from 'react';
import type { WaitingErasure } from '#api/data-requests-api.ts';
import { PersonCell } from '#renderer/console/parts/person-name.tsx';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Button, PageSection, SortableTable } from '#renderer/ui';
import { useFoundMatchLabel } from './found-matches-view.tsx';
import type { NamedMissions } from './request-labels.ts';

interface WaitingErasuresViewProps {
  /** At least one. */
  readonly waiting: readonly WaitingErasure[];
  readonly missions: NamedMissions;
  readonly onWithdraw: (waitingErasure: WaitingErasure) => void;
}

/** Erasures of a request that are done later. Each reader of the register can withdraw one until then. */
export function WaitingErasuresView({
  waiting,
  missions,
  onWithdraw,
}: WaitingErasuresViewProps): ReactElement {
  const translate = useTranslate();
  const { exact } = useFormat();
  const wordsOf = useFoundMatchLabel(missions);
  const matchOf = (waitingErasure: WaitingErasure): string => {
    const { field, record, recordId } = wordsOf(waitingErasure);
    return `${field}, ${record} ${recordId}`;
  };
  return (
    <PageSection
      title={translate('rights.waiting', { count: waiting.length })}
      description={translate('rights.waiting.text')}
    >
      <SortableTable
        label={translate('rights.waiting', { count: waiting.length })}
        rows={waiting}
        rowId={({ approval }) => approval}
        columns={[
          {
            id: 'field',
            title: translate('rights.found.field'),
            cell: (waitingErasure) => (
              <NameCell
                name={matchOf(waitingErasure)}
                note={translate(waitingErasure.part === 'all' ? 'rights.erase.all' : 'rights.erase.past')}
              />
            ),
          },
          {
            id: 'mission',
            title: translate('value.documentKind.mission'),
            cell: (waitingErasure) => <NameCell name={wordsOf(waitingErasure).mission} />,
          },
          {
            id: 'asker',
            title: translate('approvals.askedBy'),
            cell: ({ askedBy }) => <PersonCell of={askedBy} />,
          },
          {
            id: 'from',
            title: translate('rights.waiting.from'),
            cell: ({ fromMs }) => exact(fromMs),
          },
          {
            id: 'act',
            title: translate('console.admin.acts'),
            isActions: true,
            cell: (waitingErasure) => (
              <Button
                kind="quiet"
                label={translate('rights.waiting.withdraw.what', { what: matchOf(waitingErasure) })}
                onPress={() => onWithdraw(waitingErasure)}
              >
                {translate('rights.waiting.withdraw')}
              </Button>
            ),
          },
        ]}
      />
    </PageSection>
  );
}
