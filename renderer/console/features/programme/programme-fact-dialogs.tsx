import { type ReactElement, useState } from 'react';
import type { TeamCandidate } from '#api/missions-api.ts';
import type { ProgrammeFactChange, ProgrammeOverview } from '#api/programme-api.ts';
import { areJsonEqual } from '#base/json.ts';
import { FundingLine, latestPhaseMonth, PhaseMonth, ProgrammePhase } from '#domain/programme/programme.ts';
import { useTranslate } from '#renderer/i18n';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { RecordFormDialog } from '#renderer/records/record-form-dialog.tsx';
import { type ChangeFacts, FactItemForm, type ItemDialogProps, useFactKey } from './fact-item-form.tsx';
import { PartnerDialog } from './partner-dialog.tsx';
import { phaseResultsOf, phaseTitleOf } from './phase-texts.ts';

type Facts = ProgrammeOverview['facts'];

/** Fact that a dialog changes; `item` is null for a new one. */
export type EditedFact =
  | { readonly kind: 'about' }
  | { readonly kind: 'phase'; readonly item: Facts['phases'][number] | null }
  | { readonly kind: 'funding'; readonly item: Facts['funding'][number] | null }
  | { readonly kind: 'partner'; readonly item: Facts['partners'][number] | null };

interface FactDialogProps {
  readonly facts: Facts;
  /** People who may work for a partner. */
  readonly officers: readonly TeamCandidate[];
  readonly edited: EditedFact;
  readonly onChange: ChangeFacts;
  readonly onClose: () => void;
}

/** Dialog for one fact of the programme. */
export function FactDialog({ edited, facts, officers, ...acts }: FactDialogProps): ReactElement {
  // Facts that arrive while the form is open are not written over: headquarters refuses it.
  const [openedFacts] = useState(facts);
  switch (edited.kind) {
    case 'about':
      return <AboutDialog facts={openedFacts} {...acts} />;
    case 'phase':
      return <PhaseDialog item={edited.item} {...acts} />;
    case 'funding':
      return <FundingDialog item={edited.item} {...acts} />;
    case 'partner':
      return <PartnerDialog item={edited.item} facts={openedFacts} officers={officers} {...acts} />;
  }
}

/** Fields of the programme as a whole. */
export const aboutRows: readonly FieldRow<'name' | 'starts-on'>[] = ['name', 'starts-on'];

function AboutDialog({
  facts,
  onChange,
  onClose,
}: Omit<FactDialogProps, 'officers' | 'edited'>): ReactElement {
  const translate = useTranslate();
  const { name, startsOn } = facts;
  return (
    <RecordFormDialog
      title={translate('programme.facts.edit')}
      act={translate('ui.save')}
      subject={{ kind: 'programme' }}
      rows={() => aboutRows}
      stored={{ name: name.value ?? '', 'starts-on': startsOn.value }}
      options={() => ({ name: { hasFirstFocus: true } })}
      onSave={(values) => {
        const title = values.name.trim() || null;
        const factChanges: readonly ProgrammeFactChange[] = [
          ...(title === name.value ? [] : [{ list: 'name' as const, value: title, seen: name.seen }]),
          ...(values['starts-on'] === startsOn.value
            ? []
            : [{ list: 'starts-on' as const, value: values['starts-on'], seen: startsOn.seen }]),
        ];
        if (factChanges.length > 0) return onChange(factChanges);
        onClose();
        return Promise.resolve(true);
      }}
      onClose={onClose}
    />
  );
}

/** Phase in editing. A title and results that are those of the default phase are shown in the reader's language. */
type PhaseValues = {
  readonly title: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly results: readonly string[];
};

/** Fields of a phase. */
export const phaseRows: readonly FieldRow<keyof ProgrammePhase>[] = ['title', ['from', 'to'], 'results'];

function PhaseDialog({ item, onChange, onClose }: ItemDialogProps<'phases'>): ReactElement {
  const translate = useTranslate();
  const factKey = useFactKey(item);
  const stored: PhaseValues =
    item === null
      ? { title: '', from: null, to: null, results: [] }
      : { ...item.value, title: phaseTitleOf(item, translate), results: phaseResultsOf(item, translate) };
  const monthProblem = (month: number | null): string | undefined =>
    PhaseMonth.safeParse(month).success
      ? undefined
      : translate('ui.number.outside', { least: 1, most: latestPhaseMonth });
  return (
    <FactItemForm
      list="phases"
      title={translate(item === null ? 'programme.phase.add' : 'programme.phase.edit')}
      rows={() => phaseRows}
      stored={stored}
      options={() => ({ title: { hasFirstFocus: true }, results: { rows: 4 } })}
      findProblems={({ title, from, to }) => ({
        title: title.trim() === '' ? translate('ui.title.missing') : undefined,
        from: monthProblem(from),
        to:
          from !== null && to !== null && to < from
            ? translate('programme.phase.to.early')
            : monthProblem(to),
      })}
      onSave={(values) => {
        // An unchanged default text stays the default, in the language of each reader.
        const unchanged = item !== null && {
          ...(values.title === stored.title && { title: item.value.title }),
          ...(areJsonEqual(values.results, stored.results) && { results: item.value.results }),
        };
        const value = ProgrammePhase.parse({ ...values, ...unchanged });
        return onChange([{ list: 'phases', ...factKey, value }]);
      }}
      onRemove={item && (() => onChange([{ list: 'phases', ...factKey, value: null }]))}
      onClose={onClose}
    />
  );
}

/** Fields of a funding line. */
export const fundingRows: readonly FieldRow<keyof FundingLine>[] = ['title', 'donor', 'endsOn'];

function FundingDialog({ item, onChange, onClose }: ItemDialogProps<'funding'>): ReactElement {
  const translate = useTranslate();
  const factKey = useFactKey(item);
  return (
    <FactItemForm
      list="funding"
      title={translate(item === null ? 'programme.funding.add' : 'programme.funding.edit')}
      rows={() => fundingRows}
      stored={item?.value ?? { title: '', donor: '', endsOn: null }}
      options={() => ({ title: { hasFirstFocus: true } })}
      findProblems={({ title, donor }) => ({
        title: title.trim() === '' ? translate('programme.funding.title.missing') : undefined,
        donor: donor.trim() === '' ? translate('programme.funding.donor.missing') : undefined,
      })}
      onSave={(values) => onChange([{ list: 'funding', ...factKey, value: FundingLine.parse(values) }])}
      onRemove={item && (() => onChange([{ list: 'funding', ...factKey, value: null }]))}
      onClose={onClose}
    />
  );
}
