import { CalendarRange } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { DueErasuresView } from './due-erasures-view.tsx';
import type { DueRow, Programme } from '#renderer/console/api/response-types.ts';
import { useTranslate } from '#renderer/i18n';
import { Banner, Button, DateField, EmptyState, PageSection, ScreenPage } from '#renderer/ui';
import { type ChangeEraseAfter, EraseAfterView } from './erase-after-view.tsx';
import './programme.css';

type ChangeProgrammeEnd = (end: Pick<Programme, 'endsOn' | 'seen'>) => void;

interface ProgrammeEndViewProps {
  readonly programme: Programme;
  readonly onSetEnd: ChangeProgrammeEnd;
}

/** Last day of the programme, to read or to set. */
function ProgrammeEndView({ programme, onSetEnd }: ProgrammeEndViewProps): ReactElement {
  const translate = useTranslate();
  const { endsOn, seen, mayChange } = programme;
  const [day, setDay] = useState(endsOn);
  return (
    <PageSection title={translate('programme.end')} description={translate('programme.end.text')}>
      {endsOn === null && (
        <Banner meaning="wait" isQuiet>
          {translate('programme.end.unknown')}
        </Banner>
      )}
      <form
        className="console-programme-end"
        onSubmit={(event) => {
          event.preventDefault();
          onSetEnd({ endsOn: day, seen });
        }}
      >
        <DateField
          label={translate('path.to')}
          description={mayChange ? undefined : translate('programme.end.readOnly')}
          value={day}
          onChange={setDay}
          isReadOnly={!mayChange}
        />
        {mayChange && (
          <Button type="submit" kind="primary" isDisabled={day === endsOn}>
            {translate('programme.end.save')}
          </Button>
        )}
      </form>
    </PageSection>
  );
}

interface ProgrammeViewProps {
  readonly programme: Programme | null;
  readonly due: readonly DueRow[];
  readonly onSetEnd: ChangeProgrammeEnd;
  readonly onSetEraseAfter: ChangeEraseAfter;
}

/** The programme as a whole: its end, the protection of laptops' vaults, and due erasures. */
export function ProgrammeView(props: ProgrammeViewProps): ReactElement {
  const { programme, due, onSetEnd, onSetEraseAfter } = props;
  const translate = useTranslate();
  return (
    <ScreenPage>
      {programme === null ? (
        <EmptyState icon={CalendarRange} title={translate('programme.none')}>
          {translate('programme.none.text')}
        </EmptyState>
      ) : (
        // A form that was begun over another value than the present one starts again.
        <>
          <ProgrammeEndView key={`end ${programme.seen.join()}`} programme={programme} onSetEnd={onSetEnd} />
          <EraseAfterView
            key={`vaults ${programme.vaults.seen.join()}`}
            vaults={programme.vaults}
            onSetEraseAfter={onSetEraseAfter}
          />
        </>
      )}
      <DueErasuresView due={due} />
    </ScreenPage>
  );
}
