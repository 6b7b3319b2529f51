import type { ReactElement } from 'react';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { useTranslate } from '#renderer/i18n';
import { FormDialog, Select, type SelectOption } from '#renderer/ui';

interface CopyAgendaViewProps {
  readonly missions: readonly SelectOption<LogId>[];
  readonly mission: LogId;
  readonly onMission: (mission: LogId) => void;
  readonly workshops: readonly SelectOption<DocumentId>[];
  readonly workshop: DocumentId | null;
  readonly onWorkshop: (workshop: DocumentId) => void;
  readonly onCopy: () => void;
  readonly onClose: () => void;
}

/** Dialog with the earlier workshops. */
export function CopyAgendaView(props: CopyAgendaViewProps): ReactElement {
  const translate = useTranslate();
  const { missions, workshops } = props;
  return (
    <FormDialog
      title={translate('workshop.copy.act')}
      act={translate('workshop.copy.confirm')}
      problem={null}
      onAct={props.onCopy}
      onClose={props.onClose}
    >
      <Select
        label={translate('value.documentKind.mission')}
        options={missions}
        value={props.mission}
        onChange={props.onMission}
      />
      <Select
        label={translate('value.documentKind.workshop')}
        description={translate(workshops.length === 0 ? 'workshop.copy.none' : 'workshop.copy.text')}
        options={workshops}
        value={props.workshop}
        onChange={props.onWorkshop}
      />
    </FormDialog>
  );
}
