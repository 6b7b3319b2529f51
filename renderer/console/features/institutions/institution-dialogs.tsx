import { type ReactElement, useMemo, useState } from 'react';
import type { InstitutionChange, ProposedInstitution } from '#api/programme-api.ts';
import {
  allNamesOf,
  findAlike,
  Institution,
  type InstitutionEntry,
  InstitutionLevel,
  InstitutionNameLanguage,
  type InstitutionRegister,
  InstitutionType,
  institutionNameIn,
  mostOtherNames,
} from '#domain/programme/institutions.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { StateField } from '#renderer/records/state-field.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import {
  Banner,
  Button,
  FormDialog,
  LongSelect,
  type LongSelectOption,
  Select,
  Switch,
  TextArea,
  TextField,
} from '#renderer/ui';

export type ChangeInstitutions = (institutionChanges: readonly InstitutionChange[]) => void;

/** Entry in a dialog: one of the register, or a new one that begins with the name of a proposal. */
export type EditedInstitution =
  | { readonly kind: 'entry'; readonly entry: InstitutionEntry }
  | { readonly kind: 'new'; readonly id: string; readonly proposal: ProposedInstitution | null };

const noLevel = 'none';

/** Input of the dialog; the schema checks it as a whole. */
interface InstitutionInput extends Omit<Institution, 'names' | 'otherNames' | 'type'> {
  readonly names: Readonly<Partial<Record<InstitutionNameLanguage, string>>>;
  readonly otherNames: string;
  readonly type: InstitutionType | null;
}

function initialInputOf(editedInstitution: EditedInstitution, language: string): InstitutionInput {
  if (editedInstitution.kind === 'entry') {
    const { value } = editedInstitution.entry;
    return { ...value, otherNames: value.otherNames.join('\n') };
  }
  const { proposal } = editedInstitution;
  const institutionType = InstitutionType.safeParse(proposal?.type).data ?? null;
  return {
    names: proposal === null ? {} : { [nameLanguageOf(proposal.name, language)]: proposal.name },
    otherNames: '',
    type: institutionType,
    level: proposal === null || institutionType === null ? null : 'national',
    state: proposal?.country ?? null,
    isClosed: false,
    mergedInto: null,
  };
}

/** Language of a name by its letters; that of the screen for Latin ones. */
function nameLanguageOf(name: string, language: string): InstitutionNameLanguage {
  if (/\p{Script=Arabic}/u.test(name)) return 'ar';
  if (/\p{Script=Cyrillic}/u.test(name)) return 'ru';
  if (/\p{Script=Han}/u.test(name)) return 'zh';
  return language === 'fr' ? 'fr' : 'en';
}

function institutionOf({ names, otherNames, ...input }: InstitutionInput) {
  return Institution.safeParse({
    ...input,
    names: Object.fromEntries(Object.entries(names).filter(([, name]) => name.trim() !== '')),
    otherNames: [
      ...new Set(
        otherNames
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      ),
    ],
  });
}

interface InstitutionDialogProps {
  readonly register: InstitutionRegister;
  readonly edited: EditedInstitution;
  readonly onChange: ChangeInstitutions;
  readonly onClose: () => void;
}

