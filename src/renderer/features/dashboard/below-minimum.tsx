import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { Quantity } from '#renderer/components/money.tsx';
import type { Dashboard } from '#shared/contract/dashboard.contract.ts';
import styles from './dashboard.module.css';
import { links } from './links.ts';

const SHOWN = 8;

/** SKUs that run out first, with how far they are from their minimum. */
export function BelowMinimum({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation('dashboard');
  const maySeeProducts = useCan('catalogue.read');
  const { belowMinimum, belowMinimumCount } = dashboard;
  const shown = belowMinimum.slice(0, SHOWN);
  return (
    <section className={styles.part} aria-label={t('below.title')}>
      <div className={styles.partHead}>
        <h2 className={styles.partTitle}>{t('below.title')}</h2>
        {belowMinimumCount > shown.length ? (
          <Link to={links.belowMinimum} className={styles.partEnd}>
            {t('below.all', { count: belowMinimumCount })}
          </Link>
        ) : null}
      </div>
      {shown.length === 0 ? (
        <p className={styles.quiet}>{t('below.nothing')}</p>
      ) : (
        <table className={styles.skus}>
          <thead>
            <tr>
              <th>{t('below.sku')}</th>
              <th>
                <span className="kc-visually-hidden">{t('below.share')}</span>
              </th>
              <th className={styles.number}>{t('below.available')}</th>
              <th className={styles.number}>{t('below.minimum')}</th>
              <th className={styles.number}>{t('below.missing')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ skuId, code, name, available, placed, minimum }) => (
              <tr key={skuId}>
                <td>
                  <Link to={links.sku(code)}>{name}</Link> <span className="kc-mono kc-faint">{code}</span>
                </td>
                <td>
                  <span className={styles.gauge} aria-hidden="true">
                    <span
                      className={available === 0 ? styles.empty : undefined}
                      style={{ width: available === 0 ? '4px' : `${Math.round((available / minimum) * 100)}%` }}
                    />
                  </span>
                </td>
                <td
                  className={`${styles.number} ${available === 0 ? styles.now : ''}`}
                  title={placed > 0 ? t('below.withPlaced', { count: placed }) : undefined}
                >
                  <Link to={links.keysToSell(skuId)}>
                    <Quantity value={available} />
                  </Link>
                </td>
                <td className={styles.number}>
                  {maySeeProducts ? (
                    <Link to={links.minimum(skuId)}>
                      <Quantity value={minimum} />
                    </Link>
                  ) : (
                    <Quantity value={minimum} />
                  )}
                </td>
                <td className={styles.number}>
                  <Link to={maySeeProducts ? links.minimum(skuId) : links.sku(code)}>
                    <Quantity value={minimum - available} />
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
