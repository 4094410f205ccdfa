import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { Details, SideDrawer } from '#renderer/components/side-drawer.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { DemandChart } from './demand-chart.tsx';
import { NeedStateTag } from './plan-columns.tsx';
import { reasonText } from './reason-text.ts';
import styles from './replenishment.module.css';
import { RuleForm } from './rule-form.tsx';

interface PlanDrawerProps {
  skuId: SkuId;
  /** Null where the SKU needs nothing any more. */
  line: PlanLine | null;
  currency: string;
  onClose: () => void;
}

/** One SKU: how its quantity was worked out, what suppliers ask, and the rule it follows. */
export function PlanDrawer({ skuId, line, currency, onClose }: PlanDrawerProps) {
  const { t } = useTranslation('replenishment');
  const mayEdit = useCan('purchasing.edit');
  const title = line ? skuTitle({ productName: line.productName, name: line.skuName }) : t('empty.title');
  return (
    <SideDrawer isOpen onClose={onClose} title={title} name="replenishment" width={560}>
      {line ? <Reasoning line={line} title={title} currency={currency} /> : null}
      {mayEdit ? <RuleForm key={skuId} skuId={skuId} currency={currency} /> : null}
    </SideDrawer>
  );
}

function Reasoning({ line, title, currency }: { line: PlanLine; title: string; currency: string }) {
  const { t } = useTranslation('replenishment');
  return (
    <>
      <Details
        items={[
          { label: t('columns.state'), value: <NeedStateTag state={line.state} /> },
          { label: t('drawer.runsOut'), value: <CalendarDay on={line.runsOutOn} /> },
          { label: t('drawer.forecastDay'), value: <CalendarDay on={line.forecastDay} /> },
          { label: t('drawer.projected'), value: <Quantity value={Math.round(line.projected)} /> },
        ]}
      />
      <section className={styles.section}>
        <h3 className={styles.heading}>{t('drawer.chart')}</h3>
        <DemandChart line={line} name={title} />
      </section>
      <section className={styles.section}>
        <h3 className={styles.heading}>{t('drawer.reasons')}</h3>
        <ol className={styles.steps}>
          {line.reasons.map((reason, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one stored plan never move
            <li key={index}>{reasonText(t, reason, currency)}</li>
          ))}
        </ol>
      </section>
      {line.offers.length > 0 ? (
        <section className={styles.section}>
          <h3 className={styles.heading}>{t('drawer.offers')}</h3>
          {line.offers.map((offer) => (
            <div key={offer.supplierId} className={styles.offer}>
              <span>{offer.supplierName}</span>
              <span className="kc-soft">
                {offer.tiers
                  .map(({ fromQuantity, unitCost }) =>
                    t('drawer.fromQuantity', {
                      quantity: Math.max(fromQuantity, offer.minimumOrder),
                      price: formatAmount(unitCost, { currency, decimals: 4 }),
                    }),
                  )
                  .join(' · ')}
              </span>
            </div>
          ))}
        </section>
      ) : null}
    </>
  );
}
