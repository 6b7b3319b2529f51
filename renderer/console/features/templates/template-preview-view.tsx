import type { ReactElement } from 'react';
import type { TemplateSheetProblem } from '#domain/workshop/templates/template-sheet.ts';
import { templateTextIn, type WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import { type MessageKey, useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, Card } from '#renderer/ui';
import type { ReadTemplateFile } from './read-template-file.ts';

interface TemplatePreviewViewProps {
  readonly read: Exclude<ReadTemplateFile, { readonly kind: 'unread' }>;
  readonly onPublish: (template: WorkshopTemplate) => void;
  readonly onClose: () => void;
}

const problemKeys = {
  missing: 'templates.problem.missing',
  notAccepted: 'templates.problem.notAccepted',
  unknownRow: 'templates.problem.unknownRow',
  unknownColumn: 'templates.problem.unknownColumn',
} as const satisfies { readonly [kind in TemplateSheetProblem['kind']]: MessageKey };

/** A file before it is published: its agenda, or each cell that is not taken. */
export function TemplatePreviewView({ read, onPublish, onClose }: TemplatePreviewViewProps): ReactElement {
  const translate = useTranslate();
  if (read.kind === 'refused')
    return (
      <Banner
        meaning="bad"
        isAnnounced
        title={translate('templates.refused', { count: read.problems.length })}
        actions={<Button onPress={onClose}>{translate('ui.close')}</Button>}
      >
        <ul>
          {read.problems.slice(0, 200).map(({ row, column, kind }) => (
            <li key={`${row} ${column} ${kind}`}>
              {translate('templates.problem', { row, column })} {translate(problemKeys[kind])}
            </li>
          ))}
        </ul>
      </Banner>
    );
  return <AgendaPreview template={read.template} onPublish={onPublish} onClose={onClose} />;
}

interface AgendaPreviewProps extends Omit<TemplatePreviewViewProps, 'read'> {
  readonly template: WorkshopTemplate;
}

function AgendaPreview({ template, onPublish, onClose }: AgendaPreviewProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const { code, version, title, sessions } = template;
  const name = `${code}@${version}`;
  return (
    <Card label={name}>
      <h3 dir="auto">
        <bdi>{name}</bdi> {templateTextIn(title, language)}
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{translate('path.session.day')}</th>
            <th scope="col">{translate('path.session.kind')}</th>
            <th scope="col">{translate('path.session.minutes')}</th>
            <th scope="col">{translate('path.title')}</th>
            <th scope="col">{translate('path.session.method')}</th>
            <th scope="col">{translate('path.session.output')}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session, at) => (
            <tr key={`${session.day} ${at}`}>
              <td>{session.day}</td>
              <td>{translate(valueLabels.sessionKind[session.kind])}</td>
              <td className="fb-numbers">{session.minutes}</td>
              <td dir="auto">{templateTextIn(session.title, language)}</td>
              <td dir="auto">{templateTextIn(session.method, language)}</td>
              <td dir="auto">{templateTextIn(session.output, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button kind="primary" onPress={() => onPublish(template)}>
        {translate('templates.publish', { ref: name })}
      </Button>{' '}
      <Button onPress={onClose}>{translate('ui.cancel')}</Button>
    </Card>
  );
}
