import { FileUp, UserPlus } from 'lucide-react';
import { type ReactElement, useMemo, useState } from 'react';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import type { LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { allNamesOf } from '#domain/programme/institutions.ts';
import { DuplicateIndex } from '#domain/workshop/participant-duplicates.ts';
import { checkParticipantDraft, type ParticipantDraft } from '#domain/workshop/register.ts';
import { breakDownRegister, readCountsOf, readCountsOfOthers } from '#domain/workshop/register-breakdown.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button, localDayOf, ScreenPage, useNowMs } from '#renderer/ui';
import { WorkshopReadOnlyBannerView } from '../agenda/workshop-details-view.tsx';
import { DataNotice, isDataNoticeShown } from '../data-notice/data-notice.tsx';
import { useNamesErasedAtMs } from '../use-names-erased.ts';
import { useRemovalConflicts } from '../use-removal-conflicts.ts';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { AskedSealKeys } from './asked-seal-keys.tsx';
import { BreakdownView } from './breakdown-view.tsx';
import { ImportParticipants } from './import/import-participants.tsx';
import { ParticipantFormView } from './participant-form-view.tsx';
import {
  draftOf,
  type RegisterRow,
  type ShownRegister,
  shownRegisterOf,
  useParticipantCards,
} from './register-facts.ts';
import { RegisterView } from './register-view.tsx';
import { SignInSheetButton } from './sign-in/sign-in-sheet-button.tsx';
import { useRegisterActs } from './use-register-acts.ts';
import { useSealNames } from './use-seal-names.ts';

/** Step that is open over the list. */
type RegisterStep =
  | { readonly kind: 'list' | 'import' }
  | { readonly kind: 'notice'; readonly next: 'add' | 'import' }
  | { readonly kind: 'form'; readonly row: RegisterRow | null };

/** Register of a workshop: its participants, their import, and their sums. */
export function RegisterScreen(props: WorkshopSectionProps): ReactElement {
  const { answer } = props;
  const { log, document } = answer;
  const { session } = useFieldServices();
  const translate = useTranslate();
  const { notifyAct } = useRecordUndo();
  const [step, setStep] = useState<RegisterStep>({ kind: 'list' });
  const writeMode = writeModeOf(answer.roles, document);
  const isReadOnly = writeMode !== 'open';
  const cards = useParticipantCards(log, document.doc);
  const acts = useRegisterActs(answer, cards);
  const { hasKey, asked } = useSealNames(answer, cards, isReadOnly);
  const conflicts = useRemovalConflicts(answer, 'participants');
  const namesErasedAtMs = useNamesErasedAtMs(document);
  const register = useMemo(
    () => shownRegisterOf(document, cards, hasKey, conflicts),
    [document, cards, hasKey, conflicts],
  );
  const breakdown = useMemo(
    () =>
      breakDownRegister(
        register.rows.map(({ participant }) => participant),
        cards,
        readCountsOfOthers(document, session.device),
      ),
    [register, cards, document, session.device],
  );
  const begin = (next: 'add' | 'import'): void =>
    setStep(isDataNoticeShown(document) ? stepAfterNotice(next) : { kind: 'notice', next });
  const close = (): void => setStep({ kind: 'list' });

  const save = async (row: RegisterRow | null, draft: ParticipantDraft): Promise<void> => {
    if (await (row === null ? acts.addAll([draft]) : acts.edit(row, draft))) close();
  };
  const remove = async ({ participant: { id, code } }: RegisterRow): Promise<void> => {
    if (!(await acts.remove(id))) return;
    close();
    notifyAct((say) => say('register.removed', { code }));
  };

  if (step.kind === 'import')
    return (
      <WorkshopFrame of={props} part={translate('register.import.title')}>
        <ImportParticipants register={register} addAll={acts.addAll} problem={acts.problem} onClose={close} />
      </WorkshopFrame>
    );
  return (
    <WorkshopFrame
      of={props}
      actions={
        <>
          <SignInSheetButton answer={answer} cards={cards} />
          {!isReadOnly && (
            <>
              <Button icon={FileUp} onPress={() => begin('import')}>
                {translate('register.import')}
              </Button>
              <Button kind="primary" icon={UserPlus} onPress={() => begin('add')}>
                {translate('register.add')}
              </Button>
            </>
          )}
        </>
      }
    >
      <ScreenPage>
        {isReadOnly && <WorkshopReadOnlyBannerView mode={writeMode} />}
        {!isReadOnly && cards.length > 0 && <AskedSealKeys document={document} asked={asked} />}
        <RegisterView
          register={register}
          hasKey={hasKey}
          namesErasedAtMs={namesErasedAtMs}
          problem={acts.problem}
          isReadOnly={isReadOnly}
          acts={{
            onAdd: () => begin('add'),
            onImport: () => begin('import'),
            onOpen: (row) => setStep({ kind: 'form', row }),
            onRestore: (id) => void acts.restore(id),
            onKeepRemoved: (id) => void acts.remove(id),
            onGiveNewCode: (id) => void acts.giveNewCode(id),
          }}
        />
        <BreakdownView
          breakdown={breakdown}
          sent={readCountsOf(document, session.device)?.participants ?? 0}
        />
      </ScreenPage>
      {step.kind === 'notice' && (
        <DataNotice
          answer={answer}
          onClose={(isShown) => (isShown ? setStep(stepAfterNotice(step.next)) : close())}
        />
      )}
      {step.kind === 'form' && (
        <ParticipantDialog
          log={log}
          row={step.row}
          register={register}
          namesErasedAtMs={namesErasedAtMs}
          problem={acts.problem}
          isReadOnly={isReadOnly}
          onClose={close}
          onSave={(draft) => void save(step.row, draft)}
          onRemove={(row) => void remove(row)}
        />
      )}
    </WorkshopFrame>
  );
}

const stepAfterNotice = (next: 'add' | 'import'): RegisterStep =>
  next === 'add' ? { kind: 'form', row: null } : { kind: 'import' };

interface ParticipantDialogProps {
  readonly log: LogId;
  /** Null for a new participant. */
  readonly row: RegisterRow | null;
  readonly register: ShownRegister;
  readonly namesErasedAtMs: number | null;
  readonly problem: Message | null;
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
  readonly onSave: (draft: ParticipantDraft) => void;
  readonly onRemove: (row: RegisterRow) => void;
}

/** Form of one participant with its draft, over the list. */
function ParticipantDialog(props: ParticipantDialogProps): ReactElement {
  const { row, register, onSave, onRemove } = props;
  const today = localDayOf(useNowMs());
  const [draft, setDraft] = useState<ParticipantDraft>(() => draftOf(row));
  const [isChecked, setIsChecked] = useState(false);
  const offered = useStoreQuery('institutions', { log: props.log });
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
      namesErasedAtMs={props.namesErasedAtMs}
      draft={draft}
      onChange={setDraft}
      problems={isChecked ? problems : []}
      sameAs={twin?.code ?? null}
      institutions={knownInstitutionsOf(register, offered.kind === 'present' ? offered.answer : [])}
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

/** Institutions that the mission offers, and others that participants of this workshop have. */
function knownInstitutionsOf(
  { rows }: ShownRegister,
  offered: readonly KnownInstitution[],
): readonly KnownInstitution[] {
  const names = new Set(
    offered.flatMap(({ name, entry }) => [name, ...(entry === null ? [] : allNamesOf(entry.value))]),
  );
  const typed = new Map<string, string | null>();
  for (const { participant } of rows) {
    const { institution, institutionType } = participant;
    if (institution !== '' && !names.has(institution))
      typed.set(institution, typed.get(institution) ?? institutionType);
  }
  const others = [...typed].map(([name, type]): KnownInstitution => ({ name, type, entry: null }));
  return [...offered, ...others].toSorted((a, b) => a.name.localeCompare(b.name));
}
