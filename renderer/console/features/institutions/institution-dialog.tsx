import { type ReactElement, useState } from 'react';
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
  mayHaveNoState,
  mostNameLetters,
  mostOtherNames,
} from '#domain/programme/institutions.ts';
import { type Translate, useLanguage, useTranslate } from '#renderer/i18n';
import type { FieldProblems, FieldRow } from '#renderer/records/record-fields.tsx';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, FormDialog, LongSelect, TextField } from '#renderer/ui';
import { institutionOptions, useInstitutionTexts } from './institution-texts.ts';

/** Save changes of the register at headquarters; answers whether it took them. */
export type ChangeInstitutions = (institutionChanges: readonly InstitutionChange[]) => Promise<boolean>;

/** Entry in a dialog: one of the register, or a new one that begins with the name of a proposal. */
export type EditedInstitution =
  | { readonly kind: 'entry'; readonly entry: InstitutionEntry }
  | { readonly kind: 'new'; readonly id: string; readonly proposal: ProposedInstitution | null };

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
  const institutionTexts = useInstitutionTexts();
  const isNew = edited.kind === 'new';
  const { id, seen } = isNew ? { id: edited.id, seen: [] } : edited.entry;
  const write = (value: Institution | null): Promise<boolean> =>
    onChange([{ list: 'institutions', id, seen, value }]);
  const alikeOf = (values: InstitutionValues): readonly InstitutionEntry[] => {
    const { data } = Institution.safeParse(institutionOf(values));
    return data === undefined || data.mergedInto !== null
      ? []
      : findAlike(register, allNamesOf(data), data.state, id);
  };
  return (
    <RecordFormDialog<InstitutionValues>
      title={translate(isNew ? 'institutions.add' : 'institutions.edit')}
      act={(values) => translate(isNew && alikeOf(values).length > 0 ? 'institutions.add.other' : 'ui.save')}
      width="l"
      subject={{ kind: 'programme', below: 'institutions/*' }}
      rows={() => (isNew ? newInstitutionRows : institutionRows)}
      stored={isNew ? emptyInstitution : valuesOf(edited.entry.value)}
      start={isNew ? proposedValuesOf(edited.proposal, language) : undefined}
      findProblems={(values) => findProblems(values, translate)}
      options={() => ({
        level: {
          choices: [
            { id: noLevel, label: translate('institutions.level.none') },
            ...InstitutionLevel.options.map((level) => ({
              id: level,
              label: translate(valueLabels.institutionLevel[level]),
            })),
          ],
        },
        otherNames: { rows: 4 },
      })}
      drawn={(values, change, problems) => ({
        names: (
          <NameFields names={values.names} onChange={(names) => change({ names })} problem={problems.names} />
        ),
        mergedInto: (
          <LongSelect
            label={translate('path.institution.mergedInto')}
            description={translate('path.institution.mergedInto.help')}
            options={institutionOptions(register, values.state, institutionTexts, id)}
            value={values.mergedInto === null ? [] : [values.mergedInto]}
            onChange={([mergedInto]) => change({ mergedInto: mergedInto ?? null })}
          />
        ),
      })}
      above={(values) => <AlikeInstitutions alike={alikeOf(values)} />}
      below={() =>
        !isNew && (
          <div>
            <Button kind="danger" onPress={() => void write(null)}>
              {translate('institutions.remove')}
            </Button>
            <p className="fb-field-help">{translate('institutions.remove.help')}</p>
          </div>
        )
      }
      onSave={(values) => write(Institution.parse(institutionOf(values)))}
      onClose={onClose}
    />
  );
}

/** Fields of an institution. */
export const institutionRows: readonly FieldRow<keyof Institution>[] = [
  'names',
  ['state', 'type'],
  ['level', 'mergedInto'],
  'otherNames',
  'isClosed',
];
/** A new one is not closed or merged yet. */
const newInstitutionRows: typeof institutionRows = ['names', ['state', 'type'], 'level', 'otherNames'];

const noLevel = 'none';

/** Institution in editing; a name that is blank is left out. */
type InstitutionValues = {
  readonly names: Readonly<Record<InstitutionNameLanguage, string>>;
  readonly otherNames: readonly string[];
  readonly type: InstitutionType | null;
  readonly level: InstitutionLevel | typeof noLevel;
  readonly state: string | null;
  readonly isClosed: boolean;
  readonly mergedInto: string | null;
};

const noNames: InstitutionValues['names'] = { en: '', fr: '', ar: '', es: '', ru: '', zh: '' };

const emptyInstitution: InstitutionValues = {
  names: noNames,
  otherNames: [],
  type: null,
  level: noLevel,
  state: null,
  isClosed: false,
  mergedInto: null,
};

const valuesOf = (institution: Institution): InstitutionValues => ({
  ...institution,
  names: { ...noNames, ...institution.names },
  level: institution.level ?? noLevel,
});

