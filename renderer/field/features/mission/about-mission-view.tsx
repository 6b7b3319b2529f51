import { Pencil } from 'lucide-react';
import { type ReactElement, useMemo } from 'react';
import { languageFacts, type Message, useLanguage, useTranslate } from '#renderer/i18n';
import { Banner, Button, DateField, FormDialog, LongSelect } from '#renderer/ui';
import { DayRange } from '#renderer/field/parts/day-range.tsx';
import './mission.css';
import type { missionDetailPaths } from '#domain/mission/mission.ts';
import memberStates from '#domain/mission/member-states.json' with { type: 'json' };

interface AboutMissionDialogViewProps {
  readonly about: MissionDetails;
  readonly problem: Message | null;
  readonly onChange: (about: MissionDetails) => void;
  readonly onKeep: () => void;
  readonly onClose: () => void;
}

/** Form of a mission's State and days. */
export function AboutMissionDialogView(props: AboutMissionDialogViewProps): ReactElement {
  const { about, problem, onChange, onKeep, onClose } = props;
  const translate = useTranslate();
  return (
    <FormDialog
      title={translate('mission.about.title')}
      act={translate('mission.about.keep')}
      problem={problem && translate(problem)}
      onAct={onKeep}
      onClose={onClose}
    >
      <LongSelect
        label={translate('path.country')}
        description={translate('mission.about.stateField.help')}
        options={useMemberStateOptions(about.country)}
        value={about.country === null ? [] : [about.country]}
        onChange={([country]) => country !== undefined && onChange({ ...about, country })}
      />
      <DateField
        label={translate('path.from')}
        value={about.from}
        onChange={(from) => onChange({ ...about, from })}
      />
      <DateField
        label={translate('path.to')}
        value={about.to}
        onChange={(to) => onChange({ ...about, to })}
      />
    </FormDialog>
  );
}

/**
 * Name of a State in the language of the screen.
 * A code without a name stays a code. So do the codes of exercises, which are no States: ICU calls XA
 * "Pseudo-Accents".
 */
function useMemberStateName(): (code: string) => string {
  const { locale } = languageFacts[useLanguage()];
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region' });
    return (code) => (/^X[A-JL-Z]$/.test(code) ? code : (names.of(code) ?? code));
  }, [locale]);
}

/** Member States by name. A chosen code that is none of them, as in exercises, stays a choice. */
export function useMemberStateOptions(
  chosen: string | null,
): readonly { readonly id: string; readonly label: string }[] {
  const { locale } = languageFacts[useLanguage()];
  const nameOf = useMemberStateName();
  return useMemo(() => {
    const codes = new Set([...memberStates, ...(chosen === null ? [] : [chosen])]);
    const order = new Intl.Collator(locale);
    return [...codes]
      .map((id) => ({ id, label: nameOf(id) }))
      .toSorted((a, b) => order.compare(a.label, b.label));
  }, [chosen, locale, nameOf]);
}

/** Details of a mission. Days as `2026-11-24`, the country as ISO 3166 alpha-2. */
export type MissionDetails = { readonly [path in (typeof missionDetailPaths)[number]]: string | null };

interface AboutMissionViewProps {
  readonly about: MissionDetails;
  /** Absent where nothing may be written. */
  readonly onChange?: (() => void) | undefined;
}

/** The State and the days of a mission in a line; a notice where the State is not known. */
export function AboutMissionView({ about, onChange }: AboutMissionViewProps): ReactElement {
  const translate = useTranslate();
  const nameOf = useMemberStateName();
  const { country, from, to } = about;
  if (country === null && onChange !== undefined)
    return (
      <Banner
        meaning="wait"
        title={translate('mission.about.unknown')}
        actions={<Button onPress={onChange}>{translate('mission.about.tell')}</Button>}
      >
        {translate('mission.about.unknown.text')}
      </Banner>
    );
  return (
    <p className="mission-about">
      <span>
        {country === null
          ? translate('mission.about.noState')
          : translate('mission.about.state', { state: nameOf(country) })}
      </span>
      <DayRange from={from} to={to} />
      {onChange && (
        <Button kind="quiet" icon={Pencil} onPress={onChange}>
          {translate('mission.about.change')}
        </Button>
      )}
    </p>
  );
}
