import { type ReactElement, useState } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { useDocuments } from '#renderer/field/app/documents/use-documents.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import { FormDialog, Select, type SelectOption } from '#renderer/ui';

interface CopyAgendaViewProps {
  readonly missions: readonly SelectOption<LogId>[];
  readonly mission: LogId;
  readonly onMission: (missionId: LogId) => void;
  readonly workshops: readonly SelectOption<DocumentId>[];
  readonly workshop: DocumentId | null;
  readonly onWorkshop: (workshopId: DocumentId) => void;
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

interface CopyAgendaProps {
  readonly log: LogId;
  /** The workshop to copy into; it is not offered. */
  readonly doc: DocumentId;
  readonly onCopy: (source: Document) => void;
  readonly onClose: () => void;
}

/** Choose an earlier workshop of any mission on this laptop, to copy its agenda. */
export function CopyAgenda({ log, doc, onCopy, onClose }: CopyAgendaProps): ReactElement {
  const { missions } = useFrameFacts();
  const [missionId, setMission] = useState<LogId>(log);
  const [chosenDocumentId, setChosen] = useState<DocumentId | null>(null);
  const listedResult = useStoreQuery('documents', { log: missionId });
  const found = useDocuments(chosenDocumentId === null ? [] : [{ log: missionId, doc: chosenDocumentId }]);
  const source = chosenDocumentId === null ? undefined : found.get(chosenDocumentId)?.document;
  const workshops = listedResult.kind === 'loading' ? [] : listedResult.result;
  return (
    <CopyAgendaView
      missions={(missions ?? []).map((frameMission) => ({ id: frameMission.log, label: frameMission.title }))}
      mission={missionId}
      onMission={(nextLogId) => {
        setMission(nextLogId);
        setChosen(null);
      }}
      workshops={recordsOfKind(workshops, 'workshop')
        .filter((ofKind) => ofKind.doc !== doc)
        .map((ofKind) => ({ id: ofKind.doc, label: ofKind.title }))}
      workshop={chosenDocumentId}
      onWorkshop={setChosen}
      onCopy={() => source && onCopy(source)}
      onClose={onClose}
    />
  );
}
