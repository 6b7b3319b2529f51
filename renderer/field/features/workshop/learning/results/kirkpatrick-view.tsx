import type { ReactElement } from 'react';
import { useFormat, useTranslate } from '#renderer/i18n';
import { PageSection, Pill, SortableTable } from '#renderer/ui';
import './results.css';
import type { KirkpatrickRow } from '#domain/workshop/learning/kirkpatrick.ts';

/** Levels 1 to 3 of Kirkpatrick beside their thresholds. */
export function KirkpatrickView({ rows }: { readonly rows: readonly KirkpatrickRow[] }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const shown = ({ figure }: KirkpatrickRow, value: number): string =>
    figure === 'gain' ? format.number(value, 1) : format.percent(value);
  return (
    <PageSection
      title={translate('learning.kirkpatrick.title')}
      description={translate('learning.kirkpatrick.text')}
    >
      <SortableTable
        label={translate('learning.kirkpatrick.title')}
        rows={rows}
        rowId={({ figure }) => figure}
        columns={[
          {
            id: 'level',
            title: translate('learning.kirkpatrick.level'),
            cell: ({ level }) => translate(`learning.kirkpatrick.level.${level}`),
          },
          {
            id: 'figure',
            title: translate('learning.kirkpatrick.figure'),
            cell: ({ figure }) => translate(`learning.kirkpatrick.figure.${figure}`),
          },
          {
            id: 'value',
            title: translate('learning.kirkpatrick.value'),
            align: 'end',
            cell: (kirkpatrickRow) => {
              if (kirkpatrickRow.value !== null) return shown(kirkpatrickRow, kirkpatrickRow.value);
              return translate(
                kirkpatrickRow.isReached === null
                  ? 'learning.kirkpatrick.notYet'
                  : 'learning.breakdown.withheld',
              );
            },
          },
          {
            id: 'threshold',
            title: translate('learning.kirkpatrick.threshold'),
            align: 'end',
            cell: (kirkpatrickRow) => shown(kirkpatrickRow, kirkpatrickRow.threshold),
          },
          {
            id: 'reached',
            title: translate('learning.kirkpatrick.reached'),
            cell: ({ isReached }) =>
              isReached === null ? null : (
                <Pill
                  text={translate(isReached ? 'learning.kirkpatrick.yes' : 'learning.kirkpatrick.no')}
                  meaning={isReached ? 'good' : 'wait'}
                />
              ),
          },
        ]}
      />
    </PageSection>
  );
}
