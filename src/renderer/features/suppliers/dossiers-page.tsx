import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { Page } from '#renderer/components/page.tsx';
import { SkuTitle } from '#renderer/components/sku-title.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { SupplierSelect } from '#renderer/components/supplier-select.tsx';
import { api } from '#renderer/lib/client.ts';
import { choiceFilter, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { DossierOverview, NamedFinding } from '#shared/contract/dossiers.contract.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { DOSSIER_CHECKS, DOSSIER_PROBLEMS, type DossierProblem } from '#shared/domain/suppliers/dossier-checks.ts';
import { DossierPolicyDialog } from './dossier-policy-dialog.tsx';
import { FindingTag, findingSubject } from './finding.tsx';

const VIEWS = ['skus'] as const;
const FILTERS = {
  view: choiceFilter(VIEWS),
  of: idFilter<SupplierId>(),
  problem: choiceFilter(DOSSIER_PROBLEMS),
};

interface SupplierFinding extends NamedFinding {
  readonly supplierId: SupplierId;
  readonly name: string;
}
type UnauthorisedSku = DossierOverview['unauthorised'][number];

const findingsOf = ({ suppliers }: DossierOverview): SupplierFinding[] =>
  suppliers.flatMap(({ supplierId, name, findings }) => findings.map((finding) => ({ ...finding, supplierId, name })));
const unauthorisedOf = ({ unauthorised }: DossierOverview): UnauthorisedSku[] => unauthorised;

/** What is missing or running out at all suppliers, and what is sold without an authorisation. */
export default function DossiersPage() {
  const { t } = useTranslation('dossiers');
  const maySet = useCan('settings.edit');
  const { values, set, clear, isFiltered } = useUrlFilters(FILTERS);
  const [isRuling, setRuling] = useState(false);
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Link to="/suppliers">
            <Button type="text">{t('toSuppliers')}</Button>
          </Link>
          {maySet ? <Button onClick={() => setRuling(true)}>{t('policy.open')}</Button> : null}
        </>
      }
      filters={
        <>
          <Segmented<'suppliers' | 'skus'>
            aria-label={t('viewLabel')}
            value={values.view ?? 'suppliers'}
            options={(['suppliers', ...VIEWS] as const).map((value) => ({ value, label: t(`views.${value}`) }))}
            onChange={(view) => set({ view: view === 'skus' ? view : null, of: null, problem: null })}
          />
          {values.view === 'skus' ? null : (
            <>
              <SupplierSelect
                value={values.of}
                onChange={(id) => set({ of: id as SupplierId | null })}
                placeholder={t('columns.supplier')}
                isClearable
                width={200}
                aria-label={t('columns.supplier')}
              />
              <Select
                allowClear
                value={values.problem}
                style={{ width: 150 }}
                placeholder={t('columns.problem')}
                aria-label={t('columns.problem')}
                options={DOSSIER_PROBLEMS.map((value) => ({ value, label: t(`problems.${value}`) }))}
                onChange={(problem) => set({ problem: problem ?? null })}
              />
            </>
          )}
        </>
      }
    >
      {values.view === 'skus' ? (
        <UnauthorisedTable />
      ) : (
        <FindingsTable
          filter={{ supplierId: values.of ?? undefined, problem: values.problem ?? undefined }}
          isFiltered={isFiltered}
          onClear={clear}
        />
      )}
      {isRuling ? <DossierPolicyDialog onClose={() => setRuling(false)} /> : null}
    </Page>
  );
}

interface FindingsTableProps {
  filter: { supplierId?: SupplierId; problem?: DossierProblem };
  isFiltered: boolean;
  onClear: () => void;
}

