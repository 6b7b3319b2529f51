import type { ReactElement } from 'react';
import type { CountedRole, GroupConsequences } from '#api/groups-api.ts';
import { PersonName } from '#renderer/console/parts/person-name.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { FormDialog } from '#renderer/ui';

interface GroupConsequencesViewProps {
  readonly consequences: GroupConsequences;
  /** Whether the change dissolves the group. */
  readonly isDissolved?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Consequences of a change, person by person, before it is confirmed. */
export function GroupConsequencesView(props: GroupConsequencesViewProps): ReactElement {
  const { consequences, isDissolved = false, onConfirm, onClose } = props;
  const translate = useTranslate();
  const { list } = useFormat();
  const rolesText = (countedRoles: readonly CountedRole[]): string =>
    list(
      countedRoles.map(({ role, missions: count, everyLog }) => {
        const values = { role: translate(valueLabels.role[role]), count };
        return translate(everyLog ? 'console.groups.everyMission' : 'console.groups.missions', values);
      }),
    );
  return (
    <FormDialog
      title={translate(isDissolved ? 'console.groups.dissolve' : 'console.groups.preview')}
      act={translate(isDissolved ? 'console.groups.dissolve' : 'console.groups.confirm')}
      problem={null}
      onAct={onConfirm}
      onClose={onClose}
    >
      {isDissolved && <p>{translate('console.groups.dissolve.text')}</p>}
      {consequences.people.length === 0 ? (
        <p>{translate('console.groups.nobody')}</p>
      ) : (
        <ul className="console-grant-preview" aria-label={translate('console.groups.preview')}>
          {consequences.people.map(({ person, name, gains, loses, keeps }) => (
            <li key={person}>
              <strong>
                <PersonName of={{ person, name }} />
              </strong>
              {gains.length > 0 && <p>{translate('console.groups.gains', { roles: rolesText(gains) })}</p>}
              {loses.length > 0 && <p>{translate('console.groups.loses', { roles: rolesText(loses) })}</p>}
              {keeps.length > 0 && (
                <small>{translate('console.groups.keeps', { roles: rolesText(keeps) })}</small>
              )}
            </li>
          ))}
        </ul>
      )}
      {consequences.waits && <p>{translate('console.groups.waits')}</p>}
    </FormDialog>
  );
}