/** Begin a new institution with the facts of a proposal. */
function proposedValuesOf(proposal: ProposedInstitution | null, language: string): InstitutionValues {
  if (proposal === null) return emptyInstitution;
  const type = InstitutionType.safeParse(proposal.type).data ?? null;
  return {
    ...emptyInstitution,
    names: { ...noNames, [nameLanguageOf(proposal.name, language)]: proposal.name },
    type,
    level: type === null ? noLevel : 'national',
    state: proposal.country,
  };
}

/** New institution with the facts of a proposal; null where a fact is missing. */
export const proposedInstitutionOf = (proposal: ProposedInstitution, language: string): Institution | null =>
  proposal.country === null
    ? null
    : (Institution.safeParse(institutionOf(proposedValuesOf(proposal, language))).data ?? null);

/** Language of a name by its letters; that of the screen for Latin ones. */
function nameLanguageOf(name: string, language: string): InstitutionNameLanguage {
  if (/\p{Script=Arabic}/u.test(name)) return 'ar';
  if (/\p{Script=Cyrillic}/u.test(name)) return 'ru';
  if (/\p{Script=Han}/u.test(name)) return 'zh';
  return language === 'fr' ? 'fr' : 'en';
}

/** Value of the register as the form has it; the schema checks it. */
const institutionOf = ({ names, otherNames, level, ...values }: InstitutionValues) => ({
  ...values,
  names: Object.fromEntries(Object.entries(names).filter(([, name]) => name.trim() !== '')),
  otherNames: [...new Set(otherNames)],
  level: level === noLevel ? null : level,
});

function findProblems(
  { names, type, state }: InstitutionValues,
  translate: Translate,
): FieldProblems<InstitutionValues> {
  const hasName = Object.values(names).some((name) => name.trim() !== '');
  return {
    names: !hasName
      ? translate('institutions.names.missing')
      : tooLongNameIn(names) !== undefined
        ? translate('ui.names.tooLong')
        : undefined,
    type: type === null ? translate('institutions.type.missing') : undefined,
    state:
      state === null && type !== null && !mayHaveNoState(type)
        ? translate('institutions.state.missing')
        : undefined,
  };
}

/** Language of a name that is too long; undefined where there is none. */
const tooLongNameIn = (names: InstitutionValues['names']): InstitutionNameLanguage | undefined =>
  InstitutionNameLanguage.options.find((language) => names[language].length > mostNameLetters);

interface NameFieldsProps {
  readonly names: InstitutionValues['names'];
  readonly problem: string | undefined;
  readonly onChange: (names: InstitutionValues['names']) => void;
}

/** Names in each language. Their problem stands at the name that has it, or at the first. */
function NameFields({ names, problem, onChange }: NameFieldsProps): ReactElement {
  const translate = useTranslate();
  const [firstLanguage] = InstitutionNameLanguage.options;
  const problemLanguage = tooLongNameIn(names) ?? firstLanguage;
  return (
    <>
      <p className="fb-field-help">{translate('path.institution.names.help')}</p>
      <div className="console-institutions-names">
        {InstitutionNameLanguage.options.map((language) => (
          <TextField
            key={language}
            label={translate(nameLabels[language])}
            value={names[language]}
            onChange={(name) => onChange({ ...names, [language]: name })}
            problem={language === problemLanguage ? problem : undefined}
            maxLength={mostNameLetters}
            autoFocus={language === firstLanguage}
          />
        ))}
      </div>
    </>
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

/** Warning of entries that may be the same. */
function AlikeInstitutions({ alike }: { readonly alike: readonly InstitutionEntry[] }): ReactElement | null {
  const translate = useTranslate();
  const institutionTexts = useInstitutionTexts();
  if (alike.length === 0) return null;
  return (
    <Banner meaning="wait" isAnnounced title={translate('institutions.alike.title')}>
      <ul className="console-institutions-alike">
        {alike.slice(0, 5).map((institutionEntry) => (
          <li key={institutionEntry.id}>
            <bdi>{institutionTexts.name(institutionEntry)}</bdi>{' '}
            <small>{institutionTexts.about(institutionEntry)}</small>
          </li>
        ))}
      </ul>
    </Banner>
  );
}

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
  const selectOptions = institutionOptions(register, proposal.country, institutionTexts);
  const isFull = (institutionEntry?.value.otherNames.length ?? 0) >= mostOtherNames;
  const link = (): Promise<boolean> => {
    if (institutionEntry === undefined || isFull) return Promise.resolve(false);
    // Over the present entry: a colleague's change that arrived meanwhile stays.
    const { id, seen, value } = institutionEntry;
    const otherNames = [...value.otherNames, proposal.name];
    return onChange([{ list: 'institutions', id, seen, value: { ...value, otherNames } }]);
  };
  return (
    <FormDialog
      title={translate('institutions.same.title', { name: proposal.name })}
      act={translate('institutions.same.save')}
      problem={isFull ? translate('institutions.refused.names') : null}
      onAct={link}
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
