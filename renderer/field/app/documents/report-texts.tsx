import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { v7 as newId } from 'uuid';
import type { Document } from '#domain/document/document.ts';
import { appendToList, moveInList, removeFromList } from '#domain/document/list-order.ts';
import { pathOf } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import {
  KeyFigure,
  type KeyMessage,
  keyMessageList,
  readKeyMessages,
  reportTextParts,
  reportTextPath,
} from '#domain/path-rules/report-texts.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, MenuButton, PageSection, Select } from '#renderer/ui';
import { useRecordUndo } from '../undo/record-undo.tsx';
import { CheckedTextField } from './checked-text-field.tsx';
import { type RecordChange, useChangeRecord } from './use-document.ts';

interface ReportTextsProps {
  readonly log: LogId;
  /** Stored document: its texts are replaced. */
  readonly document: Document;
  /** Model with the dimensions that a message can name; null where the record has none. */
  readonly model: MaturityModel | null;
  readonly isReadOnly: boolean;
  /** False for a record whose reports have no key messages. */
  readonly hasKeyMessages?: boolean | undefined;
}

const textLabels = {
  summary: 'report.text.summary',
  context: 'report.text.context',
  'next-steps': 'report.text.nextSteps',
} as const;

const textHelp = {
  summary: 'mission.text.summary.help',
  context: 'mission.text.context.help',
  'next-steps': 'mission.text.nextSteps.help',
} as const;

/** Words of a person for the reports of a record: key messages with their figures, summary, context and next steps. */
export function ReportTexts(props: ReportTextsProps): ReactElement {
  const { log, document, isReadOnly } = props;
  const translate = useTranslate();
  return (
    <PageSection
      title={translate('path.reportText')}
      description={translate(
        props.hasKeyMessages === false ? 'mission.text.help.shared' : 'mission.text.help',
      )}
    >
      {props.hasKeyMessages !== false && <KeyMessages {...props} />}
      {reportTextParts.map((textPart) => (
        <CheckedTextField
          key={textPart}
          log={log}
          document={document}
          path={reportTextPath(textPart)}
          label={translate(textLabels[textPart])}
          description={translate(textHelp[textPart])}
          rows={4}
          isReadOnly={isReadOnly}
        />
      ))}
    </PageSection>
  );
}

function KeyMessages({ log, document, model, isReadOnly }: ReportTextsProps): ReactElement {
  const translate = useTranslate();
  const { change, problem } = useChangeRecord(log, document);
  const keyMessages = readKeyMessages(document);
  const add = (): void => {
    const id = newId();
    void change([
      { path: pathOf(keyMessageList, id, 'text'), value: '' },
      ...appendToList(keyMessageList, keyMessages, id),
    ]);
  };
  return (
    <PageSection
      kind="side"
      title={translate('report.keyMessages')}
      description={translate('mission.text.keyMessages.help')}
    >
      {problem && (
        <Banner meaning="bad" isAnnounced>
          {translate(problem)}
        </Banner>
      )}
      {keyMessages.length > 0 && (
        <ol className="report-messages">
          {keyMessages.map((keyMessage, at) => (
            <KeyMessageRow
              key={keyMessage.id}
              log={log}
              document={document}
              model={model}
              isReadOnly={isReadOnly}
              message={keyMessage}
              at={at}
              messages={keyMessages}
              change={change}
            />
          ))}
        </ol>
      )}
      {!isReadOnly && (
        <div>
          <Button kind="quiet" icon={Plus} onPress={add}>
            {translate('mission.text.keyMessages.add')}
          </Button>
        </div>
      )}
    </PageSection>
  );
}

interface KeyMessageRowProps extends ReportTextsProps {
  readonly message: KeyMessage;
  readonly at: number;
  readonly messages: readonly KeyMessage[];
  readonly change: RecordChange['change'];
}

const withoutFigure = 'none';

function KeyMessageRow(props: KeyMessageRowProps): ReactElement {
  const { log, document, model, isReadOnly, message, at, messages, change } = props;
  const translate = useTranslate();
  const { notifyAct } = useRecordUndo();
  const number = at + 1;
  const remove = async (): Promise<void> => {
    if (await change(removeFromList(keyMessageList, message.id)))
      notifyAct((say) => say('mission.text.keyMessages.removed'));
  };
  return (
    <li className="report-message">
      <div className="report-message-text">
        <CheckedTextField
          log={log}
          document={document}
          path={`${keyMessageList}/${message.id}/text`}
          label={translate('mission.text.keyMessages.label', { number })}
          rows={1}
          isReadOnly={isReadOnly}
        />
      </div>
      <Select
        label={translate('path.keyFigure')}
        options={[
          { id: withoutFigure, label: translate('mission.text.figure.none') },
          ...KeyFigure.options.map((id) => ({
            id: id as string,
            label: translate(valueLabels.keyFigure[id]),
          })),
          ...(model?.dimensions ?? []).map(({ code, title }) => ({ id: code, label: `${code} ${title}` })),
        ]}
        value={message.figure || withoutFigure}
        onChange={(figure) =>
          void change([
            {
              path: pathOf(keyMessageList, message.id, 'figure'),
              value: figure === withoutFigure ? null : figure,
            },
          ])
        }
        isDisabled={isReadOnly}
      />
      {!isReadOnly && (
        <MenuButton
          label={translate('ui.more')}
          name={translate('mission.text.keyMessages.acts', { number })}
          kind="quiet"
          choices={[
            {
              id: 'up',
              label: translate('mission.text.keyMessages.up'),
              icon: ArrowUp,
              isDisabled: at === 0,
            },
            {
              id: 'down',
              label: translate('mission.text.keyMessages.down'),
              icon: ArrowDown,
              isDisabled: number === messages.length,
            },
            { id: 'remove', label: translate('ui.remove'), icon: Trash2, isDanger: true },
          ]}
          onChoose={(act) =>
            act === 'remove'
              ? void remove()
              : void change(moveInList(keyMessageList, messages, message.id, act))
          }
        />
      )}
    </li>
  );
}
