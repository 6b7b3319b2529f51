import { type ReactElement, useState } from 'react';
import { checkParticipantDraft, type ParticipantDraft } from '#domain/workshop/register.ts';
import { DuplicateIndex } from '#domain/workshop/participant-duplicates.ts';
import type { Message } from '#renderer/i18n';
import { localDayOf, useNowMs } from '#renderer/ui';
import { ParticipantFormView } from './participant-form-view.tsx';
import { draftOf, type RegisterRow, type ShownRegister } from './register-facts.ts';

interface ParticipantDialogProps {
  /** Null for a new participant. */
  readonly row: RegisterRow | null;
  readonly register: ShownRegister;
  readonly problem: Message | null;
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
  readonly onSave: (draft: ParticipantDraft) => void;
  readonly onRemove: (row: RegisterRow) => void;
}

/** Form of one participant with its draft, over the list. */
export function ParticipantDialog(props: ParticipantDialogProps): ReactElement {
  const { row, register, onSave, onRemove } = props;
  const today = localDayOf(useNowMs());
  const [draft, setDraft] = useState<ParticipantDraft>(() => draftOf(row));
  const [isChecked, setIsChecked] = useState(false);
  const problems = checkParticipantDraft(draft);
  const others = [...register.rows, ...register.removed].filter((one) => one !== row);
  const twin = new DuplicateIndex(
    others.map(({ participant, card }) => ({
      name: card?.name ?? '',
      institution: participant.institution,
      code: participant.code,
    })),
  ).find({ name: draft.personal.name, institution: draft.fields.institution, code: '' });
  return (
    <ParticipantFormView
      code={row?.participant.code ?? null}
      isNameElsewhere={row !== null && row.card === null}
      draft={draft}
      onChange={setDraft}
      problems={isChecked ? problems : []}
      sameAs={twin?.code ?? null}
      institutions={institutionsOf(register)}
      today={today}
      problem={props.problem}
      isReadOnly={props.isReadOnly}
      onSave={() => {
        setIsChecked(true);
        if (problems.length === 0) onSave(draft);
      }}
      onClose={props.onClose}
      onRemove={row === null ? null : () => onRemove(row)}
    />
  );
}

/** Institutions of the register by name, each with its type. */
function institutionsOf({ rows }: ShownRegister): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  for (const { participant } of rows)
    if (participant.institution !== '')
      found.set(participant.institution, found.get(participant.institution) ?? participant.institutionType);
  return new Map([...found].toSorted(([a], [b]) => a.localeCompare(b)));
}
