import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { saveText } from '#renderer/lib/download.ts';

/** Made-up rows that show what is understood; the byte order mark keeps Excel from misreading it. */
const SAMPLE = [
  '卡号,卡密,面值,有效期,批次号,状态',
  '6001000200000001,ABCD-EFGH-0001,50,2028-12-31,B2026-01,未使用',
  '6001000200000002,ABCD-EFGH-0002,50,2028-12-31,B2026-01,未使用',
  '6001000200000003,ABCD-EFGH-0003,50,2028-12-31,B2026-01,未使用',
  '合计：3张',
].join('\r\n');

export function SampleButton() {
  const { t } = useTranslation('imports');
  return <Button onClick={() => void saveText('kacang-sample.csv', `\ufeff${SAMPLE}\r\n`)}>{t('empty.sample')}</Button>;
}
