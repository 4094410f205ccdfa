import { App, Button, Form, Input, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CountInput } from '#renderer/components/count-input.tsx';
import { ignoreComposingEnter } from '#renderer/components/form-enter.ts';
import { FormScope } from '#renderer/components/form-scope.tsx';
import { currencyName } from '#renderer/i18n/format.ts';
import { LANGUAGES } from '#renderer/i18n/resources.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { ShopSettingsView } from '#shared/contract/settings.contract.ts';
import { MOST_LOCK_MINUTES } from '#shared/domain/settings/lock-minutes.ts';
import styles from './settings.module.css';

type Values = Pick<ShopSettingsView, 'businessName' | 'currency' | 'timeZone' | 'language' | 'lockAfterMinutes'>;

const LONGEST_NAME = 80;

/** The shop's name, conventions and lock; currency and time zone stand once something is posted in them. */
export function ShopForm({ settings }: { settings: ShopSettingsView }) {
  const { t } = useTranslation('settings');
  const shell = useTranslation('shell').t;
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const change = useCommand(client.settings.change, { onSuccess: () => message.success(t('shop.saved')) });
  const { hasDocuments } = settings;
  const currencies = Intl.supportedValuesOf('currency');
  return (
    <FormScope>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={settings}
        onFinish={(values) => void change.run(values)}
        onKeyDown={ignoreComposingEnter}
      >
        <Form.Item
          name="businessName"
          label={t('shop.name')}
          rules={[{ required: true, whitespace: true, max: LONGEST_NAME, message: t('shop.typeName') }]}
        >
          <Input maxLength={LONGEST_NAME} autoComplete="organization" />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="currency" label={t('shop.currency')}>
            <Select
              disabled={hasDocuments}
              showSearch={{ optionFilterProp: 'label' }}
              options={currencies.map((value) => ({ value, label: `${value} ${currencyName(value)}` }))}
            />
          </Form.Item>
          <Form.Item name="timeZone" label={t('shop.timeZone')}>
            <Select
              disabled={hasDocuments}
              showSearch
              options={Intl.supportedValuesOf('timeZone').map((value) => ({
                value,
                label: value.replaceAll('_', ' '),
              }))}
            />
          </Form.Item>
        </div>
        {hasDocuments ? (
          <p className={styles.hint} style={{ marginTop: -12, marginBottom: 16 }}>
            {t('shop.fixed')}
          </p>
        ) : null}
        <div className={styles.pair}>
          <Form.Item name="language" label={t('shop.language')} extra={t('shop.languageHint')}>
            <Segmented
              aria-label={t('shop.language')}
              options={LANGUAGES.map((value) => ({
                value,
                label: value === 'zh-CN' ? shell('topBar.chinese') : shell('topBar.english'),
              }))}
            />
          </Form.Item>
          <Form.Item
            name="lockAfterMinutes"
            label={t('shop.lock')}
            extra={t('shop.lockHint')}
            rules={[{ required: true }]}
          >
            <CountInput min={1} max={MOST_LOCK_MINUTES} suffix={t('shop.minutes')} style={{ width: 140 }} />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('shop.save')}
        </Button>
      </Form>
    </FormScope>
  );
}
