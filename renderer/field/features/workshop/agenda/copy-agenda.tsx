import { type ReactElement, useState } from 'react';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { Document } from '#domain/document/document.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { useDocuments } from '#renderer/field/app/documents/use-document.ts';
import { useFrameFacts } from '#renderer/field/app/frame/frame-context.tsx';
import { useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { CopyAgendaView } from './copy-agenda-view.tsx';

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
  const [mission, setMission] = useState<LogId>(log);
  const [chosen, setChosen] = useState<DocumentId | null>(null);
  const listed = useStoreQuery('documents', { log: mission });
  const found = useDocuments(chosen === null ? [] : [{ log: mission, doc: chosen }]);
  const source = chosen === null ? undefined : found.get(chosen)?.document;
  const workshops = listed.kind === 'loading' ? [] : listed.answer;
  return (
    <CopyAgendaView
      missions={(missions ?? []).map((one) => ({ id: one.log, label: one.title }))}
      mission={mission}
      onMission={(next) => {
        setMission(next);
        setChosen(null);
      }}
      workshops={workshops
        .filter((one) => one.kind === workshopKind && one.doc !== doc)
        .map((one) => ({ id: one.doc, label: one.title }))}
      workshop={chosen}
      onWorkshop={setChosen}
      onCopy={() => source && onCopy(source)}
      onClose={onClose}
    />
  );
}
