import type { ReactElement } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useTranslate } from '#renderer/i18n/use-translate.ts';
import type { StatusMeaning } from '#renderer/ui/marks/status-meaning.tsx';
import { Pill } from '#renderer/ui/marks/pill.tsx';

interface StatusLabel {
  readonly key: MessageKey;
  readonly meaning?: StatusMeaning;
}

/** Statuses of all kinds of record (docs/requirements.md A2): none of them has two meanings. */
const statusLabels: ReadonlyMap<string, StatusLabel> = new Map<string, StatusLabel>([
  ['draft', { key: 'console.status.draft' }],
  ['fieldwork', { key: 'console.status.fieldwork', meaning: 'info' }],
  ['consolidated', { key: 'console.status.consolidated', meaning: 'info' }],
  ['quality-review', { key: 'console.status.qualityReview', meaning: 'wait' }],
  ['shared', { key: 'console.status.shared', meaning: 'wait' }],
  ['comments-addressed', { key: 'console.status.commentsAddressed', meaning: 'info' }],
  ['final', { key: 'console.status.final', meaning: 'good' }],
  ['superseded', { key: 'console.status.superseded' }],
  ['planned', { key: 'console.status.planned' }],
  ['approved', { key: 'console.status.approved', meaning: 'info' }],
  ['under-way', { key: 'console.status.underWay', meaning: 'info' }],
  ['completed', { key: 'console.status.completed', meaning: 'good' }],
  ['reported', { key: 'console.status.reported', meaning: 'good' }],
  ['closed', { key: 'console.status.closed' }],
  ['cancelled', { key: 'console.status.cancelled' }],
  ['confirmed', { key: 'console.status.confirmed', meaning: 'info' }],
  ['report-drafted', { key: 'console.status.reportDrafted', meaning: 'wait' }],
  ['report-approved', { key: 'console.status.reportApproved', meaning: 'good' }],
  ['postponed', { key: 'console.status.postponed', meaning: 'wait' }],
]);

/** Message key of a status; undefined for one that this version does not know. */
export const statusLabelKey = (status: string): MessageKey | undefined => statusLabels.get(status)?.key;

/** Status of a record, in a word. A status of a newer version is shown as it is written. */
export function StatusPill({ status }: { readonly status: string | null }): ReactElement {
  const say = useTranslate();
  if (status === null || status === '') return <Pill text={say('console.status.none')} />;
  const word = statusLabels.get(status);
  return word ? <Pill text={say(word.key)} meaning={word.meaning} /> : <Pill text={status} />;
}
