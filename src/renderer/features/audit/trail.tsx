import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { App, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import type { DataColumn } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { PAGING, useRows } from '#renderer/components/data-table/paging.ts';
import { Moment } from '#renderer/components/day.tsx';
import { DayInput } from '#renderer/components/day-input.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { today } from '#renderer/i18n/format.ts';
import { api } from '#renderer/lib/client.ts';
import { saveText } from '#renderer/lib/download.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import { useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { AuditEventView } from '#shared/contract/audit.contract.ts';
import { WATCHED_ACTIONS } from '#shared/domain/audit/watched-actions.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { AuditDrawer } from './audit-drawer.tsx';
import { AUDIT_PLACE, TRAIL_FILTERS } from './audit-filters.ts';
import { actionText, detailLine, SUBJECT_KINDS, subjectKindText } from './audit-text.ts';
import { readTrail, trailCsv } from './trail-csv.ts';

/** Marks a choice that stands for all acts of a figure of the report. */
const WATCHED = 'watched:';

function choiceOf(choice: string) {
  const watched = WATCHED_ACTIONS.find((kind) => choice === `${WATCHED}${kind}`) ?? null;
  return { watched, action: watched ? '' : choice };
}

function useTrailInput() {
  const { values, set, clear, isFiltered } = useUrlFilters(TRAIL_FILTERS);
  const input = useMemo(
    () => ({
      userId: values.person ?? undefined,
      action: values.action || undefined,
      watched: values.watched ?? undefined,
      subjectKind: values.kind || undefined,
      subjectId: values.subject ?? undefined,
      from: values.from ?? undefined,
      to: values.to ?? undefined,
    }),
    [values],
  );
  return { values, set, clear, isFiltered, input };
}

/** Person, act, kind of thing and days. */
export function TrailFilters() {
  const { t } = useTranslation('audit');
  const mayListUsers = useCan('users.manage');
  const { values, set } = useTrailInput();
  const users = useQuery(api.users.list.queryOptions({ enabled: mayListUsers }));
  const actions = useQuery(api.audit.actions.queryOptions());
  const options = (actions.data ?? [])
    .map((action) => ({ value: action, label: actionText(action) }))
    .sort((left, right) => left.label.localeCompare(right.label));
  const watched = WATCHED_ACTIONS.map((kind) => ({
    value: `${WATCHED}${kind}`,
    label: t(`outflows.kinds.${kind}`),
  }));
  return (
    <>
      {mayListUsers ? (
        <Select
          value={values.person}
          allowClear
          style={{ width: 132 }}
          placeholder={t('filters.person')}
          aria-label={t('columns.person')}
          options={(users.data ?? []).map((user) => ({ value: user.id, label: user.name }))}
          onChange={(person) => set({ person: person ?? null })}
        />
      ) : null}
      <Select
        value={values.watched ? `${WATCHED}${values.watched}` : values.action || null}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 196 }}
        placeholder={t('filters.action')}
        aria-label={t('columns.action')}
        options={[
          { label: t('tabs.outflows'), options: watched },
          { label: t('tabs.trail'), options },
        ]}
        onChange={(choice) => set(choiceOf(choice ?? ''))}
      />
      <Select
        value={values.kind || null}
        allowClear
        style={{ width: 140 }}
        placeholder={t('filters.subject')}
        aria-label={t('columns.subject')}
        options={SUBJECT_KINDS.map((kind) => ({ value: kind, label: subjectKindText(kind) }))}
        onChange={(kind) => set({ kind: kind ?? '', subject: null })}
      />
      <span style={{ width: 136 }}>
        <DayInput
          value={values.from as Day | null}
          max={values.to}
          isClearable
          placeholder={t('filters.from')}
          aria-label={t('filters.from')}
          onChange={(from) => set({ from })}
        />
      </span>
      <span style={{ width: 136 }}>
        <DayInput
          value={values.to as Day | null}
          min={values.from}
          isClearable
          placeholder={t('filters.to')}
          aria-label={t('filters.to')}
          onChange={(to) => set({ to })}
        />
      </span>
    </>
  );
}

/** The trail, newest first; a row opens what was recorded of it. */
export function Trail() {
  const { t } = useTranslation('audit');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const { input, clear, isFiltered } = useTrailInput();
  const place = useUrlFilters(AUDIT_PLACE);
  const query = useInfiniteQuery(
    api.audit.list.infiniteOptions({ ...PAGING, input: (cursor) => ({ ...input, cursor }) }),
  );
  const rows = useRows<AuditEventView>(query.data);
  const columns = useColumns();
  const sequence = place.values.event;
  const exportRows = async (): Promise<void> => {
    try {
      const events = await readTrail(input);
      await saveText(t('export.fileName', { on: today() }), trailCsv(events, t));
      message.success(t('export.done', { count: events.length }));
    } catch (error) {
      message.error(errorText(error));
    }
  };
  return (
    <>
      <DataTable<AuditEventView>
        name="audit"
        label={t('title')}
        columns={columns}
        query={query}
        rowKey={(event) => event.sequence}
        openKey={sequence}
        onOpen={(event) => place.set({ event: event.sequence })}
        onExport={() => void exportRows()}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={<EmptyState title={t('empty.title')} text={t('empty.text')} />}
      />
      {sequence === null ? null : (
        <AuditDrawer
          sequence={sequence}
          known={rows.find((event) => event.sequence === sequence) ?? null}
          onClose={() => place.set({ event: null })}
        />
      )}
    </>
  );
}

function useColumns(): readonly DataColumn<AuditEventView>[] {
  const { t } = useTranslation('audit');
  return useMemo(
    () => [
      { key: 'at', title: t('columns.at'), width: 108, render: (event) => <Moment at={event.happenedAt} /> },
      {
        key: 'person',
        title: t('columns.person'),
        width: 96,
        render: (event) => event.userName || <span className="kc-faint">{t('system')}</span>,
      },
      { key: 'action', title: t('columns.action'), width: 156, render: (event) => actionText(event.action) },
      {
        key: 'kind',
        title: t('columns.subject'),
        width: 96,
        render: (event) => <span className="kc-soft">{subjectKindText(event.subjectKind)}</span>,
      },
      {
        key: 'quantity',
        title: t('columns.quantity'),
        width: 72,
        align: 'end',
        render: (event) => <Quantity value={event.quantity} isZeroDash />,
      },
      {
        key: 'sequence',
        title: t('columns.sequence'),
        width: 76,
        align: 'end',
        isHiddenAtFirst: true,
        render: (event) => <Quantity value={event.sequence} />,
      },
      {
        key: 'subject',
        title: t('columns.details'),
        width: 300,
        grows: true,
        render: (event) => <span title={detailLine(event.details)}>{detailLine(event.details) || '–'}</span>,
      },
    ],
    [t],
  );
}
