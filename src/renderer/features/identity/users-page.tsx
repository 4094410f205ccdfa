import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/app/session/session.ts';
import { type DataColumn, exportedAs, wordsOf } from '#renderer/components/data-table/columns.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { useListExport } from '#renderer/components/data-table/use-list-export.ts';
import { Moment } from '#renderer/components/day.tsx';
import { Page } from '#renderer/components/page.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { EmptyState } from '#renderer/components/states/states.tsx';
import { useText } from '#renderer/i18n/use-text.ts';
import { api } from '#renderer/lib/client.ts';
import { flagFilter, idFilter, useUrlFilters } from '#renderer/lib/url-filters.ts';
import type { UserView } from '#shared/contract/identity.contract.ts';
import { RIGHTS, ROLES } from '#shared/domain/identity/rights.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { NewUserDialog } from './new-user-dialog.tsx';
import { UserDrawer } from './user-drawer.tsx';

const OPEN = { user: idFilter<UserId>(), new: flagFilter() };

/** Who works here, what each may do, and how many keys a day. */
export default function UsersPage() {
  const { t } = useTranslation('users');
  const { values, set } = useUrlFilters(OPEN);
  const query = useQuery(api.users.list.queryOptions());
  const columns = useColumns();
  const exportRows = useListExport(t('title'), { list: 'users', filter: {} }, columns);
  const chosen = query.data?.find((user) => user.id === values.user);
  return (
    <Page
      title={t('title')}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => set({ new: true })}>
          {t('new.open')}
        </Button>
      }
    >
      <DataTable<UserView>
        name="users"
        label={t('title')}
        columns={columns}
        onExport={exportRows}
        query={query}
        rowKey={(user) => user.id}
        openKey={values.user}
        onOpen={(user) => set({ user: user.id })}
        isPast={(user) => user.isDisabled}
        empty={<EmptyState title={t('title')} />}
      />
      {chosen ? <UserDrawer key={chosen.id} user={chosen} onClose={() => set({ user: null })} /> : null}
      {values.new ? (
        <NewUserDialog onClose={() => set({ new: false })} onCreated={(id) => set({ new: false, user: id })} />
      ) : null}
    </Page>
  );
}

function useColumns(): readonly DataColumn<UserView>[] {
  const { t } = useTranslation('users');
  const shell = useTranslation('shell').t;
  const text = useText();
  const session = useSession();
  return useMemo(() => {
    const rightWords = wordsOf(RIGHTS, (right) => text(`rights:${right}`));
    return [
      {
        key: 'name',
        title: t('columns.name'),
        width: 180,
        exported: exportedAs('name'),
        render: (user) => (
          <>
            {user.name} {user.id === session.user.id ? <span className="kc-faint">{t('you')}</span> : null}
          </>
        ),
      },
      {
        key: 'role',
        title: t('columns.role'),
        width: 110,
        exported: exportedAs(
          'role',
          'text',
          wordsOf(ROLES, (role) => shell(`roles.${role}`)),
        ),
        render: (user) => shell(`roles.${user.role}`),
      },
      {
        key: 'state',
        title: t('columns.state'),
        width: 96,
        exported: exportedAs('isDisabled', 'text', { true: t('states.disabled'), false: t('states.active') }),
        render: (user) => (
          <StateTag tone={user.isDisabled ? 'past' : 'go'} shape={user.isDisabled ? 'dash' : 'dot'} isPlain>
            {user.isDisabled ? t('states.disabled') : t('states.active')}
          </StateTag>
        ),
      },
      {
        key: 'changes',
        title: t('columns.changes'),
        width: 320,
        grows: true,
        exported: [
          { ...exportedAs('granted', 'text', rightWords), header: t('columns.granted') },
          { ...exportedAs('refused', 'text', rightWords), header: t('columns.refused') },
        ],
        render: (user) => {
          const changed = user.changes.filter(({ isGranted, dailyLimit }) => isGranted !== null || dailyLimit !== null);
          if (changed.length === 0) return <span className="kc-faint">{t('asRole')}</span>;
          return changed
            .map(
              ({ right, isGranted }) => `${isGranted === null ? '' : isGranted ? '+' : '−'}${text(`rights:${right}`)}`,
            )
            .join(' · ');
        },
      },
      {
        key: 'used',
        title: t('columns.usedToday'),
        width: 220,
        exported: exportedAs('usedToday', 'integer'),
        render: (user) => {
          const used = user.limits.filter(({ usedToday }) => usedToday > 0);
          if (used.length === 0) return <span className="kc-faint">–</span>;
          return used.map(({ right, usedToday }) => `${text(`rights:${right}`)} ${usedToday}`).join(' · ');
        },
      },
      {
        key: 'createdAt',
        title: t('columns.createdAt'),
        width: 120,
        exported: exportedAs('createdAt', 'instant'),
        render: (user) => <Moment at={user.createdAt} />,
      },
    ];
  }, [t, shell, text, session.user.id]);
}
