import { CalendarCheck, CalendarRange } from 'lucide-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { TeamCandidate } from '#api/missions-api.ts';
import type { DueRow, ProgrammeOverview } from '#api/programme-api.ts';
import { type MessageKey, useFormat, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  Checkbox,
  DateField,
  Dialog,
  EmptyState,
  NumberField,
  PageSection,
  ScreenPage,
  SortableTable,
  type TableColumn,
} from '#renderer/ui';
import './programme.css';
import { EraseAfter, eraseAfterBounds } from '#domain/vault/passphrase.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabelOf } from '#renderer/records/value-labels.ts';
import type { ChangeFacts } from './fact-item-form.tsx';
import { ProgrammeFactsView } from './programme-facts-view.tsx';

interface ProgrammeViewProps {
  readonly programme: ProgrammeOverview | null;
  /** People who may work for a partner. */
  readonly officers: readonly TeamCandidate[];
  /** Work that is due for this person. */
  readonly work: ReactNode;
  /** Null for people who may not read settings. */
  readonly due: readonly DueRow[] | null;
  readonly onChangeFacts: ChangeFacts;
  readonly onSetEnd: ChangeProgrammeEnd;
  readonly onSetEraseAfter: ChangeEraseAfter;
}

/** The programme as a whole: its facts; for people who may read settings, its end, vaults and due erasures. */
export function ProgrammeView(props: ProgrammeViewProps): ReactElement {
  const { programme, officers, work, due, onChangeFacts, onSetEnd, onSetEraseAfter } = props;
  const translate = useTranslate();
  return (
    <ScreenPage>
      {programme === null ? (
        <EmptyState icon={CalendarRange} title={translate('programme.none')}>
          {translate('programme.none.text')}
        </EmptyState>
      ) : (
        <ProgrammeFactsView programme={programme} officers={officers} work={work} onChange={onChangeFacts} />
      )}
      {programme !== null && due !== null && (
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
      {due !== null && <DueErasuresView due={due} />}
    </ScreenPage>
  );
}

interface EraseAfterDialogProps {
  /** New value to confirm; null while no question is open. */
  readonly eraseAfter: EraseAfter | null;
  readonly onSure: (eraseAfter: EraseAfter) => void;
  readonly onClose: () => void;
}

/** Ask once more before vaults erase their content, and name the loss. */
export function EraseAfterDialog({
  eraseAfter,
  onSure,
  onClose,
}: EraseAfterDialogProps): ReactElement | null {
  const translate = useTranslate();
  if (eraseAfter === null) return null;
  return (
    <Dialog
      role="alertdialog"
      title={translate('programme.vaults.sure')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="danger" onPress={() => onSure(eraseAfter)}>
            {translate('programme.vaults.sure.yes', { count: eraseAfter })}
          </Button>
          <Button hasFirstFocus onPress={onClose}>
            {translate('ui.cancel')}
          </Button>
        </>
      }
    >
      <p>{translate('programme.vaults.sure.text', { count: eraseAfter })}</p>
      <p>{translate('programme.vaults.sure.who')}</p>
    </Dialog>
  );
}

type VaultErasurePolicy = ProgrammeOverview['vaults'];

type ChangeEraseAfter = (change: Pick<VaultErasurePolicy, 'eraseAfter' | 'seen'>) => void;

interface EraseAfterViewProps {
  readonly vaults: VaultErasurePolicy;
  readonly onSetEraseAfter: ChangeEraseAfter;
}

/** Whether a laptop's vault is erased after wrong passphrases, to read or to set. */
function EraseAfterView({ vaults, onSetEraseAfter }: EraseAfterViewProps): ReactElement {
  const translate = useTranslate();
  const { eraseAfter } = vaults;
  return (
    <PageSection
      title={translate('programme.vaults')}
      description={translate('programme.vaults.text')}
      details={translate('programme.vaults.details')}
    >
      {vaults.mayChange ? (
        <EraseAfterForm vaults={vaults} onSetEraseAfter={onSetEraseAfter} />
      ) : (
        <>
          <p>
            {eraseAfter === null
              ? translate('programme.vaults.never')
              : translate('programme.vaults.after', { count: eraseAfter })}
          </p>
          <p className="fb-field-help">{translate('programme.vaults.readOnly')}</p>
        </>
      )}
    </PageSection>
  );
}

/** Proposed value: a day of guessing and more, and far from anybody's slips. */
const proposedEraseAfter = 20;

function EraseAfterForm({ vaults, onSetEraseAfter }: EraseAfterViewProps): ReactElement {
  const translate = useTranslate();
  const { eraseAfter, seen } = vaults;
  const [isOn, setOn] = useState(eraseAfter !== null);
  const [wrong, setWrong] = useState<number | null>(eraseAfter ?? proposedEraseAfter);
  const [asked, setAsked] = useState<EraseAfter | null>(null);
  const read = EraseAfter.safeParse(wrong);
  const next = isOn ? read.data : null;
  return (
    <>
      <form
        className="console-programme-vaults"
        onSubmit={(event) => {
          event.preventDefault();
          if (next === undefined || next === eraseAfter) return;
          // A setting that can destroy work is confirmed; one that spares it is not.
          if (next === null) onSetEraseAfter({ eraseAfter: next, seen });
          else setAsked(next);
        }}
      >
        <Checkbox label={translate('programme.vaults.on')} state={isOn ? 'on' : 'off'} onChange={setOn} />
        {isOn && (
          <NumberField
            label={translate('path.eraseAfter')}
            description={translate('programme.vaults.bounds', eraseAfterBounds)}
            value={wrong}
            onChange={setWrong}
            isWhole
            problem={read.success ? undefined : translate('ui.number.outside', eraseAfterBounds)}
          />
        )}
        <Button type="submit" kind="primary" isDisabled={next === undefined || next === eraseAfter}>
          {translate('programme.vaults.save')}
        </Button>
      </form>
      <EraseAfterDialog
        eraseAfter={asked}
        onSure={(sure) => {
          setAsked(null);
          onSetEraseAfter({ eraseAfter: sure, seen });
        }}
        onClose={() => setAsked(null)}
      />
    </>
  );
}

interface DueErasuresViewProps {
  readonly due: readonly DueRow[];
}

/** Content that is due to be erased at headquarters, and its days: early enough to correct a wrong day. */
function DueErasuresView({ due }: DueErasuresViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <PageSection
      title={translate('programme.due')}
      description={translate('programme.due.text')}
      details={translate('programme.due.details')}
    >
      <SortableTable
        label={translate('programme.due')}
        rows={due}
        rowId={({ kind, id }) => `${kind} ${id}`}
        columns={useDueErasureColumns()}
        empty={<EmptyState icon={CalendarCheck} title={translate('programme.due.none')} />}
      />
    </PageSection>
  );
}

const dueKindKeys: { readonly [K in DueRow['kind']]: MessageKey } = {
  log: 'value.documentKind.mission',
  part: 'programme.due.part',
  desk: 'value.stepOwner.desk',
  sealed: 'programme.due.sealed',
  person: 'programme.due.person',
  requests: 'programme.due.requests',
};

/** Labels of content without a name of its own. */
const untitledDueKeys: { readonly [K in DueRow['kind']]: MessageKey } = {
  log: 'value.untitled',
  part: 'value.untitled',
  desk: 'request.title',
  sealed: 'value.untitled',
  person: 'value.untitled',
  requests: 'rights.title',
};

function useDueErasureColumns(): readonly TableColumn<DueRow>[] {
  const translate = useTranslate();
  const { date, list, number } = useFormat();
  return [
    {
      id: 'what',
      title: translate('programme.due.what'),
      cell: ({ kind, title }) => (
        <NameCell
          name={title === '' ? translate(untitledDueKeys[kind]) : title}
          note={translate(dueKindKeys[kind])}
        />
      ),
    },
    {
      id: 'groups',
      title: translate('programme.due.groups'),
      cell: ({ groups }) =>
        list(
          groups.map(({ group, fields }) =>
            translate('programme.due.group', {
              group: translate(valueLabelOf('dataGroup', group) ?? 'value.dataGroup.other'),
              count: number(fields),
            }),
          ),
        ),
    },
    {
      id: 'listed',
      title: translate('programme.due.listed'),
      cell: ({ listedOn }) => date(localNoonMs(listedOn)),
    },
    {
      id: 'from',
      title: translate('programme.due.from'),
      cell: ({ erasedFrom }) => date(localNoonMs(erasedFrom)),
    },
  ];
}

type ChangeProgrammeEnd = (end: Pick<ProgrammeOverview, 'endsOn' | 'seen'>) => void;

interface ProgrammeEndViewProps {
  readonly programme: ProgrammeOverview;
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
