import { HomeOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/states/states.tsx';

/** A person whose rights open nothing. */
export function EmptyShop() {
  const { t } = useTranslation();
  return <EmptyState icon={<HomeOutlined />} title={t('states.emptyShopTitle')} text={t('states.emptyShopText')} />;
}
