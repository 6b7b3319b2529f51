import type { ReactElement } from 'react';
import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import {
  allNamesOf,
  findAlike,
  institutionNameIn,
  institutionNameKey,
  registerOf,
} from '#domain/programme/institutions.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { useLanguage, useTranslate } from '#renderer/i18n';
import { institutionTypeLabel } from '#renderer/records/value-labels.ts';
import { Banner, Button, type DraftHandling, SuggestField } from '#renderer/ui';

/** Institution as a person chose or typed it. */
interface ChosenInstitution {
  readonly institution: string;
  /** Entry of the register; null for a typed one. */
  readonly institutionRef: string | null;
  /** Type of a chosen one; null for a typed one, and where it is not known. */
  readonly type: string | null;
}

interface InstitutionSuggestFieldProps {
  readonly draft?: DraftHandling | undefined;
  readonly value: string;
  /** Entry of the register that was chosen; null where the text alone tells it. */
  readonly entry: string | null;
  readonly known: readonly KnownInstitution[];
  readonly onChange: (chosenInstitution: ChosenInstitution) => void;
  /** Help in place of the usual one. */
  readonly description?: string | undefined;
  readonly problem?: string | undefined;
  /** Most characters of a typed one; a longer text stays in the field. */
  readonly maxLength?: number | undefined;
  readonly onBlur?: (() => void) | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isReadOnly?: boolean | undefined;
}

/**
 * Institution, chosen by any of its names in any language, or typed. A typed one that may be in the register is pointed
 * out.
 */
export function InstitutionSuggestField(props: InstitutionSuggestFieldProps): ReactElement {
  const { value, entry: chosenEntry, known, onChange, isReadOnly, maxLength = 400 } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const nameOf = ({ name, entry }: KnownInstitution): string =>
    entry === null ? name : institutionNameIn(entry.value.names, language);
  const choose = (chosenInstitution: KnownInstitution): void =>
    onChange({
      institution: nameOf(chosenInstitution),
      institutionRef: chosenInstitution.entry?.id ?? null,
      type: chosenInstitution.type,
    });
  const byId = new Map(
    known.map((knownInstitution) => [knownInstitution.entry?.id ?? knownInstitution.name, knownInstitution]),
  );
  const entryId = chosenEntry ?? sameIn(known, value)?.entry?.id ?? null;
  const isTyped = entryId === null && isReadOnly !== true && value.length <= maxLength;
  const alike = isTyped ? alikeIn(known, value) : [];
  return (
    <div className="fb-form">
      <SuggestField
        label={translate('path.institution.name')}
        description={
          props.description ??
          translate(
            entryId === null ? 'mission.create.institution.help' : 'mission.create.institution.registered',
          )
        }
        value={value}
        onChange={(institution) =>
          onChange({
            institution,
            institutionRef: sameIn(known, institution)?.entry?.id ?? null,
            type: null,
          })
        }
        suggestions={known.map((knownInstitution) => ({
          id: knownInstitution.entry?.id ?? knownInstitution.name,
          text: nameOf(knownInstitution),
          note: [
            knownInstitution.type === null
              ? ''
              : institutionTypeLabel(knownInstitution.type, defaultMaturityModel, translate),
            knownInstitution.entry === null ? translate('mission.create.institution.typed') : '',
          ]
            .filter((part) => part !== '')
            .join(' · '),
        }))}
        isMatch={({ id = '', text }, typed) => mentionsWords([text, ...namesOf(byId.get(id))], typed)}
        onChoose={(_, id) => {
          const chosenInstitution = byId.get(id);
          if (chosenInstitution !== undefined) choose(chosenInstitution);
        }}
        problem={props.problem}
        draft={props.draft}
        maxLength={maxLength}
        onBlur={props.onBlur}
        autoFocus={props.autoFocus}
        isRequired={props.isRequired}
        isReadOnly={isReadOnly}
      />
      {alike.length > 0 && (
        <Banner meaning="wait" isAnnounced title={translate('mission.create.institution.alike')}>
          {alike.map((knownInstitution) => (
            <Button
              key={knownInstitution.entry?.id ?? knownInstitution.name}
              kind="quiet"
              onPress={() => choose(knownInstitution)}
            >
              {nameOf(knownInstitution)}
            </Button>
          ))}
        </Banner>
      )}
    </div>
  );
}

const namesOf = (knownInstitution: KnownInstitution | undefined): readonly string[] =>
  knownInstitution === undefined || knownInstitution.entry === null
    ? []
    : allNamesOf(knownInstitution.entry.value);

function mentionsWords(names: readonly string[], typed: string): boolean {
  const text = names.map(institutionNameKey).join(' ');
  return institutionNameKey(typed)
    .split(' ')
    .every((word) => text.includes(word));
}

/** The only entry of the register with this name in another spelling. */
function sameIn(knownInstitutions: readonly KnownInstitution[], typed: string): KnownInstitution | undefined {
  const key = institutionNameKey(typed);
  const same = knownInstitutions.filter(
    (knownInstitution) =>
      key !== '' && namesOf(knownInstitution).some((name) => institutionNameKey(name) === key),
  );
  return same.length === 1 ? same[0] : undefined;
}

/** Entries of the register that the typed name may mean. */
function alikeIn(knownInstitutions: readonly KnownInstitution[], typed: string): readonly KnownInstitution[] {
  const institutionEntries = knownInstitutions.flatMap(({ entry }) => entry ?? []);
  const ids = new Set(findAlike(registerOf(institutionEntries), [typed], null).map(({ id }) => id));
  return knownInstitutions.filter(({ entry }) => entry !== null && ids.has(entry.id)).slice(0, 3);
}
