import {
  CompassOutlined,
  ExclamationCircleOutlined,
  InboxOutlined,
  LockOutlined,
  StopOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useText } from '#renderer/i18n/use-text.ts';
import { useErrorText } from '#renderer/lib/error-text.ts';
import type { Right } from '#shared/domain/identity/rights.ts';
import { StatePanel } from './state-panel.tsx';

interface EmptyStateProps {
  title: ReactNode;
  text?: ReactNode;
  /** The next step, as a button; beside it e.g. a sample file. */
  actions?: ReactNode;
  icon?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, text, actions, icon = <InboxOutlined /> }: EmptyStateProps) {
  return <StatePanel icon={icon} title={title} text={text} actions={actions} />;
}

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

/** Something could not be read: what happened and how to try again. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const retry = onRetry ? <Button onClick={onRetry}>{t('states.retry')}</Button> : null;
  return (
    <StatePanel
      icon={<ExclamationCircleOutlined />}
      tone="now"
      role="alert"
      title={t('states.errorTitle')}
      text={errorText(error)}
      actions={retry}
    />
  );
}

interface DeniedStateProps {
  right: Right | string;
}

/** The person has not the right for what stands here. */
export function DeniedState({ right }: DeniedStateProps) {
  const { t } = useTranslation();
  const text = useText();
  const name = text(`rights:${right as Right}`);
  return (
    <StatePanel
      icon={<StopOutlined />}
      title={t('states.deniedTitle')}
      text={t('states.deniedText', { right: name })}
    />
  );
}

/** The window is locked and this cannot be read until it is unlocked. */
export function LockedState() {
  const { t } = useTranslation();
  return <StatePanel icon={<LockOutlined />} title={t('states.lockedTitle')} text={t('states.lockedText')} />;
}

/** The address names nothing. */
export function NotFoundState() {
  const { t } = useTranslation();
  return (
    <StatePanel
      icon={<CompassOutlined />}
      title={t('states.notFoundTitle')}
      text={t('states.notFoundText')}
      actions={
        <Link to="/">
          <Button>{t('states.home')}</Button>
        </Link>
      }
    />
  );
}
