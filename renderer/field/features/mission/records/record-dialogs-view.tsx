import type { ReactElement } from 'react';
import type { AssessmentNames, KnownInstitution } from '#domain/assessment/create-assessment.ts';
import type { MoveRefusal } from '#domain/assessment/move-assessment.ts';
import type { LogId } from '#domain/ids.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { InstitutionSuggestField } from '#renderer/field/parts/institution-suggest-view.tsx';
import { type Message, type PlainMessageKey, useTranslate } from '#renderer/i18n';
import { institutionTypeLabel } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  Dialog,
  FormDialog,
  type FormSubmission,
  Select,
  type SelectOption,
  TextField,
} from '#renderer/ui';

type InstitutionChoice = Pick<AssessmentNames, 'institution' | 'institutionRef' | 'type'>;

interface InstitutionFieldsProps {
  readonly names: InstitutionChoice;
  readonly known: readonly KnownInstitution[];
  readonly typeHelp: string;
  readonly problems: { readonly institution?: string | undefined; readonly type?: string | undefined };
  readonly onChange: (names: InstitutionChoice) => void;
}

/**
 * Institution, chosen by any of its names in any language, or typed; and its type. A known institution brings its type.
 * A typed one that may be in the register is pointed out.
 */
export function InstitutionNameFields(props: InstitutionFieldsProps): ReactElement {
  const { names, known, typeHelp, problems, onChange } = props;
  const translate = useTranslate();
  const typeLabel = (code: string): string => institutionTypeLabel(code, defaultMaturityModel, translate);
  return (
    <>
      <InstitutionSuggestField
        value={names.institution}
        entry={names.institutionRef ?? null}
        known={known}
        onChange={({ institution, institutionRef, type }) =>
          onChange({ institution, institutionRef, type: instrumentTypeOf(type) ?? names.type })
        }
        problem={problems.institution}
        autoFocus
      />
      <Select
        label={translate('path.institution.type')}
        description={typeHelp}
        options={Object.keys(defaultMaturityModel.institution_types).map((code) => ({
          id: code,
          label: typeLabel(code),
        }))}
        value={names.type}
        onChange={(type) => onChange({ ...names, type })}
        problem={problems.type}
      />
    </>
  );
}

/** Type by which the instrument selects questions; one that only the register has is asked as another institution. */
const instrumentTypeOf = (type: string | null): string | null =>
  type === null || type in defaultMaturityModel.institution_types ? type : 'OTH';

interface RenameRecordViewProps {
  readonly names: AssessmentNames;
  /** Null for a record that is about no institution. */
  readonly institutions: readonly KnownInstitution[] | null;
  readonly problem: Message | null;
  readonly onChange: (assessmentNames: AssessmentNames) => void;
  readonly onKeep: FormSubmission;
  readonly onClose: () => void;
}

/** Form with the names of a record: its title, and the institution of an assessment. */
export function RenameRecordView(props: RenameRecordViewProps): ReactElement {
  const { names, institutions, problem, onChange, onKeep, onClose } = props;
  const translate = useTranslate();
  return (
    <FormDialog
      title={translate(institutions === null ? 'mission.record.renameTitle' : 'mission.record.rename')}
      act={translate('ui.save')}
      problem={problem && translate(problem)}
      onAct={onKeep}
      onClose={onClose}
    >
      {institutions !== null && (
        <InstitutionNameFields
          names={names}
          known={institutions}
          typeHelp={translate('mission.record.type.help')}
          problems={{}}
          onChange={(nextInstitutionChoice) => onChange({ ...names, ...nextInstitutionChoice })}
        />
      )}
      <TextField
        label={translate('path.title')}
        value={names.title}
        onChange={(title) => onChange({ ...names, title })}
        maxLength={400}
        autoFocus={institutions === null}
      />
    </FormDialog>
  );
}

interface RemoveRecordViewProps {
  readonly name: string;
  /** Answers or sessions that it holds. */
  readonly content: Message;
  readonly problem: Message | null;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** Question before a record leaves all lists and reports. */
export function RemoveRecordView(props: RemoveRecordViewProps): ReactElement {
  const { name, content, problem, onRemove, onClose } = props;
  const translate = useTranslate();
  return (
    <Dialog
      title={translate('mission.record.remove.title', { name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" onPress={onRemove} hasFirstFocus>
            {translate('ui.remove')}
          </Button>
          <Button onPress={onClose}>{translate('ui.cancel')}</Button>
        </>
      }
    >
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      <p>{translate(content)}</p>
      <p>{translate('mission.record.remove.text')}</p>
    </Dialog>
  );
}

interface MoveRecordViewProps {
  readonly name: string;
  /** Other missions of this laptop; null while they are not known. */
  readonly missions: readonly SelectOption<LogId>[] | null;
  readonly chosen: LogId | null;
  /** Comments that the adviser marked: they stay. */
  readonly marked: number;
  /** Reason why it cannot be moved anywhere. */
  readonly refusal: MoveRefusal | null;
  readonly problem: Message | null;
  readonly onChoose: (missionId: LogId) => void;
  readonly onMove: () => void;
  readonly onClose: () => void;
}

const moveRefusalKeys = {
  submitted: 'mission.record.move.submitted',
  undecided: 'mission.record.move.undecided',
} as const satisfies { readonly [kind in MoveRefusal['kind']]: PlainMessageKey };

/** Question to which mission an assessment goes, with the parts that go along and those that stay. */
export function MoveRecordView(props: MoveRecordViewProps): ReactElement {
  const { name, missions, chosen, marked, refusal, problem, onChoose, onMove, onClose } = props;
  const translate = useTranslate();
  const isPossible = refusal === null && missions !== null && missions.length > 0;
  return (
    <Dialog
      title={translate('mission.record.move.title', { name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          {isPossible && (
            <Button kind="primary" onPress={onMove}>
              {translate('mission.record.move.act')}
            </Button>
          )}
          <Button onPress={onClose}>{translate(isPossible ? 'ui.cancel' : 'ui.close')}</Button>
        </>
      }
    >
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {refusal !== null && <p>{translate(moveRefusalKeys[refusal.kind])}</p>}
      {refusal === null && missions?.length === 0 && <p>{translate('mission.record.move.none')}</p>}
      {isPossible && (
        <>
          <Select label={translate('path.mission')} options={missions} value={chosen} onChange={onChoose} />
          <p>{translate('mission.record.move.goes')}</p>
          <p>{translate('mission.record.move.stays')}</p>
          {marked > 0 && <p>{translate('mission.record.move.marked', { count: marked })}</p>}
          <p>{translate('mission.record.move.undo')}</p>
        </>
      )}
    </Dialog>
  );
}
