import { Select } from 'antd';
import { useTranslation } from 'react-i18next';

export const ARCHIVED_CHOICES = ['archived', 'all'] as const;
type Choice = (typeof ARCHIVED_CHOICES)[number] | null;

/** Records in use, archived ones, or both; in use is what a list shows when nothing is said. */
export function ArchivedFilter({ value, onChange }: { value: Choice; onChange: (value: Choice) => void }) {
  const { t } = useTranslation('catalog');
  return (
    <Select<'active' | NonNullable<Choice>>
      value={value ?? 'active'}
      style={{ width: 100 }}
      aria-label={t('filters.archived.archived')}
      options={(['active', ...ARCHIVED_CHOICES] as const).map((choice) => ({
        value: choice,
        label: t(`filters.archived.${choice}`),
      }))}
      onChange={(choice) => onChange(choice === 'active' ? null : choice)}
    />
  );
}
