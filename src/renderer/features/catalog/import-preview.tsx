import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { currentLanguage } from '#renderer/i18n/language.ts';
import type { catalog } from '#renderer/i18n/zh-CN/catalog.ts';
import type { CatalogPreview, CatalogVerdict } from '#shared/contract/catalog-sheets.contract.ts';
import { CATALOG_HEADERS } from '#shared/domain/catalog/catalog-columns.ts';
import styles from './import-preview.module.css';

type RuleKey = keyof typeof catalog.sheet.rules;
type KeyRuleKey = keyof typeof catalog.keyFields.rules;

interface ImportPreviewProps {
  preview: CatalogPreview;
  onOther: () => void;
}

/** What each row of a sheet would do: refused ones first, with column and reason. */
export function ImportPreview({ preview, onOther }: ImportPreviewProps) {
  const { t } = useTranslation('catalog');
  const [shown, setShown] = useState<'all' | CatalogVerdict['verdict']>('all');
  const rows = preview.rows.filter(({ verdict }) => shown === 'all' || verdict === shown);
  const ignored = preview.columns.filter(({ name, column }) => column === null && name !== '');
  const counts = [
    { value: 'all' as const, label: t('sheet.all') },
    { value: 'create' as const, label: t('sheet.createCount', { count: preview.created }) },
    { value: 'update' as const, label: t('sheet.updateCount', { count: preview.updated }) },
    { value: 'refuse' as const, label: t('sheet.refuseCount', { count: preview.refused }) },
  ];
  return (
    <>
      <div className={styles.head}>
        <Segmented aria-label={t('sheet.shown')} value={shown} options={counts} onChange={setShown} />
        {preview.unchanged > 0 ? (
          <span className="kc-faint">{t('sheet.unchanged', { count: preview.unchanged })}</span>
        ) : null}
        {ignored.length > 0 ? (
          <span className="kc-faint">
            {t('sheet.ignored', { names: ignored.map(({ name }) => name).join(t('sheet.listComma')) })}
          </span>
        ) : null}
        <Button type="text" className={styles.other} onClick={onOther}>
          {t('sheet.otherFile')}
        </Button>
      </div>
      <div className={styles.scroll}>
        {rows.length === 0 ? (
          <EmptyState title={t('sheet.noRows')} />
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th className={styles.number}>{t('sheet.row')}</th>
                <th>{t('sheet.verdict')}</th>
                <th>{t('columns.code')}</th>
                <th>{t('columns.sku')}</th>
                <th>{t('sheet.what')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.rowNumber}>
                  <td className={styles.number}>{row.rowNumber}</td>
                  <td>
                    <VerdictTag verdict={row.verdict} />
                  </td>
                  <td className="kc-mono">{row.code}</td>
                  <td>{row.title}</td>
                  <td>
                    <WhatHappens row={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}

const LOOKS = {
  create: { tone: 'go', shape: 'dot' },
  update: { tone: 'held', shape: 'half' },
  refuse: { tone: 'now', shape: 'cross' },
} as const;

function VerdictTag({ verdict }: { verdict: CatalogVerdict['verdict'] }) {
  const { t } = useTranslation('catalog');
  return (
    <StateTag {...LOOKS[verdict]} isPlain>
      {t(`sheet.verdicts.${verdict}`)}
    </StateTag>
  );
}

/** Rules of key fields are written small, those of cells in capitals. */
function isFieldRule(rule: string): rule is KeyRuleKey {
  return rule === rule.toLowerCase();
}

function WhatHappens({ row }: { row: CatalogVerdict }) {
  const { t } = useTranslation('catalog');
  const headers = CATALOG_HEADERS[currentLanguage()];
  if (row.verdict === 'update') {
    return <span className="kc-soft">{row.changes.map((column) => headers[column]).join(t('sheet.listComma'))}</span>;
  }
  return row.problems.map(({ column, rule }) => (
    <div key={column}>
      {headers[column]}
      {t('sheet.colon')}
      {isFieldRule(rule) ? t(`keyFields.rules.${rule}`) : t(`sheet.rules.${rule as RuleKey}`)}
    </div>
  ));
}
