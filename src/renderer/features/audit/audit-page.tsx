import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '#renderer/components/page.tsx';
import { useUrlFilters } from '#renderer/lib/url-filters.ts';
import { AUDIT_PLACE, TABS } from './audit-filters.ts';
import { BooksPanel } from './books-panel.tsx';
import { Outflows, OutflowsSpan } from './outflows.tsx';
import { Trail, TrailFilters } from './trail.tsx';

/** Who did what: the trail, what was seen or left without a sale, and whether the books agree. */
export default function AuditPage() {
  const { t } = useTranslation('audit');
  const place = useUrlFilters(AUDIT_PLACE);
  const tab = place.values.tab ?? 'trail';
  const filters = { trail: <TrailFilters />, outflows: <OutflowsSpan />, books: null }[tab];
  return (
    <Page
      title={t('title')}
      detail={
        <Segmented
          aria-label={t('tabsLabel')}
          value={tab}
          options={TABS.map((value) => ({ value, label: t(`tabs.${value}`) }))}
          onChange={(value) => place.set({ tab: value === 'trail' ? null : value, event: null })}
        />
      }
      filters={filters}
      layout={tab === 'trail' ? 'fill' : 'scroll'}
    >
      {tab === 'trail' ? <Trail /> : null}
      {tab === 'outflows' ? <Outflows /> : null}
      {tab === 'books' ? <BooksPanel /> : null}
    </Page>
  );
}
