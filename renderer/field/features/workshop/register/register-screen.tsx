import { FileUp, UserPlus } from 'lucide-react';
import { type ReactElement, useMemo, useState } from 'react';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import type { LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { allNamesOf } from '#domain/programme/institutions.ts';
import { DuplicateIndex } from '#domain/workshop/participant-duplicates.ts';
import type { ParticipantDraft } from '#domain/workshop/register.ts';
import { breakDownRegister, readCountsOf, readCountsOfOthers } from '#domain/workshop/register-breakdown.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { type Message, useTranslate } from '#renderer/i18n';
import { Button, localDayOf, ScreenPage, useNowMs } from '#renderer/ui';
import { DataNotice, isDataNoticeShown } from '../data-notice/data-notice.tsx';
import { useNamesErasedAtMs } from '../use-names-erased.ts';
import { useRemovalConflicts } from '../use-removal-conflicts.ts';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { WorkshopReadOnlyBannerView } from '../workshop-read-only-banner-view.tsx';
import { WorkshopTextChecks } from '../workshop-text-checks.tsx';
import { AskedSealKeys } from './asked-seal-keys.tsx';
import { BreakdownView } from './breakdown-view.tsx';
import { ImportParticipants } from './import/import-participants.tsx';
import {
  emptyParticipantForm,
  participantDraftOf,
  participantFormValuesOf,
} from './participant-form-values.ts';
import { ParticipantFormView } from './participant-form-view.tsx';
import {
  type RegisterRow,
  type ShownRegister,
  type StoredCard,
  shownRegisterOf,
  useParticipantCards,
} from './register-facts.ts';
import { RegisterView } from './register-view.tsx';
import { SignInSheetButton } from './sign-in/sign-in-sheet-button.tsx';
import { type OpenedParticipant, useEditParticipant } from './use-edit-participant.ts';
import { useRegisterActs } from './use-register-acts.ts';
import { useSealNames } from './use-seal-names.ts';

/** Step that is open over the list. */
type RegisterStep =
  | { readonly kind: 'list' | 'import' }
  | { readonly kind: 'notice'; readonly next: 'add' | 'import' }
  | { readonly kind: 'add' }
  | ({ readonly kind: 'edit' } & OpenedParticipant);

/** Register of a workshop: its participants, their import, and their sums. */
export function RegisterScreen(props: WorkshopSectionProps): ReactElement {
  const { queryResult } = props;
  const { log, document } = queryResult;
  const { session } = useFieldServices();
  const translate = useTranslate();
  const { notifyAct } = useRecordUndo();
  const [registerStep, setStep] = useState<RegisterStep>({ kind: 'list' });
  const writeMode = writeModeOf(queryResult.roles, document);
  const isReadOnly = writeMode !== 'open';
  const storedCards = useParticipantCards(log, document.doc);
  const registerActs = useRegisterActs(queryResult, storedCards);
  const { hasKey, asked } = useSealNames(queryResult, storedCards, isReadOnly);
  const namedRemovalConflicts = useRemovalConflicts(queryResult, 'participants');
  const namesErasedAtMs = useNamesErasedAtMs(document);
  const shownRegister = useMemo(
    () => shownRegisterOf(document, storedCards, hasKey, namedRemovalConflicts),
    [document, storedCards, hasKey, namedRemovalConflicts],
  );
  const registerBreakdown = useMemo(
    () =>
      breakDownRegister(
        shownRegister.rows.map(({ participant }) => participant),
        storedCards,
        readCountsOfOthers(document, session.device),
      ),
    [shownRegister, storedCards, document, session.device],
  );
  const begin = (next: 'add' | 'import'): void =>
    setStep(isDataNoticeShown(document) ? stepAfterNotice(next) : { kind: 'notice', next });
  const close = (): void => setStep({ kind: 'list' });

  const remove = async ({ participant: { id, code } }: RegisterRow): Promise<void> => {
    if (!(await registerActs.remove(id))) return;
    close();
    notifyAct((say) => say('register.removed', { code }));
  };

  const { problem } = registerActs;
  const form = { log, register: shownRegister, namesErasedAtMs, problem, isReadOnly, onClose: close };
  if (registerStep.kind === 'import')
    return (
      <WorkshopFrame of={props} part={translate('register.import.title')}>
        <ImportParticipants
          register={shownRegister}
          addAll={registerActs.addAll}
          problem={problem}
          onClose={close}
        />
      </WorkshopFrame>
    );
  return (
    <WorkshopFrame
      of={props}
      actions={
        <>
          <SignInSheetButton queryResult={queryResult} cards={storedCards} />
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
        {!isReadOnly && storedCards.length > 0 && <AskedSealKeys document={document} asked={asked} />}
        <RegisterView
          register={shownRegister}
          hasKey={hasKey}
          namesErasedAtMs={namesErasedAtMs}
          problem={problem}
          isReadOnly={isReadOnly}
          acts={{
            onAdd: () => begin('add'),
            onImport: () => begin('import'),
            onOpen: (row) => setStep({ kind: 'edit', row, opened: document }),
            onRestore: (id) => void registerActs.restore(id),
            onKeepRemoved: (id) => void registerActs.remove(id),
            onGiveNewCode: (id) => void registerActs.giveNewCode(id),
          }}
        />
        <BreakdownView
          breakdown={registerBreakdown}
          sent={readCountsOf(document, session.device)?.participants ?? 0}
        />
      </ScreenPage>
      {registerStep.kind === 'notice' && (
        <DataNotice
          queryResult={queryResult}
          onClose={(isShown) => (isShown ? setStep(stepAfterNotice(registerStep.next)) : close())}
        />
      )}
      <WorkshopTextChecks queryResult={queryResult} change={registerActs.change}>
        {registerStep.kind === 'add' && (
          <ParticipantDialog
            {...form}
            row={null}
            onSave={(participantDraft) => registerActs.addAll([participantDraft])}
            onRemove={null}
          />
        )}
        {registerStep.kind === 'edit' && (
          <EditParticipant
            {...form}
            row={registerStep.row}
            opened={registerStep.opened}
            cards={storedCards}
            onRemove={(registerRow) => void remove(registerRow)}
          />
        )}
      </WorkshopTextChecks>
    </WorkshopFrame>
  );
}

const stepAfterNotice = (next: 'add' | 'import'): RegisterStep =>
  next === 'add' ? { kind: 'add' } : { kind: 'import' };

interface ParticipantDialogProps {
  readonly log: LogId;
  /** Null for a new participant. */
  readonly row: RegisterRow | null;
  readonly register: ShownRegister;
  readonly namesErasedAtMs: number | null;
  readonly problem: Message | null;
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
  readonly onSave: (participantDraft: ParticipantDraft) => Promise<boolean>;
  readonly onRemove: ((registerRow: RegisterRow) => void) | null;
}

/** Form of one participant over the list. It closes when everything is saved. */
function ParticipantDialog(props: ParticipantDialogProps): ReactElement {
  const { log, row, register, onSave, onClose, onRemove } = props;
  const today = localDayOf(useNowMs());
  const offeredQueryResult = useStoreQuery('institutions', { log });
  const others = [...register.rows, ...register.removed].filter(
    ({ participant }) => participant.id !== row?.participant.id,
  );
  const duplicates = new DuplicateIndex(
    others.map(({ participant, card }) => ({
      name: card?.name ?? '',
      institution: participant.institution,
      code: participant.code,
    })),
  );
  const [stored] = useState(() => (row === null ? emptyParticipantForm : participantFormValuesOf(row)));
  return (
    <ParticipantFormView
      code={row?.participant.code ?? null}
      isNameElsewhere={row !== null && row.card === null}
      namesErasedAtMs={props.namesErasedAtMs}
      stored={stored}
      findSame={({ name, institution }) => duplicates.find({ name, institution, code: '' })?.code ?? null}
      institutions={knownInstitutionsOf(
        register,
        offeredQueryResult.kind === 'present' ? offeredQueryResult.result : [],
      )}
      today={today}
      problem={props.problem}
      isReadOnly={props.isReadOnly}
      onSave={async (formValues) => {
        const isSaved = await onSave(participantDraftOf(formValues));
        if (isSaved) onClose();
        return isSaved;
      }}
      onClose={onClose}
      onRemove={row === null || onRemove === null ? null : () => onRemove(row)}
    />
  );
}

interface EditParticipantProps extends Omit<ParticipantDialogProps, 'row' | 'onSave'>, OpenedParticipant {
  readonly cards: readonly StoredCard[];
}

/** Form of a participant of the register. */
function EditParticipant({ row, opened, cards, ...props }: EditParticipantProps): ReactElement {
  const { edit, problem } = useEditParticipant(props.log, { row, opened }, cards);
  return <ParticipantDialog {...props} row={row} problem={problem ?? props.problem} onSave={edit} />;
}

/** Institutions that the mission offers, and others that participants of this workshop have. */
function knownInstitutionsOf(
  { rows }: ShownRegister,
  offeredInstitutions: readonly KnownInstitution[],
): readonly KnownInstitution[] {
  const names = new Set(
    offeredInstitutions.flatMap(({ name, entry }) => [
      name,
      ...(entry === null ? [] : allNamesOf(entry.value)),
    ]),
  );
  const typed = new Map<string, string | null>();
  for (const { participant } of rows) {
    const { institution, institutionType } = participant;
    if (institution !== '' && !names.has(institution))
      typed.set(institution, typed.get(institution) ?? institutionType);
  }
  const otherInstitutions = [...typed].map(([name, type]): KnownInstitution => ({ name, type, entry: null }));
  return [...offeredInstitutions, ...otherInstitutions].toSorted((a, b) => a.name.localeCompare(b.name));
}
