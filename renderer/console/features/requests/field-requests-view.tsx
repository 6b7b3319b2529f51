import type { ReactElement } from 'react';
import type { FieldRequestRow } from '#api/requests-api.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { Button, ListEntry, PageSection, ScreenPage } from '#renderer/ui';
import './requests.css';

interface FieldRequestsViewProps {
  /** Requests of missions that the desk has not taken over. */
  readonly rows: readonly FieldRequestRow[];
  /** Number of further ones. */
  readonly more: number;
  /** Absent for readers. */
  readonly onTake: ((fieldRequestRow: FieldRequestRow) => void) | undefined;
}

/** Requests that missions recorded in the field, to be taken over into the register. */
export function FieldRequestsView({ rows, more, onTake }: FieldRequestsViewProps): ReactElement | null {
  const translate = useTranslate();
  const language = useLanguage();
  if (rows.length === 0) return null;
  return (
    <ScreenPage>
      <PageSection title={translate('request.field')} description={translate('request.field.text')}>
        {rows.map((fieldRequestRow) => {
          const name = [
            fieldRequestRow.form.state === null ? '' : stateNameIn(fieldRequestRow.form.state, language),
            fieldRequestRow.form.authority,
          ]
            .filter((part) => part !== '')
            .join(' · ');
          return (
            <ListEntry
              key={`${fieldRequestRow.log} ${fieldRequestRow.doc}`}
              meta={translate('request.field.mission', { mission: fieldRequestRow.mission })}
              action={
                onTake && (
                  <Button
                    label={`${translate('request.field.take')}: ${name}`}
                    onPress={() => onTake(fieldRequestRow)}
                  >
                    {translate('request.field.take')}
                  </Button>
                )
              }
            >
              {name || translate('request.one')}
            </ListEntry>
          );
        })}
        {more > 0 && <p className="fb-field-help">{translate('request.field.more', { count: more })}</p>}
      </PageSection>
    </ScreenPage>
  );
}
