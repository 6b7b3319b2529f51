import type { ReactElement } from 'react';
import type { JsonValue } from '#base/json.ts';
import { valueAt } from '#domain/document/document.ts';
import { pathOf } from '#domain/document/op.ts';
import { readLearningObjectives, type WorkshopSession } from '#domain/workshop/workshop.ts';
import {
  editedTextOf,
  editedValueOf,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import type { EditedText } from '#renderer/field/parts/text-field-props.ts';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { languagesNotation, minutesNotation } from '../notations.ts';
import { useChangeWorkshop } from '../use-change-workshop.ts';
import type { AgendaSession } from './agenda-facts.ts';
import { SessionDetailsView } from './session-details-view.tsx';

interface SessionDetailsProps {
  readonly answer: DocumentQueryAnswer;
  readonly session: WorkshopSession;
  readonly shown: AgendaSession;
  readonly isReadOnly: boolean;
}

/** Plan and delivery of one session with its drafts. Give it a `key` of the session. */
export function SessionDetails({ answer, session, shown, isReadOnly }: SessionDetailsProps): ReactElement {
  const { log, document } = answer;
  const { change } = useChangeWorkshop(log, document);
  const at = (name: string): string => `sessions/${session.id}/${name}`;
  const save = (name: string, value: JsonValue): void =>
    void change([{ path: pathOf('sessions', session.id, name), value }]);
  const useText = (name: string): EditedText => editedTextOf(useDraft(log, document, at(name)));
  const useMinutes = (name: string): EditedText =>
    editedValueOf(useValueDraft(log, document, at(name), minutesNotation), 'workshop.minutes.wrong');
  return (
    <SessionDetailsView
      number={shown.number}
      texts={{
        title: useText('title'),
        minutes: useMinutes('minutes'),
        room: useText('room'),
        lead: useText('lead'),
        method: useText('method'),
        output: useText('output'),
        materials: useText('materials'),
        languages: editedValueOf(
          useValueDraft(log, document, at('languages'), languagesNotation),
          'workshop.languages.wrong',
        ),
        deliveredMinutes: useMinutes('delivered-minutes'),
        deliveryNote: useText('delivery-note'),
      }}
      choices={{
        kind: session.kind,
        starts: session.starts,
        followsAt: shown.time?.startsAt ?? null,
        objectives: session.objectives,
        isNonAttributed: session.isNonAttributed,
        delivery: session.delivery,
      }}
      objectives={readLearningObjectives(document)}
      isWorkshopNonAttributed={valueAt(document, 'non-attribution') === true}
      acts={{
        onKind: (kind) => save('kind', kind),
        onStarts: (starts) => save('starts', starts),
        onObjectives: (objectives) => save('objectives', [...objectives]),
        onNonAttributed: (isOn) => save('non-attribution', isOn),
        onDelivery: (delivery) => save('delivery', delivery),
      }}
      isReadOnly={isReadOnly}
    />
  );
}