function FindingsTable({ filter, isFiltered, onClear }: FindingsTableProps) {
  const { t } = useTranslation('dossiers');
  const navigate = useNavigate();
  const query = useQuery(api.dossiers.overview.queryOptions({ input: filter, select: findingsOf }));
  const columns: readonly DataColumn<SupplierFinding>[] = [
    {
      key: 'supplier',
      title: t('columns.supplier'),
      width: 220,
      grows: true,
      exported: exportedAs('name'),
      render: ({ name }) => name,
    },
    {
      key: 'check',
      title: t('columns.check'),
      width: 260,
      exported: [
        exportedAs(
          'check',
          'text',
          wordsOf(DOSSIER_CHECKS, (check) => t(`checks.${check}`)),
        ),
        { ...exportedAs('brandName'), header: t('columns.brand') },
      ],
      render: (row) => findingSubject(t, row),
    },
    {
      key: 'problem',
      title: t('columns.problem'),
      width: 150,
      exported: exportedAs(
        'problem',
        'text',
        wordsOf(DOSSIER_PROBLEMS, (problem) => t(`problems.${problem}`)),
      ),
      render: (row) => <FindingTag finding={row} />,
    },
    {
      key: 'on',
      title: t('columns.on'),
      width: 120,
      exported: exportedAs('on', 'day'),
      render: ({ on }) => <CalendarDay on={on} />,
    },
    {
      key: 'policy',
      title: t('columns.policy'),
      width: 130,
      exported: exportedAs('blocks', 'text', { true: t('policies.refuse'), false: t('policies.warn') }),
      render: ({ blocks }) => t(blocks ? 'policies.refuse' : 'policies.warn'),
    },
  ];
  const exportRows = useListExport(t('views.suppliers'), { list: 'dossierFindings', filter }, columns);
  return (
    <DataTable<SupplierFinding>
      name="dossier-findings"
      label={t('views.suppliers')}
      query={query}
      rowKey={(row) => [row.supplierId, row.check, row.brandId, row.step].join(' ')}
      onOpen={(row) => void navigate(`/suppliers?supplier=${row.supplierId}&tab=dossier`)}
      isFiltered={isFiltered}
      onClearFilters={onClear}
      empty={<EmptyState title={t('empty.suppliers')} />}
      columns={columns}
      onExport={exportRows}
    />
  );
}

function UnauthorisedTable() {
  const { t } = useTranslation('dossiers');
  const navigate = useNavigate();
  const query = useQuery(api.dossiers.overview.queryOptions({ input: {}, select: unauthorisedOf }));
  const columns: readonly DataColumn<UnauthorisedSku>[] = [
    {
      key: 'sku',
      title: t('columns.sku'),
      width: 260,
      grows: true,
      exported: [exportedAs('skuName'), { ...exportedAs('skuCode'), header: t('columns.code') }],
      render: ({ productName, skuName }) => <SkuTitle title={skuTitle({ productName, name: skuName })} />,
    },
    {
      key: 'brand',
      title: t('columns.brand'),
      width: 160,
      exported: exportedAs('brandName'),
      render: ({ brandName }) => brandName,
    },
    {
      key: 'problem',
      title: t('columns.problem'),
      width: 150,
      exported: exportedAs(
        'problem',
        'text',
        wordsOf(['missing', 'unverified', 'expired'], (problem) => t(`problems.${problem}`)),
      ),
      render: ({ problem }) => <FindingTag finding={{ problem, blocks: false }} />,
    },
    {
      key: 'on',
      title: t('columns.on'),
      width: 120,
      exported: exportedAs('on', 'day'),
      render: ({ on }) => <CalendarDay on={on} />,
    },
    {
      key: 'available',
      title: t('columns.available'),
      width: 110,
      align: 'end',
      exported: exportedAs('available', 'integer'),
      render: ({ available }) => <Quantity value={available} isZeroDash />,
    },
  ];
  const exportRows = useListExport(t('views.skus'), { list: 'unauthorisedSkus', filter: {} }, columns);
  return (
    <DataTable<UnauthorisedSku>
      name="unauthorised-skus"
      label={t('views.skus')}
      query={query}
      rowKey={(row) => row.skuId}
      onOpen={(row) => void navigate(`/catalog?sku=${row.skuId}`)}
      empty={<EmptyState title={t('empty.skus')} />}
      columns={columns}
      onExport={exportRows}
    />
  );
}
