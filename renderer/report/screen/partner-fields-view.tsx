import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { ReportChoice } from './report-choice.ts';

interface PartnerFieldsViewProps {
  readonly choice: ReportChoice;
  readonly onChoose: (choice: ReportChoice) => void;
  readonly entities: readonly string[];
}

/** Whose copy it is and until when: with the purpose, the information-sharing note (domain.md E, rule 5). */
export function PartnerFieldsView({ choice, onChoose, entities }: PartnerFieldsViewProps): ReactElement {
  const say = useSay();
  return (
    <>
      <Select
        label={say('report.screen.partner')}
        options={entities.map((name) => ({ id: name, label: name }))}
        value={choice.entity === '' ? null : choice.entity}
        onChange={(entity) => onChoose({ ...choice, entity })}
      />
      <DateField
        label={say('report.screen.until')}
        description={say('report.screen.until.text')}
        value={choice.until}
        onChange={(until) => onChoose({ ...choice, until })}
        isRequired
      />
    </>
  );
}
