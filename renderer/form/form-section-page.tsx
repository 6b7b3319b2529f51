import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import { useFormContext } from './form-context.ts';
import { formDirectionOf, languageCodeOf } from './form-language.ts';
import { FormNodes } from './form-nodes.tsx';
import type { FormSection } from './form-sections.ts';
import './form.css';

/** Next and previous section, at the foot of a page. */
export interface SectionLink {
  readonly title: string;
  readonly onGo: () => void;
}

interface FormSectionPageProps {
  readonly section: FormSection;
  readonly title: string;
  /** Notice over all: locked, read only, hidden content. */
  readonly notice: ReactNode;
  readonly previous: SectionLink | null;
  readonly next: SectionLink | null;
}

/** One section of a form as one page that scrolls, in the language of the form and its direction. */
export function FormSectionPage({
  section,
  title,
  notice,
  previous,
  next,
}: FormSectionPageProps): ReactElement {
  const { session } = useFormContext();
  const translate = useTranslate();
  const language = session.form.language();
  const direction = formDirectionOf(language);
  const code = languageCodeOf(language);
  return (
    <div className="form-page">
      <header className="form-page-head">
        <h2 dir="auto">{title}</h2>
      </header>
      {notice}
      <div
        className="form-body"
        {...(direction && { dir: direction })}
        {...(code !== null && { lang: code })}
        key={section.key}
      >
        <FormNodes nodes={section.nodes} depth={0} />
      </div>
      <nav className="form-foot" aria-label={translate('assessment.pages')}>
        {previous ? (
          <Button icon={ArrowLeft} onPress={previous.onGo}>
            {translate('assessment.previous', { title: previous.title })}
          </Button>
        ) : (
          <span />
        )}
        {next && (
          <Button icon={ArrowRight} onPress={next.onGo}>
            {translate('assessment.next', { title: next.title })}
          </Button>
        )}
      </nav>
    </div>
  );
}
