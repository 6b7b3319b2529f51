import { Check, CircleHelp, Lock, LockOpen, Minus, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { ConsentSubject, type ParticipantConsent } from '#domain/workshop/participant.ts';
import { type PlainMessageKey, useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { TextLink } from '#renderer/ui';
import type { RegisterRow, SealState } from './register-facts.ts';

interface RegisterRowViewProps {
  readonly row: RegisterRow;
  readonly areNamesErased: boolean;
  /** From 1, with the headings. */
  readonly rowIndex: number;
  readonly onOpen: () => void;
}

/** One participant in the list; the code opens the form. */
export function RegisterRowView({
  row,
  areNamesErased,
  rowIndex,
  onOpen,
}: RegisterRowViewProps): ReactElement {
  const { participant, card } = row;
  const translate = useTranslate();
  const functionGroup = participant.function;
  return (
    <tr aria-rowindex={rowIndex}>
      <th scope="row">
        <TextLink onPress={onOpen} isWholeRow>
          {participant.code}
        </TextLink>
      </th>
      <td className="rg-name">
        {card === null || card.name === '' ? (
          <span className="rg-no-name">
            {translate(
              areNamesErased
                ? 'register.nameErased'
                : card === null
                  ? 'register.nameElsewhere'
                  : 'register.noName',
            )}
          </span>
        ) : (
          <bdi>{card.name}</bdi>
        )}
      </td>
      <td className="rg-institution" title={participant.institution}>
        <bdi>{participant.institution}</bdi>
        {participant.institutionType !== null && <small>{participant.institutionType}</small>}
      </td>
      <td>{functionGroup !== null && translate(valueLabels.participantFunction[functionGroup])}</td>
      <td>
        <YesOrNo isYes={participant.isNominated} />
      </td>
      <td className="rg-consents">
        {ConsentSubject.options.map((consentSubject) => (
          <ConsentMark
            key={consentSubject}
            subject={consentSubject}
            consent={participant.consents[consentSubject]}
          />
        ))}
      </td>
      <td>
        <SealMark state={areNamesErased && row.seal === 'elsewhere' ? 'noName' : row.seal} />
      </td>
    </tr>
  );
}

function YesOrNo({ isYes }: { readonly isYes: boolean }): ReactElement {
  const translate = useTranslate();
  const Icon = isYes ? Check : Minus;
  return (
    <>
      <Icon className="fb-icon" aria-hidden />
      <span className="fb-hidden">{translate(isYes ? 'register.yes' : 'register.no')}</span>
    </>
  );
}

interface ConsentMarkProps {
  readonly subject: ConsentSubject;
  readonly consent: ParticipantConsent | null;
}

function ConsentMark({ subject, consent }: ConsentMarkProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const Icon = consent === null ? CircleHelp : consent.given ? Check : X;
  const values = { subject: translate(valueLabels.consentSubject[subject]) };
  const text =
    consent === null
      ? translate('register.consent.open', values)
      : translate(consent.given ? 'register.consent.yes' : 'register.consent.no', {
          ...values,
          date: format.date(localNoonMs(consent.on)),
        });
  return (
    <span data-consent={consent === null ? 'open' : consent.given ? 'yes' : 'no'} title={text}>
      <Icon className="fb-icon" aria-hidden />
      <span className="fb-hidden">{text}</span>
    </span>
  );
}

const sealTexts: Readonly<Record<SealState, PlainMessageKey>> = {
  noName: 'register.seal.noName',
  noKey: 'register.seal.noKey',
  waits: 'register.seal.waits',
  sealed: 'register.seal.sealed',
  elsewhere: 'register.seal.elsewhere',
};

function SealMark({ state }: { readonly state: SealState }): ReactElement {
  const translate = useTranslate();
  const Icon = state === 'sealed' ? Lock : state === 'noKey' || state === 'waits' ? LockOpen : Minus;
  return (
    <span className="rg-seal" data-seal={state}>
      <Icon className="fb-icon" aria-hidden />
      {translate(sealTexts[state])}
    </span>
  );
}
