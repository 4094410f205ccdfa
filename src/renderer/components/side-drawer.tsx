import { ColumnWidthOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leavePart } from '#renderer/lib/leave-question.ts';
import { FormScope } from './form-scope.tsx';
import styles from './side-drawer.module.css';

interface SideDrawerProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  /** Beside the title: quiet actions; the primary one belongs into `footer`. */
  actions?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
  /** Under this name its width is remembered. */
  name: string;
  width?: number;
  /** Covers the list while a form is filled in, and asks before what was typed is left; details leave the list usable. */
  isModal?: boolean;
}

/** Around what stands beside a list: with another row it would be replaced. */
const DETAILS = 'kc-details';
const NARROWEST = 360;
/** A click that misses a form does not throw away what was typed into it. */
const FORM_MASK = { closable: false };
const WIDEST_SHARE = 0.92;

function storageKey(name: string): string {
  return `kacang.drawer.${name}`;
}

/** Shows another row's details: after the question, where something is typed in those of before. */
export function leaveDetails(leave: () => void): void {
  leavePart(document.querySelector(`.${DETAILS}`), leave);
}

/** Details beside the list they belong to; its edge can be dragged, and its width is kept. */
export function SideDrawer({
  isOpen,
  onClose,
  title,
  actions,
  footer,
  children,
  name,
  width = 520,
  isModal = false,
}: SideDrawerProps) {
  const { t } = useTranslation('components');
  const body = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(() => Number(window.localStorage.getItem(storageKey(name))) || width);
  const resize = (next: number): void => {
    const kept = Math.round(Math.min(window.innerWidth * WIDEST_SHARE, Math.max(NARROWEST, next)));
    window.localStorage.setItem(storageKey(name), String(kept));
    setSize(kept);
  };
  const isWide = size > width;
  const label = isWide ? t('drawer.narrower') : t('drawer.wider');
  return (
    <Drawer
      open={isOpen}
      onClose={() => leavePart(body.current, onClose)}
      title={title}
      size={size}
      resizable={{ onResize: resize }}
      mask={isModal ? FORM_MASK : false}
      // Beside a list the focus stays in the list, so that its arrow keys go on working.
      autoFocus={isModal}
      focusable={{ trap: isModal, focusTriggerAfterClose: isModal }}
      destroyOnHidden
      extra={
        <>
          {actions}
          <Button
            type="text"
            icon={<ColumnWidthOutlined />}
            aria-label={label}
            title={label}
            onClick={() => resize(isWide ? width : window.innerWidth * 0.7)}
          />
        </>
      }
      footer={footer}
      styles={{ header: { padding: '9px 16px' }, body: { padding: '16px 20px' }, footer: { padding: '10px 20px' } }}
    >
      <div ref={body} className={isModal ? undefined : DETAILS} style={{ display: 'contents' }}>
        {isModal ? <FormScope>{children}</FormScope> : children}
      </div>
    </Drawer>
  );
}

interface DetailsProps {
  items: readonly { label: string; value: ReactNode }[];
}

/** Facts of one record, label beside value, for the head of a drawer. */
export function Details({ items }: DetailsProps) {
  return (
    <dl className={styles.details}>
      {items.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
