import type { ReactElement } from 'react';
import './table-cells.css';
import { type MessageKey, useTranslate } from '#renderer/i18n';
import { valueLabelOf } from '#renderer/records/value-labels.ts';
import { Pill, type StatusMeaning } from '#renderer/ui';

/** Statuses of all kinds of record with a colour (docs/requirements.md A2): none of them has two meanings. */
const statusMeanings: ReadonlyMap<string, StatusMeaning> = new Map<string, StatusMeaning>([
  ['fieldwork', 'info'],
  ['consolidated', 'info'],
  ['quality-review', 'wait'],
  ['shared', 'wait'],
  ['comments-addressed', 'info'],
  ['final', 'good'],
  ['approved', 'info'],
  ['under-way', 'info'],
  ['completed', 'good'],
  ['reported', 'good'],
  ['confirmed', 'info'],
  ['report-drafted', 'wait'],
  ['report-approved', 'good'],
  ['postponed', 'wait'],
]);

/** Message key of a status of any kind of record; undefined for one that this version does not know. */
export const statusLabelKey = (status: string): MessageKey | undefined =>
  valueLabelOf('assessmentStatus', status) ??
  valueLabelOf('missionStatus', status) ??
  valueLabelOf('workshopStatus', status);

/** Status of a record, in a word. A status of a newer version is shown as it is written. */
export function StatusPill({ status }: { readonly status: string | null }): ReactElement {
  const translate = useTranslate();
  if (status === null || status === '') return <Pill text={translate('value.status.none')} />;
  const messageKey = statusLabelKey(status);
  return <Pill text={messageKey ? translate(messageKey) : status} meaning={statusMeanings.get(status)} />;
}
