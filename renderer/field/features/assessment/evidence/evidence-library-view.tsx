import { FolderSearch, Plus } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button, EmptyState, ListEntry, PageSection, ScreenPage, SearchField } from '#renderer/ui';
import { type EvidenceEntry, type EvidenceEntryHandlers, EvidenceEntryView } from './evidence-entry-view.tsx';

interface EvidenceLibraryViewProps {
  /** Reason why nothing, or not everything, can be changed here. */
  readonly notice: ReactNode;
  readonly entries: readonly EvidenceEntry[];
  /** Removed pieces. */
  readonly removed: readonly { readonly key: string; readonly title: string }[];
  readonly search: string;
  readonly hrefOf: (question: string) => string;
  readonly onSearch: (search: string) => void;
  /** Absent where nothing may be changed. */
  readonly acts?:
    | (EvidenceEntryHandlers & {
        readonly onAdd: (question: null) => void;
        readonly onReturn: (key: string) => void;
      })
    | undefined;
}

/** Evidence of one assessment: each document, interview and observation once, with the questions that it supports. */
export function EvidenceLibraryView(props: EvidenceLibraryViewProps): ReactElement {
  const { notice, entries, removed, search, hrefOf, onSearch, acts } = props;
  const translate = useTranslate();
  const foundEvidenceEntries = entries.filter((entry) => isFound(entry, search));
  return (
    <ScreenPage width="reading">
      {notice}
      <PageSection
        title={translate('evidence.place')}
        description={translate('evidence.about')}
        action={
          acts && (
            <Button kind="primary" icon={Plus} onPress={() => acts.onAdd(null)}>
              {translate('assessment.evidence.add')}
            </Button>
          )
        }
      >
        {entries.length === 0 ? (
          <EmptyState icon={FolderSearch} title={translate('evidence.empty.title')}>
            {translate('evidence.empty.text')}
          </EmptyState>
        ) : (
          <>
            <SearchField label={translate('evidence.search')} value={search} onChange={onSearch} />
            <div className="evidence-list" role="list" aria-label={translate('evidence.place')}>
              {foundEvidenceEntries.map((evidenceEntry) => (
                <div role="listitem" key={evidenceEntry.key}>
                  <EvidenceEntryView entry={evidenceEntry} hrefOf={hrefOf} acts={acts} />
                </div>
              ))}
            </div>
            {foundEvidenceEntries.length === 0 && (
              <p className="evidence-none">{translate('evidence.search.none')}</p>
            )}
          </>
        )}
      </PageSection>
      {removed.length > 0 && (
        <PageSection title={translate('evidence.removed.title')}>
          {removed.map(({ key, title }) => (
            <ListEntry
              key={key}
              isBoxed
              action={
                acts && (
                  <Button
                    kind="quiet"
                    label={translate('evidence.returnLabel', { title })}
                    onPress={() => acts.onReturn(key)}
                  >
                    {translate('evidence.return')}
                  </Button>
                )
              }
            >
              {title}
            </ListEntry>
          ))}
        </PageSection>
      )}
    </ScreenPage>
  );
}

/** Whether each word of the search is in the title, the holder or a code. */
function isFound({ title, holder, questions }: EvidenceEntry, search: string): boolean {
  const text = [title, holder, ...questions].join(' ').toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
