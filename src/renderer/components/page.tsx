import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './page.module.css';

interface PageProps {
  title: string;
  /** Beside the title: a count, a state tag. */
  detail?: ReactNode;
  /** The page's one primary action, with at most a few quiet ones before it. */
  actions?: ReactNode;
  /** One line of filters; its first field takes the focus on `/`. */
  filters?: ReactNode;
  children: ReactNode;
  /** `fill` gives the rest of the window to one table; `scroll` lets forms and reports be longer than it. */
  layout?: 'fill' | 'scroll';
  /** Width of the text column when it scrolls; `form` is for forms, `wide` for everything else. */
  width?: 'form' | 'wide';
}

/** The shape of a page: one line of title with its action, one line of filters, then the table or form. */
export function Page({ title, detail, actions, filters, children, layout = 'fill', width = 'wide' }: PageProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = t('pageTitle', { page: title });
  }, [t, title]);
  return (
    <section className={styles.page} aria-label={title}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {detail ? <div className={styles.detail}>{detail}</div> : null}
        <div className={styles.actions}>{actions}</div>
      </header>
      {filters ? (
        <search className={styles.filters} data-filters>
          {filters}
        </search>
      ) : null}
      {layout === 'fill' ? (
        <div className={styles.fill}>{children}</div>
      ) : (
        <div className={styles.scroll}>
          <div className={width === 'form' ? styles.form : styles.wide}>{children}</div>
        </div>
      )}
    </section>
  );
}

/** A titled part of a scrolling page: a rule and space, not a box. */
export function PageSection({
  title,
  actions,
  children,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section} aria-label={title}>
      {title ? (
        <div className={styles.sectionHead}>
          <h2 className={styles.sectionTitle}>{title}</h2>
          <div className={styles.actions}>{actions}</div>
        </div>
      ) : null}
      {children}
    </section>
  );
}