/** Form of one institution. It points out an entry that may be the same before this one is saved. */
export function InstitutionDialog(props: InstitutionDialogProps): ReactElement {
  const { register, edited, onChange, onClose } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const [institutionInput, setInput] = useState(() => initialInputOf(edited, language));
  const [isAsked, setIsAsked] = useState(false);
  const change = (part: Partial<InstitutionInput>): void => setInput({ ...institutionInput, ...part });
  const place =
    edited.kind === 'entry' ? { id: edited.entry.id, seen: edited.entry.seen } : { id: edited.id, seen: [] };
  const { data } = institutionOf(institutionInput);
  const alike = useMemo(() => {
    const typed = institutionOf(institutionInput).data;
    return typed === undefined || typed.mergedInto !== null
      ? []
      : findAlike(register, allNamesOf(typed), typed.state, place.id);
  }, [register, institutionInput, place.id]);
  const describe = useInstitutionTexts();
  const write = (value: Institution | null): void => onChange([{ list: 'institutions', ...place, value }]);
  return (
    <FormDialog
      title={translate(edited.kind === 'new' ? 'institutions.add' : 'institutions.edit')}
      act={translate(alike.length > 0 && edited.kind === 'new' ? 'institutions.add.other' : 'ui.save')}
      width="l"
      problem={
        isAsked && data === undefined ? translate('institutions.problem', { most: mostOtherNames }) : null
      }
      onAct={() => {
        setIsAsked(true);
        if (data !== undefined) write(data);
      }}
      onClose={onClose}
    >
      {alike.length > 0 && (
        <Banner meaning="wait" isAnnounced title={translate('institutions.alike.title')}>
          <ul className="console-institutions-alike">
            {alike.slice(0, 5).map((institutionEntry) => (
              <li key={institutionEntry.id}>
                <bdi>{describe.name(institutionEntry)}</bdi> <small>{describe.about(institutionEntry)}</small>
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <p className="fb-field-help">{translate('institutions.name.help')}</p>
      <div className="console-institutions-names">
        {InstitutionNameLanguage.options.map((nameLanguage, at) => (
          <TextField
            key={nameLanguage}
            label={translate(nameLabels[nameLanguage])}
            value={institutionInput.names[nameLanguage] ?? ''}
            onChange={(name) => change({ names: { ...institutionInput.names, [nameLanguage]: name } })}
            maxLength={200}
            autoFocus={at === 0}
          />
        ))}
        <StateField
          label={translate('path.country')}
          value={institutionInput.state}
          onChange={(state) => change({ state })}
        />
        <Select
          label={translate('path.institution.type')}
          options={InstitutionType.options.map((id) => ({
            id,
            label: translate(valueLabels.institutionType[id]),
          }))}
          value={institutionInput.type}
          onChange={(type) => change({ type })}
        />
        <Select
          label={translate('institutions.level')}
          options={[
            { id: noLevel, label: translate('institutions.level.none') },
            ...InstitutionLevel.options.map((id) => ({
              id,
              label: translate(valueLabels.institutionLevel[id]),
            })),
          ]}
          value={institutionInput.level ?? noLevel}
          onChange={(id) => change({ level: InstitutionLevel.safeParse(id).data ?? null })}
        />
        {edited.kind === 'entry' && (
          <LongSelect
            label={translate('institutions.merge')}
            description={translate('institutions.merge.help')}
            options={entryOptions(register, institutionInput.state, describe, edited.entry.id)}
            value={institutionInput.mergedInto === null ? [] : [institutionInput.mergedInto]}
            onChange={([id]) => change({ mergedInto: id ?? null })}
          />
        )}
      </div>
      <TextArea
        label={translate('institutions.otherNames')}
        description={translate('institutions.otherNames.help')}
        value={institutionInput.otherNames}
        onChange={(otherNames) => change({ otherNames })}
        rows={4}
      />
      {edited.kind === 'entry' && (
        <>
          <Switch
            label={translate('institutions.closed')}
            description={translate('institutions.closed.help')}
            isOn={institutionInput.isClosed}
            onChange={(isClosed) => change({ isClosed })}
          />
          <div>
            <Button kind="danger" onPress={() => write(null)}>
              {translate('institutions.remove')}
            </Button>
            <p className="fb-field-help">{translate('institutions.remove.help')}</p>
          </div>
        </>
      )}
    </FormDialog>
  );
}

const nameLabels = {
  en: 'institutions.name.en',
  fr: 'institutions.name.fr',
  ar: 'institutions.name.ar',
  es: 'institutions.name.es',
  ru: 'institutions.name.ru',
  zh: 'institutions.name.zh',
} as const;

interface InstitutionTexts {
  readonly name: (institutionEntry: Pick<InstitutionEntry, 'value'>) => string;
  /** Type, level and State in one line. */
  readonly about: (institutionEntry: Pick<InstitutionEntry, 'value'>) => string;
}

/** Name and short description of entries in the language of the screen. */
export function useInstitutionTexts(): InstitutionTexts {
  const translate = useTranslate();
  const language = useLanguage();
  return {
    name: ({ value }) => institutionNameIn(value.names, language),
    about: ({ value: { type, level, state } }) =>
      [
        translate(valueLabels.institutionType[type]),
        ...(level === null ? [] : [translate(valueLabels.institutionLevel[level])]),
        ...(state === null ? [] : [stateNameIn(state, language)]),
      ].join(' · '),
  };
}

/** Present entries of a State, and those of no State, to choose one of. */
const entryOptions = (
  register: InstitutionRegister,
  state: string | null,
  institutionTexts: InstitutionTexts,
  except?: string,
): readonly LongSelectOption[] =>
  [...register.entries.values()]
    .filter(
      ({ id, value }) =>
        id !== except && value.mergedInto === null && (value.state === null || value.state === state),
    )
    .map((institutionEntry) => ({
      id: institutionEntry.id,
      label: `${institutionTexts.name(institutionEntry)} · ${institutionTexts.about(institutionEntry)}`,
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label));

interface SameAsDialogProps {
  readonly register: InstitutionRegister;
  readonly proposal: ProposedInstitution;
  readonly onChange: ChangeInstitutions;
  readonly onClose: () => void;
}

/** Choice of the institution that a name in records means: the name becomes one of its other names. */
export function SameAsDialog({ register, proposal, onChange, onClose }: SameAsDialogProps): ReactElement {
  const translate = useTranslate();
  const institutionTexts = useInstitutionTexts();
  const [chosen, setChosen] = useState<string | null>(proposal.alike[0] ?? null);
  const institutionEntry = chosen === null ? undefined : register.entries.get(chosen);
  const selectOptions = entryOptions(register, proposal.country, institutionTexts);
  const isFull = (institutionEntry?.value.otherNames.length ?? 0) >= mostOtherNames;
  return (
    <FormDialog
      title={translate('institutions.same.title', { name: proposal.name })}
      act={translate('institutions.same.save')}
      problem={isFull ? translate('institutions.refused.names') : null}
      onAct={() => {
        if (institutionEntry === undefined || isFull) return;
        const { id, seen, value } = institutionEntry;
        onChange([
          {
            list: 'institutions',
            id,
            seen,
            value: { ...value, otherNames: [...value.otherNames, proposal.name] },
          },
        ]);
      }}
      onClose={onClose}
    >
      <p>{translate(selectOptions.length === 0 ? 'institutions.same.none' : 'institutions.same.text')}</p>
      <LongSelect
        label={translate('path.institution.name')}
        options={selectOptions}
        value={chosen === null ? [] : [chosen]}
        onChange={([id]) => setChosen(id ?? null)}
        hasFirstFocus
      />
    </FormDialog>
  );
}
