import { MessageSquarePlus, Pencil } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { readStateComments, type StateComment } from '#domain/assessment/review/state-comments.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import { useTextDraft, useTextDrafts } from '#renderer/console/parts/text-drafts.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { Button, DateField, PageSection, Pill, TextArea, TextField } from '#renderer/ui';
import type { RecordReview } from '../record-sources.ts';
import type { ReviewService } from '../workflow/review-service.ts';
import '../workflow/review.css';
import { ReviewActFormView } from '../workflow/review-act-form-view.tsx';

interface StateCommentsViewProps extends Pick<RecordReview, 'nameOf'> {
  readonly document: Document;
  readonly service: ReviewService;
}

/** Comments of the State's institutions on the draft, and the answers: nothing before it was shared. */
export function StateCommentsView({
  document,
  service,
  nameOf,
}: StateCommentsViewProps): ReactElement | null {
  const translate = useTranslate();
  const textDrafts = useTextDrafts();
  const [isAdding, setIsAdding] = useState(() => textDrafts.has(stateCommentDraft(service)));
  const stateComments = readStateComments(document);
  const status = valueAt(document, 'status');
  const isTaking = service.rights.comments && (status === 'shared' || status === 'comments-addressed');
  if (stateComments.length === 0 && !isTaking) return null;
  return (
    <PageSection
      title={translate('review.comments.title', { count: stateComments.length })}
      description={translate('review.comments.text')}
      action={
        isTaking && !isAdding ? (
          <Button icon={MessageSquarePlus} onPress={() => setIsAdding(true)}>
            {translate('review.comments.add')}
          </Button>
        ) : undefined
      }
    >
      {isTaking && isAdding && <StateCommentFormView service={service} onClose={() => setIsAdding(false)} />}
      <ul className="desk-points">
        {stateComments.map((stateComment) => (
          <li key={stateComment.id}>
            <StateCommentView comment={stateComment} service={isTaking ? service : null} nameOf={nameOf} />
          </li>
        ))}
      </ul>
    </PageSection>
  );
}

const stateCommentDraft = ({ record }: ReviewService): string => `${record}/state-comment/`;
const responseDraft = ({ record }: ReviewService, comment: string): string =>
  `${record}/response/${comment}/`;

interface StateCommentFormProps {
  readonly service: ReviewService;
  readonly onClose: () => void;
}

/** Form of a comment of the State's institutions on the draft, with the answer. */
export function StateCommentFormView({ service, onClose }: StateCommentFormProps): ReactElement {
  const translate = useTranslate();
  const [comment] = useState(service.newId);
  const draft = stateCommentDraft(service);
  const [from, setFrom] = useTextDraft(`${draft}from`);
  const [about, setAbout] = useTextDraft(`${draft}about`);
  const [on, setOn] = useState<string | null>(service.facts.today);
  const [text, setText] = useTextDraft(`${draft}text`);
  const [response, setResponse] = useTextDraft(`${draft}response`);
  const isWhole = from.trim() !== '' && text.trim() !== '';
  return (
    <ReviewActFormView
      act={
        isWhole
          ? { act: 'recordComment', comment, about, from, on, text, response }
          : { key: 'review.comment.incomplete' }
      }
      action={translate('review.comment.save')}
      service={service}
      draft={draft}
      onDone={onClose}
      onCancel={onClose}
    >
      <TextField
        label={translate('path.institution.name')}
        description={translate('review.comment.from.help')}
        value={from}
        onChange={setFrom}
        maxLength={400}
        isRequired
        autoFocus
      />
      <div className="desk-fields">
        <TextField
          label={translate('review.comment.about')}
          value={about}
          onChange={setAbout}
          maxLength={400}
        />
        <DateField label={translate('review.comment.on')} value={on} onChange={setOn} />
      </div>
      <TextArea
        label={translate('path.stateComment.text')}
        value={text}
        onChange={setText}
        maxLength={20_000}
        isRequired
        rows={4}
      />
      <TextArea
        label={translate('path.stateComment.response')}
        description={translate('review.comment.response.help')}
        value={response}
        onChange={setResponse}
        maxLength={20_000}
      />
    </ReviewActFormView>
  );
}

/** Response to a comment, new or corrected. */
function StateCommentResponseFormView({
  comment,
  service,
  onClose,
}: StateCommentFormProps & { readonly comment: StateComment }): ReactElement {
  const translate = useTranslate();
  const draft = responseDraft(service, comment.id);
  const [response, setResponse] = useTextDraft(`${draft}response`, comment.response);
  return (
    <ReviewActFormView
      act={{ act: 'answerComment', comment: comment.id, response }}
      action={translate('review.comment.saveResponse')}
      service={service}
      draft={draft}
      onDone={onClose}
      onCancel={onClose}
    >
      <TextArea
        label={translate('review.comment.responseTo', { from: comment.from })}
        value={response}
        onChange={setResponse}
        maxLength={20_000}
        hasFirstFocus
      />
    </ReviewActFormView>
  );
}

interface StateCommentViewProps extends Pick<RecordReview, 'nameOf'> {
  readonly comment: StateComment;
  readonly service: ReviewService | null;
}

function StateCommentView({ comment, service, nameOf }: StateCommentViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const textDrafts = useTextDrafts();
  const [isAnswering, setIsAnswering] = useState(
    () => service !== null && textDrafts.has(responseDraft(service, comment.id)),
  );
  const { about, from, on, text, response } = comment;
  return (
    <article
      className="desk-point"
      data-settled={response !== '' || undefined}
      aria-label={translate('review.comment.name', { from })}
    >
      <div className="desk-point-head">
        <b>
          <bdi>{from}</bdi>
        </b>
        {about !== '' && <bdi className="console-code">{nameOf(about)}</bdi>}
        {on !== null && <span className="desk-meta">{format.date(localNoonMs(on))}</span>}
        {response === '' && <Pill text={translate('review.comment.open')} meaning="wait" />}
        <span className="desk-point-acts">
          {service !== null && !isAnswering && (
            <Button
              kind="quiet"
              icon={Pencil}
              label={translate('review.act.of', {
                act: translate(response === '' ? 'review.comment.respond' : 'review.comment.mend'),
                what: translate('review.comment.name', { from }),
              })}
              onPress={() => setIsAnswering(true)}
            >
              {translate(response === '' ? 'review.comment.respond' : 'review.comment.mend')}
            </Button>
          )}
        </span>
      </div>
      <p className="desk-point-text" dir="auto">
        {text}
      </p>
      {response !== '' && !isAnswering && (
        <div className="desk-reply">
          <b>{translate('review.comment.answered')}</b>
          <p dir="auto">{response}</p>
        </div>
      )}
      {service !== null && isAnswering && (
        <StateCommentResponseFormView
          comment={comment}
          service={service}
          onClose={() => setIsAnswering(false)}
        />
      )}
    </article>
  );
}
